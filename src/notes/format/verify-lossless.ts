/**
 * The proof that nothing is lost: every line of the input stands in the output, its words one after the other, in their
 * order, under the same heading. It knows nothing of how the output was made, only what may be added: the label or the
 * target of a link, `(known?)` beside a handle, words behind a line, whole lines. Words in HTML comments are not compared.
 */
import { commentEnds, commentsOn } from '../../domain/markdown/hidden-comments.ts'

export type LostLine = {
  /** Of the input, from 1. */
  readonly line: number
  readonly text: string
  readonly problem: 'missing' | 'other-heading' | 'became-heading' | 'lost-heading'
}

type Word = {
  readonly text: string
  readonly line: number
  /** Words that were either all typed or all added; 0 for none. */
  readonly group: number
}

type OutputWords = {
  readonly words: readonly Word[]
  /** First words of lines -> where they stand, ascending. */
  readonly starts: ReadonlyMap<string, readonly number[]>
  /** For each line of the output: the line of the heading it stands under, itself for a heading; -1 for none. */
  readonly under: readonly number[]
  readonly headings: ReadonlySet<number>
}

const MAX_LOST = 1000

/** Lines of the input whose words are not in the output as they were typed; empty when nothing is lost. */
export function wordsMissing(input: string, output: string): LostLine[] {
  const lost: LostLine[] = []
  const target = outputWords(output)
  const lines = splitText(input)
  const shown = withoutComments(lines)
  const looks = headingLooks(lines)
  let from = 0
  let section = -1
  let first = true
  for (let i = 0; i < lines.length && lost.length < MAX_LOST; i++) {
    const typed = withoutContainer(shown[i] as string)
    const words = wordsOf(typed).map(({ text }) => text)
    if (words.length === 0) continue
    const add = (problem: LostLine['problem']) => lost.push({ line: i + 1, text: lines[i] as string, problem })
    const above = numbersAbove(typed)
    const found =
      findLine(words, from, target, goesOnAbove(lines, i)) ??
      (above > 0 && above < words.length ? findLine(words.slice(above), from, target, false) : null)
    if (found === null) {
      add('missing')
      continue
    }
    const at = (target.words[found.last] as Word).line
    const heading = target.under[at] ?? -1
    if (target.headings.has(at)) {
      if (looks[i] === 'text' && !first) add('became-heading')
    } else if (looks[i] === 'heading') add('lost-heading')
    else if (heading !== section && !(first && section === -1)) add('other-heading')
    from = found.next
    section = heading
    first = false
  }
  return lost
}

/** `\t\t3.1. item`, as pads export lists: how many numbers of the items above stand before its own. */
function numbersAbove(line: string): number {
  return /^\t{2,}((?:\d{1,9}\.){1,8})\d{1,9}\.\s/.exec(line)?.[1]?.match(/\./g)?.length ?? 0
}

/** The name of a `:::` container says how a pad draws it; house format draws a quotation. */
function withoutContainer(line: string): string {
  return line.replace(/^\s*:{3,}\s*[\w-]+/, '')
}

/** A link over two lines is put on the first of them, and text on the bullet above it: the words follow there. */
function goesOnAbove(lines: readonly string[], i: number): boolean {
  const above = lines[i - 1] ?? ''
  return /^\s*\]/.test(lines[i] as string) || above.lastIndexOf('](') > above.lastIndexOf(')') || /^[\s>]*\d{1,9}[.)]\s*$/.test(above)
}

function splitText(text: string): string[] {
  return text.split(/\r\n|\n|\r/)
}

const WORD = /[\p{L}\p{N}\p{M}]+|\p{Extended_Pictographic}/gu

function wordsOf(line: string): { text: string; at: number }[] {
  const decoded = line.includes('&#') ? line.replace(/&#(\d{1,7});/g, (typed, code: string) => decodedSign(typed, Number(code))) : line
  return [...decoded.matchAll(WORD)].map((match) => ({ text: match[0], at: match.index }))
}

/** As wide as the typed code, so that places in the line stay the same. */
function decodedSign(typed: string, code: number): string {
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code).padEnd(typed.length, ' ') : typed
}

/** Same lines, what stands in closed HTML comments as spaces; in code there are none. */
function withoutComments(lines: readonly string[]): string[] {
  if (!lines.some((line) => line.includes('<!--'))) return [...lines]
  const fenced = fencedLines(lines, false)
  const endOf = commentEnds(lines)
  let openTo = -1
  return lines.map((line, i) => {
    if (openTo > i) return ''
    const begin = openTo === i ? line.indexOf('-->') + 3 : 0
    if (begin === 0 && fenced[i] === 'code') return line
    const rest = ' '.repeat(begin) + line.slice(begin)
    const { closed, open } = commentsOn(rest)
    let shown = rest
    for (const { from, to } of closed) shown = shown.slice(0, from) + ' '.repeat(to - from) + shown.slice(to)
    const end = open === -1 ? -1 : endOf(i, open)
    if (end === -1) return shown
    openTo = end
    return shown.slice(0, open)
  })
}

/** What each line of the input is to a reader: surely a heading, surely none, or either. */
function headingLooks(lines: readonly string[]): ('heading' | 'text' | 'either')[] {
  const fenced = fencedLines(lines, true)
  const matter = frontMatterLines(lines)
  return lines.map((line, i) => {
    if (i < matter || fenced[i] === 'code') return 'text'
    const underlined = /^\s{0,3}(?:={2,}|-{3,})\s*$/.test(lines[i + 1] ?? '')
    if (fenced[i] === 'unclosed') return 'either'
    if (/^ {0,3}#{1,6}[ \t]+[^\s#]/.test(line)) return 'heading'
    return underlined || /^[\s\0\u200B-\u200D\u2060\uFEFF]*#{1,6}/.test(line) ? 'either' : 'text'
  })
}

function frontMatterLines(lines: readonly string[]): number {
  if (lines[0]?.trimEnd() !== '---') return 0
  const end = lines.findIndex((line, i) => i > 0 && /^(?:---|\.\.\.)\s*$/.test(line))
  return end === -1 ? 0 : end + 1
}

/** Which lines stand in a fence; behind an opening that nothing closes it is open to doubt. */
function fencedLines(lines: readonly string[], doubtful: boolean): ('code' | 'unclosed' | null)[] {
  const marks = new Array<'code' | 'unclosed' | null>(lines.length).fill(null)
  let open: { sign: string; length: number; at: number } | null = null
  lines.forEach((line, i) => {
    const fence = /^\s*(?:>\s*)*(`{3,}|~{3,})([^\n]*)$/.exec(line)
    const run = fence?.[1] ?? ''
    if (open === null) {
      if (fence && !(run[0] === '`' && fence[2]?.includes('`'))) open = { sign: run[0] as string, length: run.length, at: i }
    } else if (run[0] === open.sign && run.length >= open.length && fence?.[2]?.trim() === '') {
      marks.fill('code', open.at, i + 1)
      open = null
    }
  })
  const left = open as { at: number } | null
  if (left !== null && doubtful) marks.fill('unclosed', left.at)
  return marks
}

function outputWords(output: string): OutputWords {
  const lines = splitText(output)
  const shown = withoutComments(lines)
  const fenced = fencedLines(lines, false)
  const matter = frontMatterLines(lines)
  const words: Word[] = []
  const starts = new Map<string, number[]>()
  const headings = new Set<number>()
  let groups = 0
  let heading = -1
  const under = shown.map((line, i) => {
    const isCode = fenced[i] === 'code' || i < matter
    if (!isCode && isOutputHeading(lines, i) && wordsOf(line).length > 0) {
      heading = i
      headings.add(i)
    }
    const spans = isCode ? [] : addedSpans(line)
    const begin = words.length
    let span = 0
    for (const { text, at } of wordsOf(line)) {
      while (span < spans.length && (spans[span] as Span).to <= at) span++
      const inside = span < spans.length && (spans[span] as Span).from <= at
      words.push({ text, line: i, group: inside ? groups + span + 1 : 0 })
    }
    groups += spans.length
    for (const start of lineStarts(words, begin)) {
      const word = (words[start] as Word).text
      const list = starts.get(word)
      if (list) list.push(start)
      else starts.set(word, [start])
    }
    return heading
  })
  return { words, starts, under, headings }
}

/** Slides keep headings that are underlined, or that lost their space; house format has none of these. */
function isOutputHeading(lines: readonly string[], i: number): boolean {
  return /^ {0,3}#{1,6}(?:\s|$)/.test(lines[i] as string)
}

type Span = { readonly from: number; readonly to: number }

/** Label and target of each link, and proposals: from left to right, never overlapping. */
function addedSpans(line: string): Span[] {
  const spans: Span[] = []
  const links = /\]\((<[^<>]{0,4000}>|(?:[^()[\]\s\\]|\\.|\([^()\s]{0,2000}\)){0,4000})(?:\s"[^"]{0,400}")?\)/g
  let last = 0
  if (line.includes(']('))
    for (const match of line.matchAll(links)) {
      const close = match.index
      const open = line.lastIndexOf('[', close - 1)
      if (open >= last && !line.slice(open, close).includes(']')) spans.push({ from: open, to: close })
      last = close + match[0].length
      spans.push({ from: close, to: last })
    }
  if (line.includes('?)'))
    for (const match of line.matchAll(/ \([A-Za-z\d-]{1,60}\?\)/g)) spans.push({ from: match.index, to: match.index + match[0].length })
  spans.sort((a, b) => a.from - b.from)
  return spans.filter((span, i) => i === 0 || span.from >= (spans[i - 1] as Span).to)
}

/** Where the typed words of a line may begin: at its first word, or behind groups that were put before it. */
function lineStarts(words: readonly Word[], begin: number): number[] {
  const starts: number[] = []
  let at = begin
  while (at < words.length) {
    starts.push(at)
    const { group } = words[at] as Word
    if (group === 0) break
    at = groupEnd(words, at)
  }
  return starts
}

function groupEnd(words: readonly Word[], at: number): number {
  const { group } = words[at] as Word
  let end = at
  while (end < words.length && (words[end] as Word).group === group) end++
  return end
}

type Found = { readonly last: number; readonly next: number }

/** First place from `from` on where the words stand: at the start of an output line, or where the line before ended. */
function findLine(words: readonly string[], from: number, { words: output, starts }: OutputWords, goesOn: boolean): Found | null {
  const here = goesOn ? match(words, output, from) : null
  if (here) return here
  const list = starts.get(words[0] as string) ?? []
  for (let i = firstAtLeast(list, from); i < list.length; i++) {
    const found = match(words, output, list[i] as number)
    if (found) return found
  }
  return null
}

function firstAtLeast(list: readonly number[], from: number): number {
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((list[middle] as number) < from) low = middle + 1
    else high = middle
  }
  return low
}

/** A group is taken whole or passed over whole; both ways are tried where both are possible. */
function match(words: readonly string[], output: readonly Word[], start: number): Found | null {
  const tried = new Set<string>()
  const open: { word: number; at: number; last: number }[] = [{ word: 0, at: start, last: -1 }]
  for (let state = open.pop(); state; state = open.pop()) {
    let { word, at, last } = state
    while (word < words.length) {
      const next = output[at]
      if (!next) break
      if (next.group > 0) {
        const end = groupEnd(output, at)
        const key = `${word}:${at}`
        if (tried.has(key)) break
        tried.add(key)
        open.push({ word, at: end, last })
        if (!takesAll(words.slice(word, word + end - at), output.slice(at, end))) break
        word += end - at
        last = end - 1
        at = end
      } else if (next.text === words[word]) {
        last = at
        at++
        word++
      } else break
    }
    if (word === words.length) return { last, next: at }
  }
  return null
}

/** The group's words are the next ones of the line. */
function takesAll(words: readonly string[], group: readonly Word[]): boolean {
  return group.every(({ text }, index) => words[index] === text)
}
