/** The status on the board contradicts the state of the issue. */
import { z } from 'zod'
import type { KnownItem } from '../../domain/board/board-index.ts'
import { dayOf } from '../board-view.ts'
import { defineIssueRule, pass, report } from '../rule.ts'

export const statusContradictsState = defineIssueRule({
  id: 'status-contradicts-state',
  title: 'Status and state differ',
  when: 'closed with a status outside `board.status.done`, or open with a status in it (an empty status is ignored)',
  why: 'One of the two is wrong, and the review relies on the board.',
  severity: 'warning',
  aspect: 'board',
  praise: { words: 'board status', isSo: ({ item }, board) => board.isActive(item) },
  restsOn: ['status'],
  remedy: {
    does: 'moves the card of a closed issue to the first status of `board.status.done`. A card of an open issue stays: it may be done, or its card may be in the wrong place',
    repair({ findings, epic, board }) {
      const items = findings.flatMap(({ story }) => board.itemOf(story ?? epic.ref) ?? [])
      const to = board.doneStatuses[0]
      return {
        repairs: items.flatMap(({ ref, state, status }) =>
          state === 'closed' && status !== null && to !== undefined ? [{ kind: 'move-card' as const, issue: ref, from: status, to }] : [],
        ),
        left: items
          .filter(({ state }) => state === 'open')
          .map(({ ref, status }) => ({
            issue: ref,
            says: `it is open, and the board says "${status}". Close it if it is done, else move its card back.`,
          })),
      }
    },
  },
  options: z.strictObject({}),
  epicsToo: true,
  examples: {
    reported: [
      { name: 'closed, but "Doing" on the board', stories: [{ closedDaysAgo: 3, status: 'Doing' }] },
      { name: 'open, but "Done" on the board', stories: [{ status: 'Done' }] },
      { name: 'an open epic, but "Done" on the board', epic: { status: 'Done' }, on: 'epic' },
    ],
    passed: [
      { name: 'closed and done', stories: [{ closedDaysAgo: 3, status: 'done' }] },
      { name: 'no status', stories: [{ closedDaysAgo: 3, status: null }] },
      { name: 'a status that is not in sprint.yml', stories: [{ closedDaysAgo: 3, status: 'Elsewhere' }] },
      { name: 'the card is archived', stories: [{ closedDaysAgo: 3, status: 'Doing', archived: true }] },
    ],
  },
  check({ item, isEpic }, _options, board) {
    const saw = `${item.state}, status ${item.status ?? 'none'}`
    if (item.itemId === null || item.status === null || board.isDone(item) === (item.state === 'closed')) return pass(saw)
    const closed = item.state === 'closed'
    return report(saw, {
      ...(isEpic ? {} : { story: item.ref }),
      says: `${isEpic ? 'it ' : ''}is ${item.state}, but the board says "${item.status}"`,
      evidence: [
        {
          ref: item.ref,
          reason: `${item.state}${closed && item.closedAt ? ` since ${dayOf(item.closedAt)}` : ''}, status "${item.status}"`,
        },
      ],
      fix: closed ? `Move its card to "${board.doneStatuses[0] ?? 'Done'}", or reopen it.` : 'Close it, or move its card back.',
      since: closed ? contradictsSince(item) : null,
    })
  },
})

/** The later of closing and the last move; without a memory of moves nobody can tell which one made them differ. */
function contradictsSince({ closedAt, observed }: KnownItem): string | null {
  if (closedAt === null || !observed?.statusSince) return null
  return [dayOf(closedAt), dayOf(observed.statusSince)].sort().at(-1) ?? null
}
