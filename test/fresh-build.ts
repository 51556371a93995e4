/** What runs as a process of its own is what is built; where the sources are newer, it is built first. `npm ci` has built already. */
import { spawnSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')

/** Throws with the compiler's words when the sources do not build. */
export function buildIfStale(): void {
  const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).map((file) => join(root, 'src', file))
  const newest = Math.max(...sources.map((file) => statSync(file).mtimeMs))
  if (newest < builtAt()) return
  const compiler = join(root, 'node_modules/typescript/bin/tsc')
  const { status, stdout } = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], { cwd: root, encoding: 'utf8' })
  if (status !== 0) throw new Error(`The project does not build:\n${stdout.trim()}`)
}

function builtAt(): number {
  return statSync(join(root, 'dist/cli.js'), { throwIfNoEntry: false })?.mtimeMs ?? 0
}

/** Vitest calls this once, before any test that starts the app as a process. */
export default buildIfStale
