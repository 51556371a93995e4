/** The progress of an epic: how many stories are done, and how many were closed as not planned. Pure. */
import { countOf } from '../text/count-of.ts'
import type { BoardItem } from './board.ts'

export type Progress = { readonly done: number; readonly notPlanned: number; readonly all: number }

type Ended = Pick<BoardItem, 'state' | 'stateReason'>

/** Closed, but not because it was done. */
export function isNotPlanned({ state, stateReason }: Ended): boolean {
  return state === 'closed' && (stateReason === 'not_planned' || stateReason === 'duplicate')
}

/** `closed`: how many of `all` are; `children`: those that can be read. */
export function progressOf({ done: closed, all }: { readonly done: number; readonly all: number }, children: readonly Ended[]): Progress {
  const notPlanned = Math.min(closed, children.filter(isNotPlanned).length)
  return { done: closed - notPlanned, notPlanned, all }
}

/** `2 of 4 stories done, 1 not planned`; where there are none: `no stories yet`. */
export function progressWords({ done, notPlanned, all }: Progress): string {
  if (all === 0) return 'no stories yet'
  return `${done} of ${countOf(all, 'story', 'stories')} done${notPlanned > 0 ? `, ${notPlanned} not planned` : ''}`
}
