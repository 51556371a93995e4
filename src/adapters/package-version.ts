/** The version of this installation, as its package.json says. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }
  return version
}

/** Changes with the program itself, in a clone too, where the version stays the same. */
export function programStamp(): string {
  const folder = fileURLToPath(new URL('../', import.meta.url))
  const times = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.[jt]s$/.test(file))
    .map((file) => statSync(`${folder}${file}`).mtimeMs)
  return `${packageVersion()} ${times.length} ${Math.max(...times)}`
}
