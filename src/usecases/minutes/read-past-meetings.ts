/** Reads and parses earlier minutes of a team once, for minutes, agenda, rota and open items. */
import { minutesFolder } from '../../domain/notes/minutes-path.ts'
import type { PastMeeting } from '../../domain/notes/past-meeting.ts'
import { minutesAmong, REMEMBERED_MEETINGS, readPast } from '../../minutes/meeting/past-meetings.ts'
import type { MinutesArchive } from '../../ports.ts'
import type { Settings, TeamSettings } from '../../settings/settings.ts'

export type PastMeetingsOptions = {
  /** Only meetings before this day. */
  readonly before?: string
  /** Only meetings from this day on. */
  readonly since?: string
  /** Only the latest so many; default `REMEMBERED_MEETINGS`. */
  readonly limit?: number
}

/** Newest first. Files that are not the team's minutes by its path are passed over. */
export async function readPastMeetings(
  archive: MinutesArchive,
  settings: Settings,
  team: TeamSettings,
  { before, since, limit = REMEMBERED_MEETINGS }: PastMeetingsOptions = {},
): Promise<readonly PastMeeting[]> {
  const files = minutesAmong(await archive.list(minutesFolder(team.path, team.id)), team)
    .filter(({ day }) => (before === undefined || day < before) && (since === undefined || day >= since))
    .slice(0, limit)
  const read = await Promise.all(
    files.map(async ({ path, day }) => {
      const text = await archive.read(path)
      // null: the file is gone by now.
      return text === null ? null : { date: day, path, notes: readPast(text, day, settings), text }
    }),
  )
  return read.flatMap((meeting) => meeting ?? [])
}
