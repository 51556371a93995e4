/** A story that is not on the board, and so is left out of planning. */
import { z } from 'zod'
import { defineRule, report } from '../rule.ts'

export const storyNotOnBoard = defineRule({
  id: 'story-not-on-board',
  title: 'Not on the board',
  when: 'child of an epic, open, not on the board',
  why: 'Stories that are not on the board are left out of planning.',
  severity: 'info',
  aspect: 'board',
  defaultOn: false,
  remedy: {
    does: 'adds the stories to the board',
    repair: ({ findings }) => ({
      repairs: findings.flatMap(({ story }) => (story === null ? [] : [{ kind: 'add-card' as const, issue: story }])),
      left: [],
    }),
  },
  options: z.strictObject({}),
  examples: {
    reported: [{ name: 'an open story has no card', stories: [{ offBoard: true }, {}], on: 0 }],
    passed: [
      { name: 'every story has a card', stories: [{}, {}] },
      { name: 'the story without a card is closed', stories: [{ offBoard: true, closedDaysAgo: 3 }, {}] },
    ],
  },
  check(epic) {
    const absent = epic.children.flatMap(({ item }) =>
      item?.state === 'open' && item.kind === 'issue' && item.itemId === null ? [item.ref] : [],
    )
    return report(
      `open stories that are not on the board: ${absent.length}`,
      ...absent.map((ref) => ({
        story: ref,
        says: 'is not on the board',
        evidence: [{ ref, reason: `open child of ${epic.ref}, no card on the board` }],
        fix: 'Add it to the board.',
      })),
    )
  },
})
