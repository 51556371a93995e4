/** Whether a pad holds the notes of a meeting, and which days a pad names. Pure. */
import { NotTypedYetError, UserError } from '../../errors.ts'
import { meetings, readStructure } from '../../notes/structure/read-structure.ts'
import type { PrivacySettings, TeamSettings } from '../../settings/settings.ts'
import { withoutTypedMarks } from '../agenda/agenda-marker.ts'
import { selectMeeting } from '../compose/select-meeting.ts'
import { publishable } from '../privacy/publishable-text.ts'

/**
 * `there`: notes below a heading of that day. `undated`: notes, and nothing in the pad says of which day. `none`: nobody has typed
 * anything. `other-days`: notes of other days alone. `cancelled`: they say that the meeting did not take place. `unreadable`: no
 * text that minutes can be made of. `no-answer`: only time helps.
 */
export type NotesInPad = 'there' | 'undated' | 'none' | 'other-days' | 'cancelled' | 'unreadable' | 'no-answer'

/** `told`: why there are none, a sentence; null where there are. */
type PadLook = { readonly notes: NotesInPad; readonly told: string | null }

/** `where` names the pad in messages; `date` is an ISO day. */
export function lookAtPad(
  text: string,
  {
    date,
    where,
    team,
    privacy,
  }: { date: string; where: string; team: Pick<TeamSettings, 'id' | 'name' | 'firstHeading'>; privacy: PrivacySettings },
): PadLook {
  try {
    const open = publishable(withoutTypedMarks(text), privacy).text
    const meeting = selectMeeting(open, { date, where, firstHeading: team.firstHeading, names: [team.id, team.name] })
    if (meeting.cancelled !== null) return { notes: 'cancelled', told: `The pad says that there was no meeting: "${meeting.cancelled}".` }
    // A line above the pad's first one: the heading with the day, which the pad itself does not have.
    return { notes: meeting.firstLine < 1 ? 'undated' : 'there', told: null }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    const notes = error instanceof NotTypedYetError ? 'none' : error.problem === 'other-day' ? 'other-days' : 'unreadable'
    return { notes, told: error.message }
  }
}

/** The days that headings of a pad open a meeting with, each once, in its order; without those that leave their year to be guessed. */
export function daysInPad(text: string): readonly string[] {
  return [...new Set(meetings(readStructure(text), null).map(({ date }) => date))]
}
