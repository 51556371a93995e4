/** An epic inside an epic. */
import { z } from 'zod'
import { defineRule, report } from '../rule.ts'

export const nestedEpic = defineRule({
  id: 'nested-epic',
  title: 'Epic inside an epic',
  when: 'a child is itself an epic (reported on the parent)',
  why: 'With an epic inside an epic, stories count for neither, and it is unclear which one to plan.',
  severity: 'info',
  aspect: 'stories',
  group: 'large',
  movesStory: true,
  options: z.strictObject({}),
  examples: {
    reported: [{ name: 'one of its stories is marked as an epic', stories: [{ labels: ['epic'] }, {}], on: 0 }],
    passed: [
      { name: 'only stories', stories: [{}, {}] },
      { name: 'a label that only starts the same', stories: [{ labels: ['epically late'] }] },
    ],
  },
  check(epic) {
    const nested = epic.children.filter(({ isEpic }) => isEpic)
    return report(
      `children that are epics: ${nested.length}`,
      ...nested.map(({ ref }) => ({
        story: ref,
        lead: 'its story',
        says: 'is itself an epic',
        evidence: [{ ref, reason: `marked as an epic, and a child of ${epic.ref}` }],
        fix: 'Make it a story by removing its epic label, type or title prefix, or unlink it from this epic.',
      })),
    )
  },
})
