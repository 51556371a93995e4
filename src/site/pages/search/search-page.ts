/** `search/`: a form whose results come from the index, in the browser. */
import type { PageMaker } from '../../page.ts'

export const searchPage: PageMaker = ({ board }) => ({
  pages: [
    {
      path: 'search/',
      title: 'Search',
      template: 'search',
      nav: 'search',
      scripts: ['assets/search.js'],
      data: { hasEpics: board !== null },
    },
  ],
})
