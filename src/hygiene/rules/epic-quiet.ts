/** An epic without recent activity. */

import { z } from 'zod'
import { countOf } from '../../domain/text/count-of.ts'
import { addDays, daysBetween } from '../../domain/time/dates.ts'
import { dayOf } from '../board-view.ts'
import { defineRule, pass, report } from '../rule.ts'

export const epicQuiet = defineRule({
  id: 'epic-quiet',
  title: 'Quiet epic',
  when: 'no human activity on the epic itself for longer than `maxQuietDays`',
  why: 'Some teams record progress in the epic itself. If it is silent, nobody knows where the epic stands.',
  severity: 'info',
  aspect: 'activity',
  defaultOn: false,
  options: z.strictObject({ maxQuietDays: z.number().int().positive().default(60).describe('Days without human activity') }),
  examples: {
    reported: [
      { name: 'no activity for 61 days', epic: { quietDays: 61 } },
      { name: 'no activity for longer than the team allows', options: { maxQuietDays: 20 }, epic: { quietDays: 21 } },
    ],
    passed: [
      { name: 'the last activity was 60 days ago', epic: { quietDays: 60 } },
      { name: 'its activity cannot be read', epic: { quietDays: null } },
      { name: 'closed', epic: { quietDays: 90, closedDaysAgo: 90 } },
    ],
  },
  check(epic, { maxQuietDays }, { now }) {
    // The epic itself: what happens in pull requests of its stories is for another rule.
    const last = epic.item.lastHumanActivity
    if (last === null) return pass('its activity cannot be read')
    const days = daysBetween(new Date(last), now)
    const saw = `last activity on the epic: ${dayOf(last)} (${countOf(days, 'day')} ago, allowed: ${maxQuietDays})`
    if (days <= maxQuietDays) return pass(saw)
    return report(saw, {
      says: `it has been quiet since ${dayOf(last)}`,
      evidence: [{ ref: null, reason: `last comment or edit by a person: ${dayOf(last)}` }],
      fix: 'A short status comment is enough.',
      since: addDays(dayOf(last), maxQuietDays + 1),
    })
  },
})
