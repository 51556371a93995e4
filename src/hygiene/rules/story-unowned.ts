/** A story in progress without an assignee ("Unassigned Doings"). */
import { z } from 'zod'
import { defineIssueRule, pass, report } from '../rule.ts'

export const storyUnowned = defineIssueRule({
  id: 'story-unowned',
  title: 'Nobody assigned',
  when: 'open, active, no assignee',
  why: 'If a story in progress has no assignee, either nobody works on it or nobody knows whom to ask.',
  severity: 'warning',
  aspect: 'owner',
  restsOn: ['status'],
  options: z.strictObject({}),
  examples: {
    reported: [{ name: 'in progress, nobody assigned', stories: [{ status: 'Doing', assignees: [] }] }],
    passed: [
      { name: 'someone is assigned', stories: [{ status: 'Doing', assignees: ['fkr'] }] },
      { name: 'not in progress', stories: [{ status: 'Backlog', assignees: [] }] },
      { name: 'closed', stories: [{ closedDaysAgo: 1, status: 'Doing', assignees: [] }] },
      { name: 'its card is archived', stories: [{ status: 'Doing', assignees: [], archived: true }] },
    ],
  },
  check({ item }, _options, board) {
    const people = item.assignees.map((login) => `@${login}`).join(', ')
    const saw = `${item.state}, status ${item.status ?? 'none'}, assigned: ${people || 'nobody'}`
    if (item.state === 'closed' || item.assignees.length > 0 || !board.isActive(item)) return pass(saw)
    return report(saw, {
      story: item.ref,
      says: 'is in progress but unassigned',
      evidence: [{ ref: item.ref, reason: `status "${item.status}", unassigned` }],
      fix: 'Assign whoever is working on it, or move it back to the backlog.',
    })
  },
})
