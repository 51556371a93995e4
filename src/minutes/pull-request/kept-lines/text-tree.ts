/** A text of minutes as a tree: lines below their item, items below their heading. Pure; linear. */
import { withoutAdded } from '../../../domain/text/added-facts.ts'
import { markedSections } from '../../../domain/text/section-marks.ts'
import { type Line, readStructure } from '../../../notes/structure/read-structure.ts'
import { FRAME, TYPED } from '../../sections/registry.ts'
import { wordsOf } from '../said-words.ts'

export type TextNode = {
  /** `block`: lines that make sense only together, such as code, a table, or a part that the app writes. */
  readonly kind: 'root' | 'heading' | 'item' | 'block' | 'line'
  /** Its words: the same for lines that say the same. */
  readonly key: string
  /** Of a heading. */
  readonly level: number
  /** Where its content begins. */
  readonly column: number
  /** Index of its first line, behind its own first lines, and behind all that is nested in it. */
  readonly from: number
  head: number
  to: number
  readonly parent: TextNode | null
  readonly children: TextNode[]
}

export type TextTree = {
  readonly lines: readonly string[]
  readonly root: TextNode
  /** In order, without the root. */
  readonly nodes: readonly TextNode[]
}

export function treeOf(text: string): TextTree {
  const reading = beginReading(text)
  const { rows, parts } = reading
  for (let at = 0; at < rows.length; ) {
    const row = rows[at]
    if (row === undefined || row.kind === 'blank') at++
    else if (row.kind === 'underline') {
      const above = reading.nodes.at(-1)
      if (above !== undefined) above.head = at + 1
      at++
    } else {
      const part = parts.get(at)
      at = part === undefined ? addRow(reading, row, at) : addPart(reading, part, at)
    }
  }
  endNodes(reading)
  return { lines: reading.lines, root: reading.root, nodes: reading.nodes }
}

const PART = 'part: '

/** A part that the app writes. */
export function isPart({ key }: TextNode): boolean {
  return key.startsWith(PART)
}

type Part = { readonly id: string; readonly to: number }

type Reading = {
  readonly lines: readonly string[]
  /** By index of the line: the first of those that share it. */
  readonly rows: readonly (Line | undefined)[]
  /** By index of the opening mark. */
  readonly parts: ReadonlyMap<number, Part>
  readonly root: TextNode
  readonly nodes: TextNode[]
  /** Headings that are open, outermost first. */
  readonly open: TextNode[]
  readonly itemOf: (line: Line) => TextNode | null
  readonly items: Map<number, TextNode>
}

function beginReading(text: string): Reading {
  const lines = text.split('\n')
  const structure = readStructure(text)
  const rows = new Array<Line | undefined>(lines.length)
  for (const line of structure.lines) rows[line.number - 1] ??= line
  const isMark = (index: number) => rows[index]?.kind === 'comment' || rows[index]?.kind === 'markup'
  const parts = new Map(markedSections(lines, isMark).map(({ id, from, to }) => [from, { id, to }]))
  const root: TextNode = {
    ...{ kind: 'root', key: '', level: 0, column: 0, from: 0, head: 0, to: lines.length, parent: null, children: [] },
  }
  const items = new Map<number, TextNode>()
  const itemOf = ({ parent }: Line) => items.get((structure.lines[parent]?.number ?? 0) - 1) ?? null
  return { lines, rows, parts, root, nodes: [], open: [], itemOf, items }
}

type NewNode = Pick<TextNode, 'kind' | 'key' | 'from' | 'head' | 'to'> & Partial<Pick<TextNode, 'level' | 'column'>>

function add({ nodes }: Reading, parent: TextNode, node: NewNode): TextNode {
  const added: TextNode = { level: 0, column: 0, ...node, parent, children: [] }
  parent.children.push(added)
  nodes.push(added)
  return added
}

function sectionOf({ open, root }: Reading): TextNode {
  return open.at(-1) ?? root
}

/** Headings of this level and below end. */
function endSections({ open }: Reading, level: number): void {
  while ((open.at(-1)?.level ?? 0) >= level) open.pop()
}

/** What the app adds below the notes stands under none of their headings. */
function addPart(reading: Reading, { id, to }: Part, from: number): number {
  if (id === FRAME) reading.open.length = 0
  const part = { key: `${PART}${id}`, from, head: from + 1, to: to + 1 }
  // Only this one holds lines of people.
  if (id === TYPED) addBlock(reading, sectionOf(reading), part)
  else add(reading, sectionOf(reading), { ...part, kind: 'block' })
  return to + 1
}

/** The next line to look at. */
function addRow(reading: Reading, row: Line, at: number): number {
  const { lines } = reading
  const own = { key: keyOf(lines[at] ?? ''), from: at, head: at + 1, to: at + 1 }
  if (row.kind === 'heading') {
    endSections(reading, row.level)
    reading.open.push(add(reading, sectionOf(reading), { ...own, kind: 'heading', level: row.level }))
    return at + 1
  }
  const parent = reading.itemOf(row) ?? sectionOf(reading)
  const block = blockAt(reading, row, at)
  if (block !== null) {
    addBlock(reading, parent, { ...own, ...block })
    return block.to
  }
  const node = add(reading, parent, { ...own, kind: row.kind === 'item' ? 'item' : 'line', column: row.offset })
  if (row.kind === 'item') reading.items.set(at, node)
  return at + 1
}

/** With its lines as nodes of their own. */
function addBlock(reading: Reading, parent: TextNode, { key, from, head, to }: Pick<TextNode, 'key' | 'from' | 'head' | 'to'>): void {
  const block = add(reading, parent, { kind: 'block', key, from, head, to })
  for (let at = head; at < to; at++) {
    const line = reading.lines[at] ?? ''
    if (line.trim() !== '') add(reading, block, { kind: 'line', key: keyOf(line), from: at, head: at + 1, to: at + 1 })
  }
}

const RUNS: ReadonlySet<Line['kind']> = new Set(['table', 'code', 'comment', 'html', 'markup', 'front-matter'])

/** Where the block that begins at a line ends, and its own first lines; null: none begins there. */
function blockAt({ rows }: Reading, { kind, raw }: Line, at: number): Pick<TextNode, 'head' | 'to'> | null {
  const whileKind = (from: number, wanted: Line['kind']) => {
    let to = from
    while (to < rows.length && rows[to]?.kind === wanted) to++
    return to
  }
  if (kind === 'fence') {
    const end = whileKind(at + 1, 'code')
    return { head: at + 1, to: rows[end]?.kind === 'fence' ? end + 1 : end }
  }
  if (kind === 'container' && !/^\s*:{3,}\s*$/.test(raw)) return { head: at + 1, to: containerEnd(rows, at) }
  if (!RUNS.has(kind)) return null
  const to = whileKind(at, kind)
  return { head: kind === 'table' ? Math.min(at + 2, to) : at, to }
}

function containerEnd(rows: Reading['rows'], from: number): number {
  let open = 0
  for (let at = from; at < rows.length; at++) {
    const row = rows[at]
    if (row?.kind !== 'container') continue
    open += /^\s*:{3,}\s*$/.test(row.raw) ? -1 : 1
    if (open === 0) return at + 1
  }
  return from + 1
}

/** Children stand behind their parent: seen from the last, each is complete before its parent. */
function endNodes({ nodes }: Reading): void {
  for (const node of nodes.toReversed()) {
    const { parent, to } = node
    if (parent !== null && parent.kind !== 'root' && parent.kind !== 'block') parent.to = Math.max(parent.to, to)
  }
}

/** A line without words of people is known by its signs. */
function keyOf(line: string): string {
  const words = wordsOf(line)
  return words.length > 0 ? words.join(' ') : withoutAdded(line).trim()
}
