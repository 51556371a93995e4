/** `/epics/`: all epics of the board, those that need attention first. Pure. */

import { refUrl } from '../../../domain/reference.ts'
import type { SiteFacts } from '../../facts/facts.ts'
import type { PageMaker } from '../../page.ts'
import { dayWords } from '../../words/days.ts'
import { LINE, shown } from '../../words/shown.ts'
import { type BoardPictures, boardPictures, epicsWithPages } from './board-pictures.ts'
import { type EpicRow, epicRows, titleOf } from './epic-row.ts'

const PATH = 'epics/'

export const epicsPage: PageMaker = (facts) => {
  const pictures = boardPictures(facts)
  const rowOf = pictures === null ? null : epicRows(facts, pictures)
  const epics = (pictures === null ? [] : epicsWithPages(pictures)).filter(({ item }) => !item.archived)
  const rows = rowOf === null ? [] : epics.map(rowOf).sort(byNeed)
  const data = {
    hasBoard: pictures !== null,
    isComplete: pictures?.isComplete ?? true,
    asOf: pictures === null ? null : dayWords(pictures.now.day),
    rows,
    loose: pictures === null ? [] : looseFindings(facts, pictures),
  }
  return { pages: [{ path: PATH, title: 'Epics', template: 'epics', data, nav: 'epics' }] }
}

/** Worst first; of those alike the quietest, then by title. */
function byNeed(a: EpicRow, b: EpicRow): number {
  return (
    a.health.rank - b.health.rank || (b.quiet?.days ?? -1) - (a.quiet?.days ?? -1) || (a.title < b.title ? -1 : a.title > b.title ? 1 : 0)
  )
}

/** Findings on stories that no epic's page shows. */
function looseFindings({ board }: SiteFacts, { now, isComplete }: BoardPictures) {
  if (!isComplete) return []
  const stories = new Map<string, { title: string; url: string; says: string[] }>()
  for (const { epic, story, message } of board?.findings ?? []) {
    if (epic !== null || story === null) continue
    const known = stories.get(story)
    const says = [shown(message, LINE)]
    if (known) known.says.push(...says)
    else stories.set(story, { title: titleOf(now.lookup.itemOf(story)?.title ?? '', story), url: refUrl(story), says })
  }
  return [...stories].map(([ref, story]) => ({ ...story, ref }))
}
