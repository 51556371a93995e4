/** What `run` did, by team: for people and as JSON. */
import { minuteIn } from '../../domain/time/dates.ts'
import type { NeededPermissions } from '../../service/schedule/needed-permissions.ts'
import type { DueWork } from '../../service/schedule/schedule.ts'
import type { Settings } from '../../settings/settings.ts'
import type { Write } from './show-plan.ts'

export type WorkSummary = {
  readonly work: DueWork
  /** `due`: it was only listed. */
  readonly result: 'due' | 'done' | 'waiting' | 'typing' | 'later' | 'failed'
  /** What it waits for, or why it failed, in the words of the message. */
  readonly told: string | null
  readonly writes: readonly Write[]
}

export type RunSummary = {
  readonly since: Date
  readonly until: Date
  readonly isApplied: boolean
  /** Why nothing is known of the meetings in the calendar; null: they are known. */
  readonly calendar: string | null
  readonly permissions: NeededPermissions
  readonly works: readonly WorkSummary[]
}

const WORDS = {
  due: 'due',
  done: 'done',
  waiting: 'waiting',
  typing: 'waiting',
  later: 'failed, will be tried again',
  failed: 'failed',
} as const

export function runAsText(settings: Settings, { since, until, isApplied, works }: RunSummary): string {
  const { timezone } = settings
  const window = `from ${minuteIn(timezone, since)} to ${minuteIn(timezone, until)} (${timezone})`
  if (works.length === 0) return canBeDue(settings) ? `Nothing was due ${window}.\n` : NEVER_DUE
  const groups = new Map<string, WorkSummary[]>()
  for (const one of works) {
    const team = 'team' in one.work ? (settings.teams[one.work.team]?.name ?? one.work.team) : 'All teams'
    groups.set(team, [...(groups.get(team) ?? []), one])
  }
  const parts = [...groups].map(([team, own]) => `${team}\n${own.map((one) => lineOf(one, isApplied)).join('')}`)
  return `Due ${window}:\n\n${parts.join('\n')}`
}

const NEVER_DUE =
  'Nothing can be due: expected `board`, `calendar`, `communityCall` or the `meeting` of a team in sprint.yml, found none. `scs-sprint doctor` lists what each is for.\n'

function canBeDue({ board, calendar, communityCall, teams }: Settings): boolean {
  return board !== null || calendar !== null || communityCall !== null || Object.values(teams).some(({ meeting }) => meeting !== null)
}

function lineOf({ work, result, told, writes }: WorkSummary, isApplied: boolean): string {
  const word = result === 'done' && !isApplied ? 'planned' : WORDS[result]
  const wrote = writes.length === 0 ? 'nothing to write' : writes.map(({ kind, where, url }) => `${kind} ${url ?? where}`).join(', ')
  const rest = result === 'due' ? '' : result === 'done' ? `: ${wrote}` : told === null ? '' : `: ${told.replaceAll('\n', ' ')}`
  return `  ${word}: ${nameOfWork(work)}${rest}\n`
}

/** `the minutes of 2026-03-04`. */
export function nameOfWork(work: DueWork): string {
  switch (work.kind) {
    case 'sync':
      return 'the board'
    case 'hygiene':
      return 'the check of epics'
    case 'follow-up':
      return 'what follows from merged minutes'
    case 'report':
      return 'the weekly report'
    case 'pulls':
      return 'the open pull requests of minutes'
    case 'digest':
      return `the notes of the community call of ${work.date}`
    default: {
      const number = work.meeting === undefined ? '' : `, meeting ${work.meeting}`
      return `the ${work.kind} of ${work.date}${number}`
    }
  }
}

export function runAsJson({ since, until, isApplied, calendar, permissions, works }: RunSummary): string {
  const due = works.map(({ work: { at, ...work }, result, told, writes }) => ({
    ...work,
    at: at.toISOString(),
    result: result === 'done' && !isApplied ? 'planned' : result,
    told,
    writes,
  }))
  return `${JSON.stringify({ since: since.toISOString(), until: until.toISOString(), isDue: due.length > 0 || calendar !== null, calendar, permissions, due })}\n`
}
