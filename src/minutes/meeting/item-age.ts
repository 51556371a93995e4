/** How long an action item waits, as minutes say it beside the item and read it again. Pure. */
import type { ActionItem } from '../../domain/notes/notes.ts'
import type { OpenItem } from '../../domain/notes/past-meeting.ts'
import { withoutAdded } from '../../domain/text/added-facts.ts'
import { isIsoDay } from '../../domain/time/dates.ts'

/** `open since 2026-05-07, carried over 4 times`: this meeting counts as one of them. */
export function ageOf({ since, carried }: OpenItem, status: ActionItem['status'] = 'open'): string {
  if (status !== 'open') return `had been open since ${since}`
  return `open since ${since}, carried over ${times(carried + 1)}`
}

/** `since 2026-05-07, carried over 4 times`: for lists of items, none of which is taken up now. */
export function waitingSince({ since, carried }: Pick<OpenItem, 'since' | 'carried'>): string {
  return carried === 0 ? `since ${since}` : `since ${since}, carried over ${times(carried)}`
}

/** `(since 2023-01-11, …)`: how long an item waits, as people note it themselves. */
const AGE = /\((?:minutes: )?(?:was |had been )?(?:open )?since \d{4}-\d{2}-\d{2}[^()]{0,240}\)/g

/** An item without its age, and without what else agendas and minutes wrote behind it. */
export function withoutAge(text: string): string {
  const typed = withoutAdded(text)
  if (!saysAge(typed)) return typed.trim()
  return typed.replace(AGE, ' ').replace(/ {2,}/g, ' ').trim()
}

const SAID = /\(minutes: (?:[^()]{0,200}, )?(?:had been )?open since (\d{4}-\d{2}-\d{2})(?:, carried over (once|twice|\d{1,3} times))?/

/** What minutes said of an item's age at its line, for an item that older minutes named which are not at hand; null: nothing. */
export function ageSaid(line: string): Pick<OpenItem, 'since' | 'carried'> | null {
  const [, since, count] = (line.includes('(minutes: ') ? SAID.exec(line) : null) ?? []
  if (since === undefined || !isIsoDay(since)) return null
  return { since, carried: count === undefined ? 0 : count === 'once' ? 1 : count === 'twice' ? 2 : Number.parseInt(count, 10) }
}

/** `once`, `twice`, `3 times`. */
export function times(count: number): string {
  return count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`
}

/** true where it stands beside an item already how long it waits. */
export function saysAge(text: string): boolean {
  return text.includes('since ') && text.search(AGE) !== -1
}

/** true for a due day before `date`; a due word (`next meeting`) names no day. */
export function isOverdue(due: string | null, date: string): boolean {
  return due !== null && /^\d{4}-\d{2}-\d{2}$/.test(due) && due < date
}
