/** The community call's notes, or slides, from the minutes of its teams. Reads and writes nothing itself. */
import { addDays } from '../domain/dates.ts'
import { fileText } from '../domain/escape.ts'
import { isMeetingDay } from '../domain/meetings.ts'
import { minutesPath } from '../domain/minutes-path.ts'
import type { PastMeeting } from '../domain/past-meeting.ts'
import { slidesOf } from '../minutes/deck.ts'
import { bulletsOf, headlinesOf, type TeamHeadlines } from '../minutes/digest.ts'
import { handleCase } from '../minutes/handles.ts'
import { isOffRecordNotice, withoutOffRecord } from '../notes/off-record.ts'
import { readStructure } from '../notes/structure.ts'
import type { Templates } from '../ports.ts'
import type { Settings, TeamSettings } from '../settings/settings.ts'
import { padLines } from './pad-lines.ts'

export type ReportingTeam = {
  readonly team: TeamSettings
  /** Minutes of the week; null: there are none yet. */
  readonly meeting: PastMeeting | null
  readonly pad: string | null
  /** Who was asked for the missing minutes, and when (as people may read it); only where that is known. */
  readonly asked?: { readonly handle: string; readonly at: string } | null
}

export type DigestInput = {
  readonly settings: Settings
  /** Day of the call. */
  readonly date: string
  /** Teams that do not report in the call are left out. */
  readonly teams: readonly ReportingTeam[]
  readonly slides: boolean
  readonly now: Date
  readonly render: Templates['render']
}

export type Digest = { readonly path: string; readonly text: string; readonly remarks: readonly string[] }

const USUAL_PATH = 'community-call/{yyyymmdd}.md'

export function composeDigest({ settings, date, teams, slides, render }: DigestInput): Digest {
  const reporting = teams.filter(({ team }) => team.communityCall)
  const told = reporting.map((entry) => ({ ...entry, headlines: entry.meeting === null ? null : tell(entry.meeting, settings) }))
  const data = {
    date,
    teams: told.map(({ headlines, ...entry }) => ({
      name: fileText(entry.team.name),
      minutes: minutesLine(entry, settings, date),
      report: reportLine(entry.meeting),
      bullets: headlines === null ? [] : orNothing(bulletsOf(headlines)),
      slides: headlines === null ? [] : slidesOf(headlines),
    })),
  }
  const path = minutesPath(settings.communityCall?.path ?? USUAL_PATH, 'community-call', date)
  return {
    path: slides ? path.replace(/(\.md)?$/, '-slides.md') : path,
    text: `${render(slides ? 'digest/slides' : 'digest/notes', data)
      .replace(/\n{3,}/g, '\n\n')
      .trim()}\n`,
    remarks: told.flatMap((entry) => remarkOn(entry, date)),
  }
}

/** Without the text only what was understood is known: topics are then not told. */
function tell({ notes, text }: PastMeeting, settings: Settings): TeamHeadlines {
  const { text: said, parts } = withoutOffRecord(text ?? '')
  const lines = text === undefined ? [] : padLines(readStructure(said), notes)
  const notices = new Set(lines.flatMap(({ number, text: words }) => (isOffRecordNotice(words) ? [number] : [])))
  const isOff = (line: number) => notices.has(line) || parts.some(({ from, to }) => line >= from && line <= to)
  return headlinesOf(notes, lines, { isOff, people: settings.people })
}

function minutesLine({ team, meeting, pad, asked }: ReportingTeam, { minutes }: Settings, date: string): string {
  if (meeting !== null) return `Minutes: <https://github.com/${minutes.repository}/blob/${minutes.branch}/${encodeURI(meeting.path)}>`
  if (didNotMeet(team, date)) return 'Minutes: none, the team did not meet this week'
  const facts = [...(pad === null ? [] : [`[pad](${pad})`]), ...(asked ? [`asked @${asked.handle} on ${asked.at}`] : [])]
  return `Minutes: none present yet${facts.length > 0 ? ` (${facts.join(', ')})` : ''}`
}

/** No day of the week before the call is a meeting day of the team. */
function didNotMeet({ meeting }: TeamSettings, date: string): boolean {
  if (meeting === null) return false
  return ![0, 1, 2, 3, 4, 5, 6].some((days) => isMeetingDay(meeting, addDays(date, -days)))
}

function reportLine(meeting: PastMeeting | null): string {
  if (meeting === null || meeting.notes.reporters.length === 0) return ''
  const spelled = handleCase([meeting])
  return `Reported by ${meeting.notes.reporters.map((handle) => `@${spelled(handle)}`).join(', ')}`
}

function orNothing(bullets: readonly string[]): readonly string[] {
  return bullets.length > 0 ? bullets : ['No topics in the minutes']
}

function remarkOn({ team, meeting }: ReportingTeam, date: string): readonly string[] {
  if (meeting !== null || didNotMeet(team, date)) return []
  return [`${team.name}: no minutes of the week before ${date} were found (${team.path.replaceAll('{team}', team.id)}).`]
}
