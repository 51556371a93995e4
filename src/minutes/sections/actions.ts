/** The action items of the meeting, open ones first. Pure. */
import type { Section } from './section.ts'

export const actions: Section = {
  id: 'actions',
  heading: 'Action items',
  isCopy: true,
  build: ({ context, items: { open, done } }) => ({ text: context.render('minutes/actions', { open, done }), fields: { open, done } }),
}
