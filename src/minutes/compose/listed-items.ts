/** Action items and decisions of the meeting as the summary lists them, each with a link to its place. Pure. */

import type { ActionItem, Notes } from '../../domain/notes/notes.ts'
import type { OpenItem } from '../../domain/notes/past-meeting.ts'
import { minutesFact } from '../../domain/text/added-facts.ts'
import { ageOf, withoutAge } from '../meeting/item-age.ts'
import type { PadLine } from '../meeting/pad-lines.ts'
import type { SourceLinks } from './source-links.ts'

export type ItemsInput = {
  readonly notes: Pick<Notes, 'actionItems' | 'decisions'>
  /** Items of this pad that were open before, by line. */
  readonly carried: ReadonlyMap<number, OpenItem>
  readonly places: SourceLinks
  readonly lines: readonly PadLine[]
  /** A piece of a pad line as Markdown of the house: its links made, nothing else changed. */
  readonly inline: (text: string) => string
}

export type ListedItems = {
  readonly open: readonly string[]
  readonly done: readonly string[]
  readonly decisions: readonly string[]
}

/** Before it is known where a line of the notes will stand. */
export const NO_ITEMS: ListedItems = { open: [], done: [], decisions: [] }

export function listItems({ notes, lines, carried, places, inline }: ItemsInput): ListedItems {
  const spelt = spellings(lines)
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

function ownersOf({ owners, ownersTyped = [], for: others }: ActionItem, spelt: (handle: string) => string): string {
  const listed = (people: readonly string[]) => people.map((one) => `@${spelt(one)}`).join(', ')
  const whom = others.length > 0 ? ` (for ${listed(others)})` : ''
  const who = [...(owners.length > 0 ? [listed(owners)] : []), ...ownersTyped].join(', ')
  return who === '' && whom === '' ? '' : `${who === '' ? 'somebody' : who}${whom}: `
}

function inWords({ text, due }: ActionItem): boolean {
  return due !== null && text.toLowerCase().includes(due.toLowerCase())
}

/** Handles keep the case people gave them; where it differs within the pad, the first one. */
function spellings(lines: readonly PadLine[]): (handle: string) => string {
  const spelt = new Map<string, string>()
  for (const { text } of lines) {
    for (const [, handle = ''] of text.matchAll(/@([\w-]{1,40})/g))
      if (!spelt.has(handle.toLowerCase())) spelt.set(handle.toLowerCase(), handle)
  }
  return (handle) => spelt.get(handle) ?? handle
}
