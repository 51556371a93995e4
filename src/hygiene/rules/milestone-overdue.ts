/** A milestone that is overdue. */
import { z } from 'zod'
import type { KnownItem } from '../../domain/board/board-index.ts'
import { addDays } from '../../domain/time/dates.ts'
import type { Repairs } from '../repair/repair.ts'
import { defineRule, pass, report } from '../rule.ts'

function overdue(item: KnownItem, today: string): { readonly due: string; readonly title: string } | null {
  const due = item.milestone?.dueOn?.slice(0, 10)
  return item.state === 'open' && due !== undefined && due < today ? { due, title: item.milestone?.title ?? '' } : null
}

export const milestoneOverdue = defineRule({
  id: 'milestone-overdue',
  title: 'Milestone passed',
  when: 'an open epic’s, or its open story’s, milestone is in the past',
  why: 'The milestone can no longer be met, so plans based on it are wrong.',
  severity: 'warning',
  aspect: 'milestone',
  praise: { words: 'the milestone', isSo: ({ item }) => Boolean(item.milestone?.dueOn) },
  remedy: {
    does: 'gives the stories the milestone of the epic, if that one is not overdue (in another repository only for people with triage rights there). The milestone of the epic itself is a decision for people',
    repair({ findings, epic, board: { today, itemOf } }) {
      const own = epic.item.milestone
      const isUsable = own !== null && own.state !== 'closed' && overdue(epic.item, today) === null
      return findings.reduce<Repairs>(
        ({ repairs, left }, { story }) => {
          const from = story === null ? null : (itemOf(story)?.milestone?.title ?? null)
          if (story !== null && isUsable && own.title !== from)
            return { repairs: [...repairs, { kind: 'set-milestone', issue: story, from, to: own.title }], left }
          const says = story === null ? 'Move the epic to a later milestone, or close it.' : 'the epic has no later milestone to take over.'
          return { repairs, left: [...left, { issue: story, says }] }
        },
        { repairs: [], left: [] },
      )
    },
  },
  options: z.strictObject({}),
  examples: {
    reported: [
      { name: 'the milestone of the epic was due yesterday', epic: { milestone: { title: 'R4', dueInDays: -1 } } },
      { name: 'the milestone of a story has passed', stories: [{ milestone: { title: 'R4', dueInDays: -20 } }], on: 0 },
    ],
    passed: [
      { name: 'due today', epic: { milestone: { title: 'R4', dueInDays: 0 } } },
      { name: 'without a date', epic: { milestone: { title: 'Someday', dueInDays: null } } },
      { name: 'the story is closed', stories: [{ milestone: { title: 'R4', dueInDays: -20 }, closedDaysAgo: 30 }] },
    ],
  },
  check(epic, _options, { today }) {
    const own = overdue(epic.item, today)
    // An epic below this one answers for itself.
    const stories = epic.children.flatMap(({ item, isEpic }) => {
      const late = item === null || isEpic || item.kind !== 'issue' ? null : overdue(item, today)
      return item === null || late === null ? [] : [{ item, late }]
    })
    const saw = `milestone ${epic.item.milestone ? `"${epic.item.milestone.title}", due ${epic.item.milestone.dueOn?.slice(0, 10) ?? 'never'}` : 'none'}; overdue stories: ${stories.length}`
    if (own === null && stories.length === 0) return pass(saw)
    return report(
      saw,
      ...(own === null
        ? []
        : [
            {
              says: `its milestone "${own.title}" was due on ${own.due}`,
              evidence: [{ ref: null, reason: `milestone "${own.title}": due on ${own.due}, epic open` }],
              fix: 'Move it to a later milestone, or close it.',
              since: addDays(own.due, 1),
            },
          ]),
      ...stories.map(({ item, late }) => ({
        story: item.ref,
        says: `was due on ${late.due} with milestone "${late.title}"`,
        evidence: [{ ref: item.ref, reason: `milestone "${late.title}", due on ${late.due}, open` }],
        fix: 'Move it to a later milestone, or close it.',
        since: addDays(late.due, 1),
      })),
    )
  },
})
