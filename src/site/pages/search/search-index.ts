/** Builds the search index of decisions, action items, topics and epics, so that the browser only has to load it. */
import MiniSearch from 'minisearch'
// The browser runs the same file: both must cut texts into the same terms.
import { indexOptions } from '../../../../templates/site/assets/search-terms.js'
import { hostsOf } from '../../../domain/github-web.ts'
import { fileUrl, refKey } from '../../../domain/reference.ts'
import { uniquePeople } from '../../../minutes/meeting/handles.ts'
import type { MeetingFacts, Said, SiteFacts, TeamFacts } from '../../facts/facts.ts'
import { dataFile, type PageMaker } from '../../page.ts'
import { dayWords } from '../../words/days.ts'
import { LINE, SENTENCE, shown, teamView } from '../../words/shown.ts'
import { epicsWithPages, siteSnapshots } from '../epics/board-snapshots.ts'
import { epicPaths } from '../epics/epic-paths.ts'

export type Kind = 'decision' | 'item' | 'topic' | 'epic' | 'mention'

/** What stands in `search-index.json`. Lists in place of objects: there are thousands. */
export type SearchIndex = {
  /** Of GitHub: addresses there are understood in what people look for. */
  readonly hosts: readonly string[]
  /** Names of the teams. */
  readonly teams: readonly string[]
  /** Index of the team, day, address of the minutes, the day in words. */
  readonly meetings: readonly (readonly [team: number, date: string, url: string, day: string])[]
  /** Where the kinds begin in `found`, in this order. */
  readonly kinds: readonly { readonly kind: Kind; readonly count: number }[]
  /** By the number that MiniSearch gives back: index of the meeting, line, text; of an epic its path below the site, 0, its title. Of an item that is not open its status too. */
  readonly found: readonly (readonly [meeting: number | string, line: number, text: string, status?: string])[]
  /** Of MiniSearch, with the options of `search-terms.js`. */
  readonly index: object
}

export const SEARCH_INDEX = 'search-index.json'

type Entry = {
  readonly kind: Kind
  readonly place: number | string
  readonly line: number
  readonly text: string
  /** false: shown, and found by `about` alone. */
  readonly isRead?: boolean
  /** Searched, not shown. */
  readonly about: string
  readonly status?: string
}

export const searchIndex: PageMaker = (facts) => ({
  files: [dataFile(SEARCH_INDEX, searchedIn(facts), (searched) => JSON.stringify(searchIndexOf(searched)))],
})

type Searched = Pick<SearchIndex, 'hosts' | 'teams' | 'meetings'> & { readonly entries: readonly Entry[] }

function searchedIn(facts: SiteFacts): Searched {
  const meetings = facts.teams.flatMap((team, at) => team.meetings.map((meeting) => ({ team, at, meeting })))
  const of = (kind: Exclude<Kind, 'epic'>, entriesOf: (meeting: MeetingFacts) => readonly Omit<Entry, 'kind' | 'place'>[]) =>
    meetings.flatMap(({ meeting }, place) => entriesOf(meeting).map((entry): Entry => ({ kind, place, ...entry })))
  const entries = [
    ...of('decision', ({ decisions }) => decisions.map(saidEntry)),
    ...of('item', ({ items }) =>
      items.map((item) => ({
        ...saidEntry(item),
        // First: of a long text only the beginning is searched.
        about: `${handles(item.owners, facts)} ${item.topic ?? ''}`,
        ...(item.status === 'open' ? {} : { status: item.status }),
      })),
    ),
    ...of('topic', ({ topics }) => topics.map(saidEntry)),
    ...epicEntries(facts),
    // Found by what they name: their words are those of the minutes.
    ...of('mention', ({ mentions }) =>
      [...new Map(mentions.map((mention) => [refKey(mention.ref), mention])).values()].map(({ ref, text, line }) => ({
        line,
        text: shown(text, LINE),
        about: ref,
        isRead: false,
      })),
    ),
  ]
  return {
    hosts: hostsOf(facts.minutes.github),
    teams: facts.teams.map((team) => teamView(team).name),
    meetings: meetings.map(({ at, meeting }) => [at, meeting.date, fileUrl(facts.minutes, meeting.path), dayWords(meeting.date).words]),
    entries: newestOfEach(entries, meetings),
  }
}

/** The same for the same entries, letter by letter. */
function searchIndexOf({ hosts, teams, meetings, entries }: Searched): SearchIndex {
  const search = new MiniSearch<{ id: number; text: string; about: string }>(indexOptions(hosts))
  search.addAll(entries.map(({ text, about, isRead = true }, id) => ({ id, text: isRead ? text : '', about: shown(about, LINE) })))
  return {
    hosts,
    teams,
    meetings,
    kinds: (['decision', 'item', 'topic', 'epic', 'mention'] as const).map((kind) => ({
      kind,
      count: entries.filter((one) => one.kind === kind).length,
    })),
    found: entries.map(({ place, line, text, status }) => (status === undefined ? [place, line, text] : [place, line, text, status])),
    index: search.toJSON(),
  }
}

function saidEntry({ text, line, topic }: Said) {
  return { line, text: shown(text, SENTENCE), about: topic ?? '' }
}

/** As typed, and the handle that stands for the person. */
function handles(owners: readonly string[], { people }: Pick<SiteFacts, 'people'>): string {
  return [...new Set([...owners, ...uniquePeople(owners, people)])].map((owner) => `@${owner}`).join(' ')
}

function epicEntries(facts: SiteFacts): readonly Entry[] {
  const snapshots = siteSnapshots(facts)
  const pathOf = epicPaths(facts)
  return (snapshots === null ? [] : epicsWithPages(snapshots)).map(({ ref, item: { title, assignees } }) => {
    const about = `${assignees.map((login) => `@${login}`).join(' ')} ${ref}`
    return { kind: 'epic', place: pathOf(ref), line: 0, text: shown(title, SENTENCE) || ref, about }
  })
}

/** An item that stands word by word in each week's minutes of a team is found once, where it stood last. */
function newestOfEach(entries: readonly Entry[], meetings: readonly { readonly team: TeamFacts }[]): readonly Entry[] {
  const seen = new Set<string>()
  // Meetings of a team come newest first.
  return entries.filter(({ kind, place, text }) => {
    if (kind !== 'item' || typeof place !== 'number') return true
    const key = `${meetings[place]?.team.id} ${text.toLowerCase()}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}
