/** A story that moves from sprint to sprint. */

import { z } from 'zod'
import { sprintsSoFar } from '../../domain/board/sprint-stays.ts'
import { countOf } from '../../domain/text/count-of.ts'
import { defineIssueRule, pass, report } from '../rule.ts'

export const storyCarriedOver = defineIssueRule({
  id: 'story-carried-over',
  title: 'Carried over',
  when: 'open, and has been in more than `maxSprints` sprints while they were current, according to earlier snapshots',
  why: 'A story that is carried over again and again is too large, blocked, or no longer needed.',
  severity: 'warning',
  aspect: 'size',
  group: 'large',
  details: 'whole',
  restsOn: ['sprint'],
  options: z.strictObject({ maxSprints: z.number().int().positive().default(2).describe('Maximum number of sprints for a story') }),
  examples: {
    reported: [
      { name: 'it was in three sprints', stories: [{ sprints: ['Sprint 21', 'Sprint 22', 'Sprint 23'] }] },
      {
        name: 'it was in more sprints than the team allows',
        options: { maxSprints: 1 },
        stories: [{ sprints: ['Sprint 22', 'Sprint 23'] }],
      },
    ],
    passed: [
      { name: 'it was in two sprints', stories: [{ sprints: ['Sprint 22', 'Sprint 23'] }] },
      { name: 'it is closed', stories: [{ sprints: ['Sprint 21', 'Sprint 22', 'Sprint 23'], closedDaysAgo: 2 }] },
      { name: 'there is no earlier snapshot of it', stories: [{}] },
    ],
  },
  check({ item }, { maxSprints }, board) {
    const { sprints: seen = [], stay } = item.observed ?? {}
    const sprints = stay === undefined ? sprintsSoFar(seen, board.sprints, board.today) : seen
    const saw = item.observed
      ? `${item.state}, was in ${countOf(sprints.length, 'sprint')} while current (allowed: ${maxSprints})`
      : 'a single snapshot cannot show this'
    if (item.state === 'closed' || sprints.length <= maxSprints) return pass(saw)
    return report(saw, {
      story: item.ref,
      says: `has been in ${countOf(sprints.length, 'sprint')}`,
      evidence: [{ ref: item.ref, reason: sprints.join(', ') }],
      fix: 'Break it down, note what blocks it, or take it out of the sprint.',
    })
  },
})
