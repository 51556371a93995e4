/** YAML with comments: of entries in order, each with what stands beside and above it. Pure. */
import { Document, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml'

type Plain = string | number | boolean

export type Entry =
  | {
      readonly key: string
      readonly value: Plain | readonly Plain[] | { readonly below: readonly Entry[] }
      /** A comment on the same line; above it where the line would be long. */
      readonly beside?: string | undefined
      readonly above?: readonly string[] | undefined
      /** An empty line before it. */
      readonly apart?: boolean
    }
  /** Comment lines where no key stands. */
  | { readonly told: readonly string[]; readonly apart?: boolean }

/** Longer lines are hard to read in a review. */
const WIDTH = 120

export function commentedYaml(entries: readonly Entry[], heading: readonly string[]): string {
  const document = new Document(mapOf(entries, 0))
  document.commentBefore = commentOf(heading.flatMap((line) => wrapped(line, 0)))
  return document.toString({ lineWidth: 0, indent: 2, flowCollectionPadding: false })
}

function mapOf(entries: readonly Entry[], depth: number): YAMLMap {
  const map = new YAMLMap()
  let waiting: string[] = []
  let isApart = false
  for (const entry of entries) {
    // Comments that stand alone have an empty line below them, too.
    if (entry.apart === true && waiting.length > 0) waiting.push('')
    isApart ||= entry.apart === true
    if ('told' in entry) {
      waiting.push(...entry.told)
      continue
    }
    const key = new Scalar(entry.key)
    const value = nodeOf(entry.value, depth)
    const line = `${' '.repeat(depth * 2)}${entry.key}: ${typeof entry.value === 'object' && 'below' in entry.value ? '' : String(value)}`
    const beside = entry.beside === undefined ? null : oneLine(entry.beside)
    const isLong = beside !== null && line.length + beside.length + 3 > WIDTH
    const above = [...waiting, ...(entry.above ?? []), ...(isLong ? [beside] : [])]
    if (above.length > 0) key.commentBefore = commentOf(above.flatMap((text) => wrapped(text, depth)))
    if (beside !== null && !isLong) {
      // Beside a key whose value is a map, the comment belongs to the map.
      if (value instanceof YAMLMap) value.commentBefore = commentOf([beside])
      else value.comment = commentOf([beside])
    }
    key.spaceBefore = isApart && map.items.length > 0
    map.items.push(new Pair(key, value))
    waiting = []
    isApart = false
  }
  if (waiting.length > 0) map.comment = commentOf(waiting.flatMap((text) => wrapped(text, depth)))
  return map
}

function nodeOf(value: Extract<Entry, { key: string }>['value'], depth: number): Scalar | YAMLSeq | YAMLMap {
  if (typeof value !== 'object') return scalarOf(value)
  if ('below' in value) return mapOf(value.below, depth + 1)
  const list = new YAMLSeq()
  list.flow = true
  list.items = value.map(scalarOf)
  return list
}

/** Times would be numbers for older readers of YAML (`10:05` is 605). */
function scalarOf(value: Plain): Scalar {
  const scalar = new Scalar(value)
  if (typeof value === 'string' && /^\d{1,2}:\d{2}$|\s$|^\d{4}-/.test(value) && !/^\d{4}-\d{2}-\d{2}$/.test(value))
    scalar.type = Scalar.QUOTE_DOUBLE
  return scalar
}

/** Lines with nothing in them become empty ones. */
const commentOf = (lines: readonly string[]) => lines.map((line) => (line === '' ? '' : ` ${line}`)).join('\n')

/** What people typed ends no comment. */
function oneLine(text: string): string {
  return text.replaceAll(/[\s\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ')
}

/** At spaces. */
function wrapped(text: string, depth: number): readonly string[] {
  const width = WIDTH - depth * 2 - 2
  const lines: string[] = []
  let line = ''
  for (const word of oneLine(text).split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line]
}
