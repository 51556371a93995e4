/** Whether somebody still types in a pad. Pure. */
import type { PadText } from './pad-text.ts'

/** A pad that was not edited for so long is quiet. */
export const QUIET_MINUTES = 5

/** After so long nobody goes on typing: the pull request is a draft no more. */
export const SETTLED_MINUTES = 10

/** Who has it open counts only where the time of the last edit is unknown: a tab stays open for days. */
export function isBeingTyped({ editedAt, editors }: Pick<PadText, 'editedAt' | 'editors'>, now: Date): boolean {
  if (editedAt === null) return (editors ?? 0) > 0
  // Clocks differ: an edit of the next minutes is one of now.
  return Math.abs(now.getTime() - editedAt.getTime()) < QUIET_MINUTES * 60_000
}
