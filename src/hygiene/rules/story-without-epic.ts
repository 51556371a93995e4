/** An issue on the board that does not belong to an epic. */
import { z } from 'zod'
import { defineIssueRule, pass, report } from '../rule.ts'

export const storyWithoutEpic = defineIssueRule({
  id: 'story-without-epic',
  title: 'No epic',
  when: 'on the board, and neither an epic, nor the child of an epic, nor in a list of an epic. This applies to open and closed issues, but not to drafts and pull requests. Epics count even if they have no card or are archived, closed, unreadable or in another organization',
  why: 'Reviews go epic by epic, so a story without one is easily overlooked.',
  severity: 'info',
  aspect: 'stories',
  group: 'without-epic',
  options: z.strictObject({}),
  examples: {
    reported: [{ name: 'on the board, not listed in any epic', epic: null, stories: [{}] }],
    passed: [
      { name: 'child of an epic', stories: [{}] },
      { name: 'an epic names it in a plain list', epic: { body: '- {0}' }, stories: [{}] },
      { name: 'its parent is an epic of another board', epic: null, stories: [{ parent: 'another-organisation/plans#5' }] },
      { name: 'its text names its epic', epic: null, stories: [{ body: 'Epic: another-organisation/plans#5' }] },
      { name: 'not on the board', epic: null, stories: [{ offBoard: true }] },
    ],
  },
  check({ item, epic }, _options, board) {
    if (item.itemId === null) return pass('not on the board')
    if (epic !== null) return pass(`belongs to ${epic}`)
    const place = board.placeOf(item)
    if (place !== null) return pass(`belongs to ${place.ref} (${place.how})`)
    return report('on the board, not listed in any epic', {
      story: item.ref,
      lead: '',
      says: 'does not belong to an epic',
      evidence: [
        {
          ref: item.ref,
          reason: `on the board (status ${item.status === null ? 'not set' : `"${item.status}"`}), no epic lists it, and it names no epic`,
        },
      ],
      fix: 'Add it to its epic as a sub-issue, or write "Epic: owner/repo#n" as its first line.',
    })
  },
})
