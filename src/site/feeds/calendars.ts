/** iCalendar files (RFC 5545) of coming meetings: one for all teams with the community call, and one per team. */
import ical, { ICalCalendarMethod, type ICalEventData } from 'ical-generator'
import { hostOf } from '../../domain/github-web.ts'
import { oneLine } from '../../domain/text/escape.ts'
import { compactDay, instantAt } from '../../domain/time/dates.ts'
import type { SiteFacts, TeamFacts } from '../facts/facts.ts'
import { type DataFile, dataFile, type Feed, type PageMaker } from '../page.ts'
import { LINE, shown, teamView } from '../words/shown.ts'
import { siteFeeds, teamFeeds } from './feeds.ts'

export const calendars: PageMaker = (facts) => ({
  files: [
    ...calendarsOf(siteFeeds).map((feed) =>
      calendarFile(feed, facts, {
        name: `${shown(facts.title, LINE)}: meetings`,
        events: [...callEvents(facts), ...facts.teams.flatMap((team) => meetingEvents(team, facts))],
      }),
    ),
    ...facts.teams.flatMap((team) =>
      calendarsOf(teamFeeds(team)).map((feed) =>
        calendarFile(feed, facts, { name: teamView(team).name, events: meetingEvents(team, facts) }),
      ),
    ),
  ],
})

function calendarsOf(feeds: readonly Feed[]): readonly Feed[] {
  return feeds.filter(({ type }) => type === 'text/calendar')
}

/** `minutes`: how long it takes; null: that is not configured. */
type Event = {
  readonly id: string
  readonly day: string
  readonly time: string
  readonly minutes: number | null
  readonly summary: string
  readonly pad: string | null
}

type Calendar = { readonly name: string; readonly events: readonly Event[] }

function calendarFile({ path }: Feed, { timezone }: SiteFacts, calendar: Calendar): DataFile {
  return dataFile(path, { timezone, ...calendar }, calendarText)
}

function calendarText({ name, timezone, events }: Calendar & Pick<SiteFacts, 'timezone'>): string {
  const calendar = ical({
    name,
    prodId: { company: 'scs-sprint', product: 'meetings', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
  })
  for (const event of events) calendar.createEvent(eventData(event, timezone))
  return calendar.toString()
}

/** The day as an instant: right on both sides of a change of the clocks, without a table of zones. */
function eventData({ id, day, time, minutes, summary, pad }: Event, timezone: string): ICalEventData {
  const start = instantAt(timezone, day, time)
  return {
    id,
    start,
    stamp: start,
    ...(minutes === null ? {} : { end: new Date(start.getTime() + minutes * 60_000) }),
    summary,
    ...(pad === null ? {} : { url: pad, location: pad, description: `Pad: ${pad}` }),
  }
}

function meetingEvents(team: TeamFacts, facts: SiteFacts): readonly Event[] {
  const { lastPlanned, coming } = team
  const today = lastPlanned !== null && lastPlanned.date === facts.today && coming[0]?.date !== facts.today ? [lastPlanned] : []
  const days = new Map<string, number>()
  return [...today, ...coming].map(({ date, time, minutes, kind, pad }) => {
    const number = (days.get(date) ?? 0) + 1
    days.set(date, number)
    const { name } = teamView(team)
    return {
      id: eventId(date, number === 1 ? team.slug : `${team.slug}.${number}`, facts),
      day: date,
      time,
      minutes,
      summary: kind === null ? name : `${name}: ${shown(kind, LINE)}`,
      pad: pad === null ? null : oneLine(pad),
    }
  })
}

function callEvents(facts: SiteFacts): readonly Event[] {
  const { name, next } = facts.call ?? { name: '', next: null }
  if (next === null) return []
  return [{ id: eventId(next.date, 'community.call', facts), day: next.date, time: next.time, minutes: null, summary: name, pad: null }]
}

/** The same in each run and in both calendars: no slug of a team has a dot. */
function eventId(day: string, what: string, { minutes }: Pick<SiteFacts, 'minutes'>): string {
  return `${what}-${compactDay(day)}@${minutes.repository.replace('/', '.')}.${hostOf(minutes.github).replace(/:\d+$/, '')}`
}
