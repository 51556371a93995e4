/** Compares the task list in the body of an epic with its stories. Pure. */
import { refKey } from '../../domain/reference.ts'
import { type BoardView, type EpicView, hasName } from '../board-view.ts'

/** What the task list of an epic lacks, and the lines whose tick is wrong. `missing` in the order of the children. */
export function compareTaskList(epic: EpicView, board: BoardView) {
  const listed = new Set(epic.taskLines.flatMap(({ ref }) => (ref === null ? [] : [refKey(ref)])))
  if (listed.size === 0) return { listed: 0, missing: [], wronglyTicked: [], wronglyOpen: [] }
  const lines = epic.taskLines.flatMap(({ ref, checked }) => {
    const state = ref === null ? undefined : board.itemOf(ref)?.state
    return ref === null || state === undefined ? [] : [{ ref, checked, state }]
  })
  const named = new Set(epic.listed().map(refKey))
  return {
    listed: listed.size,
    // A child nobody can name cannot be listed either; one that stands in a plain list or a table is not missing.
    missing: epic.children.filter((child) => hasName(child) && !listed.has(refKey(child.ref)) && !named.has(refKey(child.ref))),
    wronglyTicked: lines.filter(({ checked, state }) => checked && state === 'open'),
    wronglyOpen: lines.filter(({ checked, state }) => !checked && state === 'closed'),
  }
}
