/** Looks for meetings without minutes, of all teams or of one. Reads the plan of meetings, the minutes, pull requests and pads; writes nothing. */
import { type Meeting, meetingSourceOf, meetingsBetween } from '../../../domain/calendar/meetings.ts'
import { minutesFolder } from '../../../domain/notes/minutes-path.ts'
import { padOfDay } from '../../../domain/pads/pad-of-day.ts'
import { addDays, dayIn, instantAt } from '../../../domain/time/dates.ts'
import { NotTypedYetError, TryAgainError, UserError } from '../../../errors.ts'
import { type Backlog, type BacklogFacts, findMissing, meetingsToLookFor, type ReadPad } from '../../../minutes/backlog/missing-meetings.ts'
import { minutesAmong } from '../../../minutes/meeting/past-meetings.ts'
import type { MinutesArchive, MinutesRepository, PadSource } from '../../../ports.ts'
import type { TeamSettings } from '../../../settings/settings.ts'
import { dependsOnCalendar, type ReadMeetingPlan, requireMeetingSource } from '../../read-meeting-plan.ts'

export type FindMissingPorts = {
  readonly archive: MinutesArchive
  /** null: nobody can look for pull requests. */
  readonly pulls: Pick<MinutesRepository, 'openPulls'> | null
  readonly pads: Pick<PadSource, 'readPad'>
}

export type FindMissingInput = {
  readonly plan: ReadMeetingPlan
  readonly teams: readonly TeamSettings[]
  /** First ISO day. */
  readonly since: string
  readonly now: Date
}

export type TeamBacklog = Backlog & {
  readonly team: TeamSettings
  /** Why nothing, or not all, is known of this team's meetings: something failed; null: nothing did. */
  readonly unknown: UserError | TryAgainError | null
  /** sprint.yml does not say when it meets: what to add, a sentence; null: it does. */
  readonly notPlanned: string | null
  /** What a person should know about what was found. */
  readonly remarks: readonly string[]
}

export type FoundMissing = {
  readonly teams: readonly TeamBacklog[]
  /** Open pull requests could not be read: minutes that wait in one are listed as missing. */
  readonly pullsFailure: UserError | TryAgainError | null
}

/** So far around the days asked for: a pad is shared, a meeting moved, within that. */
const AROUND_DAYS = 100

/** One team failing does not stop the others. */
export async function findMissingMinutes(ports: FindMissingPorts, input: FindMissingInput): Promise<FoundMissing> {
  const pads = padsOnce(ports.pads)
  const { open, failure } = await openPulls(ports)
  const teams: TeamBacklog[] = []
  // One after the other: all pads are often on one server.
  for (const team of input.teams) teams.push(await backlogOf({ ...ports, readPad: pads }, input, { team, pulls: open }))
  return { teams, pullsFailure: failure }
}

type TeamPorts = Pick<FindMissingPorts, 'archive'> & { readonly readPad: (url: string) => Promise<FoundPad> }

async function backlogOf(
  { archive, readPad }: TeamPorts,
  { plan, since, now }: FindMissingInput,
  { team, pulls }: { team: TeamSettings; pulls: ReadonlyMap<string, string> },
): Promise<TeamBacklog> {
  const none = { team, missing: [], waiting: [], notHeld: [], held: 0, remarks: [], notPlanned: notPlanned(plan, team) }
  const { timezone, privacy } = plan.settings
  const unknown = sourceProblem(plan, team)
  if ((unknown !== null || none.notPlanned !== null) && team.pad === null) return { ...none, unknown }
  try {
    const until = dayIn(timezone, now)
    const files = minutesAmong(await archive.list(minutesFolder(team.path, team.id)), team)
    const facts: BacklogFacts = { team, since, until, now, meetings: meetingsAround(plan, team, { since, until }), files, pulls }
    const urls = new Set(meetingsToLookFor(facts).flatMap(({ pad }) => pad ?? []))
    const current = padOfDay(team, until)
    if (current !== null) urls.add(current)
    const pads = new Map<string, ReadPad>()
    for (const url of urls) pads.set(url, ofItsYear(await readPad(url), url, { team, current }))
    const found = findMissing(facts, { pads, ownPads: ownPadsOf(plan, team, [...urls]), privacy })
    return { ...none, ...found, unknown, remarks: remarksOn(team, facts, found) }
  } catch (error) {
    if (error instanceof UserError || error instanceof TryAgainError) return { ...none, unknown: error }
    throw error
  }
}

/** A team that begins a pad each year may have begun later: a year without a pad is no failure. */
function ofItsYear(read: FoundPad, url: string, { team, current }: { team: TeamSettings; current: string | null }): ReadPad {
  if (!('isMissing' in read) || !read.isMissing || url === current) return read
  const year = /\d{4}/g
  const isYears = [...url.matchAll(year)].some(([found]) => padOfDay(team, `${found}-01-01`) === url)
  return isYears ? { told: 'Its pad of that year does not exist.', notes: 'no-pad' } : read
}

/** Why the calendar does not tell when the team meets; null: it does, or is not asked. */
function sourceProblem(plan: ReadMeetingPlan, team: TeamSettings): UserError | TryAgainError | null {
  try {
    requireMeetingSource(plan, team)
    return null
  } catch (error) {
    if (error instanceof UserError || error instanceof TryAgainError) return error
    throw error
  }
}

function notPlanned(plan: ReadMeetingPlan, team: TeamSettings): string | null {
  if (dependsOnCalendar(plan.settings, team) || meetingSourceOf(plan, team) !== null) return null
  const found = team.pad === null ? '' : ' Until then, only meetings that its pad has a heading for are found.'
  return `${team.name}: expected \`teams.${team.id}.meeting\` or \`calendar\` in ${plan.settings.source}, found neither. Add when the team meets.${found}`
}

/** Plans are asked for a year at a time: of a longer window they tell only the beginning. */
const CHUNK_DAYS = 366

function meetingsAround(plan: ReadMeetingPlan, team: TeamSettings, { since, until }: { since: string; until: string }): readonly Meeting[] {
  const { timezone } = plan.settings
  const last = addDays(until, AROUND_DAYS)
  const found: Meeting[] = []
  for (let day = addDays(since, -AROUND_DAYS); day < last; day = addDays(day, CHUNK_DAYS)) {
    const end = addDays(day, CHUNK_DAYS) < last ? addDays(day, CHUNK_DAYS) : last
    found.push(...meetingsBetween(plan, team, { from: instantAt(timezone, day, '00:00'), to: instantAt(timezone, end, '00:00') }))
  }
  return found
}

/** Of a pad that several teams type into nobody can tell whose a day is. */
function ownPadsOf(plan: ReadMeetingPlan, { id }: TeamSettings, urls: readonly string[]): ReadonlySet<string> {
  const others = Object.values(plan.settings.teams).filter((team) => team.id !== id)
  const isOthers = (url: string) => {
    const year = /\d{4}/g
    const days = ['2000', ...(url.match(year) ?? [])].map((text) => `${text}-01-01`)
    return others.some((team) => days.some((day) => padOfDay(team, day) === url))
  }
  return new Set(urls.filter((url) => !isOthers(url)))
}

/** Nobody is accused because of a path that leads nowhere. */
function remarksOn(team: TeamSettings, { files }: BacklogFacts, { missing }: Backlog): readonly string[] {
  if (files.length > 0 || missing.length === 0) return []
  const path = team.path.replaceAll('{team}', team.id)
  return [`No minutes of ${team.name} were found under ${path}. If they lie elsewhere, set \`teams.${team.id}.path\`.`]
}

async function openPulls({ pulls }: FindMissingPorts) {
  const none: ReadonlyMap<string, string> = new Map()
  if (pulls === null) return { open: none, failure: null }
  try {
    return { open: new Map((await pulls.openPulls()).map(({ branch, url }) => [branch, url])), failure: null }
  } catch (error) {
    if (error instanceof UserError || error instanceof TryAgainError) return { open: none, failure: error }
    throw error
  }
}

/** `isMissing`: the server has no such pad. */
type FoundPad = ReadPad & { readonly isMissing?: boolean }

/** Rolling pads hold many meetings. */
function padsOnce(pads: FindMissingPorts['pads']): (url: string) => Promise<FoundPad> {
  const known = new Map<string, Promise<FoundPad>>()
  const read = async (url: string): Promise<FoundPad> => {
    try {
      return { text: (await pads.readPad(url)).text }
    } catch (error) {
      if (error instanceof TryAgainError) return { told: error.message, notes: 'no-answer' }
      if (error instanceof UserError) {
        const notes = error instanceof NotTypedYetError ? 'none' : 'unreadable'
        return { told: error.message, notes, isMissing: error.problem === 'pad-missing' }
      }
      throw error
    }
  }
  return (url) => {
    const found = known.get(url) ?? read(url)
    known.set(url, found)
    return found
  }
}
