/** Action items and decisions of the meeting as the summary lists them, each with a link to its place. Pure. */

import type { ActionItem, Notes } from '../../domain/notes/notes.ts'
import type { OpenItem } from '../../domain/notes/past-meeting.ts'
import { minutesFact } from '../../domain/text/added-facts.ts'
import { times, withoutAge } from '../meeting/item-similarity.ts'
import type { SourceLinks } from './source-links.ts'

export type ItemsInput = {
  readonly notes: Pick<Notes, 'actionItems' | 'decisions'>
  /** Items of this pad that were open before, by line. */
  readonly carried: ReadonlyMap<number, OpenItem>
  readonly places: SourceLinks
  /** A handle (lower case) as people spelt it. */
  readonly spelt: (handle: string) => string
  /** A piece of a pad line as Markdown of the house: its links made, nothing else changed. */
  readonly inline: (text: string) => string
}

export type ListedItems = {
  readonly open: readonly string[]
  readonly done: readonly string[]
  readonly decisions: readonly string[]
}

export function listItems({ notes, carried, places, spelt, inline }: ItemsInput): ListedItems {
  const line = (item: ActionItem) => {
    const age = carried.get(item.line)
    const remarks = [item.due === null || inWords(item) ? '' : `due ${item.due}`, age ? ageOf(age, item.status) : ''].filter(
      (remark) => remark !== '',
    )
    return `${ownersOf(item, spelt)}${inline(withoutAge(item.text))}${remarks.length > 0 ? ` ${minutesFact(remarks.join(', '))}` : ''}${places.linkTo(item.line)}`
  }
  const said = new Set<string>()
  const items = notes.actionItems.filter((item) => {
    const key = `${item.owners.join(' ')} ${item.text.toLowerCase()}`
    return item.text !== '' && !said.has(key) && said.add(key)
  })
  return {
    open: items.filter(({ status }) => status === 'open').map(line),
    done: items.filter(({ status }) => status === 'done').map(line),
    decisions: notes.decisions.map(({ text, line: at }) => `${inline(text)}${places.linkTo(at)}`),
  }
}

/** `open since 2026-05-07, carried over 4 times`: this meeting counts as one of them. */
export function ageOf({ since, carried }: OpenItem, status: ActionItem['status'] = 'open'): string {
  if (status !== 'open') return `had been open since ${since}`
  return `open since ${since}, carried over ${times(carried + 1)}`
}

function ownersOf({ owners, ownersTyped = [], for: others }: ActionItem, spelt: ItemsInput['spelt']): string {
  const listed = (people: readonly string[]) => people.map((one) => `@${spelt(one)}`).join(', ')
  const whom = others.length > 0 ? ` (for ${listed(others)})` : ''
  const who = [...(owners.length > 0 ? [listed(owners)] : []), ...ownersTyped].join(', ')
  return who === '' && whom === '' ? '' : `${who === '' ? 'somebody' : who}${whom}: `
}

function inWords({ text, due }: ActionItem): boolean {
  return due !== null && text.toLowerCase().includes(due.toLowerCase())
}
