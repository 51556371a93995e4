/** An epic in progress without an assignee. */
import { z } from 'zod'
import { defineRule, pass, report } from '../rule.ts'

export const epicWithoutOwner = defineRule({
  id: 'epic-without-owner',
  title: 'No owner',
  when: 'open, active, no assignee',
  why: 'Someone needs to know where an epic in progress stands.',
  severity: 'warning',
  aspect: 'owner',
  praise: { words: 'an owner', isSo: ({ item }) => item.assignees.length > 0 },
  restsOn: ['status'],
  respectsGrace: true,
  options: z.strictObject({}),
  examples: {
    reported: [{ name: 'in progress, nobody assigned', epic: { status: 'Doing', assignees: [] } }],
    passed: [
      { name: 'someone is assigned', epic: { status: 'Doing', assignees: ['fkr'] } },
      { name: 'in the backlog', epic: { status: 'Backlog', assignees: [] } },
      { name: 'young', epic: { status: 'Doing', assignees: [], openedDaysAgo: 13 } },
      { name: 'a status that is not in sprint.yml', epic: { status: 'Elsewhere', assignees: [] } },
    ],
  },
  check({ item }, _options, board) {
    const people = item.assignees.map((login) => `@${login}`).join(', ')
    const saw = `status ${item.status ?? 'none'}, assigned: ${people || 'nobody'}`
    if (item.assignees.length > 0 || !board.isActive(item)) return pass(saw)
    return report(saw, {
      says: 'it is in progress and has no owner',
      evidence: [{ ref: null, reason: `status "${item.status}", unassigned` }],
      fix: 'Assign someone who can report on it, or move it back to the backlog.',
    })
  },
})
