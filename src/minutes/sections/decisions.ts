/** What the meeting decided. Pure. */
import type { Section } from './section.ts'

export const decisions: Section = {
  id: 'decisions',
  heading: 'Decisions',
  isCopy: true,
  build: ({ context, items: { decisions: taken } }) => ({
    text: context.render('minutes/decisions', { decisions: taken }),
    fields: { decisions: taken },
  }),
}
