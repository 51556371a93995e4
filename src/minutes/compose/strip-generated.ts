/**
 * Minutes without what the app itself has added to people's notes: read again, a summary would tell everything twice, and
 * the board's news would count as talked about. What people write into these parts stays. Pure.
 */
import { withoutAdded } from '../../domain/text/added-facts.ts'
import { isSectionMark, type MarkedSection, markedSections } from '../../domain/text/section-marks.ts'
import { type Line, readStructure } from '../../notes/structure/read-structure.ts'
import { sections } from '../sections/registry.ts'
import { stripUnmarked } from './unmarked-minutes.ts'

/** Lines taken out become empty ones: line numbers stay what they are. */
export function stripGenerated(text: string): string {
  if (!text.includes('<!-- scs-sprint:section ')) return stripUnmarked(text)
  const lines = text.split(/\r\n|\n|\r/)
  const read = linesRead(text)
  const parts = markedSections(lines, (index) => isReadAsMark(read, index))
  if (parts.length === 0) return stripUnmarked(text)
  const left = lines.map((line, index) => (isSectionMark(line) && isReadAsMark(read, index) ? '' : withoutAdded(line)))
  for (const part of parts) {
    const kept = keptIn(part, lines, read)
    for (let index = part.from; index <= part.to; index++) left[index] = kept.get(index) ?? ''
  }
  return left.join('\n')
}

type Read = ReadonlyMap<number, readonly Line[]>

/** By index of the line. */
function linesRead(text: string): Read {
  const read = new Map<number, Line[]>()
  for (const line of readStructure(text).lines) {
    const others = read.get(line.number - 1)
    if (others) others.push(line)
    else read.set(line.number - 1, [line])
  }
  return read
}

/** Marks in code are words, and so are those in a comment that began further up. */
function isReadAsMark(read: Read, index: number): boolean {
  const isComment = (at: number) => read.get(at)?.every(({ kind }) => kind === 'comment') ?? false
  const above = read.get(index - 1)?.[0]?.raw ?? ''
  return isComment(index) && !(isComment(index - 1) && !above.includes('-->'))
}

/**
 * What stays of a part, by index of the line: items that the app did not write with what is nested in them, code, and the
 * heading above them, so that they are read as what they are. The heading is ours again, whatever the template called it;
 * items added to a list of items stand below one even where the template put none between the marks.
 */
function keptIn({ id, from, to }: MarkedSection, lines: readonly string[], read: Read): ReadonlyMap<number, string> {
  const section = sections.find((known) => known.id === id)
  const isCopy = section?.isCopy === true
  const kept = new Map<number, string>()
  let heading: { at: number; text: string } | null = section?.isCopy ? { at: from, text: `### ${section.heading}` } : null
  let isFirst = true
  for (let index = from + 1; index < to; index++) {
    const line = lines[index] ?? ''
    const pieces = read.get(index) ?? []
    const level = pieces[0]?.kind === 'heading' ? pieces[0].level : 0
    if (level > 0) {
      heading = { at: index, text: isFirst && section?.heading ? `${'#'.repeat(level)} ${section.heading}` : line }
      isFirst = false
    } else if (pieces.some((piece) => isPeoples(piece, isCopy))) {
      if (heading !== null) kept.set(heading.at, heading.text)
      kept.set(index, withoutAdded(line))
    }
  }
  return kept
}

function isPeoples({ kind, text, parent }: Line, isCopy: boolean): boolean {
  if (kind === 'code' || kind === 'fence') return true
  if (kind !== 'item') return parent !== -1 && kind !== 'blank' && kind !== 'comment'
  return !TO_ITS_PLACE.test(text) && (isCopy || !FROM_BOARD.test(text))
}

/** How lines of the app end that repeat what somebody said. */
const TO_ITS_PLACE = /\]\(#[^\s()]{1,300}\)\)$/
/** How lines of the app begin that tell of the board; their form is set by code, not by templates. */
const FROM_BOARD = /^(?:[^[\]]{0,120}: )?\[[^\][]{1,200}\]\(https:\/\/|^and \d{1,6} more$/
