/** An epic that can probably be closed. */
import { z } from 'zod'
import { isNotPlanned } from '../../domain/board/progress.ts'
import { dayOf } from '../board-view.ts'
import { defineRule, pass, report } from '../rule.ts'

export const epicAllStoriesDone = defineRule({
  id: 'epic-all-stories-done',
  title: 'All stories done',
  when: 'at least one child, all closed, epic open, and its body names no open story in a list or table',
  why: 'If a finished epic stays open, nobody sees that the work is done, and it comes up in every review.',
  severity: 'warning',
  aspect: 'stories',
  wish: 'close',
  options: z.strictObject({}),
  examples: {
    reported: [
      { name: 'all stories are closed', stories: [{ closedDaysAgo: 12 }, { closedDaysAgo: 3 }] },
      { name: 'its only story was closed as not planned', stories: [{ closedDaysAgo: 3, stateReason: 'not_planned' }] },
    ],
    passed: [
      { name: 'one story is open', stories: [{ closedDaysAgo: 3 }, {}] },
      { name: 'no story', stories: [] },
      { name: 'a story that cannot be read', stories: [{ closedDaysAgo: 3 }, { unreadable: true }] },
      { name: 'the epic is closed as well', epic: { closedDaysAgo: 2 }, stories: [{ closedDaysAgo: 3 }] },
    ],
  },
  check(epic, _options, board) {
    const closed = epic.children.filter(({ item }) => item?.state === 'closed')
    const saw = `stories closed: ${closed.length} of ${epic.children.length}`
    if (epic.children.length === 0 || closed.length < epic.children.length) return pass(saw)
    const further = epic.named().filter((ref) => board.itemOf(ref)?.state === 'open')
    if (further.length > 0) return pass(`${saw}; its body names open ones: ${further.slice(0, 5).join(', ')}`)
    const days = closed.map(({ item }) => item?.closedAt ?? null)
    const last = days.includes(null) ? null : dayOf([...days].sort().at(-1) ?? '')
    const notPlanned = closed.filter(({ item }) => item !== null && isNotPlanned(item)).length
    const end = notPlanned === 0 ? 'done' : notPlanned === closed.length ? 'closed as not planned' : `closed, ${notPlanned} as not planned`
    return report(saw, {
      says:
        epic.children.length === 1
          ? `its only story is ${end}`
          : `${epic.children.length === 2 ? 'both of its' : `all ${epic.children.length} of its`} stories are ${end}`,
      evidence: closed.map(({ ref, item }) => ({ ref, reason: `closed${item?.closedAt ? ` on ${dayOf(item.closedAt)}` : ''}` })),
      fix: 'Close it, or add the missing story.',
      since: last,
    })
  },
})
