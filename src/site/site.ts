/** Every kind of page and of file: one line each. */
import { actionPage } from './actions/action-page.ts'
import { callPages } from './call/call-pages.ts'
import { decisionPages } from './decisions/decision-pages.ts'
import { epicPages } from './epics/epic-pages.ts'
import { epicsPage } from './epics/epics-page.ts'
import { atomFeeds } from './feeds/atom-feeds.ts'
import { calendars } from './feeds/calendars.ts'
import type { PageMaker } from './page.ts'
import { searchIndex } from './search/search-index.ts'
import { searchPage } from './search/search-page.ts'
import { teamPages } from './team/team-pages.ts'
import { weekPage } from './week/week-page.ts'

export const makers: readonly PageMaker[] = [
  weekPage,
  callPages,
  teamPages,
  epicsPage,
  epicPages,
  decisionPages,
  actionPage,
  searchPage,
  // Files for other programs.
  atomFeeds,
  calendars,
  searchIndex,
]
