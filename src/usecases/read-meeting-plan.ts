/** Gathers what `meetingsBetween` needs beside a team: the settings, and the calendar where a team depends on it. */
import type { Calendar } from '../domain/calendar/calendar.ts'
import { type Meeting, type MeetingPlan, type MeetingTeam, meetingSourceOf } from '../domain/calendar/meetings.ts'
import { minuteIn } from '../domain/time/dates.ts'
import { TryAgainError, UserError } from '../errors.ts'
import type { CalendarSource } from '../ports/calendar.ts'
import type { Clock } from '../ports.ts'
import type { Settings, TeamSettings } from '../settings/settings.ts'

export type MeetingPlanPorts = {
  /** null: no calendar is configured. */
  readonly calendar: (settings: Pick<Settings, 'calendar' | 'timezone'>) => CalendarSource | null
  readonly clock: Clock
}

export type ReadMeetingPlan = MeetingPlan & {
  readonly settings: Settings
  /** For people: the calendar could not be read now, so an older one is used. */
  readonly remark: string | null
  /** The calendar could not be read, and none was kept: of teams that depend on it no meeting is known. */
  readonly failure: UserError | TryAgainError | null
}

/**
 * `teams`: those that are asked for, without the community call; absent: all, with it. The calendar is read only if one of them
 * depends on it. Never throws for the calendar.
 */
export async function readMeetingPlan(
  { calendar: calendarOf, clock }: MeetingPlanPorts,
  settings: Settings,
  teams?: readonly TeamSettings[],
): Promise<ReadMeetingPlan> {
  const asked = teams ?? Object.values(settings.teams)
  const isNeeded = asked.some((team) => dependsOnCalendar(settings, team)) || (teams === undefined && callDependsOnCalendar(settings))
  const source = isNeeded ? calendarOf(settings) : null
  const none = { settings, calendar: null, remark: null, failure: null }
  if (source === null) return none
  try {
    const calendar = await source.readCalendar()
    return { ...none, calendar, remark: calendar.notRead === null ? null : remarkOn(calendar, settings, clock.now()) }
  } catch (error) {
    if (error instanceof UserError || error instanceof TryAgainError) return { ...none, failure: error }
    throw error
  }
}

/** For a page, which everybody reads: its address and the reason stay in the log. */
export async function readSiteMeetings(
  ports: MeetingPlanPorts,
  settings: Settings,
): Promise<{ readonly calendar: Calendar | null; readonly told: string | null }> {
  const { calendar, failure } = await readMeetingPlan(ports, settings)
  if (failure !== null) return { calendar, told: 'The calendar could not be read, so meetings of some teams are not known.' }
  if (calendar === null || calendar.notRead === null) return { calendar, told: null }
  const at = minuteIn(settings.timezone, new Date(calendar.takenAt))
  return { calendar, told: `The calendar could not be read, so meetings are those it had on ${at}.` }
}

export function dependsOnCalendar({ calendar }: Pick<Settings, 'calendar'>, team: Pick<TeamSettings, 'meeting' | 'calendar'>): boolean {
  return calendar !== null && team.meeting === null && team.calendar !== false
}

export function callDependsOnCalendar({ communityCall }: Pick<Settings, 'communityCall'>): boolean {
  return communityCall !== null && communityCall.calendar !== null
}

/** Throws where nobody can tell when a team meets: the calendar could not be read, or has no event of the team's. */
export function requireMeetingSource(plan: ReadMeetingPlan, team: TeamSettings): void {
  if (!dependsOnCalendar(plan.settings, team)) return
  if (plan.failure !== null) throw plan.failure
  if (plan.calendar !== null && meetingSourceOf(plan, team) === null) throw noEvent(plan.calendar, plan, team)
}

function noEvent({ source, events }: Calendar, { settings }: ReadMeetingPlan, team: MeetingTeam): UserError {
  const expected =
    team.calendar !== null && team.calendar !== false
      ? `an event whose title begins with ${team.calendar.map((title) => `"${title}"`).join(' or ')}`
      : `an event with a line "Minutes: …" that links to ${settings.minutes.repository}, folder of ${team.id}, or with the title "${team.name}"`
  return new UserError(
    `${source}: expected ${expected} for ${team.name}, found none in ${events.length} events. Add the line to the event, or set \`teams.${team.id}.calendar\` in ${settings.source} to the title of its events.`,
  )
}

function remarkOn({ source, takenAt, notRead }: Calendar, { timezone }: Settings, now: Date): string {
  const hours = Math.floor((now.getTime() - new Date(takenAt).getTime()) / 3_600_000)
  const age = hours < 1 ? 'less than an hour' : hours === 1 ? 'an hour' : hours < 48 ? `${hours} hours` : `${Math.floor(hours / 24)} days`
  return `The calendar could not be read now (${notRead}) Meetings are those of ${source} at ${minuteIn(timezone, new Date(takenAt))}, ${age} ago.`
}

/** The pad of a meeting. Throws UserError where there is none, or one that may not be asked. */
export function requirePad(
  { settings }: ReadMeetingPlan,
  team: TeamSettings,
  meeting: Pick<Meeting, 'pad' | 'notAllowedPad' | 'title'>,
): string {
  const { pad, notAllowedPad, title } = meeting
  if (pad !== null) return pad
  const { source, pads } = settings
  if (notAllowedPad !== null)
    throw new UserError(
      `The event "${title}": expected a pad on a host of \`pads.hosts\` (${pads.hosts.join(', ') || 'none is listed'}), found ${hostOf(notAllowedPad)}. Add that host to \`pads.hosts\` in ${source}, or correct the event.`,
    )
  const inEvent = team.meeting === null && settings.calendar !== null ? `, or a line "HedgeDoc: https://…" in the event "${title}"` : ''
  throw new UserError(`${team.name}: expected \`teams.${team.id}.pad\` in ${source}${inEvent}, found none. Add the URL of the pad.`)
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : 'no web address'
}
