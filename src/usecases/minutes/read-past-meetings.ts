/** Reads and parses earlier minutes of a team once, for minutes, agenda, rota and open items. */
import { minutesFolder } from '../../domain/notes/minutes-path.ts'
import type { PastMeeting } from '../../domain/notes/past-meeting.ts'
import { type MinutesFile, minutesAmong, REMEMBERED_MEETINGS, readPast } from '../../minutes/meeting/past-meetings.ts'
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
  const read = await Promise.all(files.map((file) => readMeeting(archive, settings, file)))
  return read.flatMap((meeting) => meeting ?? [])
}

type Remembered = { readonly mark: string; readonly meeting: PastMeeting }

/**
 * By path, what was understood with the same settings: a server looks at the same minutes after each webhook. The newest
 * `MOST_REMEMBERED` stay.
 */
const remembered = new WeakMap<Settings, Map<string, Remembered>>()
/** Half a year of minutes of forty teams. */
const MOST_REMEMBERED = 1000

/** null: the file is gone by now. */
async function readMeeting(archive: MinutesArchive, settings: Settings, { path, day }: MinutesFile): Promise<PastMeeting | null> {
  const known = remembered.get(settings) ?? new Map<string, Remembered>()
  remembered.set(settings, known)
  const mark = (await archive.mark?.(path)) ?? null
  const found = known.get(path)
  known.delete(path)
  if (found !== undefined && found.mark === mark) {
    known.set(path, found)
    return found.meeting
  }
  const text = await archive.read(path)
  if (text === null) return null
  const meeting = { date: day, path, notes: readPast(text, day, settings), text }
  if (mark !== null) known.set(path, { mark, meeting })
  for (const oldest of known.keys()) {
    if (known.size <= MOST_REMEMBERED) break
    known.delete(oldest)
  }
  return meeting
}
