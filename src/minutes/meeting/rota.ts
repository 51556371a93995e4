/** Who reported and wrote when, and who is next: fewest turns for their attendance. Read from the minutes, fair over time. Pure. */

import type { PastMeeting } from '../../domain/notes/past-meeting.ts'
import type { Spellings } from '../../domain/notes/person-of.ts'
import { countOf } from '../../domain/text/count-of.ts'
import { uniquePeople } from './handles.ts'

export type RotaOptions = {
  /** Other spellings of a handle -> the handle; keys in lower case. */
  readonly people: Spellings
  /** Never proposed: they come to listen. */
  readonly optOut: readonly string[]
  /** Who is there today; then only they are proposed. */
  readonly present?: readonly string[]
  /** Handles that are no person (`osism`): ignored. */
  readonly organizations?: readonly string[]
  /** false: there is no call to report in. */
  readonly communityCall?: boolean
}

export type Turn = { readonly date: string; readonly reporters: readonly string[]; readonly scribes: readonly string[] }

/** `attended`: lists of participants the person is in; `reported`, `wrote`: meetings with that turn. */
export type TurnCount = { readonly handle: string; readonly attended: number; readonly reported: number; readonly wrote: number }

export type Rota = {
  /** Oldest first; people as one handle each, lower case. */
  readonly history: readonly Turn[]
  /** Most attendances first. */
  readonly counts: readonly TurnCount[]
  readonly proposal: { readonly reporter: string | null; readonly scribe: string | null; readonly why: string }
}

/** Never handles of a person, whoever types them. */
const EVERYBODY = ['all', 'everyone', 'everybody', 'here', 'team', 'channel', 'nobody', 'someone', 'alle']
/** The meetings that tell who comes regularly. */
const LATELY = 6

/**
 * The proposal is a person who comes regularly, has the fewest turns for their attendance, and did not have the last
 * turn. Of several the one who waits longest, then the one who came most often, then by name. null where nobody fits.
 */
export function rota(past: readonly PastMeeting[], options: RotaOptions): Rota {
  const { communityCall = true } = options
  const meetings = [...past].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.path < b.path ? -1 : 1))
  const noPerson = new Set([...EVERYBODY, ...(options.organizations ?? []).map((name) => name.toLowerCase())])
  const persons = (handles: readonly string[]) => uniquePeople(handles, options.people).filter((handle) => !noPerson.has(handle))
  const attendance = meetings.map(({ notes }) => persons(notes.participants))
  const history = meetings.map(({ date, notes }) => ({ date, reporters: persons(notes.reporters), scribes: persons(notes.scribes) }))
  const counts = countTurns(attendance, history)
  const optOut = new Set(uniquePeople(options.optOut, options.people))
  const present = options.present === undefined ? null : persons(options.present)
  const pool = (present === null ? regulars(attendance) : present).filter((handle) => !optOut.has(handle))
  const chosen = choose(pool, counts, history, communityCall)
  return {
    history,
    counts,
    proposal: { ...chosen, why: reason(chosen, { pool, counts, history, isToday: present !== null, meetings: meetings.length }) },
  }
}

function countTurns(attendance: readonly (readonly string[])[], history: readonly Turn[]): readonly TurnCount[] {
  const handles = [...new Set([...attendance.flat(), ...history.flatMap(({ reporters, scribes }) => [...reporters, ...scribes])])]
  const times = (lists: readonly (readonly string[])[], handle: string) => lists.filter((list) => list.includes(handle)).length
  return handles
    .map((handle) => ({
      handle,
      attended: times(attendance, handle),
      reported: times(
        history.map(({ reporters }) => reporters),
        handle,
      ),
      wrote: times(
        history.map(({ scribes }) => scribes),
        handle,
      ),
    }))
    .sort((a, b) => b.attended - a.attended || (a.handle < b.handle ? -1 : 1))
}

/** Came to at least a third of the latest meetings that have a list of participants. */
function regulars(attendance: readonly (readonly string[])[]): readonly string[] {
  const lately = attendance.filter((list) => list.length > 0).slice(-LATELY)
  const needed = Math.ceil(lately.length / 3)
  return [...new Set(lately.flat())].filter((handle) => lately.filter((list) => list.includes(handle)).length >= needed)
}

type Role = 'reported' | 'wrote' | 'both'

function choose(pool: readonly string[], counts: readonly TurnCount[], history: readonly Turn[], communityCall: boolean) {
  if (!communityCall) return { reporter: null, scribe: next('wrote', pool, counts, history) }
  if (isOneTurn(history)) {
    const both = next('both', pool, counts, history)
    return { reporter: both, scribe: both }
  }
  const reporter = next('reported', pool, counts, history)
  // Two tasks for two people, as long as there are two.
  const others = pool.filter((handle) => handle !== reporter)
  return { reporter, scribe: next('wrote', others, counts, history) ?? next('wrote', pool, counts, history) }
}

/** Most teams ask one question for both; then both are one turn. So it is where nothing is known yet. */
function isOneTurn(history: readonly Turn[]): boolean {
  const answered = history.filter(({ reporters, scribes }) => reporters.length > 0 || scribes.length > 0).slice(-LATELY)
  const same = answered.filter(({ reporters, scribes }) => reporters.some((handle) => scribes.includes(handle)))
  return same.length * 2 >= answered.length
}

function next(role: Role, pool: readonly string[], counts: readonly TurnCount[], history: readonly Turn[]): string | null {
  const last = history.findLast((turn) => peopleOf(turn, role).length > 0)
  const rank = (handle: string) => {
    const count = counts.find((other) => other.handle === handle) ?? { handle, attended: 0, reported: 0, wrote: 0 }
    const days = history.filter((turn) => peopleOf(turn, role).includes(handle)).map(({ date }) => date)
    // Whoever presented was there, even if no list of participants says so.
    const visits = Math.max(count.attended, days.length, 1)
    return {
      handle,
      share: days.length / visits,
      all: (count.reported + count.wrote) / visits,
      latest: days.at(-1) ?? '',
      attended: count.attended,
    }
  }
  const ranked = pool
    .filter((handle) => !last || !peopleOf(last, role).includes(handle))
    .map(rank)
    .sort(
      (a, b) =>
        a.share - b.share ||
        a.all - b.all ||
        (a.latest < b.latest ? -1 : a.latest > b.latest ? 1 : 0) ||
        b.attended - a.attended ||
        (a.handle < b.handle ? -1 : 1),
    )
  return ranked[0]?.handle ?? null
}

function peopleOf({ reporters, scribes }: Turn, role: Role): readonly string[] {
  if (role === 'reported') return reporters
  return role === 'wrote' ? scribes : [...new Set([...reporters, ...scribes])]
}

type Known = {
  readonly pool: readonly string[]
  readonly counts: readonly TurnCount[]
  readonly history: readonly Turn[]
  readonly isToday: boolean
  readonly meetings: number
}

/** One sentence a person can check; for the command line, never for the agenda. */
function reason({ reporter, scribe }: { reporter: string | null; scribe: string | null }, known: Known): string {
  const named = [...new Set([reporter, scribe].filter((handle) => handle !== null))]
  if (named.length > 0) return named.map((handle) => sentenceFor(handle, known)).join(' ')
  if (known.meetings === 0) return 'No past minutes were found, so nobody is proposed. Ask in the meeting.'
  if (known.pool.length === 0) return `Nobody ${known.isToday ? 'present' : 'who attends regularly'} can be proposed. Ask in the meeting.`
  return `Only ${known.pool.map((handle) => `@${handle}`).join(', ')} could be proposed, but had the last turn. Ask in the meeting.`
}

function sentenceFor(handle: string, { counts, history }: Known): string {
  const attended = counts.find((count) => count.handle === handle)?.attended ?? 0
  const days = history.filter((turn) => peopleOf(turn, 'both').includes(handle)).map(({ date }) => date)
  const meetings = `${attended} of ${countOf(history.length, 'meeting')}`
  const turns =
    days.length === 0 ? 'has not had a turn' : `had ${days.length === 1 ? 'one turn' : `${days.length} turns`}, the last on ${days.at(-1)}`
  return `@${handle} attended ${meetings} and ${turns}.`
}
