/** `/epics/<owner>/<repo>/<number>/`: the page of one epic, with its history. Pure. */

import type { KnownEpic } from '../../../domain/board/board-index.ts'
import { refKey } from '../../../domain/reference.ts'
import { countOf } from '../../../domain/text/count-of.ts'
import { progressShown, type ShownProgress } from '../../charts/burn-up-chart.ts'
import type { SiteFacts } from '../../facts/facts.ts'
import type { Page, PageMaker } from '../../page.ts'
import { epicPath } from '../../words/links.ts'
import { dayView, SENTENCE, saidView, shown, teamView } from '../../words/shown.ts'
import { epicsWithPages, type SiteSnapshots, siteSnapshots } from './board-snapshots.ts'
import { epicBlockers } from './epic-blockers.ts'
import { epicHistory } from './epic-history.ts'
import { type MeetingMention, mentionsOf } from './epic-mentions.ts'
import { type EpicRow, epicRows, findingsByEpic } from './epic-row.ts'
import { ruleTable } from './rule-table.ts'
import { storyView } from './story-view.ts'

type Around = {
  readonly facts: SiteFacts
  readonly snapshots: SiteSnapshots
  readonly row: (epic: KnownEpic) => EpicRow
  readonly findings: ReturnType<typeof findingsByEpic>
}

export const epicPages: PageMaker = (facts) => {
  const snapshots = siteSnapshots(facts)
  if (snapshots === null) return {}
  const around = { facts, snapshots, row: epicRows(facts, snapshots), findings: findingsByEpic(facts) }
  return { pages: epicsWithPages(snapshots).map((epic) => epicPage(epic, around)) }
}

function epicPage(epic: KnownEpic, { facts, snapshots, row, findings }: Around): Page {
  const own = row(epic)
  const children = epic.children.map(({ ref, readable }) => (readable ? snapshots.now.lookup.itemOf(ref) : null))
  const stories = children.flatMap((item) => (item === null ? [] : [storyView(item, epic.ref, { facts, snapshots })]))
  const hidden = children.length - stories.length
  const data = {
    ...own,
    shortRef: own.ref,
    isComplete: snapshots.isComplete,
    isArchived: epic.item.archived,
    stories,
    hasSprints: stories.some(({ sprint }) => sprint !== ''),
    hidden: hidden === 0 ? '' : `${countOf(hidden, 'story', 'stories')} that cannot be shown`,
    ...progressOverTime(epic, snapshots),
    // Two teams may have the same one.
    findings: [...new Map(findings(epic.ref).map((finding) => [JSON.stringify(findingView(finding)), findingView(finding)])).values()],
    looks: ruleTable(facts.board?.explained.get(refKey(epic.ref)) ?? [], epic.ref),
    blocked: epicBlockers(epic, snapshots.now.lookup),
    discussed: discussedViews(epic, facts),
  }
  return { path: epicPath(epic.ref), title: own.title, template: 'epic', data, nav: 'epics' }
}

function findingView({ rule, severity, message, evidence, fix, since }: ReturnType<ReturnType<typeof findingsByEpic>>[number]) {
  return {
    rule,
    isWarning: severity === 'warning',
    message: shown(message, SENTENCE),
    evidence: evidence.map((piece) => shown(piece, SENTENCE)),
    fix: shown(fix, SENTENCE),
    since: dayView(since),
  }
}

function progressOverTime(epic: KnownEpic, snapshots: SiteSnapshots): { progressShown: ShownProgress | null; chartNote: string } {
  const history = epicHistory(epic, snapshots)
  if (history === null) return { progressShown: null, chartNote: '' }
  const title = 'Stories and how many are done'
  const chartNote = history.from === 'dates' ? 'Based on when stories were opened and closed, because the board was read only once.' : ''
  const shownProgress = progressShown(history, { id: 'progress', title, end: null })
  return { progressShown: shownProgress, chartNote: shownProgress.chart === null ? '' : chartNote }
}

/** A meeting, and what was said in it: each sentence with its line. */
function discussedViews(epic: KnownEpic, facts: SiteFacts) {
  const teams = new Map(facts.teams.map((team) => [team.id, teamView(team)]))
  const refs = [epic.ref, ...epic.children.map(({ ref }) => ref)]
  const meetings = new Map<string, MeetingMention[]>()
  for (const mention of mentionsOf(facts, refs)) {
    // A meeting can stand in two files of one day.
    const meeting = `${mention.date} ${mention.team}`
    const said = meetings.get(meeting)
    if (said) said.push(mention)
    else meetings.set(meeting, [mention])
  }
  return [...meetings.values()].flatMap((mentions) => {
    const [first] = mentions
    if (first === undefined) return []
    return [
      {
        day: dayView(first.date),
        team: teams.get(first.team) ?? null,
        said: sentencesOf(mentions).map((mention) => saidView(facts, mention, mention, SENTENCE)),
      },
    ]
  })
}

/** Each sentence of a meeting once; where a line is nothing but references, the title above it is what was discussed. */
function sentencesOf(mentions: readonly MeetingMention[]): readonly MeetingMention[] {
  const told = mentions.map((mention) =>
    isReferenceAlone(mention.text) && mention.topic !== null ? { ...mention, text: mention.topic, topic: null } : mention,
  )
  return [...new Map([...told].reverse().map((mention) => [`${mention.text}\n${mention.topic}`, mention])).values()].reverse()
}

/** `owner/repo#1`, `#1, #2`, an address: no word besides. */
function isReferenceAlone(text: string): boolean {
  return !/\p{L}/u.test(text.replace(/https?:\/\/\S+|(?:[\w.-]+\/)?[\w.-]*#\d+/g, ''))
}
