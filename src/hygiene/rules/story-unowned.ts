/** "Unassigned Doings". */
import { z } from 'zod'
import { defineIssueRule, pass, report } from '../rule.ts'

export const storyUnowned = defineIssueRule({
  id: 'story-unowned',
  title: 'Nobody assigned',
  when: 'open, active, no assignee',
  why: 'Work in progress without a name is either done by nobody, or nobody knows whom to ask.',
  severity: 'warning',
  restsOn: ['status'],
  options: z.strictObject({}),
  check({ item }, _options, board) {
    const people = item.assignees.map((login) => `@${login}`).join(', ')
    const saw = `${item.state}, status ${item.status ?? 'none'}, assigned: ${people || 'nobody'}`
    if (item.state === 'closed' || item.assignees.length > 0 || !board.isActive(item)) return pass(saw)
    return report(saw, {
      story: item.ref,
      message: `Story ${item.ref} is in progress, and nobody is assigned`,
      evidence: [`${item.ref}: status "${item.status}", nobody assigned`],
      fix: 'Assign whoever is working on it, or move it back to the backlog.',
    })
  },
})
