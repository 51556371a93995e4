/** What GitHub knows of the references of a pad, put at the end of their lines. Pure. */

import type { BoardIndex, KnownItem } from '../../domain/board/board-index.ts'
import { refKey } from '../../domain/reference.ts'
import { boardFact, saysBoardFact } from '../../domain/text/added-facts.ts'
import { factsOf, linkOf, titleOf } from '../meeting/issue-annotation.ts'
import type { Mention, PadLine } from '../meeting/pad-lines.ts'
import type { Topics } from '../meeting/topics.ts'

export type Annotations = {
  /** Line number -> Markdown at the end of that line. */
  readonly behind: ReadonlyMap<number, string>
  /** Line number of a heading -> a line below it: words in a heading would change where links to it lead. */
  readonly below: ReadonlyMap<number, string>
}

/** Lines about which nothing is known have none. */
export function annotationsOf(lines: readonly PadLine[], topics: Topics, board: BoardIndex): Annotations {
  const behind = new Map<number, string>()
  const below = new Map<number, string>()
  const named = epicsNamed(lines, topics, board)
  /** Where the facts of each issue were shown last: its line, and the position among lines with words. */
  const told = new Map<string, { readonly at: number; readonly section: number; readonly order: number }>()
  let order = 0
  for (const [at, line] of lines.entries()) {
    if (line.kind !== 'other') order += 1
    const tell = (item: KnownItem): { short: boolean } | null => {
      const before = told.get(refKey(item.ref))
      const section = sectionOf(line, at)
      // Told a line above, or beside it, or in its heading: nobody needs it again.
      if (before && (before.order >= order - 1 || before.section === section || before.at === line.heading)) return null
      told.set(refKey(item.ref), { at, section, order })
      // A line of the agenda, or of minutes read again, says itself what the board said.
      return line.fromAgenda || saysBoardFact(line.text) ? null : { short: before !== undefined }
    }
    const known = knownOf(line.mentions, board)
    const facts = known.flatMap(({ item, mention }): Annotation[] => {
      const how = tell(item)
      return how === null ? [] : [{ item, mention, short: how.short, facts: factsOf(item, board, { ...how, ...saidOn(line) }) }]
    })
    const first = facts[0]
    const note =
      first === undefined ? titleNote(lines, at, { topics, board, named, tell }) : noteOf([first, ...facts.slice(1)], known, lines, at)
    if (note !== null) (line.kind === 'heading' ? below : behind).set(line.number, note)
  }
  return { behind, below }
}

function noteOf(
  facts: readonly [Annotation, ...Annotation[]],
  known: readonly AnnotatedItem[],
  lines: readonly PadLine[],
  at: number,
): string {
  if (known.length > 1) return several(facts, known)
  return lines[at]?.kind === 'heading' ? boardFact(facts[0].facts) : single(facts[0], lines, at)
}

function saidOn({ text, words }: PadLine): { named: readonly string[]; saysEpic: boolean } {
  const named = (text.match(/@[\w-]{1,40}/g) ?? []).map((handle) => handle.slice(1).toLowerCase())
  return { named, saysEpic: /\bepic\b/i.test(words) }
}

/** For each topic (the index of its line) the epics that its lines name, themselves or by a story. */
function epicsNamed(lines: readonly PadLine[], topics: Topics, board: BoardIndex): ReadonlyMap<number, ReadonlySet<string>> {
  const named = new Map<number, Set<string>>()
  for (const [index, { mentions }] of lines.entries()) {
    const topic = topics.topicOf(index)
    if (topic === null) continue
    const epics = named.get(topic.at) ?? new Set<string>()
    named.set(topic.at, epics)
    for (const { ref } of mentions) {
      const epic = board.epicOf(ref) ?? board.parentOf(ref)
      if (epic) epics.add(refKey(epic.ref))
    }
  }
  return named
}

type ForTitles = {
  readonly topics: Topics
  readonly board: BoardIndex
  readonly named: ReadonlyMap<number, ReadonlySet<string>>
  readonly tell: (item: KnownItem) => { short: boolean } | null
}

/** A topic that is known as an epic by nothing but its title says which one. */
function titleNote(lines: readonly PadLine[], at: number, { topics, board, named, tell }: ForTitles): string | null {
  const line = lines[at]
  if (line === undefined || line.mentions.length > 0 || topics.topicOf(at)?.at !== at) return null
  const epic = topics.epicByTitle(at)
  if (epic === null || named.get(at)?.has(refKey(epic.ref))) return null
  const how = tell(epic.item)
  return how === null ? null : boardFact(`${linkOf(epic.item)}: ${factsOf(epic.item, board, how)}`)
}

type AnnotatedItem = { readonly item: KnownItem; readonly mention: Mention }
type Annotation = AnnotatedItem & { readonly short: boolean; readonly facts: string }

/** Adjacent items form a section; an item that stands alone is its own section. */
function sectionOf(line: PadLine, at: number): number {
  return line.parent === -1 ? at : line.parent
}

function knownOf(mentions: readonly Mention[], board: BoardIndex): readonly AnnotatedItem[] {
  const seen = new Set<string>()
  return mentions.flatMap((mention) => {
    const item = board.itemOf(mention.ref)
    if (item === null || seen.has(refKey(item.ref))) return []
    seen.add(refKey(item.ref))
    return [{ item, mention }]
  })
}

function single({ item, mention, short, facts }: Annotation, lines: readonly PadLine[], at: number): string {
  const line = lines[at]
  const says = (text: string | undefined) => text !== undefined && sameWords(text).includes(sameWords(item.title))
  const above = lines.slice(Math.max(0, at - 2), at).some(({ text }) => says(text))
  const isBare = line !== undefined && line.words === ''
  const title = !short && isBare && !above && !says(line?.text) ? titleOf(item) : ''
  // A link to a card of the board names no issue.
  const link = new RegExp(`[#/]${item.ref.split('#')[1]}(?!\\d)`).test(mention.text) ? '' : linkOf(item)
  const told = [title === '' ? '' : `"${title}"`, facts].filter((part) => part !== '').join(', ')
  return boardFact(link === '' ? told : `${link}: ${told}`)
}

/** Links, for a bare number would be read as something people typed. */
function several(facts: readonly Annotation[], known: readonly AnnotatedItem[]): string {
  const numbers = known.map(({ item }) => item.ref.split('#')[1])
  const label = ({ ref }: KnownItem) => {
    const [place = '', number] = ref.split('#')
    const isAlone = numbers.filter((other) => other === number).length === 1
    return isAlone ? `#${number}` : `${place.split('/')[1]}#${number}`
  }
  return boardFact(facts.map(({ item, facts: told }) => `${linkOf(item, label(item))}: ${told}`).join('; '))
}

function sameWords(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
