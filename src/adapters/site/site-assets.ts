/** Static files that the pages need: the stylesheet, scripts and the icon from the templates, and script libraries. */
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Beside `src` in a clone, beside `dist` in the package. */
const FOLDER = fileURLToPath(new URL('../../../templates/site/assets/', import.meta.url))

type Asset = { readonly path: string; readonly text: string }

/** By name; `path` is below the site. Declarations of types are for the compiler alone. */
export function siteAssets(): readonly Asset[] {
  const own = readdirSync(FOLDER)
    .filter((name) => !name.endsWith('.d.ts'))
    .map((name) => ({ path: `assets/${name}`, text: readFileSync(`${FOLDER}${name}`, 'utf8') }))
  return [...own, miniSearch()].sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** The library as its package has it for browsers, with the notice that its license asks for. */
function miniSearch(): Asset {
  const folder = join(dirname(createRequire(import.meta.url).resolve('minisearch')), '..', '..')
  const read = (name: string) => readFileSync(join(folder, name), 'utf8')
  const notice = read('LICENSE.txt').replaceAll('*/', '* /').trim()
  // The map is not beside it.
  const code = read('dist/es/index.js').replace(/^\/\/# sourceMappingURL=.*$/m, '')
  return { path: 'assets/minisearch.js', text: `/*! MiniSearch\n\n${notice}\n*/\n${code}` }
}
