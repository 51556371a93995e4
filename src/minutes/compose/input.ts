/** Everything minutes are composed from: gathered by whoever asks for them. */
import type { Snapshot } from '../../domain/board/board.ts'
import type { PastMeeting } from '../../domain/notes/past-meeting.ts'
import type { PadText } from '../../domain/pads/pad-text.ts'
import type { Settings, TeamSettings } from '../../settings/settings.ts'

export type MinutesInput = {
  readonly settings: Settings
  readonly team: TeamSettings
  readonly date: string
  readonly pad: PadText
  readonly snapshot: Snapshot | null
  readonly history: readonly Snapshot[]
  /** Newest first, before `date`. */
  readonly past: readonly PastMeeting[]
  /** Why no board was read, or how old it is: a sentence. */
  readonly boardRemark: string | null
  readonly now: Date
  readonly render: (name: string, data: unknown) => string
}
