/** All kinds of pages and files, one line each. */

import { atomFeeds } from './feeds/atom-feeds.ts'
import { calendars } from './feeds/calendars.ts'
import type { PageMaker } from './page.ts'
import { actionPage } from './pages/actions/action-page.ts'
import { callPages } from './pages/call/call-pages.ts'
import { decisionPages } from './pages/decisions/decision-pages.ts'
import { epicPages } from './pages/epics/epic-pages.ts'
import { epicsPage } from './pages/epics/epics-page.ts'
import { searchIndex } from './pages/search/search-index.ts'
import { searchPage } from './pages/search/search-page.ts'
import { teamPages } from './pages/team/team-pages.ts'
import { weekPage } from './pages/week/week-page.ts'

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
