/** All open action items by owner; `actions/#@handle` is a person’s own list. */
import { compareTexts } from '../../../domain/text/compare-texts.ts'
import { countOf } from '../../../domain/text/count-of.ts'
import type { PageMaker } from '../../page.ts'
import { personView } from '../../words/people.ts'
import { personId } from '../../words/shown.ts'
import { type ItemView, itemColumns, itemViews } from './items.ts'

const SCRIPT = 'assets/own-list.js'

export const actionPage: PageMaker = (facts) => {
  const all = facts.teams.flatMap((team) => itemViews(team, facts)).sort((a, b) => compareTexts(b.lastSeen, a.lastSeen))
  const byOwner = new Map<string, ItemView[]>()
  for (const item of all) {
    for (const { handle } of item.owners) {
      const known = byOwner.get(handle)
      if (known) known.push(item)
      else byOwner.set(handle, [item])
    }
  }
  const owners = [...byOwner].sort(([a], [b]) => compareTexts(a, b))
  const unowned = all.filter((item) => item.owners.length === 0)
  return {
    pages: [
      {
        path: 'actions/',
        title: 'Action items',
        template: 'actions',
        nav: 'actions',
        scripts: [SCRIPT],
        data: {
          count: countOf(all.length, 'open item'),
          owners: owners.map(([handle, items]) => ({
            ...personView(facts, handle),
            id: personId(handle),
            label: `Items of @${handle}`,
            count: items.length,
            items: items.map((item) => ({ ...item, others: item.owners.filter((owner) => owner.handle !== handle) })),
          })),
          unowned: { label: 'Items without owner', count: unowned.length, items: unowned.map((item) => ({ ...item, others: [] })) },
          columns: itemColumns(all),
          ofTeam: null,
          isEmpty: all.length === 0,
        },
      },
    ],
  }
}
