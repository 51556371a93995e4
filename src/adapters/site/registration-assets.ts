/** Static files of the registration page, by their path: the stylesheet and the icon of the other pages, and what it adds. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Beside `src` in a clone, beside `dist` in the package. */
const TEMPLATES = fileURLToPath(new URL('../../../templates/', import.meta.url))
const CSS = 'text/css; charset=utf-8'
const FILES = [
  ['/assets/site.css', 'site/assets/site.css', CSS],
  ['/assets/registration.css', 'registration/registration.css', CSS],
  ['/assets/icon.svg', 'site/assets/icon.svg', 'image/svg+xml'],
] as const

export function registrationAssets(): ReadonlyMap<string, { readonly type: string; readonly text: string }> {
  return new Map(FILES.map(([path, file, type]) => [path, { type, text: readFileSync(`${TEMPLATES}${file}`, 'utf8') }]))
}
