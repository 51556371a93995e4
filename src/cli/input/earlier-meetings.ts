/** Where a command reads earlier minutes: the file of `--previous`, a folder, or the repository. Otherwise there are none. */
import type { PastMeeting } from '../../domain/notes/past-meeting.ts'
import { UserError } from '../../errors.ts'
import { readPast } from '../../minutes/meeting/past-meetings.ts'
import type { Uses } from '../../ports/app-ports.ts'
import type { Settings, TeamSettings } from '../../settings/settings.ts'
import { readPastMeetings } from '../../usecases/minutes/read-past-meetings.ts'
import { dayOfName } from './notes-input.ts'

export type EarlierOptions = {
  /** Only meetings before this day. */
  readonly date: string
  readonly previous?: string
  readonly minutes?: string
}

export type EarlierPorts = Uses<'screen' | 'readText' | 'archive'>

/** Newest first. */
export async function earlierMeetings(
  ports: EarlierPorts,
  settings: Settings,
  team: TeamSettings,
  { date, previous, minutes }: EarlierOptions,
): Promise<readonly PastMeeting[]> {
  if (previous !== undefined) {
    const typed = await ports.readText(previous, 'the previous minutes')
    if (typed.trim() === '') throw new UserError(`${previous}: expected the previous minutes, found an empty file. Check the path.`)
    const text = await ports.screen(settings)(typed, previous)
    const notes = readPast(text, dayOfName(previous), settings)
    return [{ date: notes.date ?? notes.headingDate ?? date, path: previous, notes }]
  }
  const archive = ports.archive(settings, minutes)
  return archive === null ? [] : readPastMeetings(archive, settings, team, { before: date })
}
