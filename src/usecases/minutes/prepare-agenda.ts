/** Prepares the agenda for the pad, from the board, open action items, hygiene findings and the rota. Writes nothing. */
import type { Snapshot } from '../../domain/board/board.ts'
import { publicBoard } from '../../domain/board/board-index.ts'
import type { Calendar } from '../../domain/calendar/calendar.ts'
import { type Meeting, meetingsOn, takesPlace } from '../../domain/calendar/meetings.ts'
import type { OpenItem, PastMeeting } from '../../domain/notes/past-meeting.ts'
import { formatRef } from '../../domain/reference.ts'
import { dayIn, instantAt, minuteIn } from '../../domain/time/dates.ts'
import { judgeBoard } from '../../hygiene/evaluate.ts'
import { doubtsOf, type HygieneFacts, historyStart, hygieneInput } from '../../hygiene/hygiene-input.ts'
import { teamFilter } from '../../hygiene/team/filter-by-team.ts'
import { type AgendaInput, agendaData, sprintAgendaData } from '../../minutes/agenda/agenda.ts'
import { type AgendaBoard, agendaBoard } from '../../minutes/agenda/agenda-board.ts'
import { withAgendaMarker } from '../../minutes/agenda/agenda-marker.ts'
import { type AskedTopic, agendaTopics, mergeTopics, topicsOnBoard } from '../../minutes/agenda/agenda-topics.ts'
import { boardAsOf } from '../../minutes/agenda/agenda-words.ts'
import { meetingRemarks } from '../../minutes/agenda/meeting-remarks.ts'
import { presenterQuestion } from '../../minutes/agenda/presenter-question.ts'
import { proposePresenter } from '../../minutes/agenda/propose-presenter.ts'
import { endOf } from '../../minutes/meeting/issue-annotation.ts'
import { openActions } from '../../minutes/meeting/open-actions.ts'
import { readOptionsFor } from '../../minutes/meeting/read-options.ts'
import { storyRequestsIn } from '../../minutes/meeting/story-requests.ts'
import { readNotes } from '../../notes/read-notes.ts'
import type { Templates } from '../../ports.ts'
import type { Settings, TeamSettings } from '../../settings/settings.ts'

export { isUntouchedAgenda } from '../../minutes/agenda/agenda-marker.ts'

export type PrepareAgendaInput = {
  /** Tells when the team meets, where sprint.yml does not; null: there is none. */
  readonly calendar: Calendar | null
  /** The meeting it is for; absent: whichever is on that day. */
  readonly meeting?: Pick<Meeting, 'kind' | 'time' | 'minutes'>
  readonly settings: Settings
  readonly team: TeamSettings
  readonly date: string
  readonly snapshot: Snapshot | null
  /** Earlier snapshots, in any order. */
  readonly history: readonly Snapshot[]
  /** Earlier meetings, in any order; those of `date` and later are not looked at. */
  readonly past: readonly PastMeeting[]
  /** Stories that past minutes ask for; absent: those of `past`. */
  readonly asked?: HygieneFacts['asked']
  /** Issues that people want on the agenda, as GitHub has them now; those of the board are found there. */
  readonly topics?: readonly AskedTopic[]
  readonly now: Date
  readonly render: Templates['render']
}

export type PreparedAgenda = { readonly text: string; readonly remarks: readonly string[] }

/** Sprint review and planning for a team with a board; topics with a sponsor for one without. */
export function prepareAgenda(input: PrepareAgendaInput): PreparedAgenda {
  const { settings, team, date, render } = input
  const past = input.past.filter((meeting) => meeting.date < date)
  const { proposal } = proposePresenter({ settings, team, past })
  const meeting = input.meeting ?? meetingsOn(input, team, date).find(takesPlace)
  const base: AgendaInput = {
    date,
    kind: meeting?.kind ?? null,
    firstHeading: team.firstHeading,
    past,
    items: openActions({ settings, team, past }),
    topics: agendaTopics(mergeTopics(topicsOf(input), input.topics ?? []), past, {
      minutes: meeting?.minutes ?? null,
      github: settings.github,
    }),
    endOfIssues: (item) => endOfIssues(item, input),
    allItems: `npx scs-sprint actions --team ${team.id}`,
    question: presenterQuestion(past, { communityCall: team.communityCall }),
    proposal,
    communityCall: team.communityCall,
  }
  const remarks =
    past.length === 0 ? [`No past minutes of ${team.name} were found, so there are no open action items and no proposed presenter.`] : []
  remarks.push(...meetingRemarks(input, team, date))
  if (!team.board) return { text: finished(render('agenda/topics', agendaData(base))), remarks }
  const { board, told } = boardPart(input, past)
  return { text: finished(render('agenda/sprint', sprintAgendaData(base, board)), board.found?.attention), remarks: [...remarks, ...told] }
}

/** Those with the label on the team's board. */
function topicsOf(input: PrepareAgendaInput): readonly AskedTopic[] {
  const { settings, team, snapshot } = input
  return snapshot === null || !team.board ? [] : topicsOnBoard(snapshot, settings, team, teamFilter(input, snapshot))
}

function finished(text: string, attention: readonly string[] = []): string {
  const tidied = text
    .replace(/[ \t]{1,99}$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
  return withAgendaMarker(tidied, attention)
}

/** How the issues ended that an item names, where all of them did; null: one is open, or none is known. */
function endOfIssues({ text, since }: OpenItem, { settings, team, snapshot, past }: PrepareAgendaInput): string | null {
  if (snapshot === null || !snapshot.complete || !team.board) return null
  const { references } = readNotes(`- ${text}\n`, readOptionsFor(settings, since, snapshot, past))
  const board = publicBoard(snapshot, { active: [], done: [] })
  const named = references.map((ref) => board.itemOf(formatRef(ref)))
  const closed = named.flatMap((item) => (item?.state === 'closed' ? [item] : []))
  const [first] = closed
  if (!first || closed.length < named.length) return null
  const what = first.kind === 'pull' ? 'pull request' : 'issue'
  const ends = new Set(closed.map(endOf))
  return closed.length > 1 ? `its ${closed.length} issues are closed` : `its ${what} is ${[...ends][0]}`
}

type BoardPart = {
  readonly board: { readonly note: string; readonly found: AgendaBoard | null; readonly noFindings: string }
  readonly told: readonly string[]
}

function boardPart(input: PrepareAgendaInput, past: readonly PastMeeting[]): BoardPart {
  const { settings, team, date, snapshot, now } = input
  if (snapshot === null) {
    const note = 'The board was not available when this agenda was written.'
    return { board: { note, found: null, noFindings: 'Unknown without the board.' }, told: [] }
  }
  const asked = input.asked ?? storyRequestsIn(past, snapshot)
  const hygiene = hygieneInput(settings, team, { snapshot, history: input.history, asked }, now)
  const lastMeeting = lastDayOf(past)
  const before = earlierSnapshot(input.history, snapshot, lastMeeting, settings.timezone)
  const lookup = publicBoard(snapshot, hygiene.status, hygiene.marks)
  const isTeams = teamFilter(input, snapshot)
  const wasTeams = before === null ? () => false : teamFilter(input, before)
  const judged = team.hygiene.mode === 'off' ? { findings: [], withheld: [] } : judgeBoard(hygiene)
  const doubts = doubtsOf(settings, { snapshot, history: input.history })
  const found = agendaBoard({
    board: lookup,
    before,
    lastMeeting,
    date,
    isTeams: (ref) => isTeams(ref) || (lookup.itemOf(ref) === null && wasTeams(ref)),
    findings: judged.findings,
  })
  return {
    board: { note: noteOf(input, snapshot, before, lastMeeting), found, noFindings: noFindings(team, snapshot, judged.withheld.length) },
    told: [
      ...(found.unnamed > 0 ? [`${found.unnamed} items of private repositories are left out, because a pad is public.`] : []),
      ...(snapshot.complete ? [] : ['The board snapshot is incomplete, so epics were not checked.']),
      ...doubts,
    ],
  }
}

/**
 * What the agenda looks at of the board's history; undefined: it has no board, so none. Without an earlier meeting it looks at what the
 * rules look at.
 */
export function agendaHistoryStart({
  settings,
  snapshot,
  past,
}: Pick<PrepareAgendaInput, 'settings' | 'snapshot' | 'past'>): Date | undefined {
  const lastMeeting = lastDayOf(past)
  if (snapshot === null) return undefined
  const checked = historyStart({ snapshot, asked: storyRequestsIn(past, snapshot) })
  if (lastMeeting === null) return checked
  return new Date(Math.min(checked.getTime(), instantAt(settings.timezone, lastMeeting, '00:00').getTime()))
}

function lastDayOf(past: readonly PastMeeting[]): string | null {
  return (
    past
      .map(({ date }) => date)
      .sort()
      .at(-1) ?? null
  )
}

/** The newest snapshot that is not younger than the last meeting; without a last meeting the oldest one that was looked at. */
function earlierSnapshot(history: readonly Snapshot[], snapshot: Snapshot, lastMeeting: string | null, timezone: string): Snapshot | null {
  const earlier = history.filter(({ takenAt }) => takenAt < snapshot.takenAt).sort((a, b) => (a.takenAt < b.takenAt ? -1 : 1))
  if (lastMeeting === null) return earlier[0] ?? null
  const then = earlier.findLast(({ takenAt }) => dayIn(timezone, new Date(takenAt)) <= lastMeeting)
  return then ?? null
}

/** Of a board that is older than the last meeting there is nothing to say since then. */
function noteOf({ settings }: PrepareAgendaInput, snapshot: Snapshot, before: Snapshot | null, lastMeeting: string | null): string {
  const at = (taken: string) => minuteIn(settings.timezone, new Date(taken))
  const isOlder = lastMeeting !== null && dayIn(settings.timezone, new Date(snapshot.takenAt)) < lastMeeting
  const compared =
    before !== null
      ? `, compared with ${at(before.takenAt)}`
      : lastMeeting === null
        ? '; there is no earlier snapshot to compare with'
        : isOlder
          ? `, from before the meeting of ${lastMeeting}`
          : `, with issues closed or opened since ${lastMeeting}`
  return boardAsOf(at(snapshot.takenAt), compared)
}

function noFindings(team: TeamSettings, snapshot: Snapshot, withheld: number): string {
  if (team.hygiene.mode === 'off') return 'Not checked: hygiene is off for this team.'
  if (withheld > 0) return 'None, according to the board, but some of its values are not reliable right now.'
  return snapshot.complete ? 'None: all clear.' : 'Not checked: the board snapshot is incomplete.'
}
