/** Minutes of a team among other files, and what they say once more: without what is off the record or added by the app. Pure. */

import { withoutLongComments } from '../../domain/markdown/hidden-comments.ts'
import { dayOfPath } from '../../domain/notes/minutes-path.ts'
import type { PastMeeting } from '../../domain/notes/past-meeting.ts'
import { readNotes } from '../../notes/read-notes.ts'
import { withoutOffRecord } from '../../notes/readers/off-record/off-record.ts'
import type { Settings, TeamSettings } from '../../settings/settings.ts'
import { stripGenerated } from '../compose/strip-generated.ts'
import { spellingsIn } from './read-options.ts'

/** Half a year of weekly meetings. */
export const REMEMBERED_MEETINGS = 26

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

/** Notes of minutes that somebody gave as a file. */
export function readPast(text: string, day: string | null, settings: Settings): PastMeeting['notes'] {
  return readOnRecord(withoutOffRecord(stripGenerated(text)).text, day, settings)
}

/** The same for a text without what is off the record and what the app added. */
export function readOnRecord(text: string, day: string | null, settings: Settings): PastMeeting['notes'] {
  return readNotes(withoutLongComments(text), { date: day, ...spellingsIn(settings) })
}
