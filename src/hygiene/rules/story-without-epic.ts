/** An issue on the board that belongs to no epic. */
import { z } from 'zod'
import { defineIssueRule, pass, report } from '../rule.ts'

export const storyWithoutEpic = defineIssueRule({
  id: 'story-without-epic',
  title: 'No epic',
  when: 'on the board, neither epic nor child of one, nor named in the lists of one (issues, open or closed; drafts and pull requests are no stories). An epic that has no card, is archived, closed, unreadable or of another organisation is one',
  why: 'The review goes by epic: a story without one is easily passed over.',
  severity: 'info',
  options: z.strictObject({}),
  check({ item, epic }, _options, board) {
    if (item.itemId === null) return pass('not on the board')
    if (epic !== null) return pass(`belongs to ${epic}`)
    const place = board.placeOf(item)
    if (place !== null) return pass(`belongs to ${place.ref}, says ${place.how}`)
    return report('on the board, no epic lists it', {
      story: item.ref,
      message: `${item.ref} belongs to no epic`,
      evidence: [
        `${item.ref}: on the board (status ${item.status === null ? 'not set' : `"${item.status}"`}), no epic lists it, and it names none`,
      ],
      fix: 'Add it to its epic as a sub-issue, or write "Epic: owner/repo#n" as its first line.',
    })
  },
})
