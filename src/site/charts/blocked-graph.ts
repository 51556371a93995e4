/** The chart of blocked issues: one row per issue, blockers above what they block, with an arc for each dependency. Pure. */

import { refKey } from '../../domain/reference.ts'
import { countOf } from '../../domain/text/count-of.ts'

export type GraphNode = { readonly ref: string; readonly label: string; readonly isClosed: boolean }
/** `blocker` has to be done before `waiting`. */
export type Wait = { readonly waiting: string; readonly blocker: string }

export type BlockedGraph = {
  readonly id: string
  readonly title: string
  readonly desc: string
  readonly width: number
  readonly height: number
  readonly rows: readonly {
    readonly x: number
    readonly y: number
    readonly text: number
    readonly label: string
    readonly isClosed: boolean
  }[]
  /** An arc from the blocker to what waits, and the head of its arrow. */
  readonly arcs: readonly { readonly d: string; readonly head: string }[]
  /** Issues that are not drawn. */
  readonly more: number
}

/** More would be a wall; the list beside it has them all. */
const SHOWN = 30
const WIDTH = 360
const ROW = 26
const GUTTER = 64
const LABEL_LENGTH = 42

/** null: nothing waits. Rows that wait for each other in a circle stand in the order given. */
export function blockedGraph(
  nodes: readonly GraphNode[],
  waits: readonly Wait[],
  { id, title }: { id: string; title: string },
): BlockedGraph | null {
  if (waits.length === 0) return null
  const ordered = blockersFirst(nodes, waits)
  const shown = ordered.slice(0, SHOWN)
  const rowOf = new Map(shown.map(({ ref }, index) => [refKey(ref), index]))
  const arcs = waits.flatMap(({ waiting, blocker }) => {
    const [from, to] = [rowOf.get(refKey(blocker)), rowOf.get(refKey(waiting))]
    return from === undefined || to === undefined || from === to ? [] : [arc(from, to)]
  })
  return {
    id,
    title,
    desc: `${countOf(waits.length, 'wait')} between ${nodes.length} issues; see the list.`,
    width: WIDTH,
    height: shown.length * ROW + 8,
    rows: shown.map(({ label, isClosed }, index) => ({
      x: GUTTER,
      y: middle(index),
      text: middle(index) + 4,
      label: shorten(label),
      isClosed,
    })),
    arcs,
    more: ordered.length - shown.length,
  }
}

/** Depth first, blockers before what they block; without recursion, for chains may be long. */
function blockersFirst(nodes: readonly GraphNode[], waits: readonly Wait[]): readonly GraphNode[] {
  const byKey = new Map(nodes.map((node) => [refKey(node.ref), node]))
  const blockers = new Map<string, string[]>()
  for (const { waiting, blocker } of waits) {
    const key = refKey(waiting)
    const known = blockers.get(key)
    if (known) known.push(refKey(blocker))
    else blockers.set(key, [refKey(blocker)])
  }
  const entered = new Set<string>()
  const ordered = new Map<string, GraphNode>()
  for (const start of byKey.keys()) {
    const path = [start]
    while (path.length > 0) {
      const key = path.at(-1) ?? ''
      entered.add(key)
      const next = (blockers.get(key) ?? []).find((one) => !entered.has(one))
      if (next !== undefined) path.push(next)
      else {
        path.pop()
        const node = byKey.get(key)
        if (node !== undefined) ordered.set(key, node)
      }
    }
  }
  return [...ordered.values()]
}

function arc(from: number, to: number): { d: string; head: string } {
  const reach = Math.min(GUTTER - 12, 10 + 6 * Math.abs(to - from))
  const [start, end] = [middle(from), middle(to)]
  const x = GUTTER - 8
  const bend = x - reach
  return {
    d: `M${x},${start}C${bend},${start} ${bend},${end} ${x},${end}`,
    head: `M${x - 6},${end - 4}L${x + 1},${end}L${x - 6},${end + 4}Z`,
  }
}

function middle(row: number): number {
  return row * ROW + ROW / 2 + 4
}

function shorten(label: string): string {
  const letters = [...label]
  return letters.length > LABEL_LENGTH ? `${letters.slice(0, LABEL_LENGTH - 1).join('')}…` : label
}
