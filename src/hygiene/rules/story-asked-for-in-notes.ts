/** "User story for … missing?" was said, and none was made. */
import { z } from 'zod'
import { defineRule, pass, report } from '../rule.ts'

export const storyAskedForInNotes = defineRule({
  id: 'story-asked-for-in-notes',
  title: 'A story was asked for',
  when: 'past minutes ask for a story of the epic, and none was linked since',
  why: 'What the meeting wanted is forgotten unless somebody writes it down as a story.',
  severity: 'warning',
  respectsGrace: true,
  options: z.strictObject({}),
  check(epic, _options, board) {
    const unmet = epic.asked.filter(({ date }) => !epic.children.some((child) => board.linkedSince(epic.ref, child, date)))
    const saw =
      epic.asked.length === 0 ? 'no past minutes ask for one' : `asked for: ${epic.asked.length}, without an answer: ${unmet.length}`
    const dates = [...new Set(unmet.map(({ date }) => date))].sort()
    if (dates[0] === undefined) return pass(saw)
    return report(saw, {
      message: `A story was asked for on ${dates.join(' and ')}`,
      evidence: unmet.map(({ date, text }) => `minutes of ${date}: "${text.length > 160 ? `${text.slice(0, 159)}…` : text}"`),
      fix: 'Write the story, or say that it is not wanted any more.',
      since: dates[0],
    })
  },
})
