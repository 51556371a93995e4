/** People on pages: one name per person, with a link to their open action items if they have any. Pure. */
import { personOf } from '../../domain/notes/person-of.ts'
import { uniquePeople } from '../../minutes/meeting/handles.ts'
import type { SiteFacts } from '../facts/facts.ts'
import { LINE, personId, shown } from './shown.ts'

export type PersonView = {
  /** Without `@`. */
  readonly handle: string
  /** Below the site; empty: no open items. */
  readonly path: string
}

const known = new WeakMap<SiteFacts, ReadonlySet<string>>()

/** Handles in any spelling; a correction of `people` of sprint.yml decides where the link leads, not what is read. */
export function peopleViews(facts: SiteFacts, handles: readonly string[]): readonly PersonView[] {
  return handles.map((handle) => personView(facts, handle))
}

export function personView(facts: SiteFacts, handle: string): PersonView {
  const person = personOf(handle, facts.people)
  return { handle: shown(handle, LINE), path: ownersOfItems(facts).has(person) ? `actions/#${addressOf(person)}` : '' }
}

function addressOf(person: string): string {
  return `@${encodeURIComponent(personId(shown(person, LINE)).slice(1))}`
}

function ownersOfItems(facts: SiteFacts): ReadonlySet<string> {
  const before = known.get(facts)
  if (before) return before
  const owners = new Set(facts.teams.flatMap(({ openItems }) => openItems.flatMap((item) => uniquePeople(item.owners, facts.people))))
  known.set(facts, owners)
  return owners
}
