/** The version of this installation, from its package.json. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Of the package: beside `src` in a clone, beside `dist` in the package. */
const ROOT = fileURLToPath(new URL('../../../', import.meta.url))

type Package = { readonly version: string; readonly dependencies?: Readonly<Record<string, string>> }

export function packageVersion(): string {
  return packageAt(ROOT).version
}

/** How to start the server from that folder: a clone has a script for it. */
export function startingCommand(folder: string): string {
  return resolve(folder) === resolve(ROOT) && existsSync(join(ROOT, 'src')) ? 'npm start' : 'npx scs-sprint start'
}

function packageAt(folder: string): Package {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Package
}

let stamp: string | null = null

/** Changes with the program itself, in a clone too, where the version stays the same; with its libraries, and with Node. */
export function programStamp(): string {
  // What a process has loaded stays: a server need not look at all files for each build of its pages.
  stamp ??= stampOfFiles()
  return stamp
}

function stampOfFiles(): string {
  const folder = fileURLToPath(new URL('../../', import.meta.url))
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.[jt]s$/.test(file))
    .sort()
    .map((file) => {
      const { size, mtimeMs } = statSync(join(folder, file))
      return `${file} ${size} ${mtimeMs}`
    })
  const { version, dependencies = {} } = packageAt(ROOT)
  const libraries = Object.keys(dependencies).map((name) => `${name} ${libraryVersion(name)}`)
  // Zones and their clocks come with Node.
  const runtime = [process.version, process.versions.icu, process.versions.tz]
  return `${version} ${createHash('sha256')
    .update(JSON.stringify([files, libraries, runtime]))
    .digest('base64url')}`
}

/** Of the copy that this program uses: in the nearest folder of libraries; empty where there is none. */
function libraryVersion(name: string): string {
  for (let folder = ROOT; ; folder = dirname(folder)) {
    const place = join(folder, 'node_modules', name)
    if (existsSync(join(place, 'package.json'))) return packageAt(place).version
    if (dirname(folder) === folder) return ''
  }
}
