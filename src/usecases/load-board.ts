/**
 * Loads the board for a use case: a saved board, GitHub, or the newest saved snapshot. Otherwise it continues without a board and
 * says so.
 */
import type { Snapshot } from '../domain/board/board.ts'
import { TryAgainError, UserError } from '../errors.ts'
import type { BoardSource, Clock, SnapshotStore } from '../ports.ts'
import type { Settings } from '../settings/settings.ts'
import { ageOf, readAndKeep } from './sync-board.ts'

export type LoadedBoard = {
  readonly snapshot: Snapshot | null
  /**
   * Earlier snapshots that are kept, newest first: those since that moment and the newest one before it; without a moment,
   * of a year. Whoever asks says what it needs, as a year takes long to read.
   */
  readonly history: (since?: Date) => Promise<readonly Snapshot[]>
  /** Why there is none, or how old it is; null when it was read just now. */
  readonly remark: string | null
  /** Why nothing may be written by it: it was not read from GitHub in this run. null: it was, or there is none to read. */
  readonly notLive: UserError | TryAgainError | null
  /** sprint.yml names no board. */
  readonly isUnnamed?: true
}

export type BoardPorts = {
  /** null: there are no credentials. */
  readonly board: (() => Promise<BoardSource>) | null
  readonly snapshots: SnapshotStore
  readonly clock: Clock
}

export const noBoard: LoadedBoard = { snapshot: null, history: async () => [], remark: null, notLive: null }

/** Without credentials, or when the read fails: the newest kept snapshot with its age, else no board and the reason why. */
export async function loadBoard(ports: BoardPorts, settings: Settings): Promise<LoadedBoard> {
  const of = settings.board
  if (of === null) return { ...noBoard, remark: 'No board was read: sprint.yml has none.', isUnnamed: true }
  const kept = await ports.snapshots.latest(of, { complete: true })
  const notRead = async (why: UserError | TryAgainError): Promise<LoadedBoard> => {
    if (kept === null) return { ...noBoard, remark: `No board was read, and there is no saved snapshot. ${why.message}`, notLive: why }
    const remark = `The board was not read. Using the newest saved snapshot, ${ageOf(kept, ports.clock.now())} old. ${why.message}`
    return { snapshot: kept, history: earlierThan(kept, ports.snapshots), remark, notLive: why }
  }
  if (ports.board === null) return notRead(new UserError('There are no GitHub credentials.'))
  try {
    const { snapshot } = await readAndKeep({ ...ports, board: await ports.board() }, { of }, kept)
    return { snapshot, history: earlierThan(snapshot, ports.snapshots), remark: null, notLive: null }
  } catch (error) {
    if (error instanceof UserError || error instanceof TryAgainError) return notRead(error)
    throw error
  }
}

/** The board is read after each run and every hour, so an older snapshot is reported. */
const FRESH_MS = 3 * 60 * 60 * 1000

/** What the server's own runs have read and kept, complete; it is not read for this. */
export async function keptBoard(
  { snapshots, clock }: { readonly snapshots: Pick<SnapshotStore, 'latest' | 'history'>; readonly clock: Clock },
  settings: Settings,
): Promise<LoadedBoard> {
  const of = settings.board
  if (of === null) return { ...noBoard, remark: 'No board was read: sprint.yml has none.', isUnnamed: true }
  const snapshot = await snapshots.latest(of, { complete: true })
  if (snapshot === null) return { ...noBoard, remark: 'The board has not been read yet.' }
  const now = clock.now()
  const isFresh = now.getTime() - Date.parse(snapshot.takenAt) < FRESH_MS
  const remark = isFresh ? null : `The board was read ${ageOf(snapshot, now)} ago; there is no newer complete snapshot.`
  return { snapshot, history: earlierThan(snapshot, snapshots), remark, notLive: null }
}

/** A saved board has its own memory in it; earlier ones that are kept here of the same board add to it. */
export function savedBoard(snapshots: SnapshotStore, snapshot: Snapshot): LoadedBoard {
  return { snapshot, history: earlierThan(snapshot, snapshots), remark: null, notLive: null }
}

/** The board could not be read, or not completely, for a reason that passes; false too where a person must act first. */
export function isBoardComing({ notLive, snapshot }: LoadedBoard): boolean {
  if (notLive !== null) return notLive instanceof TryAgainError
  return snapshot !== null && !snapshot.complete && !(snapshot.gaps ?? []).some(({ denied }) => denied)
}

/** For what makes no sense without a board. Throws the reason why it could not be read, where that is known. */
export function requireBoard({ snapshot, notLive, isUnnamed }: Pick<LoadedBoard, 'snapshot' | 'notLive' | 'isUnnamed'>): Snapshot {
  if (snapshot) return snapshot
  if (isUnnamed) throw new UserError('sprint.yml: expected `board` with `owner` and `number`, found none. Add `board`.')
  if (notLive instanceof TryAgainError) throw notLive
  throw new UserError(
    `${notLive ? `${notLive.message} ` : ''}Expected a board: one that can be read on GitHub, --board FILE or a saved snapshot; found none of them. \`scs-sprint sync\` creates a snapshot.`,
    { cause: notLive },
  )
}

/**
 * For writes that rest on what the board says: it must have been read in this run, and completely. What was true in an
 * older snapshot may be wrong by now, and a snapshot with a gap accuses people of what it does not show.
 */
export function requireLiveBoard({ snapshot, notLive }: Pick<LoadedBoard, 'snapshot' | 'notLive'>): void {
  if (notLive instanceof TryAgainError) {
    throw new TryAgainError(`Nothing was written: the board could not be read. ${notLive.problem}`, {
      cause: notLive,
      retryAfter: notLive.retryAfter,
      advice: notLive.advice,
    })
  }
  if (notLive) throw new UserError(`Nothing was written: the board could not be read. ${notLive.message}`, { cause: notLive })
  if (snapshot === null || snapshot.complete) return
  const told =
    `Nothing was written: the board could not be read completely. ${(snapshot.gaps ?? []).map(({ told }) => told).join(' ')}`.trim()
  throw snapshot.gaps?.some(({ denied }) => denied) ? new UserError(told) : new TryAgainError(told)
}

function earlierThan(snapshot: Snapshot, snapshots: Pick<SnapshotStore, 'history'>): LoadedBoard['history'] {
  return async (since) => {
    const kept = await snapshots.history(snapshot.board, since === undefined ? {} : { since })
    return kept.filter(({ takenAt }) => takenAt < snapshot.takenAt)
  }
}
