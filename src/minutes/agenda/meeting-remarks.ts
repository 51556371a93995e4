/** What a person should know of the day that an agenda or minutes are made for. Pure. */
import {
  lastMeeting,
  type Meeting,
  type MeetingPlan,
  meetingsBetween,
  meetingsOn,
  nextMeeting,
  takesPlace,
} from '../../domain/calendar/meetings.ts'
import { instantAt } from '../../domain/time/dates.ts'
import type { TeamSettings } from '../../settings/settings.ts'

/** No meeting on that day, and why; one that was moved there; a pad that may not be asked. */
export function meetingRemarks(plan: MeetingPlan, team: TeamSettings, date: string): readonly string[] {
  const ofDay = meetingsOn(plan, team, date)
  const held = ofDay.filter(takesPlace)
  if (held.length > 0) return held.flatMap((meeting) => [...moved(team, meeting), ...notAllowed(plan, meeting)])
  const { meeting } = team
  if (meeting !== null) {
    const why = meeting.skip.includes(date) ? 'that date is in `skip`' : `\`teams.${team.id}.meeting\` says ${rhythmOf(meeting)}`
    return [`${team.name} has no meeting on ${date}: ${why}.`]
  }
  const { calendar } = plan
  if (calendar === null || !calendar.events.length) return []
  const [cancelled] = ofDay
  if (cancelled) {
    const reason = cancelled.cancelled?.reason ?? null
    return [`${team.name} has no meeting on ${date}: ${calendar.source} leaves it out${reason === null ? '' : ` (${reason})`}.`]
  }
  return elsewhere(plan, team, date)
}

function moved({ name }: TeamSettings, { date, time, movedFrom }: Meeting): readonly string[] {
  return movedFrom === null ? [] : [`The meeting of ${name} of ${movedFrom.date} was moved to ${date}, ${time}.`]
}

function notAllowed({ settings }: MeetingPlan, { notAllowedPad, title, pad }: Meeting): readonly string[] {
  if (notAllowedPad === null) return []
  const host = URL.canParse(notAllowedPad) ? new URL(notAllowedPad).host : 'no host'
  const instead = pad === null ? '' : ` ${pad} is used instead.`
  return [
    `The pad of the event "${title}" is on ${host}, which is not in \`pads.hosts\` (${settings.pads.hosts.join(', ')}), so the app does not contact it.${instead}`,
  ]
}

/** So far a meeting is moved at most. */
const MOVED_MS = 40 * 24 * 60 * 60 * 1000

function elsewhere(plan: MeetingPlan, team: TeamSettings, date: string): readonly string[] {
  const noon = instantAt(plan.settings.timezone, date, '12:00')
  const around = { from: new Date(noon.getTime() - MOVED_MS), to: new Date(noon.getTime() + MOVED_MS) }
  const there = meetingsBetween(plan, team, around).find((meeting) => meeting.movedFrom?.date === date && takesPlace(meeting))
  if (there) return [`${team.name} has no meeting on ${date}: it was moved to ${there.date}, ${there.time}.`]
  const [last, next] = [lastMeeting(plan, team, noon), nextMeeting(plan, team, noon)]
  const near = [...(last ? [`the last one before is on ${last.date}`] : []), ...(next ? [`the next one is on ${next.date}`] : [])]
  return [`${team.name} has no meeting on ${date} in ${plan.calendar?.source}${near.length > 0 ? `; ${near.join(', ')}` : ''}.`]
}

function rhythmOf({ weekday, everyWeeks, startsOn }: NonNullable<TeamSettings['meeting']>): string {
  return everyWeeks === 1 ? `every ${weekday}` : `every ${everyWeeks} weeks on ${weekday}, from ${startsOn}`
}
