/** `/epics/`: every epic of the board, those that need a look first. Pure. */
import { dayWords } from '../days.ts'
import type { PageMaker } from '../page.ts'
import { boardPictures, epicsWithPages } from './board-pictures.ts'
import { type EpicRow, epicRows } from './epic-row.ts'

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
  }
  return { pages: [{ path: PATH, title: 'Epics', template: 'epics', data, nav: 'epics' }] }
}

/** Worst first; of those alike the quietest, then by title. */
function byNeed(a: EpicRow, b: EpicRow): number {
  return (
    a.health.rank - b.health.rank || (b.quiet?.days ?? -1) - (a.quiet?.days ?? -1) || (a.title < b.title ? -1 : a.title > b.title ? 1 : 0)
  )
}
