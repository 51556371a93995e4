/** `/epics/`: all epics of the board, those that need attention first. Pure. */

import { refUrl } from '../../../domain/reference.ts'
import type { SiteFacts } from '../../facts/facts.ts'
import type { PageMaker } from '../../page.ts'
import { dayWords } from '../../words/days.ts'
import { LINE, shown } from '../../words/shown.ts'
import { epicsWithPages, type SiteSnapshots, siteSnapshots } from './board-snapshots.ts'
import { type EpicRow, epicRows, titleOf } from './epic-row.ts'

const PATH = 'epics/'

export const epicsPage: PageMaker = (facts) => {
  const snapshots = siteSnapshots(facts)
  const rowOf = snapshots === null ? null : epicRows(facts, snapshots)
  const epics = (snapshots === null ? [] : epicsWithPages(snapshots)).filter(({ item }) => !item.archived)
  const rows = rowOf === null ? [] : epics.map(rowOf).sort(byNeed)
  const data = {
    hasBoard: snapshots !== null,
    isComplete: snapshots?.isComplete ?? true,
    asOf: snapshots === null ? null : dayWords(snapshots.now.day),
    rows,
    meanings: meaningsOf(rows),
    loose: snapshots === null ? [] : looseFindings(facts, snapshots),
  }
  return { pages: [{ path: PATH, title: 'Epics', template: 'epics', data, nav: 'epics' }] }
}

/** Health that a word does not explain. */
const MEANINGS: Readonly<Record<string, string>> = {
  'not checked': 'no team in sprint.yml has this epic, so no rule looked at it',
  exempt: 'sprint.yml exempts it from the rules',
}

function meaningsOf(rows: readonly EpicRow[]) {
  const shown = new Map(rows.map(({ health }) => [health.words, health.sign]))
  return Object.entries(MEANINGS).flatMap(([words, meaning]) => (shown.has(words) ? [{ sign: shown.get(words), words, meaning }] : []))
}

/** Worst first; of those alike the quietest, then by title. */
function byNeed(a: EpicRow, b: EpicRow): number {
  return (
    a.health.rank - b.health.rank || (b.quiet?.days ?? -1) - (a.quiet?.days ?? -1) || (a.title < b.title ? -1 : a.title > b.title ? 1 : 0)
  )
}

/** Findings on stories that no epic's page shows. */
function looseFindings({ board }: SiteFacts, { now, isComplete }: SiteSnapshots) {
  if (!isComplete) return []
  const stories = new Map<string, { title: string; url: string; says: string[] }>()
  for (const { epic, story, message } of board?.findings ?? []) {
    if (epic !== null || story === null) continue
    const known = stories.get(story)
    const says = [shown(message, LINE)]
    if (known) known.says.push(...says)
    else stories.set(story, { title: titleOf(now.lookup.itemOf(story)?.title ?? '', story), url: refUrl(story, now.lookup.github), says })
  }
  return [...stories].map(([ref, story]) => ({ ...story, ref }))
}
