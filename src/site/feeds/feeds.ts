/** The list of feeds with their paths and titles, for the head of pages and for the feeds themselves. */

import type { Feed } from '../page.ts'
import { teamPath } from '../words/links.ts'
import { teamView } from '../words/shown.ts'

/** Of all teams. */
export const siteFeeds: readonly Feed[] = [
  { path: 'feed.xml', title: 'Minutes and decisions', label: 'Atom feed', type: 'application/atom+xml' },
  { path: 'meetings.ics', title: 'Meetings', label: 'Calendar (.ics)', type: 'text/calendar' },
]

/** Of one team. */
export function teamFeeds(team: { readonly slug: string; readonly name: string }): readonly Feed[] {
  const name = teamView(team).name
  return siteFeeds.map(({ path, title, label, type }) => ({
    path: `${teamPath(team)}${path}`,
    title: `${name}: ${title.toLowerCase()}`,
    label,
    type,
  }))
}
