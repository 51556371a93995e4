/** The meeting that a command is for: that of `--date`, or the next or last one of the team. */
import { lastMeeting, type Meeting, meetingsOn, nextMeeting, takesPlace } from '../../domain/calendar/meetings.ts'
import { dayIn } from '../../domain/time/dates.ts'
import { UserError } from '../../errors.ts'
import type { Uses } from '../../ports/app-ports.ts'
import type { Settings, TeamSettings } from '../../settings/settings.ts'
import { type ReadMeetingPlan, readMeetingPlan, requireMeetingSource } from '../../usecases/read-meeting-plan.ts'
import type { Shell } from '../shell.ts'

export type AskedMeeting = {
  readonly date: string
  /** null: the team has none on that day, or nobody can tell. */
  readonly meeting: Meeting | null
  readonly plan: ReadMeetingPlan
}

export type AskedOptions = {
  /** `--date`. */
  readonly date?: string
  /** `--meeting`. */
  readonly meeting?: number
}

export type MeetingPorts = Uses<'calendar' | 'clock'>

/** What is unsure about the calendar goes to stderr. Throws UserError where the date is asked for, and nothing tells it. */
export async function askedMeeting(
  { shell, ports, settings }: { readonly shell: Shell; readonly ports: MeetingPorts; readonly settings: Settings },
  team: TeamSettings,
  { date, meeting: number }: AskedOptions,
  usual: 'next' | 'last',
): Promise<AskedMeeting> {
  const plan = await readMeetingPlan(ports, settings, [team])
  if (plan.remark !== null) shell.err(`${plan.remark}\n`)
  if (date !== undefined) {
    if (plan.failure !== null) shell.err(`${plan.failure.message}\n`)
    const held = meetingsOn(plan, team, date).filter(takesPlace)
    return { date, meeting: held.find((one) => one.number === (number ?? 1)) ?? null, plan }
  }
  requireMeetingSource(plan, team)
  const meeting = usual === 'next' ? nextMeeting(plan, team, ports.clock.now()) : lastMeeting(plan, team, ports.clock.now())
  if (meeting === null)
    throw new UserError(
      `--date: expected a date like ${dayIn(settings.timezone, ports.clock.now())}, found none. ${whyNone(plan, team, usual)}`,
    )
  const kind = meeting.kind === null ? '' : `, ${meeting.kind}`
  shell.err(`Date: ${meeting.date}, the ${usual} meeting of ${team.name} (${meeting.time}${kind}).\n`)
  return { date: meeting.date, meeting, plan }
}

function whyNone({ settings, calendar }: ReadMeetingPlan, team: TeamSettings, usual: 'next' | 'last'): string {
  if (calendar !== null) return `${calendar.source} has no ${usual} meeting of ${team.name} within a year. Add it there, or name the date.`
  const add = settings.calendar === null ? `\`teams.${team.id}.meeting\` or \`calendar\`` : `\`teams.${team.id}.meeting\``
  return `Nothing in ${settings.source} says when ${team.name} meets. Name the date, or add ${add}.`
}
