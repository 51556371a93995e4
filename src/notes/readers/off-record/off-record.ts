/**
 * What people want to keep among themselves leaves the pad for nowhere: it is taken out before anything else reads the text.
 * In doubt more is taken out than was meant, and it is said that something was. Pure.
 */
import type { Line, Structure } from '../../structure/line-model.ts'
import { readStructure } from '../../structure/read-structure.ts'
import { OFF_RECORD_MARK } from '../../text/github-html.ts'
import { endsOffRecord, isPrivateTitle, offRecordMark } from './off-record-words.ts'

/** Lines of the text, from 1, both included. */
export type OffRecordPart = { readonly from: number; readonly to: number }

export type OnRecord = {
  /** As many lines as before: those taken out are empty, and the first of each part says that something is missing. */
  readonly text: string
  readonly parts: readonly OffRecordPart[]
}

const NOTICE = `_A part that was off the record is left out._ ${OFF_RECORD_MARK}`
/** Minutes of earlier versions have no marker there. */
const FORMER_WORDS = 'A part that was off the record is left out.'

/** true for the line, item or row that stands where a part was taken out. */
export function isOffRecordNotice(line: string): boolean {
  if (line.includes(OFF_RECORD_MARK)) return true
  const words = line.replace(/^\s*(?:[-*+]|\d{1,9}[.)])\s/, '').replace(/[\s*_|]+/g, ' ')
  return words.trim() === FORMER_WORDS
}

/**
 * A heading takes its section with it. A line takes everything below it, up to the next heading of the same or a higher
 * level than its section's, or up to a line that ends it ("back on the record"). A remark in an item or a paragraph
 * ("- (off the record) …") takes that with all that is nested in it.
 */
export function withoutOffRecord(text: string): OnRecord {
  const structure = readStructure(text)
  const { gone, ends } = linesOff(structure)
  if (gone.size === 0) return { text, parts: [] }
  const parts = partsOf(gone)
  const prefixes = new Map(structure.lines.flatMap((line) => (line.kind === 'item' ? [[line.number, line.raw.slice(0, line.offset)]] : [])))
  const rowsBelowOthers = new Set(
    structure.lines.flatMap((line, index) => (line.kind === 'table' && structure.lines[index - 1]?.kind === 'table' ? [line.number] : [])),
  )
  const lines = text.split(/\r\n|\n|\r/)
  for (const { from, to } of parts) {
    const prefix = prefixes.get(from)
    if (rowsBelowOthers.has(from)) {
      // An empty line would end the table: what is below would be none any more.
      for (let number = from; number <= to; number++) lines[number - 1] = rowsBelowOthers.has(number) ? `| ${NOTICE} |` : ''
      continue
    }
    for (let number = from; number <= to; number++) lines[number - 1] = ''
    // With an empty line above it the notice joins no paragraph.
    if (prefix === undefined) lines[Math.min(from + 1, to) - 1] = NOTICE
    else lines[from - 1] = `${prefix}${NOTICE}`
  }
  for (const number of ends) lines[number - 1] = ''
  return { text: lines.join('\n'), parts }
}

/** For a person, with lines of the pad, and without a word of what they say. */
export function offRecordRemark(parts: readonly OffRecordPart[]): string {
  const shown = parts.map(({ from, to }) => (from === to ? `${from}` : `${from} to ${to}`)).join(', ')
  return `Off the record, and left out: line${parts.length === 1 && parts[0]?.from === parts[0]?.to ? '' : 's'} ${shown}.`
}

/** Numbers of lines that are taken out, and of those that only end a part. */
function linesOff({ lines, headings }: Structure): { readonly gone: ReadonlySet<number>; readonly ends: readonly number[] } {
  const gone = new Set<number>()
  const ends: number[] = []
  /** Level of the heading that ends the part at the latest; 0: none does. */
  let off: number | null = null
  const nested = new Set<number>()
  for (const [index, line] of lines.entries()) {
    if (off !== null && line.kind === 'heading' && line.level <= off) off = null
    if (off !== null) {
      if (mayMark(line) && endsOffRecord(line.text)) {
        off = null
        if (line.kind !== 'heading') ends.push(line.number)
      } else gone.add(line.number)
      continue
    }
    const isBelow = nested.has(line.parent) || (nested.has(line.continues) && line.kind === 'text')
    const mark = mayMark(line) ? markOf(line, lines[index - 1]) : null
    if (line.kind === 'heading' && mark !== null) off = line.level
    else if (mark === 'line' || (mark === 'label' && line.kind !== 'item')) off = headings[line.section]?.level ?? 0
    else if (mark !== null || isBelow) nested.add(index)
    else continue
    gone.add(line.number)
  }
  return { gone, ends: ends.filter((number) => !gone.has(number)) }
}

function markOf(line: Line, above: Line | undefined): ReturnType<typeof offRecordMark> {
  // The first line of a table names its columns.
  if (line.kind === 'table')
    return above?.kind === 'table' && line.text.split('|').some((cell) => offRecordMark(cell) !== null) ? 'remark' : null
  // "- Intern" may be somebody's job; a title of a part it is as a heading, in bold, or with a colon.
  const isTitle = line.kind === 'heading' || /^\s{0,9}(?:\*\*|__).*(?:\*\*|__)[:\s]{0,4}$|:\s{0,4}(?:\*\*|__)?\s{0,4}$/.test(line.text)
  return offRecordMark(line.text) ?? (isTitle && isPrivateTitle(line.text) ? 'line' : null)
}

function mayMark({ kind }: Line): boolean {
  return kind !== 'code' && kind !== 'fence' && kind !== 'front-matter' && kind !== 'blank'
}

function partsOf(gone: ReadonlySet<number>): readonly OffRecordPart[] {
  const parts: { from: number; to: number }[] = []
  for (const number of [...gone].sort((a, b) => a - b)) {
    const last = parts.at(-1)
    if (last && last.to === number - 1) last.to = number
    else parts.push({ from: number, to: number })
  }
  return parts
}
