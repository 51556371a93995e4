/** New minutes that tell of the board what the merged ones told: what is left of their changes is what people changed in the pad. Pure. */

import { withoutAdded } from '../../domain/text/added-facts.ts'
import { compareLines } from '../../domain/text/compare-lines.ts'
import { markedSections } from '../../domain/text/section-marks.ts'
import { sections } from '../sections/registry.ts'

/**
 * `merged`: what the app wrote when it was merged; `fresh`: what it would write now. A line that moved takes along what the board said
 * of it. Facts behind new lines are those of another day, and go.
 */
export function withFormerBoard(merged: string, fresh: string): string {
  const before = piecesOf(merged)
  const said = (pieces: readonly Piece[]) => pieces.map((piece) => piece.said)
  let at = 0
  const runs = compareLines(said(before), said(piecesOf(fresh))).map(({ isShared, before: { length }, after }) => {
    at += length
    return { isShared, old: before.slice(at - length, at), after }
  })
  const formerOf = formerLines(runs.flatMap(({ isShared, old }) => (isShared ? [] : old)))
  const lines = runs.flatMap(({ isShared, old, after }) =>
    isShared ? old.flatMap(({ line, facts, parts }) => [...line, ...facts, ...parts]) : inPlaceOf(old, after.map(formerOf)),
  )
  return `${lines.join('\n')}\n`
}

/** A line as it stood elsewhere, with what the board said of it; as it is where it stood nowhere. Each is found once. */
function formerLines(gone: readonly Piece[]): (said: string) => readonly string[] {
  const waiting = new Map<string, Piece[]>()
  for (const piece of gone.toReversed()) {
    const same = waiting.get(piece.said)
    if (same) same.push(piece)
    else waiting.set(piece.said, [piece])
  }
  return (said) => {
    const found = waiting.get(said)?.pop()
    return found === undefined ? [said] : [...found.line, ...found.facts]
  }
}

/** One line for another, and more behind the last one; sections of the app stay below. */
function inPlaceOf(old: readonly Piece[], fresh: readonly (readonly string[])[]): readonly string[] {
  if (old.length === 0) return fresh.flat()
  return old.flatMap(({ parts }, index) => [...fresh.slice(index, index === old.length - 1 ? undefined : index + 1).flat(), ...parts])
}

/** A line with what the app tells of the board below it. */
type Piece = {
  /** Without facts of the app. */
  readonly said: string
  /** As it stands there; none above the first line. */
  readonly line: readonly string[]
  /** On lines of their own: they go with the line. */
  readonly facts: string[]
  /** Sections of the app, each with the blank line above it. */
  readonly parts: string[]
}

function piecesOf(text: string): readonly Piece[] {
  const lines = text.trimEnd().split('\n')
  const ends = new Map(markedSections(lines).flatMap(({ id, from, to }) => (isOfBoard(id) ? [[from, to] as const] : [])))
  // The text begins somewhere: what stands above its first line has a place, too.
  const pieces: Piece[] = [{ said: '', line: [], facts: [], parts: [] }]
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? ''
    const said = withoutAdded(line)
    const isFact = said.trim() === '' && line.trim() !== ''
    const end = ends.get(at) ?? (isFact ? at : null)
    if (end === null) {
      pieces.push({ said, line: [line], facts: [], parts: [] })
      continue
    }
    const blank = pieces.at(-1)?.said === '' && pieces.length > 1 && lines[at - 1] === '' ? pieces.pop() : undefined
    const told = [...(blank?.line ?? []), ...lines.slice(at, end + 1)]
    pieces.at(-1)?.[isFact ? 'facts' : 'parts'].push(...told)
    at = end
  }
  return pieces
}

/** Lists of what people said follow the pad; everything else that the app writes tells of the board. */
function isOfBoard(id: string): boolean {
  const known = sections.find((section) => id === section.id || (section.state !== undefined && id.startsWith(`${section.id}-`)))
  return known !== undefined && known.isCopy !== true
}
