/** What of the pad is the text of the meeting, and may be published. Pure. */
import type { MeetingImage } from '../../domain/pads/pad-image.ts'
import type { PadText } from '../../domain/pads/pad-text.ts'
import { withImageAddresses } from '../../notes/text/images.ts'
import type { Settings, TeamSettings } from '../../settings/settings.ts'
import { withoutAgendaHints } from '../agenda/agenda-hints.ts'
import { withoutTypedMarks } from '../agenda/agenda-marker.ts'
import { type Publishable, publishable } from '../privacy/publishable-text.ts'
import { type MeetingText, selectMeeting } from './select-meeting.ts'

export type MeetingInput = {
  readonly settings: Settings
  readonly team: TeamSettings
  readonly date: string
  readonly pad: PadText
  /** What became of its images; absent: they keep their links. */
  readonly images?: readonly MeetingImage[]
}

/** Names the pad in messages. */
export function padName({ source }: PadText): string {
  return source ?? 'The pad'
}

/** Throws UserError where no minutes can be made of it for that day. */
export function readMeetingText({ settings, team, date, pad, images = [] }: MeetingInput): {
  readonly open: Publishable
  readonly meeting: MeetingText
} {
  const open = publishable(withoutAgendaHints(withoutTypedMarks(pad.text)), settings.privacy)
  const wanted = { date, where: padName(pad), firstHeading: team.firstHeading, names: [team.id, team.name] }
  return { open, meeting: selectMeeting(withStored(open.text, images), wanted) }
}

/** The links of stored images; of others the typed ones. */
function withStored(text: string, images: readonly MeetingImage[]): string {
  const paths = new Map(images.flatMap(({ target, path }) => (path === null ? [] : [[target, path] as const])))
  return paths.size === 0 ? text : withImageAddresses(text, (target) => paths.get(target) ?? null)
}
