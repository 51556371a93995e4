/** An epic without recent activity on its stories. */

import { z } from 'zod'
import { countOf } from '../../domain/text/count-of.ts'
import { addDays, daysBetween } from '../../domain/time/dates.ts'
import { dayOf, lastActivity, storiesBelow } from '../board-view.ts'
import { defineRule, pass, report } from '../rule.ts'

export const epicStoriesQuiet = defineRule({
  id: 'epic-stories-quiet',
  title: 'Quiet stories',
  when: 'at least one open story, and no human activity on any story (including those of nested epics) for longer than `maxQuietDays`',
  why: 'The review needs to know where an epic stands, and its stories are where people report that.',
  severity: 'warning',
  aspect: 'activity',
  details: 'names',
  praise: {
    words: 'recent story activity',
    isSo: ({ children }) => children.some(({ item }) => item?.state === 'open') && children.every(({ item }) => item && lastActivity(item)),
  },
  options: z.strictObject({ maxQuietDays: z.number().int().positive().default(30).describe('Days without human activity') }),
  examples: {
    reported: [{ name: 'no activity on any story for 31 days', stories: [{ quietDays: 31 }, { quietDays: 80 }] }],
    passed: [
      { name: 'one story was quiet for only 30 days', stories: [{ quietDays: 30 }, { quietDays: 80 }] },
      { name: 'all stories are closed', stories: [{ closedDaysAgo: 40, quietDays: 40 }] },
      { name: 'the activity of one story cannot be read', stories: [{ quietDays: 80 }, { quietDays: null }] },
      { name: 'one story cannot be read at all', stories: [{ quietDays: 80 }, { unreadable: true }] },
    ],
  },
  check(epic, { maxQuietDays }, board) {
    const { now } = board
    const open = epic.children.flatMap(({ item }) => (item?.state === 'open' ? [item] : []))
    if (open.length === 0) return pass('no open story')
    const times = storiesBelow(epic, board).map(({ item }) => (item === null ? null : lastActivity(item)))
    // What cannot be read is not quiet: somebody may be busy there.
    if (times.includes(null)) return pass('the activity of one of its stories cannot be read')
    const last = new Date(Math.max(...times.map((time) => time?.getTime() ?? 0)))
    const saw = `last activity on a story: ${dayOf(last)} (${countOf(daysBetween(last, now), 'day')} ago, allowed: ${maxQuietDays})`
    if (daysBetween(last, now) <= maxQuietDays) return pass(saw)
    const evidence = open.map((item) => {
      return { ref: item.ref, people: item.assignees, reason: `last activity on ${dayOf(lastActivity(item) ?? last)}` }
    })
    return report(saw, {
      says: `its stories have been quiet since ${dayOf(last)}`,
      evidence,
      fix: 'A short comment on one of the open stories is enough.',
      since: addDays(dayOf(last), maxQuietDays + 1),
    })
  },
})
