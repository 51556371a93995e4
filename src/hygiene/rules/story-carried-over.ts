/** A story that moves from sprint to sprint. */
import { z } from 'zod'
import { sprintsSoFar } from '../../domain/board/sprint-stays.ts'
import { defineIssueRule, pass, report } from '../rule.ts'

export const storyCarriedOver = defineIssueRule({
  id: 'story-carried-over',
  title: 'Carried over',
  when: 'open, and in more sprints than `maxSprints`, each of them current while it was in it, by our own snapshots',
  why: 'A story that is carried over again and again is too large, blocked, or not wanted any more.',
  severity: 'warning',
  restsOn: ['sprint'],
  options: z.strictObject({ maxSprints: z.number().int().positive().default(2).describe('Sprints a story may be in') }),
  check({ item }, { maxSprints }, board) {
    const { sprints: seen = [], stay } = item.observed ?? {}
    const sprints = stay === undefined ? sprintsSoFar(seen, board.sprints, board.today) : seen
    const saw = item.observed
      ? `${item.state}, was in ${sprints.length} sprints while they were current (allowed: ${maxSprints})`
      : 'one snapshot cannot tell'
    if (item.state === 'closed' || sprints.length <= maxSprints) return pass(saw)
    return report(saw, {
      story: item.ref,
      message: `Story ${item.ref} has been in ${sprints.length} sprints`,
      evidence: [`${item.ref}: ${sprints.join(', ')}`],
      fix: 'Break it down, say what it waits for, or take it out of the sprint.',
    })
  },
})
