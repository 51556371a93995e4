/** What all days of the story share: the stage, who tells it, where files go, and how places are called. */
import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { Pull } from '../../sandbox/model.ts'
import { DemoFailure, type Server } from '../children.ts'
import { root, type Stage } from '../stage.ts'
import type { Narrator } from '../terminal.ts'

export type Scene = {
  readonly stage: Stage
  readonly say: Narrator
  /** `iaas/20230118.md` -> where it goes on this machine. */
  readonly out: (path: string) => string
}

/** From Monday on. */
export type ServedScene = Scene & { readonly server: Server }

export const IAAS_AGENDA = 'iaas/20230118-agenda.md'
export const IAAS_MINUTES = 'iaas/20230118.md'
export const CALL_NOTES = 'community-call/20230119.md'
export const SIG_AGENDA = 'sig-standardization/20260611-agenda.md'
export const SIG_MINUTES = 'sig-standardization/20260611.md'
export const FILES = [IAAS_AGENDA, IAAS_MINUTES, CALL_NOTES, SIG_AGENDA, SIG_MINUTES]

/** For `--board` of other commands; Git ignores the folder. */
export const SAVED_BOARD = join(root, 'data/demo/board.json')

/** Before a line that was checked. */
export const same = (say: Narrator): string => say.style('green', '✓')

/** The story goes on only where that is so. `found`: what is there instead. */
export function demand(isSo: boolean, expected: string, found: string): asserts isSo {
  if (!isSo) throw new DemoFailure(`Expected ${expected}, found ${found}.`)
}

/** The server checks each commit of the pull request when it comes to it, beside what a command writes. */
const withoutChecks = (writes: readonly string[]): readonly string[] => writes.filter((write) => !write.includes('/check-runs'))

export function nothingWritten(stage: Stage, since: number, what: string): void {
  const writes = withoutChecks(stage.writesSince(since))
  demand(writes.length === 0, `no writes by ${what}`, writes.join(', '))
}

/** Paths as one types them from where the demo runs. */
export const near = (path: string): string => (relative(root, path).startsWith('..') ? path : relative(root, path))

export function fileLine({ out }: Pick<Scene, 'out'>, path: string): string {
  const text = readFileSync(out(path), 'utf8')
  return `→ ${near(out(path))}, ${text.trimEnd().split('\n').length} lines`
}

/** The command as a person would type it: a pad of this machine has an address that nobody types, files lie where they are told. */
export function shown(command: readonly string[], { pads }: Pick<Stage, 'pads'>): string {
  return `npx scs-sprint ${command.map((word) => (word.startsWith(pads.url) ? '…' : word.startsWith('/') ? near(word) : word)).join(' ')}`
}

/** Without the addresses of this machine. */
export const placeless = (text: string, { pads }: Pick<Stage, 'pads'>): string => text.replaceAll(pads.url, '…')

export const urlOf = ({ repository, number }: Pull): string => `https://github.com/${repository.nameWithOwner}/pull/${number}`

export const blobOf = ({ repository, base }: Pull, path: string): string =>
  `https://github.com/${repository.nameWithOwner}/blob/${base}/${path}`

export const refOf = ({ repository, number }: Pull): string => `${repository.nameWithOwner}#${number}`
