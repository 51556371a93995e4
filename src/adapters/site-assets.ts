/** Files that pages need beside their text: the stylesheet, scripts, the icon. Shipped with the templates. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Beside `src` in a clone, beside `dist` in the package. */
const FOLDER = fileURLToPath(new URL('../../templates/site/assets/', import.meta.url))

/** By name; `path` is below the site. */
export function siteAssets(): readonly { readonly path: string; readonly text: string }[] {
  return readdirSync(FOLDER)
    .sort()
    .map((name) => ({ path: `assets/${name}`, text: readFileSync(`${FOLDER}${name}`, 'utf8') }))
}
