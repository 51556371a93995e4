/** Reads the board and saves a snapshot. If the read fails, the last good snapshot stays, and its age is reported. */

import type { Snapshot } from '../domain/board/board.ts'
import { type BoardChanges, compareSnapshots } from '../domain/board/board-changes.ts'
import { refKey } from '../domain/reference.ts'
import { countOf } from '../domain/text/count-of.ts'
import { TryAgainError, UserError } from '../errors.ts'
import type { BoardNames, BoardSource, Clock, LiveBoard, SnapshotStore } from '../ports.ts'

export type SyncPorts = { readonly board: BoardSource; readonly snapshots: SnapshotStore; readonly clock: Clock }

export type SyncOptions = {
  readonly of: { readonly owner: string; readonly number: number }
  readonly archived?: boolean
}

export type SyncResult = {
  readonly snapshot: Snapshot
  /** What changed since the last complete snapshot; null when there is none. */
  readonly changes: BoardChanges | null
  readonly milliseconds: number
}

/** Keeps what was read. The error of a read that fails says how old the last good snapshot is. */
export async function syncBoard(ports: SyncPorts, options: SyncOptions): Promise<SyncResult> {
  const previous = await ports.snapshots.latest(options.of, { complete: true })
  try {
    return await readAndKeep(ports, options, previous)
  } catch (error) {
    throw withAge(error, previous, ports.clock.now())
  }
}

/** An incomplete snapshot is kept beside the last complete one, never in its place. */
export async function readAndKeep(
  { board, snapshots, clock }: SyncPorts,
  { archived }: SyncOptions,
  previous: Snapshot | null,
): Promise<SyncResult> {
  const started = clock.now()
  const snapshot = await board.readBoard({
    previous,
    ...(archived === undefined ? {} : { archived }),
  })
  await snapshots.keep(snapshot)
  return {
    snapshot,
    changes: previous === null ? null : compareSnapshots(previous, snapshot),
    milliseconds: clock.now().getTime() - started.getTime(),
  }
}

/** After webhooks: reads again what they name. null when there is no snapshot yet to put it into; a full sync makes one. */
export async function refreshBoard(
  { board, snapshots }: { readonly board: Pick<LiveBoard, 'readChanged'>; readonly snapshots: SnapshotStore },
  of: { readonly owner: string; readonly number: number },
  named: BoardNames,
): Promise<{ readonly snapshot: Snapshot; readonly changes: BoardChanges; readonly formerEpics: readonly string[] } | null> {
  const previous = await snapshots.latest(of, { complete: true })
  if (previous === null) return null
  const snapshot = await board.readChanged(previous, named)
  await snapshots.keep(snapshot)
  const now = new Set(snapshot.epics.map(({ ref }) => refKey(ref)))
  const formerEpics = previous.epics.map(({ ref }) => ref).filter((ref) => !now.has(refKey(ref)))
  return { snapshot, changes: compareSnapshots(previous, snapshot), formerEpics }
}

/** The error a person sees, with what is still there to work with. */
function withAge(error: unknown, last: Snapshot | null, now: Date): unknown {
  if (!(error instanceof UserError || error instanceof TryAgainError)) return error
  const kept = last === null ? 'There is no earlier snapshot.' : `The last good snapshot is ${ageOf(last, now)} old and is kept.`
  if (error instanceof UserError) return new UserError(`${error.message} ${kept}`, { cause: error })
  const { problem, advice, retryAfter } = error
  return advice === null
    ? new TryAgainError(`${problem} ${kept}`, { cause: error, retryAfter })
    : new TryAgainError(problem, { cause: error, retryAfter, advice: `${advice} ${kept}` })
}

/** `3 minutes`, `2 hours`, `5 days`: how old a snapshot is, for people. */
export function ageOf(snapshot: Pick<Snapshot, 'takenAt'>, now: Date): string {
  const minutes = Math.max(0, Math.round((now.getTime() - new Date(snapshot.takenAt).getTime()) / 60_000))
  if (minutes < 90) return `${countOf(minutes, 'minute')}`
  const hours = Math.round(minutes / 60)
  return hours < 48 ? `${hours} hours` : `${Math.round(hours / 24)} days`
}
