/** A story without "As a …, I want … so that …". */
import { z } from 'zod'
import { defineIssueRule, pass, report } from '../rule.ts'
import { unmetDefinitionOfReady } from '../stories/definition-of-ready.ts'
import { hasUserStory } from '../stories/user-story.ts'

export const storyWithoutUserStory = defineIssueRule({
  id: 'story-without-user-story',
  title: 'No user story',
  when: 'an open story without "As a …, I want … so that …"; with `requireDefinitionOfReady`, also an active story whose Definition of Ready is not met',
  why: 'Without knowing who needs it and why, nobody can tell when it is done.',
  severity: 'info',
  aspect: 'refinement',
  exempt: { labels: ['spike'], titles: ['[Bug]', '[Feature Request]', '[Other]', '[Zuul Request]'] },
  options: z.strictObject({
    requireDefinitionOfReady: z.boolean().default(false).describe('Also require a completed Definition of Ready for active stories'),
  }),
  examples: {
    reported: [
      { name: 'no user story', stories: [{ body: 'The image list is wrong.' }] },
      { name: 'the template’s sentence, not filled in', stories: [{ body: 'As a _______, I want ______ so that ____.' }] },
      { name: 'in progress, and no Definition of Ready', options: { requireDefinitionOfReady: true }, stories: [{ status: 'Doing' }] },
    ],
    passed: [
      { name: 'written as a user story', stories: [{ body: 'As an operator, I want logs so that I see errors.' }] },
      { name: 'a bug', stories: [{ title: 'Bug: login fails', body: 'It fails.' }] },
      { name: 'a spike', stories: [{ labels: ['spike'], body: 'Try it.' }] },
      { name: 'closed', stories: [{ body: 'It was wrong.', closedDaysAgo: 2 }] },
    ],
  },
  check({ item }, { requireDefinitionOfReady }, board) {
    if (item.state === 'closed') return pass('closed')
    if (item.body === undefined) return pass('this snapshot has no body')
    const told = hasUserStory(item.body) || hasUserStory(item.title)
    const unmet = requireDefinitionOfReady && board.isActive(item) ? unmetDefinitionOfReady(item.body) : null
    const saw = `user story: ${told ? 'yes' : 'no'}${unmet === null ? '' : '; Definition of Ready not met'}`
    if (told && unmet === null) return pass(saw)
    return report(saw, {
      story: item.ref,
      says: told ? 'is in progress and not ready' : 'has no user story',
      evidence: [
        ...(told ? [] : [{ ref: item.ref, reason: 'neither its title nor its body says "As a …, I want … so that …"' }]),
        ...(unmet === null ? [] : [{ ref: item.ref, reason: unmet }]),
      ],
      fix: told
        ? 'Check the boxes that are met, or move it back until it is ready.'
        : 'Add one sentence to its body: "As a …, I want … so that …".',
    })
  },
})
