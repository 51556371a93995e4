/**
 * A body as one text to search for a user story: the rendered text, with a sign at the start of each paragraph, list item, table
 * cell or heading. A line that only names a part of a story ("## As a", "**Role**") gets a colon.
 */
import { tablesOf } from '../../domain/body/body-tables.ts'
import { type BodyLine, listMarker, visibleLines } from '../../domain/body/visible-lines.ts'
import { visibleWords } from '../../domain/markdown/visible-words.ts'
import { storyPart } from './story-words.ts'

/** A paragraph, list item or cell begins. */
const BLOCK = '¶'
/** A heading begins. */
export const HEADING = '§'

/** The story stands at the top; a body of 65,536 characters of "I want" costs nothing this way. */
const MAX_CHARS = 20_000

export function storyText(body: string): string {
  const lines = visibleLines(body.slice(0, 2 * MAX_CHARS))
  const tables = new Map(tablesOf(lines).map((table) => [table.at, table]))
  const parts: string[] = []
  for (let at = 0; at < lines.length; at += 1) {
    const table = tables.get(at)
    if (table) {
      parts.push(...tableParts(table.header, table.rows))
      at = table.end - 1
      continue
    }
    parts.push(lineText(lines[at] as BodyLine))
  }
  return withoutLead(withoutAbbreviations(parts.join('')))
    .replace(/[^\S\n]+/g, ' ')
    .replace(/\s*\n\s*/g, '\n')
    .replace(/ ?([¶§]) ?/g, '$1')
    .slice(0, MAX_CHARS)
}

/** A header that names parts of a story makes a story of each row; else each row tells of its first cell. */
function tableParts(header: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const names = header.map(visibleWords)
  if (new Set(names.flatMap((name) => storyPart(name) ?? [])).size === 3) {
    return rows.flatMap((row) => names.map((name, column) => `${BLOCK}${name}: ${visibleWords(row[column] ?? '')}`))
  }
  return [header, ...rows].flatMap((row) =>
    row.map((cell) =>
      storyPart(visibleWords(cell)) === null ? `${BLOCK}${visibleWords(cell)}` : `${BLOCK}${withColon(visibleWords(cell))}`,
    ),
  )
}

function lineText({ text, afterBlank }: BodyLine): string {
  const heading = /^#{1,6}[ \t]+(.*?)[ \t#]*$/.exec(text) ?? /^<h[1-6]\b[^<>]{0,200}>(.*)<\/h[1-6]>$/i.exec(text)
  if (heading) return `${HEADING}${labelled(heading[1] ?? '')}${BLOCK}`
  const marker = listMarker(text)
  const item = marker === 0 ? text : text.slice(marker).replace(/^\[[ xX]\][ \t]+/, '')
  const isProse = marker === 0 && /^[\p{L}]/u.test(item)
  return `${marker > 0 || afterBlank ? BLOCK : '\n'}${labelled(item, isProse)}`
}

/** `**Role** operator` names a part by emphasis alone; `**As** a CSP` begins a sentence, and so may a bare line "As a". */
function labelled(markdown: string, isProse = false): string {
  const whole = visibleWords(markdown)
  if (storyPart(whole, isProse ? 'nouns' : 'all') !== null) return withColon(whole)
  const bold = /^(\*\*|__)([^*_\n]{1,40})\1(?=[ \t])(.*)$/.exec(markdown)
  const name = visibleWords(bold?.[2] ?? '')
  return bold && storyPart(name, 'nouns') !== null ? `${withColon(name)} ${visibleWords(bold[3] ?? '')}` : whole
}

function withColon(name: string): string {
  return `${name.replace(/[\s:：…]+$/, '')}:`
}

/** "As... a tester": the dots of a template that somebody filled in. */
function withoutLead(text: string): string {
  return text.replace(/(?<!\p{L})(as|als|want|to|that|damit)(?:\.{3}|…)(?= \p{L})/giu, '$1')
}

/** A point that ends no sentence. */
function withoutAbbreviations(text: string): string {
  return text.replace(/\b(e\.g|i\.e|z\. ?b|d\. ?h|u\. ?a|o\. ?ä|etc|bzw|vs|ca|resp|incl|inkl|nr|no|dr)\.(?=[\s,)])/gi, (abbreviation) =>
    abbreviation.replaceAll('.', ''),
  )
}
