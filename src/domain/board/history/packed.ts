/** Snapshots of a board in order, each kept as its changes: the form of a history in files and backups. Pure. */
import type { Snapshot } from '../board.ts'
import { applyChanges, type Changes, changesBetween, type Head, headOf, type Parts, partsOf, snapshotOf } from './parts.ts'

/** `changes`: since the newest complete snapshot before it in the list, or since nothing. */
export type PackedSnapshot = { readonly head: Head; readonly changes: Changes }

/** `parts` are those of the newest complete snapshot so far; null: there was none. */
export function packAfter(parts: Parts | null, snapshot: Snapshot): { packed: PackedSnapshot; parts: Parts } {
  const now = partsOf(snapshot)
  return { packed: { head: headOf(snapshot), changes: changesBetween(parts ?? new Map(), now) }, parts: now }
}

/**
 * The parts that were packed. Those that are given are changed where the snapshot is complete, and stay otherwise. Throws
 * BrokenHistory where the changes were made of other ones.
 */
export function unpackAfter(parts: Parts | null, { head, changes }: PackedSnapshot): Parts {
  const shown: Parts = parts !== null && head.complete ? parts : new Map(parts)
  applyChanges(shown, changes)
  return shown
}

/** In any order; each is kept as its difference from the one before it. */
export function* pack(snapshots: Iterable<Snapshot>): Generator<PackedSnapshot> {
  let parts: Parts | null = null
  for (const snapshot of snapshots) {
    const next = packAfter(parts, snapshot)
    if (snapshot.complete) parts = next.parts
    yield next.packed
  }
}

/** Byte for byte what was packed. What two of them have in common is there once. */
export function* unpack(history: Iterable<PackedSnapshot>): Generator<Snapshot> {
  let parts: Parts | null = null
  for (const packed of history) {
    const shown = unpackAfter(parts, packed)
    if (packed.head.complete) parts = shown
    yield snapshotOf(shown, packed.head)
  }
}
