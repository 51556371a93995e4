/** What was understood of earlier minutes, for minutes, agenda and rota. */
import type { Notes } from './notes.ts'

/** Minutes of an earlier meeting of one team, as understood. */
export type PastMeeting = {
  readonly date: string
  /** In the repository of the minutes (`iaas/20230111.md`). */
  readonly path: string
  readonly notes: Notes
  /** The minutes themselves, where they are at hand. */
  readonly text?: string
}

/** An action item nobody has marked as done, followed over the meetings. */
export type OpenItem = {
  /** Handles as typed, lower case; empty: nobody is named. */
  readonly owners: readonly string[]
  readonly for: readonly string[]
  readonly text: string
  readonly due: string | null
  /** Day of the meeting that named it first. */
  readonly since: string
  /** Day of the meeting that named it last, and where. */
  readonly lastSeen: string
  readonly path: string
  readonly line: number
  /** How many later meetings took it up again; 0: named once. */
  readonly carried: number
}
