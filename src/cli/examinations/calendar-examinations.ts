/** What `doctor` looks at in the calendar: is it readable, which team finds which event, what has no effect. */

import { callAsTeam, nextCall } from '../../domain/calendar/calls.ts'
import { explainTeam, strangersIn } from '../../domain/calendar/explain-calendar.ts'
import { lastMeeting, nextMeeting } from '../../domain/calendar/meetings.ts'
import { padOfDay } from '../../domain/pads/pad-of-day.ts'
import { countOf } from '../../domain/text/count-of.ts'
import { dayIn } from '../../domain/time/dates.ts'
import { TryAgainError } from '../../errors.ts'
import type { Uses } from '../../ports/app-ports.ts'
import type { Settings, TeamSettings } from '../../settings/settings.ts'
import type { Examination } from '../../usecases/diagnostics.ts'
import {
  callDependsOnCalendar,
  dependsOnCalendar,
  type ReadMeetingPlan,
  readMeetingPlan,
  requireMeetingSource,
} from '../../usecases/read-meeting-plan.ts'
import { sanitize } from '../output/sanitize.ts'

type Ports = Uses<'calendar' | 'clock'>

const MOST_TITLES = 10

const CALENDAR = 'the calendar'
export const meetingsOf = ({ name }: TeamSettings) => `meetings of ${name}`

export function calendarExaminations(ports: Ports, settings: Settings): readonly Examination[] {
  if (settings.calendar === null) return []
  const teams = Object.values(settings.teams).filter((team) => dependsOnCalendar(settings, team))
  return [
    {
      what: CALENDAR,
      neededFor: 'when teams without `meeting` meet, and in which pad',
      look: async () => {
        if (teams.length === 0 && !callDependsOnCalendar(settings))
          return { fine: 'not read, because each team has `meeting` or `calendar: off`' }
        const plan = await readable(ports, settings)
        return plan.remark === null ? { fine: sanitize(eventsOf(plan, ports.clock.now())) } : { missing: sanitize(plan.remark) }
      },
    },
    ...(callDependsOnCalendar(settings)
      ? [
          {
            what: 'the community call in the calendar',
            neededFor: 'its notes on schedule',
            look: async () => callIn(await readable(ports, settings), ports.clock.now()),
          },
        ]
      : []),
    ...teams.map((team) => ({
      what: meetingsOf(team),
      restsOn: [CALENDAR],
      neededFor: 'its agenda and minutes on schedule',
      look: async () => teamIn(await readable(ports, settings), team, ports.clock.now()),
    })),
  ]
}

async function readable(ports: Ports, settings: Settings): Promise<ReadMeetingPlan> {
  const plan = await readMeetingPlan(ports, settings)
  if (plan.failure !== null) throw plan.failure
  return plan
}

function eventsOf(plan: ReadMeetingPlan, now: Date): string {
  const { calendar } = plan
  if (calendar === null) throw new TryAgainError('The calendar was not read.')
  const { teams, communityCall } = plan.settings
  const strangers = strangersIn(plan, [...Object.values(teams), ...(communityCall === null ? [] : [callAsTeam(communityCall)])], now)
  return [
    `${countOf(calendar.events.length, 'event')} in ${calendar.source}`,
    ...(strangers.length > 0 ? [`of no team: ${titles(strangers)}`] : []),
    ...(calendar.problems.length > 0 ? [`not understood: ${calendar.problems.join(' ')}`] : []),
  ].join('; ')
}

function titles(all: readonly string[]): string {
  const shown = all.slice(0, MOST_TITLES).map((title) => `"${title}"`)
  return [...shown, ...(all.length > MOST_TITLES ? [`and ${all.length - MOST_TITLES} more`] : [])].join(', ')
}

function teamIn(plan: ReadMeetingPlan, team: TeamSettings, now: Date): { readonly fine: string } | { readonly missing: string } {
  requireMeetingSource(plan, team)
  const { events, next, doubts, notAllowed } = explainTeam(plan, team, now)
  const { source, pads } = plan.settings
  const found = [...new Set(events.map(({ title, by }) => `"${title}" (by ${by})`))]
  const told = [
    found.length > 0 ? found.join(', ') : 'no current event',
    next === null ? 'no meeting is planned within a year' : `the next one is ${next}`,
    ...doubts,
  ].join('; ')
  if (notAllowed.length === 0) return { fine: sanitize(told) }
  const hosts = [...new Set(notAllowed.map((pad) => (URL.canParse(pad) ? new URL(pad).host : 'no web address')))]
  return {
    missing: sanitize(
      `${told}; its pad is on ${hosts.join(', ')}, which is not in \`pads.hosts\` (${pads.hosts.join(', ') || 'none is listed'}). Add the host in ${source}, or correct the event.`,
    ),
  }
}

function callIn(plan: ReadMeetingPlan, now: Date): { readonly fine: string } | { readonly missing: string } {
  const { communityCall, source, timezone } = plan.settings
  const next = nextCall(plan, dayIn(timezone, now))
  if (next !== null) return { fine: `the next one is on ${next.date}, at ${next.time}` }
  const wanted = (communityCall?.calendar ?? []).map((title) => `"${title}"`).join(' or ')
  return {
    missing: sanitize(
      `expected a coming event whose title begins with ${wanted}, found none. Correct \`communityCall.calendar\` in ${source}, or the title of the event.`,
    ),
  }
}

/** Of the next meeting, else of the last one. */
export async function padInCalendar(ports: Ports, settings: Settings, team: TeamSettings): Promise<string | null> {
  const plan = await readMeetingPlan(ports, settings, [team])
  const now = ports.clock.now()
  return (nextMeeting(plan, team, now) ?? lastMeeting(plan, team, now))?.pad ?? padOfDay(team, dayIn(settings.timezone, now))
}
