/** A story that is too large: "Stories should be achievable within 2 weeks." */

import { z } from 'zod'
import { countOf } from '../../domain/text/count-of.ts'
import { addDays, daysBetween } from '../../domain/time/dates.ts'
import { defineIssueRule, pass, report } from '../rule.ts'

export const storyTooLarge = defineIssueRule({
  id: 'story-too-large',
  title: 'Too large',
  when: 'open and active for more than `maxDaysActive` days, according to earlier snapshots (the opening date does not count)',
  why: 'Stories that do not fit into a sprint are hard to plan, and hide where work is stuck.',
  severity: 'info',
  aspect: 'size',
  group: 'large',
  wish: 'split',
  restsOn: ['status'],
  options: z.strictObject({ maxDaysActive: z.number().int().positive().default(14).describe('Maximum number of active days for a story') }),
  examples: {
    reported: [
      { name: 'in progress for 15 days', stories: [{ status: 'Doing', activeDays: 15 }] },
      { name: 'in progress for longer than the team allows', options: { maxDaysActive: 5 }, stories: [{ status: 'Doing', activeDays: 6 }] },
    ],
    passed: [
      { name: 'in progress for 14 days', stories: [{ status: 'Doing', activeDays: 14 }] },
      { name: 'opened long ago, and it is unknown since when it is in progress', stories: [{ status: 'Doing', openedDaysAgo: 400 }] },
      { name: 'back in the backlog', stories: [{ status: 'Backlog', activeDays: 40 }] },
    ],
  },
  check({ item }, { maxDaysActive }, board) {
    if (item.state === 'closed' || !board.isActive(item)) return pass(`${item.state}, status ${item.status ?? 'none'}`)
    const since = item.observed?.activeSince
    if (!since) return pass('a single snapshot cannot show since when it has been active')
    const days = daysBetween(new Date(since), board.now)
    const day = since.slice(0, 10)
    const saw = `active since ${day} (${countOf(days, 'day')}, allowed: ${maxDaysActive})`
    if (days <= maxDaysActive) return pass(saw)
    return report(saw, {
      story: item.ref,
      says: `has been in progress since ${day}`,
      evidence: [{ ref: item.ref, reason: `active since ${day} (allowed: ${maxDaysActive} days)` }],
      fix: 'Break it down into stories that fit into a sprint, or note what blocks it.',
      since: addDays(day, maxDaysActive + 1),
    })
  },
})
