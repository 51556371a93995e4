/** "Stories should be achievable within 2 weeks." */
import { z } from 'zod'
import { addDays, daysBetween } from '../../domain/time/dates.ts'
import { defineIssueRule, pass, report } from '../rule.ts'

export const storyTooLarge = defineIssueRule({
  id: 'story-too-large',
  title: 'Too large',
  when: 'open and active for longer than `maxDaysActive`, by our own snapshots; never from the date it was opened',
  why: 'A story fits into a sprint; what does not is hard to plan, and hides where it is stuck.',
  severity: 'info',
  restsOn: ['status'],
  options: z.strictObject({ maxDaysActive: z.number().int().positive().default(14).describe('Days a story may be active') }),
  check({ item }, { maxDaysActive }, board) {
    if (item.state === 'closed' || !board.isActive(item)) return pass(`${item.state}, status ${item.status ?? 'none'}`)
    const since = item.observed?.activeSince
    if (!since) return pass('one snapshot cannot tell since when it is active')
    const days = daysBetween(new Date(since), board.now)
    const day = since.slice(0, 10)
    const saw = `active since ${day} (${days} days, allowed: ${maxDaysActive})`
    if (days <= maxDaysActive) return pass(saw)
    return report(saw, {
      story: item.ref,
      message: `Story ${item.ref} has been in progress since ${day}`,
      evidence: [`${item.ref}: seen active since ${day} (allowed: ${maxDaysActive} days)`],
      fix: 'Break it down into stories that fit into a sprint, or say what it waits for.',
      since: addDays(day, maxDaysActive + 1),
    })
  },
})
