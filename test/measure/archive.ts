/** The folder of real minutes and the truth about some of them, given by SCS_CORPUS and SCS_TRUTH; never copied into the project. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'

export type Ref = { readonly owner: string; readonly repo: string; readonly number: number }
export type TrueItem = {
  readonly kind: 'explicit' | 'implicit'
  readonly owners: readonly string[]
  readonly text: string
  readonly line: number
}
/** One line of the truth file; its rules stand in the README beside it. */
export type Truth = {
  readonly file: string
  readonly date: string | null
  readonly participants: readonly string[]
  readonly reporters: readonly string[]
  readonly scribes: readonly string[]
  readonly issue_refs: readonly Ref[]
  readonly alias_refs: readonly Ref[]
  readonly bare_refs: readonly number[]
  readonly action_items: readonly TrueItem[]
  readonly verified: boolean
}

export type Archive = {
  readonly files: readonly { readonly file: string; readonly text: string }[]
  readonly truth: readonly Truth[]
  /** Short forms as the project's own example configures them. */
  readonly aliases: Readonly<Record<string, string>>
}

/** null when no archive is given. */
export function readArchive(env: NodeJS.ProcessEnv = process.env): Archive | null {
  const { SCS_CORPUS: folder, SCS_TRUTH: truthFile } = env
  if (!folder || !truthFile) return null
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md') && file !== 'README.md')
    .sort()
    .map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }))
  const truth = readFileSync(truthFile, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Truth)
  const example = parse(readFileSync(new URL('../../minutes/sprint.yml', import.meta.url), 'utf8')) as { aliases?: Record<string, string> }
  return { files, truth, aliases: example.aliases ?? {} }
}
