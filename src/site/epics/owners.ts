/** People of the board as pages show them: a link to their open action items where they have some. Pure. */
import { oneLine } from '../../domain/text/escape.ts'
import { personOf, uniquePeople } from '../../minutes/meeting/handles.ts'
import type { SiteFacts } from '../facts.ts'
import { personView } from '../shown.ts'

export type Owner = {
  /** Without `@`, as GitHub spells it. */
  readonly handle: string
  /** Below the site; empty: no open items. */
  readonly path: string
}

const known = new WeakMap<SiteFacts, ReadonlySet<string>>()

export function ownerViews(facts: SiteFacts, logins: readonly string[]): readonly Owner[] {
  const busy = ownersOfItems(facts)
  return logins.map((login) => {
    const person = personOf(login, facts.people)
    return { handle: oneLine(login), path: busy.has(person) ? personView(person).path : '' }
  })
}

function ownersOfItems(facts: SiteFacts): ReadonlySet<string> {
  const before = known.get(facts)
  if (before) return before
  const owners = new Set(facts.teams.flatMap(({ openItems }) => openItems.flatMap((item) => uniquePeople(item.owners, facts.people))))
  known.set(facts, owners)
  return owners
}
