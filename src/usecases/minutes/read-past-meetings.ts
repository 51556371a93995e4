/** Earlier minutes of a team, understood: gathered once, used by minutes, agenda, rota and the list of open items. */
import { dayOfPath, minutesFolder } from '../../domain/notes/minutes-path.ts'
import type { PastMeeting } from '../../domain/notes/past-meeting.ts'
import { withoutLongComments } from '../../domain/text/hidden-comments.ts'
import { stripGenerated } from '../../minutes/compose/strip-generated.ts'
import { ownersOf } from '../../minutes/meeting/read-options.ts'
import { readNotes } from '../../notes/read-notes.ts'
import { withoutOffRecord } from '../../notes/readers/off-record/off-record.ts'
import type { MinutesArchive } from '../../ports.ts'
import type { Settings, TeamSettings } from '../../settings/settings.ts'

/** Half a year of weekly meetings. */
export const REMEMBERED_MEETINGS = 26

export type PastMeetingsOptions = {
  /** Only meetings before this day. */
  readonly before?: string
  /** Only the latest so many; default `REMEMBERED_MEETINGS`. */
  readonly limit?: number
}

/** Newest first. Files that are not the team's minutes by its path are passed over. */
export async function readPastMeetings(
  archive: MinutesArchive,
  settings: Settings,
  team: TeamSettings,
  { before, limit = REMEMBERED_MEETINGS }: PastMeetingsOptions = {},
): Promise<readonly PastMeeting[]> {
  const files = minutesAmong(await archive.list(minutesFolder(team.path, team.id)), team)
    .filter(({ day }) => before === undefined || day < before)
    .slice(0, limit)
  const read = await Promise.all(files.map((file) => pastMeeting(archive, settings, file)))
  return read.flatMap((meeting) => meeting ?? [])
}

export type MinutesFile = { readonly path: string; readonly day: string }

/** Of the paths those that are the team's minutes, newest first. */
export function minutesAmong(paths: readonly string[], { id, path: pattern }: Pick<TeamSettings, 'id' | 'path'>): readonly MinutesFile[] {
  return (
    paths
      .flatMap((path) => {
        const day = dayOfPath(pattern, id, path)
        return day === null ? [] : [{ path, day }]
      })
      // Of one day the later meeting comes first: `20230118-2.md` before `20230118.md`.
      .sort((a, b) => (a.day === b.day ? b.path.length - a.path.length || (a.path < b.path ? 1 : -1) : a.day < b.day ? 1 : -1))
  )
}

/** The minutes of one meeting; null when the file is gone by now. */
async function pastMeeting(archive: MinutesArchive, settings: Settings, { path, day }: MinutesFile): Promise<PastMeeting | null> {
  const text = await archive.read(path)
  return text === null ? null : { date: day, path, notes: readPast(text, day, settings), text }
}

/** Notes of minutes that somebody gave as a file. */
export function readPast(text: string, day: string | null, settings: Settings): PastMeeting['notes'] {
  return readOnRecord(withoutOffRecord(stripGenerated(text)).text, day, settings)
}

/** The same for a text without what is off the record and what the app added. */
export function readOnRecord(text: string, day: string | null, settings: Settings): PastMeeting['notes'] {
  return readNotes(withoutLongComments(text), {
    date: day,
    aliases: settings.aliases,
    owners: ownersOf(settings),
    people: settings.people,
  })
}
