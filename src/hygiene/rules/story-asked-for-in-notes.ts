/** "User story for … missing?" is in past minutes, and nobody has created the story. */
import { z } from 'zod'
import { defineRule, pass, report } from '../rule.ts'

export const storyAskedForInNotes = defineRule({
  id: 'story-asked-for-in-notes',
  title: 'Requested story',
  when: 'past minutes ask for a story for the epic, and none has been linked since',
  why: 'What the meeting asked for is forgotten unless someone writes a story.',
  severity: 'warning',
  aspect: 'stories',
  group: 'missing',
  nextStep: 'new-story',
  wish: 'story-missing',
  details: 'quotes',
  respectsGrace: true,
  options: z.strictObject({}),
  examples: {
    reported: [
      { name: 'minutes ask for a story, and nobody has created one', asked: [{ text: 'User story for backups missing?', daysAgo: 7 }] },
    ],
    passed: [
      {
        name: 'a story has been created since',
        stories: [{ openedDaysAgo: 6 }],
        asked: [{ text: 'User story for backups missing?', daysAgo: 7 }],
      },
      { name: 'nobody asked' },
      { name: 'young', epic: { openedDaysAgo: 8 }, stories: [], asked: [{ text: 'User story missing?', daysAgo: 7 }] },
    ],
  },
  check(epic, _options, board) {
    const unmet = epic.asked.filter(({ date }) => !epic.children.some((child) => board.linkedSince(epic.ref, child, date)))
    const saw =
      epic.asked.length === 0 ? 'no past minutes ask for a story' : `requested: ${epic.asked.length}, not created yet: ${unmet.length}`
    const dates = [...new Set(unmet.map(({ date }) => date))].sort()
    if (dates[0] === undefined) return pass(saw)
    return report(saw, {
      says: `a story was requested on ${dates.join(' and ')}`,
      evidence: unmet.map(({ date, text }) => {
        return { ref: null, reason: `minutes of ${date}`, quote: text.length > 160 ? `${text.slice(0, 159)}…` : text }
      }),
      fix: 'Write the story, or note in a meeting that it is no longer needed.',
      since: dates[0],
    })
  },
})
