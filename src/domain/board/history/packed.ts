/** Snapshots of a board one after the other, each told by what changed: how a history is kept in files and in backups. Pure. */
import type { Snapshot } from '../board.ts'
import { applyChanges, type Changes, changesBetween, type Head, headOf, type Parts, partsOf, snapshotOf } from './parts.ts'

/**
 * `changes` are those since the newest complete snapshot before it in the list, or since nothing. `isWhole`: since
 * nothing, whatever is before.
 */
export type PackedSnapshot = { readonly isWhole: boolean; readonly head: Head; readonly changes: Changes }

/** Parts of the newest complete snapshot so far. */
export type PackedState = { readonly parts: Parts | null }

export const nothingPacked: PackedState = { parts: null }

const none: Parts = new Map()

/** `isWhole`: can be read without what is before it; only for complete ones. */
export function packNext(state: PackedState, snapshot: Snapshot, isWhole = false): { packed: PackedSnapshot; state: PackedState } {
  const parts = partsOf(snapshot)
  const from = isWhole ? none : (state.parts ?? none)
  const packed = { isWhole: isWhole && snapshot.complete, head: headOf(snapshot), changes: changesBetween(from, parts) }
  return { packed, state: snapshot.complete ? { parts } : state }
}

/** Throws BrokenHistory where the changes were made of something else than `state`. The state that was given may be changed. */
export function unpackNext(state: PackedState, { isWhole, head, changes }: PackedSnapshot): { snapshot: Snapshot; state: PackedState } {
  const parts: Parts = isWhole || state.parts === null ? new Map() : head.complete ? state.parts : new Map(state.parts)
  applyChanges(parts, changes)
  return { snapshot: snapshotOf(parts, head), state: head.complete ? { parts } : state }
}

/** In any order; each is told by what is different from the one before it. */
export function* pack(snapshots: Iterable<Snapshot>): Generator<PackedSnapshot> {
  let state = nothingPacked
  for (const snapshot of snapshots) {
    const next = packNext(state, snapshot)
    state = next.state
    yield next.packed
  }
}

/** Byte for byte what was packed. What two of them have in common is there once. */
export function* unpack(history: Iterable<PackedSnapshot>): Generator<Snapshot> {
  let state = nothingPacked
  for (const packed of history) {
    const next = unpackNext(state, packed)
    state = next.state
    yield next.snapshot
  }
}
