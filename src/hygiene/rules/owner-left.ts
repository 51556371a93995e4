/** An epic whose owners have all left. */

import { z } from 'zod'
import { countOf } from '../../domain/text/count-of.ts'
import { defineRule, pass, report } from '../rule.ts'

export const ownerLeft = defineRule({
  id: 'owner-left',
  title: 'Owner has left',
  when: 'all assignees of an open epic have left the organization, or have been away for more than `maxAwayDays` days',
  why: 'If the owner has left, the epic has no owner, and nobody notices.',
  severity: 'warning',
  aspect: 'owner',
  awayDays: ({ maxAwayDays }) => maxAwayDays,
  defaultOn: false,
  options: z.strictObject({
    maxAwayDays: z
      .number()
      .int()
      .min(30)
      .max(3650)
      .default(365)
      .describe('Days without a contribution to the organization before someone counts as away'),
  }),
  examples: {
    reported: [
      { name: 'the only owner is no longer a member', epic: { assignees: ['left-lena'] }, standings: { 'left-lena': 'left' } },
      {
        name: 'one has left, the other is away',
        epic: { assignees: ['left-lena', 'away-anton'] },
        standings: { 'left-lena': 'left', 'away-anton': 'away' },
      },
    ],
    passed: [
      { name: 'one of two is still active', epic: { assignees: ['left-lena', 'mira'] }, standings: { 'left-lena': 'left', mira: 'here' } },
      { name: 'it is unknown whether the owner is still active', epic: { assignees: ['somebody-new'] } },
      { name: 'nobody is assigned', epic: { assignees: [] } },
    ],
  },
  check({ item }, { maxAwayDays }, board) {
    if (item.assignees.length === 0) return pass('assigned: nobody')
    const standings = item.assignees.map((login) => ({ login, standing: board.standingOf(login) }))
    const words = { here: 'there', left: 'no longer a member', away: `no contribution for more than ${countOf(maxAwayDays, 'day')}` }
    const seen = standings.map(({ login, standing }) => ({
      ref: null,
      reason: `${login}: ${standing === null ? 'not known' : words[standing]}`,
    }))
    const saw = seen.map(({ reason }) => reason).join(', ')
    if (standings.some(({ standing }) => standing === null || standing === 'here')) return pass(saw)
    const isLeft = standings.every(({ standing }) => standing === 'left')
    const [subject, verb] = item.assignees.length === 1 ? ['its owner', 'has'] : ['all of its owners', 'have']
    return report(saw, {
      says: `${subject} ${verb} ${isLeft ? 'left the organization' : `left, or been away for more than ${countOf(maxAwayDays, 'day')}`}`,
      evidence: seen,
      fix: 'Assign someone who can report on it.',
    })
  },
})
