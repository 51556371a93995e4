/** The lines of a pad as minutes look at them: which heading and which item a line stands under, and what it names. Pure. */
import type { Notes } from '../../domain/notes/notes.ts'
import { formatRef } from '../../domain/reference.ts'
import type { Line, Structure } from '../../notes/structure/read-structure.ts'
import { agendaLines } from '../agenda/agenda-marker.ts'

/** A place on GitHub that a line names, as typed. */
export type Mention = {
  readonly ref: string
  readonly text: string
  readonly kind: 'issue' | 'pull' | 'discussion' | 'unknown'
  readonly column: number
}

export type PadLine = {
  /** Of the pad, from 1. */
  readonly number: number
  readonly kind: 'heading' | 'item' | 'text' | 'other'
  /** Without indent, bullet, hashes. */
  readonly text: string
  /** `text` without references, addresses and markup. */
  readonly words: string
  /** Heading level, else 0. */
  readonly level: number
  /** Index of the item it is nested in; -1: none. */
  readonly parent: number
  /** Index of the line of the heading it stands under (a heading: the one above it); -1: none. */
  readonly heading: number
  readonly mentions: readonly Mention[]
  /** It stands as the app wrote it in the agenda: nobody said it. */
  readonly fromAgenda?: boolean
  /** The agenda lists its epic as needing attention. */
  readonly needsAttention?: boolean
}

/** The line model and the references of the notes, put together. */
export function padLines({ lines, headings }: Structure, { mentions }: Pick<Notes, 'mentions'>): readonly PadLine[] {
  const byLine = new Map<number, Placed[]>()
  for (const mention of mentions) {
    const { line, text, kind, column } = mention
    const placed = { ref: formatRef(mention), text, kind, column }
    const others = byLine.get(line)
    if (others) others.push(placed)
    else byLine.set(line, [placed])
  }
  for (const placed of byLine.values()) placed.sort((a, b) => a.column - b.column)
  const fromAgenda = agendaLines(lines.map(({ raw }) => raw))
  return lines.map((line, index) => {
    // A line that lost its newline is two here, with one number.
    const named = between(byLine.get(line.number) ?? [], line.offset, line.offset + line.text.length)
    return {
      number: line.number,
      kind: kindOf(line),
      text: line.text,
      words: wordsOf(line.text, named),
      level: line.kind === 'heading' ? line.level : 0,
      parent: line.kind === 'heading' ? -1 : line.parent,
      heading: headingAbove(index, line, headings),
      mentions: named,
      ...(fromAgenda[index]?.fromAgenda ? fromAgenda[index] : {}),
    }
  })
}

type Placed = Mention & { readonly column: number }

/** Those from the first column to the last, both included; `placed` is in order. */
function between(placed: readonly Placed[], first: number, last: number): readonly Placed[] {
  const start = countBefore(placed, first)
  return placed.slice(start, countBefore(placed, last + 1))
}

/** By halves: a line of many pieces and many mentions would cost their product otherwise. */
function countBefore(placed: readonly Placed[], column: number): number {
  let low = 0
  let high = placed.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((placed[middle] as Placed).column < column) low = middle + 1
    else high = middle
  }
  return low
}

function kindOf({ kind }: Line): PadLine['kind'] {
  return kind === 'heading' || kind === 'item' || kind === 'text' ? kind : 'other'
}

function headingAbove(index: number, line: Line, headings: Structure['headings']): number {
  const own = headings[line.section]
  if (!own) return -1
  if (own.line !== index) return own.line
  return headings[own.parent]?.line ?? -1
}

/** A text without references (`mentions`, in their order), addresses and markup: the words that are left. */
export function wordsOf(text: string, mentions: readonly Pick<Mention, 'text'>[] = []): string {
  const words = withoutMentions(text, mentions)
    .replace(/\[([^\][]{0,200})\]\([^()\s]{0,500}\)/g, '$1')
    .replace(/https?:\/\/\S{1,500}/g, ' ')
    .replace(/[`*_~|]|<(?=\s|$)|(?<=^|\s)>/g, '')
    .replace(/\(\s{0,9}\)|\[\s{0,9}\]/g, ' ')
    .replace(/\s+/g, ' ')
  let [from, to] = [0, words.length]
  while (from < to && EDGE.has(words.charAt(from))) from++
  while (to > from && EDGE.has(words.charAt(to - 1))) to--
  return words.slice(from, to)
}

/** Each is looked for behind the one before: a line of many mentions would cost their product otherwise. */
function withoutMentions(text: string, mentions: readonly Pick<Mention, 'text'>[]): string {
  const kept: string[] = []
  let from = 0
  for (const { text: typed } of mentions) {
    const at = text.indexOf(typed, from)
    if (at === -1) continue
    kept.push(text.slice(from, at))
    from = at + typed.length
  }
  return [...kept, text.slice(from)].join(' ')
}

/** Left over at the ends when what stood beside them is gone. */
const EDGE = new Set(' :,;>=-')
