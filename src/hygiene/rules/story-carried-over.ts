/** A story that moves from sprint to sprint. */

import { z } from 'zod'
import { sprintsSoFar } from '../../domain/board/sprint-stays.ts'
import { countOf } from '../../domain/text/count-of.ts'
import { defineIssueRule, pass, report } from '../rule.ts'

export const storyCarriedOver = defineIssueRule({
  id: 'story-carried-over',
  title: 'Carried over',
  when: 'open, and in more sprints than `maxSprints`, each of them current while it was in it, by our own snapshots',
  why: 'A story that is carried over again and again is too large, blocked, or not wanted any more.',
  severity: 'warning',
  aspect: 'size',
  group: 'large',
  details: 'whole',
  restsOn: ['sprint'],
  options: z.strictObject({ maxSprints: z.number().int().positive().default(2).describe('Sprints a story may be in') }),
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
      { name: 'nobody saw it before', stories: [{}] },
    ],
  },
  check({ item }, { maxSprints }, board) {
    const { sprints: seen = [], stay } = item.observed ?? {}
    const sprints = stay === undefined ? sprintsSoFar(seen, board.sprints, board.today) : seen
    const saw = item.observed
      ? `${item.state}, was in ${countOf(sprints.length, 'sprint')} while current (allowed: ${maxSprints})`
      : 'one snapshot cannot tell'
    if (item.state === 'closed' || sprints.length <= maxSprints) return pass(saw)
    return report(saw, {
      story: item.ref,
      says: `has been in ${countOf(sprints.length, 'sprint')}`,
      evidence: [{ ref: item.ref, reason: sprints.join(', ') }],
      fix: 'Break it down, say what it waits for, or take it out of the sprint.',
    })
  },
})
