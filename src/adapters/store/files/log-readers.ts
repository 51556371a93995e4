/** What is asked of the file of a board's history, each as one pass over it from old to new. */
import type { Snapshot } from '../../../domain/board/board.ts'
import { type PackedSnapshot, packAfter } from '../../../domain/board/history/packed.ts'
import type { Parts } from '../../../domain/board/history/parts.ts'
import { createSelection, isFromFuture } from '../retention.ts'
import type { LogReader } from './board-log-file.ts'

export type SelectedSnapshot = { readonly takenAt: string; readonly complete: boolean; readonly snapshot: Snapshot }

/** The newest one; `end`: an ISO instant in UTC that it was taken before. */
export function newestReader(now: Date, { complete, end }: { complete: boolean; end: string | null }): LogReader<Snapshot | null> {
  return () => {
    let found: Snapshot | null = null
    return {
      see: (one) => {
        if ((complete && !one.complete) || isFromFuture(one, now) || (end !== null && one.takenAt >= end)) return
        found = one.show()
      },
      result: () => found,
    }
  }
}

/** What is looked at, newest first; `since` as for `createSelection`. */
export function looksReader(now: Date, since?: string): LogReader<readonly SelectedSnapshot[]> {
  return () => {
    const { see, selected } = createSelection<SelectedSnapshot>(now)
    return {
      see: (one) => {
        if (!isFromFuture(one, now)) see({ takenAt: one.takenAt, complete: one.complete, snapshot: one.show() })
      },
      result: () => selected(since),
    }
  }
}

/** `takenAt` of all, oldest first. */
export const timesReader: LogReader<readonly string[]> = () => {
  const times: string[] = []
  return { see: ({ takenAt }) => void times.push(takenAt), result: () => times }
}

export const packingReader: LogReader<readonly PackedSnapshot[]> = () => {
  const all: PackedSnapshot[] = []
  let parts: Parts | null = null
  return {
    see: ({ show }) => {
      const snapshot = show()
      const next = packAfter(parts, snapshot)
      if (snapshot.complete) parts = next.parts
      all.push(next.packed)
    },
    result: () => all,
  }
}
