/** A closed epic with open stories. */
import { z } from 'zod'
import type { KnownItem } from '../../domain/board/board-index.ts'
import { dayOf } from '../board-view.ts'
import { defineRule, pass, report } from '../rule.ts'

export const epicClosedWithOpenStories = defineRule({
  id: 'epic-closed-with-open-stories',
  title: 'Closed with open stories',
  when: 'closed, and at least one child is open',
  why: 'Nobody follows up on the stories of a closed epic.',
  severity: 'warning',
  aspect: 'stories',
  details: 'names',
  closedOnly: true,
  options: z.strictObject({}),
  examples: {
    reported: [{ name: 'closed, and one of two stories is open', epic: { closedDaysAgo: 5 }, stories: [{ closedDaysAgo: 6 }, {}] }],
    passed: [
      { name: 'closed with all its stories', epic: { closedDaysAgo: 5 }, stories: [{ closedDaysAgo: 6 }] },
      { name: 'open, with open stories' },
      { name: 'closed, and its story cannot be read', epic: { closedDaysAgo: 5 }, stories: [{ unreadable: true }] },
    ],
  },
  check(epic) {
    const open = epic.children.flatMap(({ item }) => (item?.state === 'open' ? [item] : []))
    const saw = `open stories: ${open.length} of ${epic.children.length}`
    if (open.length === 0) return pass(saw)
    return report(saw, {
      says:
        open.length === 1
          ? 'it is closed, but one of its stories is still open'
          : `it is closed, but ${open.length} of its stories are still open`,
      evidence: open.map(({ ref }) => ({
        ref,
        reason: `open${epic.item.closedAt ? `; epic closed on ${dayOf(epic.item.closedAt)}` : ''}`,
      })),
      fix: 'Close finished stories, move the others to another epic, or reopen this one.',
      since: leftSince(epic.item, open),
    })
  },
})

/** Since the epic was closed, where a story that is still open was there then; one that was made or reopened later hides when it began. */
function leftSince({ closedAt }: KnownItem, open: readonly KnownItem[]): string | null {
  const wasThere = open.some(
    ({ createdAt, stateReason }) => createdAt !== null && closedAt !== null && createdAt <= closedAt && stateReason !== 'reopened',
  )
  return closedAt !== null && wasThere ? dayOf(closedAt) : null
}
