/** iCalendar (RFC 5545) of the coming meetings: one of all teams with the community call, one a team. */
import ical, { ICalCalendarMethod, type ICalEventData } from 'ical-generator'
import { oneLine } from '../../domain/text/escape.ts'
import { compactDay, instantAt } from '../../domain/time/dates.ts'
import type { SiteFacts, TeamFacts } from '../facts.ts'
import type { Feed, PageMaker, SiteFile } from '../page.ts'
import { LINE, shown, teamView } from '../shown.ts'
import { siteFeeds, teamFeeds } from './feeds.ts'

export const calendars: PageMaker = (facts) => ({
  files: [
    ...calendarsOf(siteFeeds).map((feed) =>
      calendarFile(feed, `${shown(facts.title, LINE)}: meetings`, [
        ...callEvents(facts),
        ...facts.teams.flatMap((team) => meetingEvents(team, facts)),
      ]),
    ),
    ...facts.teams.flatMap((team) =>
      calendarsOf(teamFeeds(team)).map((feed) => calendarFile(feed, teamView(team).name, meetingEvents(team, facts))),
    ),
  ],
})

function calendarsOf(feeds: readonly Feed[]): readonly Feed[] {
  return feeds.filter(({ type }) => type === 'text/calendar')
}

function calendarFile({ path }: Feed, name: string, events: readonly ICalEventData[]): SiteFile {
  const calendar = ical({
    name,
    prodId: { company: 'scs-sprint', product: 'meetings', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
  })
  for (const event of events) calendar.createEvent(event)
  return { path, text: calendar.toString() }
}

/** The schedule's days as instants: right on both sides of a change of the clocks, without a table of zones. */
function meetingEvents(team: TeamFacts, facts: SiteFacts): readonly ICalEventData[] {
  const { schedule, pad } = team
  if (schedule === null) return []
  const days = [...new Set([...(team.lastDay === facts.today ? [facts.today] : []), ...team.comingDays])]
  return days.map((day) => {
    const start = instantAt(facts.timezone, day, schedule.time)
    return {
      ...eventOn(day, team.slug, facts),
      start,
      stamp: start,
      end: new Date(start.getTime() + schedule.minutes * 60_000),
      summary: teamView(team).name,
      ...(pad === null ? {} : { url: oneLine(pad), location: oneLine(pad), description: `Pad: ${oneLine(pad)}` }),
    }
  })
}

/** How long the call takes is not configured. */
function callEvents(facts: SiteFacts): readonly ICalEventData[] {
  if (facts.call === null) return []
  const start = instantAt(facts.timezone, facts.call.next, facts.call.time)
  return [{ ...eventOn(facts.call.next, 'community.call', facts), start, stamp: start, summary: 'Community call' }]
}

/** The same in each run and in both calendars: no slug of a team has a dot. */
function eventOn(day: string, what: string, { minutes }: Pick<SiteFacts, 'minutes'>): Pick<ICalEventData, 'id'> {
  return { id: `${what}-${compactDay(day)}@${minutes.repository.replace('/', '.')}.github.com` }
}
