/** What the next sprint holds and nobody named: below the heading of the planning, or nowhere. Pure. */
import type { Section } from './section.ts'

export const planned: Section = {
  id: 'planned',
  heading: '',
  below: ({ planningLine }) => planningLine,
  build: ({ context, news }) => ({ text: news === null || news.planned === null ? '' : context.render('minutes/planned', news.planned) }),
}
