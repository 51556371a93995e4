/** An epic in progress that belongs to nobody. */
import { z } from 'zod'
import { defineRule, pass, report } from '../rule.ts'

export const epicWithoutOwner = defineRule({
  id: 'epic-without-owner',
  title: 'No owner',
  when: 'open, active, no assignee',
  why: 'An epic in progress needs one person who knows where it stands.',
  severity: 'warning',
  restsOn: ['status'],
  respectsGrace: true,
  options: z.strictObject({}),
  check({ item }, _options, board) {
    const people = item.assignees.map((login) => `@${login}`).join(', ')
    const saw = `status ${item.status ?? 'none'}, assigned: ${people || 'nobody'}`
    if (item.assignees.length > 0 || !board.isActive(item)) return pass(saw)
    return report(saw, {
      message: 'It is in progress and has no owner',
      evidence: [`status "${item.status}", nobody assigned`],
      fix: 'Assign whoever can say where it stands, or move it back to the backlog.',
    })
  },
})
