/** "Epic needs update with the latest issues": its task list and its stories tell different things. */
import { z } from 'zod'
import { refKey } from '../../domain/reference.ts'
import { type BoardView, type EpicView, hasName } from '../board-view.ts'
import { defineRule, pass, report } from '../rule.ts'

/** What the task list of an epic lacks, and the lines whose tick is wrong. `missing` in the order of the children. */
export function bodyDifferences(epic: EpicView, board: BoardView) {
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

export const epicBodyOutdated = defineRule({
  id: 'epic-body-outdated',
  title: 'Outdated task list',
  when: 'the body has a task list with at least one issue reference, and a child is missing from it, or a line’s tick contradicts the issue’s state',
  why: 'Who opens the epic reads its task list first; when it is wrong, everything else is doubted.',
  severity: 'warning',
  options: z.strictObject({}),
  check(epic, _options, board) {
    const { listed, wronglyTicked, wronglyOpen, ...rest } = bodyDifferences(epic, board)
    if (listed === 0) return pass('its body has no task list with issues')
    // In a young epic people still write the list; a tick that is wrong is wrong all the same.
    const missing = epic.inGrace ? [] : rest.missing
    const ticks = wronglyTicked.length + wronglyOpen.length
    const saw = `issues in its task list: ${listed}, missing: ${rest.missing.length}, wrong ticks: ${ticks}`
    if (missing.length + ticks === 0) return pass(saw)
    const parts = [
      ...(missing.length > 0 ? [`misses ${count(missing.length, 'a story', 'stories')}`] : []),
      ...(wronglyTicked.length > 0 ? [`ticks ${count(wronglyTicked.length, 'an open one', 'open ones')}`] : []),
      ...(wronglyOpen.length > 0 ? [`leaves ${count(wronglyOpen.length, 'a closed one', 'closed ones')} unticked`] : []),
    ]
    return report(saw, {
      message: `Its task list ${parts.length === 3 ? `${parts[0]}, ${parts[1]} and ${parts[2]}` : parts.join(' and ')}`,
      evidence: [
        ...missing.map(({ ref, item }) => `${ref}: not in the list${item === null ? ' (the app cannot read it)' : ''}`),
        ...wronglyTicked.map(({ ref }) => `${ref}: ticked, but open`),
        ...wronglyOpen.map(({ ref }) => `${ref}: closed, but not ticked`),
      ],
      fix:
        missing.length === 0
          ? 'Set the ticks right.'
          : ticks === 0
            ? 'Add what is missing.'
            : 'Add what is missing, and set the ticks right.',
    })
  },
})

function count(number: number, one: string, many: string): string {
  return number === 1 ? one : `${number} ${many}`
}
