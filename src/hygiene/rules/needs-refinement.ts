/** An issue that has been labeled "needs refinement" for too long. */

import { z } from 'zod'
import type { Sprint } from '../../domain/board/board.ts'
import { countOf } from '../../domain/text/count-of.ts'
import { daysBetween } from '../../domain/time/dates.ts'
import { defineIssueRule, pass, report } from '../rule.ts'

/** SCS's sprints take two weeks; used where the days of the board's own are unknown. */
const SPRINT_DAYS = 14

export const needsRefinement = defineIssueRule({
  id: 'needs-refinement',
  title: 'Needs refinement',
  when: 'open, and labeled for longer than `maxSprints` sprints, according to earlier snapshots',
  why: 'If the label stays, nobody is refining the issue.',
  severity: 'info',
  aspect: 'refinement',
  defaultOn: false,
  options: z.strictObject({
    maxSprints: z.number().int().positive().default(2).describe('Sprints the label may stay'),
    label: z.string().min(1).default('needs refinement').describe('Label that requests refinement'),
  }),
  epicsToo: true,
  examples: {
    reported: [
      {
        name: 'the label has been there for more than two sprints',
        stories: [{ labels: ['needs refinement'], labelDays: { 'needs refinement': 29 } }],
      },
      { name: 'on an epic', epic: { labels: ['Needs Refinement'], labelDays: { 'Needs Refinement': 29 } }, on: 'epic' },
    ],
    passed: [
      {
        name: 'the label has been there for two sprints',
        stories: [{ labels: ['needs refinement'], labelDays: { 'needs refinement': 28 } }],
      },
      { name: 'it is unknown when the label was set', stories: [{ labels: ['needs refinement'] }] },
      { name: 'the story is closed', stories: [{ labels: ['needs refinement'], labelDays: { 'needs refinement': 90 }, closedDaysAgo: 3 }] },
    ],
  },
  check({ item, isEpic }, { maxSprints, label }, board) {
    const name = item.labels.find((candidate) => candidate.toLowerCase() === label.toLowerCase())
    if (name === undefined || item.state === 'closed') return pass(`${item.state}, label "${label}": ${name === undefined ? 'no' : 'yes'}`)
    const since = item.observed?.labelsSince[name]?.slice(0, 10)
    if (since === undefined) return pass('a single snapshot cannot show when the label was set')
    const saw = `label "${name}" since ${since}`
    if (!isLonger(since, maxSprints, board.sprints, board.today)) return pass(saw)
    return report(saw, {
      ...(isEpic ? {} : { story: item.ref }),
      label: name,
      says: `${isEpic ? 'it ' : ''}has waited for refinement since ${since}`,
      evidence: [{ ref: item.ref, reason: `labeled "${name}" since ${since} (allowed: ${countOf(maxSprints, 'sprint')})` }],
      fix: 'Refine it in the next meeting, or remove the label.',
    })
  },
})

/** Whole sprints, so that a label set the evening before a sprint begins is not counted as one sprint old the morning after. */
function isLonger(since: string, maxSprints: number, sprints: readonly Sprint[], today: string): boolean {
  const latest = sprints.findLast(({ startsOn }) => startsOn <= today)
  const length = latest ? days(latest.startsOn, latest.endsOn) + 1 : SPRINT_DAYS
  return days(since, today) > maxSprints * length
}

function days(from: string, to: string): number {
  return daysBetween(new Date(`${from}T00:00:00Z`), new Date(`${to}T00:00:00Z`))
}
