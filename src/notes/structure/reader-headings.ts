/**
 * Headings as a person sees them: a bold line of its own (`**Action items**`), and the day that a pad without headings
 * begins with. For readers only: whoever renders the text keeps its look. Pure, one pass.
 */

import { replaceDays } from '../text/days.ts'
import { isDayTitle } from './day-titles.ts'
import type { Heading, Line, Structure } from './line-model.ts'

/** Many readers ask for the same text, some of them once a line. */
const known = new WeakMap<Structure, Structure>()

/** The same lines, in which lines that look like headings are headings; indexes of lines stay. */
export function forReaders(structure: Structure): Structure {
  const made = known.get(structure) ?? withTitles(structure)
  known.set(structure, made)
  known.set(made, made)
  return made
}

function withTitles(structure: Structure): Structure {
  const titles = titlesOf(structure)
  if (titles.size === 0) return structure
  const pass: Pass = { lines: [], headings: [], path: [], cut: new Set() }
  structure.lines.forEach((line, index) => {
    const title = titles.get(index)
    if (title) addTitle(pass, line, index, title)
    else if (line.kind === 'heading') addHeading(pass, line, structure.headings[line.section])
    else pass.lines.push({ ...apart(pass, line, index), section: pass.path.at(-1) ?? -1 })
  })
  return { ...structure, lines: pass.lines, headings: pass.headings }
}

type Title = {
  readonly look: 'bold' | 'plain' /** Where its words begin in the line's text. */
  readonly at: number
  readonly words: string
}

type Pass = {
  readonly lines: Line[]
  readonly headings: Heading[]
  /** Headings above, from the highest level in. */
  path: number[]
  /** Lines that went on from a title, and begin something of their own. */
  readonly cut: Set<number>
}

function titlesOf({ lines }: Structure): ReadonlyMap<number, Title> {
  const titles = new Map<number, Title>()
  const first = lines.findIndex(({ kind }) => !['blank', 'comment', 'front-matter', 'rule'].includes(kind))
  const opens = isDayLine(lines[first])
  for (const [index, line] of lines.entries()) {
    const title = boldTitle(line) ?? (opens && (index === first || line.section === -1) && isDayLine(line) ? plainTitle(line) : null)
    if (title) titles.set(index, title)
  }
  return titles
}

const BOLD =
  /^(?:\*{2,3}(?<stars>[^*\s](?:[^*]{0,98}[^*\s])?)\*{2,3}|__(?<lines>[^_\s](?:[^_]{0,98}[^_\s])?)__|<(?:b|strong)>(?<tag>[^<>]{1,100})<\/(?:b|strong)>)\s?:?$/i
const MAX_WORDS = 8

/** A few words and nothing else; a sentence, a label with its text, people are none. */
function boldTitle(line: Line): Title | null {
  if (line.kind !== 'text' || line.marker !== null || line.indent > 3 || line.text.length > 120) return null
  if (line.parent !== -1 && line.indent > 0) return null
  const { stars, lines, tag } = BOLD.exec(line.text.trim())?.groups ?? {}
  const typed = stars ?? lines ?? tag
  if (typed === undefined) return null
  const words = typed.replace(/\s?:$/, '').trim()
  if (words === '' || /[.!?;,]$|:\s|@/.test(words) || !/\p{L}|\d/u.test(words) || words.split(/\s+/).length > MAX_WORDS) return null
  return { look: 'bold', at: line.text.indexOf(words), words }
}

/** A line with a day and words that go with one (`Date: 2023-01-18`, `Protokoll vom 18. Januar 2023`). */
function isDayLine(line: Line | undefined): boolean {
  if (line?.kind !== 'text' || line.parent !== -1 || line.continues !== -1 || line.text.length > 120) return false
  return replaceDays(line.text, () => '') !== line.text && isDayTitle(line.text)
}

function plainTitle({ text }: Line): Title {
  return { look: 'plain', at: 0, words: text }
}

function addTitle(pass: Pass, line: Line, index: number, { look, at, words }: Title): void {
  const above = pass.path.map((one) => pass.headings[one]).findLast((heading) => heading?.look === undefined)
  const isDay = isDayTitle(words) && replaceDays(words, () => '') !== words
  const level = above ? above.level + 1 : isDay ? 1 : 2
  open(pass, { line: index, number: line.number, level, title: words, look })
  const search = line.search.slice(at, at + words.length)
  const section = pass.headings.length - 1
  pass.lines.push({
    ...line,
    ...{ kind: 'heading', text: words, search, offset: line.offset + at, level, depth: 0, parent: -1, continues: -1, section },
  })
  pass.cut.add(index)
}

function addHeading(pass: Pass, line: Line, heading: Heading | undefined): void {
  const { parent: _, ...kept } = heading ?? {
    line: pass.lines.length,
    number: line.number,
    level: line.level,
    title: line.text,
    parent: -1,
  }
  open(pass, kept)
  pass.lines.push({ ...line, section: pass.headings.length - 1 })
}

function open(pass: Pass, heading: Omit<Heading, 'parent'>): void {
  const levelOf = (one: number) => pass.headings[one]?.level ?? 0
  while (pass.path.length > 0 && levelOf(pass.path.at(-1) as number) >= heading.level) pass.path.pop()
  pass.headings.push({ ...heading, parent: pass.path.at(-1) ?? -1 })
  pass.path.push(pass.headings.length - 1)
}

/** What goes on from a title, as Markdown sees it, begins below it for a reader. */
function apart(pass: Pass, line: Line, index: number): Line {
  if (!pass.cut.has(line.continues)) return line
  pass.cut.add(index)
  const isFirst = pass.lines[line.continues]?.kind === 'heading'
  return { ...line, parent: -1, depth: 0, continues: isFirst ? -1 : line.continues }
}
