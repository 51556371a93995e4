/** "Stories should be achievable within 2 weeks." */

import { z } from 'zod'
import { countOf } from '../../domain/text/count-of.ts'
import { addDays, daysBetween } from '../../domain/time/dates.ts'
import { defineIssueRule, pass, report } from '../rule.ts'

export const storyTooLarge = defineIssueRule({
  id: 'story-too-large',
  title: 'Too large',
  when: 'open and active for longer than `maxDaysActive`, by our own snapshots; never from the date it was opened',
  why: 'A story fits into a sprint; what does not is hard to plan, and hides where it is stuck.',
  severity: 'info',
  aspect: 'size',
  group: 'large',
  wish: 'split',
  restsOn: ['status'],
  options: z.strictObject({ maxDaysActive: z.number().int().positive().default(14).describe('Days a story may be active') }),
  examples: {
    reported: [
      { name: 'in progress for 15 days', stories: [{ status: 'Doing', activeDays: 15 }] },
      { name: 'in progress for longer than the team allows', options: { maxDaysActive: 5 }, stories: [{ status: 'Doing', activeDays: 6 }] },
    ],
    passed: [
      { name: 'in progress for 14 days', stories: [{ status: 'Doing', activeDays: 14 }] },
      { name: 'opened long ago, and nobody saw since when it is in progress', stories: [{ status: 'Doing', openedDaysAgo: 400 }] },
      { name: 'back in the backlog', stories: [{ status: 'Backlog', activeDays: 40 }] },
    ],
  },
  check({ item }, { maxDaysActive }, board) {
    if (item.state === 'closed' || !board.isActive(item)) return pass(`${item.state}, status ${item.status ?? 'none'}`)
    const since = item.observed?.activeSince
    if (!since) return pass('one snapshot cannot tell since when it is active')
    const days = daysBetween(new Date(since), board.now)
    const day = since.slice(0, 10)
    const saw = `active since ${day} (${countOf(days, 'day')}, allowed: ${maxDaysActive})`
    if (days <= maxDaysActive) return pass(saw)
    return report(saw, {
      story: item.ref,
      says: `has been in progress since ${day}`,
      evidence: [{ ref: item.ref, reason: `seen active since ${day} (allowed: ${maxDaysActive} days)` }],
      fix: 'Break it down into stories that fit into a sprint, or say what it waits for.',
      since: addDays(day, maxDaysActive + 1),
    })
  },
})
