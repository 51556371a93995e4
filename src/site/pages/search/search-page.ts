/** `search/`: the search form; the browser gets the results from the index. */
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
