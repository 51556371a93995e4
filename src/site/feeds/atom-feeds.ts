/** Atom feeds (RFC 4287) of minutes and decisions: one for all teams, and one per team. They change only when there is something new. */

import { type GithubWeb, hostOf } from '../../domain/github-web.ts'
import { fileUrl, lineUrl } from '../../domain/reference.ts'
import type { MeetingFacts, Said, SiteFacts, TeamFacts } from '../facts/facts.ts'
import { type DataFile, dataFile, type Feed, type PageMaker } from '../page.ts'
import { dayWords } from '../words/days.ts'
import { LINE, SENTENCE, shown, teamView } from '../words/shown.ts'
import { siteFeeds, teamFeeds } from './feeds.ts'
import { type Element, xmlDocument } from './xml.ts'

/** Entries of one feed. */
const NEWEST = 50

type Entry = {
  readonly id: string
  readonly date: string
  readonly title: string
  readonly href: string
  readonly team: string
  readonly summary: string
}

export const atomFeeds: PageMaker = (facts) => ({
  files: [
    ...atomOf(siteFeeds).map((feed) => feedFile(feed, { id: '', title: shown(facts.title, LINE), teams: facts.teams }, facts)),
    ...facts.teams.flatMap((team) =>
      atomOf(teamFeeds(team)).map((feed) => feedFile(feed, { id: team.slug, title: teamView(team).name, teams: [team] }, facts)),
    ),
  ],
})

function atomOf(feeds: readonly Feed[]): readonly Feed[] {
  return feeds.filter(({ type }) => type === 'application/atom+xml')
}

type About = { readonly id: string; readonly title: string; readonly teams: readonly TeamFacts[] }

/** What a feed is made of; `meetings`: newest first. */
type Told = Pick<SiteFacts, 'minutes'> & {
  readonly id: string
  readonly title: string
  readonly author: string
  readonly meetings: readonly FeedMeeting[]
}

type FeedMeeting = Pick<MeetingFacts, 'date' | 'path' | 'lifted' | 'decisions' | 'helpWanted'> & { readonly team: string }

function feedFile({ path }: Feed, { id, title, teams }: About, facts: SiteFacts): DataFile {
  const meetings = teams
    // Newest first, and each has one entry at least: older ones cannot be among the newest.
    .flatMap((team) => team.meetings.slice(0, NEWEST).map((meeting) => ({ meeting, team })))
    .sort((a, b) => (a.meeting.date < b.meeting.date ? 1 : a.meeting.date > b.meeting.date ? -1 : 0))
    .slice(0, NEWEST)
    .map(({ meeting: { date, path, lifted, decisions, helpWanted }, team }): FeedMeeting => {
      return { team: teamView(team).name, date, path, lifted, decisions, helpWanted }
    })
  return dataFile(path, { id, title, author: shown(facts.title, LINE) || 'scs-sprint', minutes: facts.minutes, meetings }, feedText)
}

function feedText({ id, title, author, minutes, meetings }: Told): string {
  const entries = meetings.flatMap((meeting) => entriesOf(meeting, minutes)).slice(0, NEWEST)
  return xmlDocument({
    name: 'feed',
    attributes: { xmlns: 'http://www.w3.org/2005/Atom' },
    children: [
      text('id', tagOf(minutes, '2023-01-01', id === '' ? 'feed' : `feed/${id}`)),
      text('title', `${title}: minutes and decisions`),
      text('updated', instantOf(entries[0]?.date ?? '1970-01-01')),
      { name: 'author', children: [text('name', author)] },
      { name: 'link', attributes: { rel: 'self', type: 'application/atom+xml', href: 'feed.xml' } },
      { name: 'link', attributes: { rel: 'alternate', type: 'text/html', href: './' } },
      ...entries.map(entryElement),
    ],
  })
}

/** The minutes first, then their decisions in order. */
function entriesOf(meeting: FeedMeeting, minutes: SiteFacts['minutes']): readonly Entry[] {
  const { date, path, team } = meeting
  const about = { date, team }
  const decisions = [...meeting.decisions].sort((a, b) => a.line - b.line)
  return [
    {
      ...about,
      id: tagOf(minutes, date, path),
      title: `${about.team}, ${dayWords(date).words}`,
      href: fileUrl(minutes, path),
      summary: summaryOf(meeting),
    },
    ...decisions.map((decision, index) => ({
      ...about,
      // Not by its line, which changes with every edit above.
      id: `${tagOf(minutes, date, path)}#decision-${index + 1}`,
      title: `Decision: ${shown(decision.text, LINE)}`,
      href: lineUrl(minutes, path, decision.line),
      summary: `${about.team}: ${shown(decision.text, SENTENCE)}`,
    })),
  ]
}

function summaryOf({ lifted, decisions, helpWanted }: FeedMeeting): string {
  const list = (name: string, said: readonly Said[]) => (said.length === 0 ? [] : [`${name}: ${said.map(words).join('; ')}`])
  const parts = [...list('TL;DR', lifted), ...list('Decisions', decisions), ...list('Help wanted', helpWanted)]
  return parts.join('\n') || 'Minutes'
}

function words({ text }: Said): string {
  return shown(text, LINE)
}

function entryElement({ id, date, title, href, team, summary }: Entry): Element {
  return {
    name: 'entry',
    children: [
      text('id', id),
      text('title', title),
      text('updated', instantOf(date)),
      { name: 'link', attributes: { rel: 'alternate', type: 'text/html', href } },
      { name: 'category', attributes: { term: team } },
      text('summary', summary),
    ],
  }
}

function text(name: string, value: string): Element {
  return { name, children: [value] }
}

/** A tag URI (RFC 4151): the same for ever, wherever the pages lie. */
function tagOf(minutes: SiteFacts['minutes'], day: string, place: string): string {
  return `tag:${authorityOf(minutes.github)},${day}:${encodeURI(`${minutes.repository}/${place}`).replaceAll('#', '%23').replaceAll('?', '%3F')}`
}

/** An authority of a tag is a name without a port. */
function authorityOf(github: GithubWeb): string {
  return hostOf(github).replace(/:\d+$/, '')
}

function instantOf(day: string): string {
  return `${day}T00:00:00Z`
}
