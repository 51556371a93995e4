/** What moved on the board since the last meeting and was not talked about: below the review, else in the summary. Pure. */
import type { Section } from './section.ts'

export const news: Section = {
  id: 'news',
  heading: 'Not discussed',
  below: ({ reviewLine }) => reviewLine,
  build: ({ context, news: changes }) => {
    const text = changes === null ? '' : context.render('minutes/not-discussed', changes.review)
    return { text, fields: { notDiscussed: changes !== null && changes.reviewLine === null ? text : '' } }
  },
}
