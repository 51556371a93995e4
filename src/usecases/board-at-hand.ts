/** Where a use case takes the board from: a saved one, GitHub, the newest kept snapshot; else it goes without and says so. */
import type { Snapshot } from '../domain/board.ts'
import { UserError } from '../errors.ts'
import type { BoardSource, Clock, SnapshotStore } from '../ports.ts'
import type { Settings } from '../settings/settings.ts'
import { ageOf, syncBoard } from './sync-board.ts'

export type BoardAtHand = {
  readonly snapshot: Snapshot | null
  /** Earlier snapshots that are kept, newest first. */
  readonly history: readonly Snapshot[]
  /** Why there is none, or how old it is; null when it was read just now. */
  readonly remark: string | null
}

export type BoardPorts = {
  /** null: there are no credentials. */
  readonly board: (() => Promise<BoardSource>) | null
  readonly snapshots: SnapshotStore
  readonly clock: Clock
}

export const noBoard: BoardAtHand = { snapshot: null, history: [], remark: null }

/** A read that fails falls back on the last good snapshot, and says so; without one it throws. */
export async function boardAtHand(ports: BoardPorts, settings: Settings): Promise<BoardAtHand> {
  const of = settings.board
  if (of === null) return { ...noBoard, remark: 'No board was read: sprint.yml names none.' }
  if (ports.board) {
    const source = await ports.board()
    const { snapshot, usedOld } = await syncBoard({ board: source, snapshots: ports.snapshots, clock: ports.clock }, { of, fallBack: true })
    return { snapshot, history: earlier(await ports.snapshots.history(of), snapshot), remark: usedOld }
  }
  const snapshot = await ports.snapshots.latest(of, { complete: true })
  if (snapshot === null) return { ...noBoard, remark: 'No board was read: there are no credentials for GitHub, and no snapshot is kept.' }
  return {
    snapshot,
    history: earlier(await ports.snapshots.history(of), snapshot),
    remark: `The board was not read, there are no credentials for GitHub: the newest kept snapshot is used, ${ageOf(snapshot, ports.clock.now())} old.`,
  }
}

/** A saved board has its own memory in it; earlier ones that are kept here of the same board add to it. */
export async function savedBoard(snapshots: SnapshotStore, snapshot: Snapshot): Promise<BoardAtHand> {
  return { snapshot, history: earlier(await snapshots.history(snapshot.board), snapshot), remark: null }
}

/** For what makes no sense without a board. */
export function demandBoard(snapshot: Snapshot | null): Snapshot {
  if (snapshot) return snapshot
  throw new UserError(
    'Expected a board: credentials for GitHub, --board FILE or a kept snapshot; found none of them. `scs-sprint sync` makes a snapshot.',
  )
}

function earlier(history: readonly Snapshot[], snapshot: Snapshot): readonly Snapshot[] {
  return history.filter(({ takenAt }) => takenAt < snapshot.takenAt)
}
