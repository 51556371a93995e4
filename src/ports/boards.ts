/** What the app remembers of boards. */
import type { Snapshot } from '../domain/board/board.ts'
import type { PackedSnapshot } from '../domain/board/history/packed.ts'

export type BoardName = { readonly owner: string; readonly number: number }

export type SnapshotStore = {
  /** The newest one; `complete`: the newest complete one; `before`: the newest one taken before that moment. */
  readonly latest: (board: BoardName, options?: { before?: Date; complete?: boolean }) => Promise<Snapshot | null>
  /**
   * Newest first, what is looked at of the last year: the last one of each hour of a day, of each day of two weeks, of each
   * week. `since`: those since that moment, and the newest one before it. What several have in common is there once.
   */
  readonly history: (board: BoardName, options?: { since?: Date }) => Promise<readonly Snapshot[]>
  readonly keep: (snapshot: Snapshot) => Promise<void>
}

/** Parts of a board: issues (`owner/repo#1`), cards and issues by their node ids. */
export type BoardNames = { readonly refs?: readonly string[]; readonly itemIds?: readonly string[]; readonly nodeIds?: readonly string[] }

/** Which epics something belongs to, by the newest complete snapshot, which is not read for it. */
export type EpicLookup = {
  /**
   * `refs` as `owner/repo#1` in any case, `itemIds` and `nodeIds` as GitHub's node ids of cards and issues. Returns, sorted and
   * as `refKey`, each epic that is named or has one of them as a child; empty for what the snapshot does not know.
   */
  readonly epicsOf: (board: BoardName, names: BoardNames) => Promise<readonly string[]>
}

/** Snapshots of a board, oldest first as far as they were kept in that order. */
export type BoardHistory = { readonly board: BoardName; readonly snapshots: readonly PackedSnapshot[] }
