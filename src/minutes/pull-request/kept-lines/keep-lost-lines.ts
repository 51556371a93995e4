/**
 * The app’s new text with the lines that the pad lost, where they stood: below their heading and their item. What a line stood below
 * comes back with it if the pad lost that, too; what was moved or renamed takes its lines along. Pure.
 */
import { withoutAdded } from '../../../domain/text/added-facts.ts'
import { OFF_RECORD_MARK } from '../../../notes/text/github-html.ts'
import { type Pairs, pairNodes } from './pair-nodes.ts'
import { isPart, type TextNode, type TextTree, treeOf } from './text-tree.ts'

export type KeptLines = {
  readonly text: string
  readonly kept: readonly string[]
  /** Some came back with their heading: no edit of a line explains that. */
  readonly hasSection: boolean
}

/** `before`: what the app wrote last. `lost`: lines of it, without what the app added to them. Where as many lines took their place, they were rewritten. */
export function withLostLines(before: string, after: string, lost: readonly string[]): KeptLines {
  if (lost.length === 0) return { text: after, kept: [], hasSection: false }
  const [old, fresh] = [treeOf(before), treeOf(after)]
  const wanted = new Set(lost.map(withoutAdded))
  const pairs = pairNodes(old, fresh, (node) => wanted.has(withoutAdded(old.lines[node.from] ?? '')))
  const keeping = { old, fresh, pairs, ...chooseLines({ old, fresh, pairs }, lost) }
  const hasSection = [...keeping.nodes].some(({ kind }) => kind === 'heading')
  return { text: insert(fresh, piecesOf(keeping)), kept: keeping.kept, hasSection }
}

type Compared = { readonly old: TextTree; readonly fresh: TextTree; readonly pairs: Pairs }

type Keeping = Compared & {
  /** What comes back: lost lines, and what they stand below. */
  readonly nodes: ReadonlySet<TextNode>
  readonly kept: readonly string[]
}

function chooseLines({ old, fresh, pairs }: Compared, lost: readonly string[]): Pick<Keeping, 'nodes' | 'kept'> {
  const left = new Map<string, number>()
  for (const line of lost.map(withoutAdded)) left.set(line, (left.get(line) ?? 0) + 1)
  const rewritten = rewrittenNodes({ fresh, pairs })
  const nodes = new Set<TextNode>()
  const kept: string[] = []
  for (const node of old.nodes) {
    if (pairs.newOf.has(node) || rewritten.has(node)) continue
    const ends = node.kind === 'heading' ? node.from : node.head
    let isLost = false
    for (let at = node.from; at < ends; at++) {
      const line = withoutAdded(old.lines[at] ?? '')
      const times = left.get(line) ?? 0
      if (times === 0) continue
      left.set(line, times - 1)
      kept.push(line)
      isLost = true
    }
    for (let one: TextNode | null = isLost ? node : null; one !== null && !pairs.newOf.has(one) && !nodes.has(one); one = one.parent)
      nodes.add(one)
  }
  return { nodes, kept }
}

/** Nodes in whose place as many new lines stand, with what is nested in them. A heading that is gone was not rewritten. */
function rewrittenNodes({ fresh, pairs: { newOf, oldOf } }: Pick<Compared, 'fresh' | 'pairs'>): ReadonlySet<TextNode> {
  const rewritten = new Set<TextNode>()
  for (const [node, place] of newOf) {
    for (const { behind, gone } of gapsOf(node, place, newOf)) {
      const nodes = gone.flatMap((child) => withNested(child, newOf))
      const said = newLines(place, behind, oldOf).filter(({ from }) => !fresh.lines[from]?.includes(OFF_RECORD_MARK))
      if (countLines(said) >= countLines(nodes)) for (const one of nodes) rewritten.add(one)
    }
  }
  return rewritten
}

/** `behind`: the counterpart of the nearest line above that still stands below `place`; null: none does. */
type Gap = { readonly behind: TextNode | null; readonly gone: TextNode[] }

/** Stretches of lines below a node that have no counterpart. */
function gapsOf({ children }: TextNode, place: TextNode, newOf: Pairs['newOf']): readonly Gap[] {
  const gaps: Gap[] = []
  let behind: TextNode | null = null
  let isOpen = false
  for (const child of children) {
    const found = newOf.get(child)
    if (found?.parent === place) behind = found
    const isGone = found === undefined && child.kind !== 'heading'
    if (isGone && isOpen) gaps.at(-1)?.gone.push(child)
    else if (isGone) gaps.push({ behind, gone: [child] })
    isOpen = isGone
  }
  return gaps
}

function withNested(node: TextNode, paired: ReadonlyMap<TextNode, TextNode>): readonly TextNode[] {
  return paired.has(node) ? [] : [node, ...node.children.flatMap((child) => withNested(child, paired))]
}

function countLines(nodes: readonly TextNode[]): number {
  return nodes.reduce((lines, { kind, from, head }) => lines + (kind === 'block' ? head - from : 1), 0)
}

/** New lines that directly follow a place. */
function newLines({ children }: TextNode, behind: TextNode | null, oldOf: Pairs['oldOf']): readonly TextNode[] {
  const next = behind === null ? children : children.slice(children.indexOf(behind) + 1)
  const end = next.findIndex((node) => node.kind === 'heading' || oldOf.has(node))
  return (end === -1 ? next : next.slice(0, end)).flatMap((node) => withNested(node, oldOf))
}

/** Lines that go to one place; `at`: index of the line of the new text before which they stand. Those of one place are in their order. */
type Piece = { readonly at: number; readonly isWithinBlock: boolean; readonly lines: readonly PlacedLine[] }
type PlacedLine = { readonly text: string; readonly kind: TextNode['kind']; readonly isApart: boolean }

/**
 * Between two lines that still follow each other, a line comes back alone. Elsewhere it comes back with all that comes back below it:
 * behind the line above it that stands below the same.
 */
function piecesOf(keeping: Keeping): readonly Piece[] {
  const { old, pairs, nodes } = keeping
  const isAlone = new Set<TextNode>()
  const pieces: Piece[] = []
  const between = placesBetween(keeping)
  for (const [index, node] of old.nodes.entries()) {
    const { parent } = node
    if (!nodes.has(node) || parent === null) continue
    const place = pairs.newOf.get(parent)
    // It comes back with what it stands below.
    if (place === undefined && !isAlone.has(parent)) continue
    const at = between(index, place)
    if (at !== null && node.kind !== 'block') isAlone.add(node)
    const only = isAlone.has(node) ? new Set<TextNode>() : nodes
    const lines = linesOf(keeping, node, { only, shift: shiftOf(node, pairs) })
    const isWithinBlock = place?.kind === 'block'
    pieces.push({ at: at ?? (place === undefined ? (pieces.at(-1)?.at ?? 0) : placeBelow(keeping, node, place)), isWithinBlock, lines })
  }
  return pieces
}

/** For a node of the old text the one place between its neighbors that are left; null where something else stands between those now. */
function placesBetween({ old, fresh, pairs: { newOf, oldOf } }: Keeping): (index: number, place: TextNode | undefined) => number | null {
  const isRightBelow = (at: number) => at > 0 && old.lines[at - 1]?.trim() !== ''
  const indexOf = new Map(fresh.nodes.map((node, index) => [node, index]))
  const next: (TextNode | null)[] = new Array(old.nodes.length).fill(null)
  let below: TextNode | null = null
  for (let index = old.nodes.length - 1; index >= 0; index--) {
    next[index] = below
    below = newOf.get(old.nodes[index] as TextNode) ?? below
  }
  const before: (TextNode | null)[] = []
  let above: TextNode | null = null
  for (const node of old.nodes) {
    before.push(above)
    above = newOf.get(node) ?? above
  }
  return (index, place) => {
    const [over, under] = [before[index] ?? null, next[index] ?? null]
    const isNext = (over === null ? -1 : (indexOf.get(over) ?? -1)) + 1 === (under === null ? fresh.nodes.length : indexOf.get(under))
    if (!isNext || (place !== undefined && place.parent !== null && !isIn(over, place))) return null
    if (under !== null && isRightBelow(oldOf.get(under)?.from ?? 0)) return under.from
    return over === null ? 0 : over.kind === 'block' && over !== place ? over.to : over.head
  }
}

function isIn(node: TextNode | null, place: TextNode): boolean {
  return node !== null && node.from >= place.from && node.from < place.to
}

/** Behind the nearest line above it that stands below the same. */
function placeBelow({ pairs: { newOf } }: Keeping, node: TextNode, place: TextNode): number {
  const siblings = node.parent?.children ?? []
  const above = siblings.slice(0, siblings.indexOf(node)).flatMap((one) => newOf.get(one) ?? [])
  const behind = above.findLast((one) => one.parent === place)?.to ?? place.head
  if (node.kind === 'heading')
    return Math.max(
      behind,
      endOf(place, ({ kind }) => kind !== 'heading'),
    )
  return place.kind === 'item'
    ? Math.max(
        behind,
        endOf(place, ({ kind }) => kind === 'line'),
      )
    : behind
}

type Shift = { readonly columns: number; readonly levels: number }

/** As far as what it stands below has moved in or out. */
function shiftOf({ parent }: TextNode, pairs: Pairs): Shift {
  if (parent === null) return { columns: 0, levels: 0 }
  const place = pairs.newOf.get(parent)
  if (place === undefined) return shiftOf(parent, pairs)
  return { columns: place.column - parent.column, levels: parent.kind === 'heading' ? place.level - parent.level : 0 }
}

/** Behind the first children of a kind: text goes on with its item, and lines stand above the next heading. */
function endOf({ kind, head, children }: TextNode, isOfKind: (node: TextNode) => boolean): number {
  const own = kind === 'root' ? children.filter((node) => !isPart(node)) : children
  const other = own.findIndex((node) => !isOfKind(node))
  return (other === -1 ? own : own.slice(0, other)).at(-1)?.to ?? head
}

type Wanted = { readonly only: ReadonlySet<TextNode>; readonly shift: Shift }

/** A node, and those of `only` that are nested in it. */
function linesOf(keeping: Keeping, node: TextNode, { only, shift }: Wanted): readonly PlacedLine[] {
  const { kind, from, head, to, level } = node
  const { lines } = keeping.old
  const own = lines.slice(from, kind === 'block' ? to : head).map((line, index) => {
    const isApart = index === 0 && from > 0 && lines[from - 1]?.trim() === ''
    const text = kind === 'heading' && index === 0 ? atLevel(line, level + shift.levels) : shifted(line, shift.columns)
    return { kind: listKind(node), isApart, text }
  })
  if (kind === 'block') return own
  return [...own, ...node.children.filter((child) => only.has(child)).flatMap((child) => linesOf(keeping, child, { only, shift }))]
}

/** The text of an item is a part of its list. */
function listKind({ kind, parent }: TextNode): TextNode['kind'] {
  return kind === 'line' && (parent?.kind === 'item' || parent?.kind === 'block') ? parent.kind : kind
}

function atLevel(line: string, level: number): string {
  return line.replace(/^\s*#+/, '#'.repeat(Math.min(6, Math.max(1, level))))
}

function shifted(line: string, columns: number): string {
  if (columns >= 0) return line.trim() === '' ? line : ' '.repeat(columns) + line
  return line.slice(Math.min(-columns, line.length - line.trimStart().length))
}

function insert({ lines, nodes }: TextTree, pieces: readonly Piece[]): string {
  const kinds = new Map<number, TextNode['kind']>()
  for (const node of nodes) for (let at = node.from; at < (node.kind === 'block' ? node.to : node.head); at++) kinds.set(at, listKind(node))
  const byPlace = new Map<number, Piece[]>()
  for (const piece of pieces) byPlace.set(piece.at, [...(byPlace.get(piece.at) ?? []), piece])
  const written: string[] = []
  let last: TextNode['kind'] | null = null
  const put = ({ text, kind, isApart }: PlacedLine, isFirst: boolean) => {
    const isOther = isFirst && last !== null && (standsApart(kind) || standsApart(last) || kind !== last)
    if ((isApart || isOther) && written.length > 0 && written.at(-1)?.trim() !== '') written.push('')
    written.push(text)
    if (text.trim() !== '') last = kind
  }
  for (let at = 0; at <= lines.length; at++) {
    const here = byPlace.get(at) ?? []
    for (const piece of here) for (const [index, line] of piece.lines.entries()) put(line, index === 0 && !piece.isWithinBlock)
    const text = lines[at]
    const isBehind = here.some(({ isWithinBlock }) => !isWithinBlock) && text?.trim() !== ''
    if (text !== undefined) put({ text, kind: kinds.get(at) ?? 'line', isApart: false }, isBehind)
  }
  return written.join('\n')
}

/** Lines around it are blank. */
function standsApart(kind: TextNode['kind']): boolean {
  return kind === 'heading' || kind === 'block'
}
