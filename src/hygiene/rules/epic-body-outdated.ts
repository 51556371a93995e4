/** "Epic needs update with the latest issues": its task list does not match its stories. */
import { z } from 'zod'
import type { BoardView, EpicView } from '../board-view.ts'
import { defineRule, pass, report } from '../rule.ts'
import { compareTaskList } from '../stories/task-list.ts'

const isInOrder = (epic: EpicView, board: BoardView) => {
  const { listed, missing, wronglyTicked, wronglyOpen } = compareTaskList(epic, board)
  return listed > 0 && missing.length + wronglyTicked.length + wronglyOpen.length === 0
}

export const epicBodyOutdated = defineRule({
  id: 'epic-body-outdated',
  title: 'Outdated task list',
  when: 'the body has a task list with at least one issue reference, and a child is missing from it, or a check mark contradicts the state of its issue',
  why: 'People read the task list first. If it is wrong, they stop trusting the rest.',
  severity: 'warning',
  aspect: 'task-list',
  nextStep: 'paste-lines',
  wish: 'epic-update',
  details: 'reasons',
  needsNames: true,
  graceNote: 'its missing lines (wrong check marks are still reported)',
  praise: { words: 'the task list', isSo: isInOrder },
  remedy: {
    does: 'adds the missing lines to the task list, and corrects the check marks',
    repair({ epic, board }) {
      const { missing, wronglyTicked, wronglyOpen } = compareTaskList(epic, board)
      const unread = missing.filter(({ item }) => item === null)
      return {
        repairs: [
          ...missing.flatMap(({ ref, item }) =>
            epic.inGrace || item === null ? [] : [{ kind: 'list-story' as const, story: ref, checked: item.state === 'closed' }],
          ),
          ...wronglyTicked.map(({ ref }) => ({ kind: 'set-box' as const, story: ref, checked: false })),
          ...wronglyOpen.map(({ ref }) => ({ kind: 'set-box' as const, story: ref, checked: true })),
        ],
        left: epic.inGrace ? [] : unread.map(({ ref }) => ({ issue: ref, says: 'the app cannot read it. Add its line yourself.' })),
      }
    },
  },
  options: z.strictObject({}),
  examples: {
    reported: [
      { name: 'a story is missing from the list', epic: { body: '- [ ] {0}' }, stories: [{}, {}] },
      { name: 'an open story is checked', epic: { body: '- [x] {0}' }, stories: [{}] },
      { name: 'a closed story is not checked', epic: { body: '- [ ] {0}\n- [ ] {1}' }, stories: [{ closedDaysAgo: 4 }, {}] },
      { name: 'a new epic, with a wrong check mark', epic: { body: '- [x] {0}', openedDaysAgo: 3 }, stories: [{}] },
    ],
    passed: [
      { name: 'the list is correct', epic: { body: '- [ ] {0}\n- [x] {1}' }, stories: [{}, { closedDaysAgo: 4 }] },
      { name: 'no task list with issues', epic: { body: '- [ ] Write it down' }, stories: [{}] },
      { name: 'the missing story is in a plain list', epic: { body: '- [ ] {0}\n\n- {1}' }, stories: [{}, {}] },
      { name: 'a new epic with a missing story', epic: { body: '- [ ] {0}', openedDaysAgo: 3 }, stories: [{}, {}] },
    ],
  },
  check(epic, _options, board) {
    const { listed, wronglyTicked, wronglyOpen, ...rest } = compareTaskList(epic, board)
    if (listed === 0) return pass('its body has no task list with issues')
    // In a young epic people still write the list. Wrong ticks are reported all the same.
    const missing = epic.inGrace ? [] : rest.missing
    const ticks = wronglyTicked.length + wronglyOpen.length
    const saw = `issues in its task list: ${listed}, missing: ${rest.missing.length}, wrong check marks: ${ticks}`
    if (missing.length + ticks === 0) return pass(saw)
    const parts = [
      ...(missing.length > 0 ? [`misses ${count(missing.length, 'a story', 'stories')}`] : []),
      ...(wronglyTicked.length > 0 ? [`checks off ${count(wronglyTicked.length, 'an open one', 'open ones')}`] : []),
      ...(wronglyOpen.length > 0 ? [`leaves ${count(wronglyOpen.length, 'a closed one', 'closed ones')} unchecked`] : []),
    ]
    return report(saw, {
      says: `its task list ${parts.length === 3 ? `${parts[0]}, ${parts[1]} and ${parts[2]}` : parts.join(' and ')}`,
      evidence: [
        ...missing.map(({ ref, item }) => ({ ref, reason: `not in the list${item === null ? ' (the app cannot read it)' : ''}` })),
        ...wronglyTicked.map(({ ref }) => ({ ref, reason: 'ticked, but open' })),
        ...wronglyOpen.map(({ ref }) => ({ ref, reason: 'closed, but not checked' })),
      ],
      fix:
        missing.length === 0
          ? 'Correct the check marks.'
          : ticks === 0
            ? 'Add the missing lines.'
            : 'Add the missing lines, and correct the check marks.',
    })
  },
})

function count(number: number, one: string, many: string): string {
  return number === 1 ? one : `${number} ${many}`
}
