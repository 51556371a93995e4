/** Shared by `missing` and `minutes --since`: which meetings have no minutes, and the words for it. */
import { countOf } from '../../domain/text/count-of.ts'
import { addDays, dayIn } from '../../domain/time/dates.ts'
import { TryAgainError, UserError } from '../../errors.ts'
import type { MissingMeeting, WaitingMeeting } from '../../minutes/backlog/missing-meetings.ts'
import type { Uses } from '../../ports/app-ports.ts'
import type { Settings, TeamSettings } from '../../settings/settings.ts'
import { type FoundMissing, findMissingMinutes, type TeamBacklog } from '../../usecases/minutes/backlog/find-missing-minutes.ts'
import { readMeetingPlan } from '../../usecases/read-meeting-plan.ts'
import { requireArchive } from '../command-context.ts'
import { UsageError } from '../exit.ts'
import { sanitize } from '../output/sanitize.ts'
import type { Shell } from '../shell.ts'

export type MissingPorts = Uses<'archive' | 'calendar' | 'clock' | 'isOnline' | 'minutesRepository' | 'pads'>

export type MissingOptions = {
  readonly teams: readonly TeamSettings[]
  /** First ISO day; absent: `USUAL_DAYS` ago. */
  readonly since?: string | undefined
  /** `--minutes`. */
  readonly minutes?: string | undefined
  /** Names the command in messages. */
  readonly command: string
}

export type Missing = FoundMissing & { readonly since: string; readonly until: string }

/** A quarter. */
const USUAL_DAYS = 91

/** What a person should know about what was found goes to stderr. */
export async function missingOf(
  { shell, ports, settings }: { readonly shell: Shell; readonly ports: MissingPorts; readonly settings: Settings },
  { teams, since: asked, minutes, command }: MissingOptions,
): Promise<Missing> {
  const now = ports.clock.now()
  const until = dayIn(settings.timezone, now)
  if (asked !== undefined && asked > until) {
    throw new UsageError(`--since: expected a day in the past, found ${asked}; today is ${until}. Name an earlier day.`)
  }
  const since = asked ?? addDays(until, -USUAL_DAYS)
  const archive = requireArchive(ports, settings, command, minutes)
  const plan = await readMeetingPlan(ports, settings, teams)
  if (plan.remark !== null) shell.err(`${plan.remark}\n`)
  const pulls = ports.isOnline ? ports.minutesRepository(settings.minutes.repository) : null
  const found = await findMissingMinutes({ archive, pulls, pads: ports.pads(settings) }, { plan, teams, since, now })
  for (const { remarks, notPlanned } of found.teams)
    for (const remark of [...remarks, ...(notPlanned === null ? [] : [notPlanned])]) shell.err(`${remark}\n`)
  if (pulls === null) shell.err('Open pull requests were not checked, because there are no GitHub credentials.\n')
  return { ...found, since, until }
}

/** The failures of the search, a person's before those that time mends. Of no team is known when it meets: that is one as well. */
export function failuresOf({ teams, pullsFailure }: FoundMissing): readonly Error[] {
  const all: Error[] = [...teams.flatMap(({ unknown }) => unknown ?? []), ...(pullsFailure === null ? [] : [pullsFailure])]
  if (teams.every(({ notPlanned, held }) => notPlanned !== null && held === 0)) all.push(new UserError(NOTHING_PLANNED))
  return fixFirst(all)
}

/** Pads that could not be read or did not answer: whether these meetings took place is not known, and must not look as if it were. */
export function padFailuresOf({ teams }: Pick<FoundMissing, 'teams'>): readonly Error[] {
  const count = (state: MissingMeeting['notes']) => teams.flatMap(({ missing }) => missing).filter(({ notes }) => notes === state).length
  const [unreadable, silent] = [count('unreadable'), count('no-answer')]
  return [
    ...(unreadable === 0 ? [] : [new UserError(`The pads of ${countOf(unreadable, 'meeting')} could not be read. The reasons are above.`)]),
    ...(silent === 0
      ? []
      : [new TryAgainError(`The pads of ${countOf(silent, 'meeting')} did not answer, so it is not known whether they have notes.`)]),
  ]
}

/** What a person must fix goes before what time mends: "try again" would say that nothing is wrong. */
export function fixFirst(errors: readonly Error[]): readonly Error[] {
  return [...errors.filter((error) => error instanceof UserError), ...errors.filter((error) => !(error instanceof UserError))]
}

const NOTHING_PLANNED = 'Nothing says when a team meets, so no meeting can be missing. The reasons are above.'

export function missingAsText({ teams, since, until }: Missing): string {
  const parts = teams.map((found) => teamAsText(found))
  return `Meetings from ${since} to ${until}:\n\n${parts.join('\n')}`
}

function teamAsText({ team, missing, waiting, notHeld, held, unknown, notPlanned }: TeamBacklog): string {
  if (held === 0 && unknown !== null) return `${team.name}: its meetings could not be looked for\n`
  if (held === 0 && notPlanned !== null) return `${team.name}: not known when it meets\n`
  const toldBefore = (at: number) =>
    missing.slice(0, at).some(({ notes, told }) => notes === missing[at]?.notes && told === missing[at]?.told)
  const head =
    missing.length === 0
      ? countOf(held, 'meeting')
      : `${missing.length} of ${countOf(held, 'meeting')} without minutes (${countsOf(missing)})`
  return [
    `${team.name}: ${held === 0 ? 'no meetings' : missing.length === 0 ? `${head}, none without minutes` : head}`,
    ...missing.map((meeting, at) => `  ${whenOf(meeting)}  ${notesInWords(meeting, toldBefore(at))}`),
    ...waiting.map((meeting) => `  ${whenOf(meeting)}  minutes wait in ${meeting.url}`),
    ...notHeld.map((meeting) => `  ${whenOf(meeting)}  no meeting: ${sanitize(meeting.told ?? '')}`),
    '',
  ].join('\n')
}

export function whenOf({ date, time, meeting }: Pick<WaitingMeeting, 'date' | 'time' | 'meeting'>): string {
  return `${date}${time === null ? '' : ` ${time}`}${meeting === 1 ? '' : ` (meeting ${meeting} of the day)`}`
}

/** What can be done about a meeting, by what its pad holds. */
/** `several`: the words for more than one, where they differ. */
const GROUPS: readonly (readonly [words: string, states: readonly MissingMeeting['notes'][], several?: string])[] = [
  ['with notes in the pad', ['there', 'undated']],
  ['without notes: did it take place?', ['none', 'other-days'], 'without notes: did they take place?'],
  ['with a pad that could not be read', ['unreadable']],
  ['with a pad that did not answer', ['no-answer']],
  ['without a pad', ['no-pad']],
]

/** `3 with notes in the pad, 1 without notes: did it take place?` */
function countsOf(missing: readonly MissingMeeting[]): string {
  return GROUPS.flatMap(([words, states, several = words]) => {
    const count = missing.filter(({ notes }) => states.includes(notes)).length
    return count === 0 ? [] : [`${count} ${count === 1 ? words : several}`]
  }).join(', ')
}

const WORDS: Readonly<Record<MissingMeeting['notes'], string>> = {
  there: 'notes in the pad',
  undated: 'notes without a date in the pad',
  none: 'nothing typed in the pad (it is empty, or an unchanged template)',
  'other-days': 'the pad has no notes of that day',
  cancelled: 'no meeting',
  unreadable: 'the pad could not be read',
  'no-answer': 'the pad did not answer',
  'no-pad': 'no pad',
}

/** Messages that say more than the words of the state. */
const TOLD = new Set<MissingMeeting['notes']>(['unreadable', 'no-answer', 'no-pad', 'other-days'])

/** `isTold`: a meeting above has the same message, which may be long. */
function notesInWords({ notes, told, pad, near, from }: MissingMeeting, isTold = false): string {
  const why = TOLD.has(notes) && told !== null ? (isTold ? ' (as above)' : ` (${sanitize(told)})`) : pad === null ? '' : `: ${pad}`
  const source = from === 'pad' ? ' (only the pad tells of this meeting)' : ''
  const close = near === null ? '' : `; near by: ${near.path ?? `notes of ${near.date} in the pad`}`
  return `${WORDS[notes]}${why}${source}${close}`
}

export function missingAsJson({ teams, since, until }: Missing): string {
  const unknown = teams.flatMap(({ team, unknown: error, notPlanned }) => {
    const told = error?.message ?? notPlanned
    return told === null ? [] : [{ team: team.id, told }]
  })
  const of = <Key extends 'missing' | 'waiting' | 'notHeld'>(key: Key) => teams.flatMap((team) => team[key] as TeamBacklog[Key][number][])
  return `${JSON.stringify({ since, until, missing: of('missing'), waiting: of('waiting'), notHeld: of('notHeld'), unknown }, null, 2)}\n`
}
