/** Meetings that took place and have no minutes, by when the team meets, what its pads hold and which files there are. Pure. */
import { type Meeting, takesPlace } from '../../domain/calendar/meetings.ts'
import { minutesBranch, minutesPath } from '../../domain/notes/minutes-path.ts'
import type { PrivacySettings, TeamSettings } from '../../settings/settings.ts'
import type { MinutesFile } from '../meeting/past-meetings.ts'
import { daysInPad, lookAtPad, type NotesInPad } from './look-at-pad.ts'

export type BacklogTeam = Pick<TeamSettings, 'id' | 'name' | 'path' | 'firstHeading'>

/** A meeting that has no minutes on the branch of the minutes. */
export type MissingMeeting = {
  readonly team: string
  /** ISO day, and local time; the time is null where only the pad tells of the meeting. */
  readonly date: string
  readonly time: string | null
  /** Which of that day, from 1. */
  readonly meeting: number
  /** Where its minutes would lie. */
  readonly path: string
  readonly from: Meeting['from'] | 'pad'
  readonly pad: string | null
  /** `no-pad`: none is known, or it is on a host that may not be asked. */
  readonly notes: NotesInPad | 'no-pad'
  /** Why there are no notes to make minutes of; null where there are. */
  readonly told: string | null
  /** Minutes or notes of a day close by on which no meeting was planned: perhaps this one. */
  readonly near: { readonly date: string; readonly path: string | null } | null
}

/** Its minutes wait in an open pull request. */
export type WaitingMeeting = Pick<MissingMeeting, 'team' | 'date' | 'time' | 'meeting' | 'path'> & { readonly url: string }

export type Backlog = {
  /** Oldest first. */
  readonly missing: readonly MissingMeeting[]
  readonly waiting: readonly WaitingMeeting[]
  /** Meetings of the plan of which the pad says that they did not take place. */
  readonly notHeld: readonly Pick<MissingMeeting, 'team' | 'date' | 'time' | 'meeting' | 'told'>[]
  /** Meetings that took place by then, also those with minutes. */
  readonly held: number
}

export type BacklogFacts = {
  readonly team: BacklogTeam
  /** First and last ISO day that is asked for. */
  readonly since: string
  readonly until: string
  readonly now: Date
  /** Of the days asked for and around them, with cancelled ones. */
  readonly meetings: readonly Meeting[]
  /** All minutes of the team. */
  readonly files: readonly MinutesFile[]
  /** Address of the open pull request, by branch. */
  readonly pulls: ReadonlyMap<string, string>
}

/** What was read of a pad; `told`: why there is no text. */
export type ReadPad = { readonly text: string } | { readonly told: string; readonly notes: 'none' | 'unreadable' | 'no-answer' | 'no-pad' }

/** Meetings without minutes, before any pad is looked at: those whose pads are to be read. */
export function meetingsToLookFor(facts: BacklogFacts): readonly Meeting[] {
  return heldMeetings(facts).filter((meeting) => !hasMinutes(facts, meeting) && pullOf(facts, meeting) === undefined)
}

/** `pads`: by address; `ownPads`: those that no other team types into, whose headings tell of further meetings. */
export function findMissing(
  facts: BacklogFacts,
  { pads, ownPads, privacy }: { pads: ReadonlyMap<string, ReadPad>; ownPads: ReadonlySet<string>; privacy: PrivacySettings },
): Backlog {
  const held = heldMeetings(facts)
  const without = held.filter((meeting) => !hasMinutes(facts, meeting))
  const planned = new Set(facts.meetings.filter(takesPlace).map(({ date }) => date))
  const extra = meetingsInPads(facts, pads, ownPads).filter(({ date }) => !planned.has(date))
  const near = nearDays(facts, extra)
  const all = without
    .filter((meeting) => pullOf(facts, meeting) === undefined)
    .map((meeting): MissingMeeting => {
      const look = lookOf(meeting, facts, { pads, privacy })
      return {
        ...placeOf(facts, meeting),
        from: meeting.from,
        pad: meeting.pad,
        ...look,
        near: look.notes === 'there' ? null : near(meeting.date),
      }
    })
  const isHeld = ({ notes }: MissingMeeting) => notes !== 'cancelled'
  const inPull = [...without, ...extra].flatMap((meeting) => {
    const url = pullOf(facts, meeting)
    return url === undefined ? [] : [{ ...placeOf(facts, meeting), url }]
  })
  const inPad = extra
    .filter((meeting) => pullOf(facts, meeting) === undefined)
    .map((meeting): MissingMeeting => {
      const look = lookAt(pads.get(meeting.pad), meeting.pad, { ...facts, date: meeting.date, privacy })
      return { ...placeOf(facts, meeting), from: 'pad', pad: meeting.pad, ...look, near: null }
    })
    // A heading with a day and nothing below it plans a meeting.
    .filter(({ notes }) => notes === 'there')
  return {
    missing: [...all.filter(isHeld), ...inPad].sort(byDay),
    waiting: inPull.sort(byDay),
    notHeld: all.filter((one) => !isHeld(one)).map(({ team, date, time, meeting, told }) => ({ team, date, time, meeting, told })),
    held: held.length + inPad.length,
  }
}

type Place = { readonly date: string; readonly number: number; readonly time: string | null }

function byDay(a: { date: string; meeting: number }, b: { date: string; meeting: number }): number {
  return a.date === b.date ? a.meeting - b.meeting : a.date < b.date ? -1 : 1
}

function placeOf({ team }: BacklogFacts, { date, number, time }: Place) {
  return { team: team.id, date, time, meeting: number, path: minutesPath(team.path, team.id, date, number) }
}

/** Those that are over; meetings of a day that share their minutes count once. */
function heldMeetings({ meetings, since, until, now }: BacklogFacts): readonly Meeting[] {
  const seen = new Set<string>()
  return meetings.filter((meeting) => {
    if (!takesPlace(meeting) || meeting.end > now || meeting.date < since || meeting.date > until) return false
    const key = `${meeting.date} ${meeting.number}`
    return !seen.has(key) && seen.add(key)
  })
}

/** A file of that day, whatever stands behind the day in its name, is the first meeting's; a further meeting has its own. */
function hasMinutes({ team, files }: BacklogFacts, { date, number }: Pick<Place, 'date' | 'number'>): boolean {
  if (number === 1) return files.some(({ day }) => day === date)
  const own = minutesPath(team.path, team.id, date, number)
  return files.some(({ path }) => path === own)
}

function pullOf({ team, pulls }: BacklogFacts, { date, number }: Pick<Place, 'date' | 'number'>): string | undefined {
  return pulls.get(minutesBranch(team.id, date, number))
}

function lookOf(
  meeting: Meeting,
  facts: BacklogFacts,
  { pads, privacy }: { pads: ReadonlyMap<string, ReadPad>; privacy: PrivacySettings },
): Pick<MissingMeeting, 'notes' | 'told'> {
  const { pad, notAllowedPad, date } = meeting
  if (pad === null) {
    const told = notAllowedPad === null ? 'No pad of this meeting is known.' : 'Its pad is on a host that is not in `pads.hosts`.'
    return { notes: 'no-pad', told }
  }
  const look = lookAt(pads.get(pad), pad, { ...facts, date, privacy })
  if (look.notes !== 'undated' || isNewestOf(pad, meeting, facts)) return look.notes === 'undated' ? { notes: 'there', told: null } : look
  return { ...look, told: 'The pad has notes, but no heading says of which day, and other meetings use the same pad.' }
}

function lookAt(
  read: ReadPad | undefined,
  where: string,
  { team, date, privacy }: { team: BacklogTeam; date: string; privacy: PrivacySettings },
): Pick<MissingMeeting, 'notes' | 'told'> {
  if (read === undefined) return { notes: 'unreadable', told: 'The pad was not read.' }
  if ('told' in read) return { notes: read.notes, told: read.told }
  return lookAtPad(read.text, { date, where, team, privacy })
}

/** Notes without a day are those of the last meeting that used the pad, until the next one begins. */
function isNewestOf(pad: string, meeting: Meeting, { meetings, now }: BacklogFacts): boolean {
  const begun = meetings.filter((one) => takesPlace(one) && one.pad === pad && one.start <= now)
  return begun.every(({ start }) => start <= meeting.start)
}

type PadMeeting = { readonly date: string; readonly number: 1; readonly time: null; readonly pad: string }

/** Days that a pad has a section for, and that have no minutes; today's is not over. */
function meetingsInPads(facts: BacklogFacts, pads: ReadonlyMap<string, ReadPad>, ownPads: ReadonlySet<string>): readonly PadMeeting[] {
  const found = new Map<string, PadMeeting>()
  for (const [pad, read] of pads) {
    if (!ownPads.has(pad) || 'told' in read) continue
    for (const date of daysInPad(read.text)) {
      if (date < facts.since || date >= facts.until || found.has(date) || hasMinutes(facts, { date, number: 1 })) continue
      found.set(date, { date, number: 1, time: null, pad })
    }
  }
  return [...found.values()]
}

/** A meeting moved by hand is at most so many days away. */
const NEAR_DAYS = 3

function nearDays({ meetings, files }: BacklogFacts, extra: readonly PadMeeting[]): (date: string) => MissingMeeting['near'] {
  const planned = new Set(meetings.map(({ date }) => date))
  const days = [
    ...files.filter(({ day }) => !planned.has(day)).map(({ day, path }) => ({ date: day, path })),
    ...extra.map(({ date }) => ({ date, path: null })),
  ]
  return (date) => {
    const far = (other: string) => Math.abs(Date.parse(other) - Date.parse(date)) / 86_400_000
    return days.filter((one) => far(one.date) <= NEAR_DAYS).sort((a, b) => far(a.date) - far(b.date))[0] ?? null
  }
}
