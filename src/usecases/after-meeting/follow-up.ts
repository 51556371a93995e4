/** What follows from merged minutes, as sprint.yml asks for it: comments on epics and stories, a line to the chat. Each once; a second run writes nothing. */

import type { Snapshot } from '../../domain/board/board.ts'
import { type BoardIndex, publicBoard } from '../../domain/board/board-index.ts'
import { usualStatus } from '../../domain/board/board-status.ts'
import { lastMeeting, type MeetingPlan, type MeetingTeam } from '../../domain/calendar/meetings.ts'
import { minutesFolder } from '../../domain/notes/minutes-path.ts'
import { liveByOthers, tellOthersComment } from '../../domain/others-comments.ts'
import { refKey } from '../../domain/reference.ts'
import { isSameText } from '../../domain/text/same-text.ts'
import { addDays, dayIn } from '../../domain/time/dates.ts'
import { UserError } from '../../errors.ts'
import {
  discussedComment,
  type FollowUpComment,
  type FollowUpPlace,
  outcomeComment,
  type Render,
} from '../../minutes/after-meeting/follow-up-comments.ts'
import { discussionsOf, epicsNamed, type MergedMeeting, outcomesOf } from '../../minutes/after-meeting/said-at-meetings.ts'
import { minutesAmong, REMEMBERED_MEETINGS } from '../../minutes/meeting/past-meetings.ts'
import type { AppComment, Comments, MinutesArchive } from '../../ports.ts'
import type { Settings } from '../../settings/settings.ts'
import { readMeeting } from '../../site/facts/read-meeting.ts'
import type { Action, Plan } from '../plan.ts'
import { type AnnouncementPorts, planAnnouncements } from './plan-announcements.ts'
import { type BoardStatusPorts, planBoardStatus } from './plan-board-status.ts'

export type FollowUpPorts = AnnouncementPorts &
  BoardStatusPorts & {
    /** The branch of the minutes, screened: what is there is merged. */
    readonly archive: MinutesArchive
    /** Is the repository of the minutes private? */
    readonly areMinutesPrivate: () => Promise<boolean>
    /** Tells how often a team meets. */
    readonly meetings: () => Promise<MeetingPlan>
    readonly comments: () => Pick<Comments, 'byApp' | 'byOthers' | 'deletedByPerson'>
    /** The newest complete one; null: there is none yet. */
    readonly snapshot: () => Promise<Snapshot | null>
    readonly render: Render
  }

/** Minutes of so many days are followed up at least; nobody waits for those from before the last but one meeting. */
const RECENT_DAYS = 8
/** Each notifies people: the day of installation is quiet. */
const MOST_NEW = 10

/** Is anything asked for? */
export function followsUp({
  afterMeeting: { discussed, outcomes, notify, boardStatus },
  board,
}: Pick<Settings, 'afterMeeting' | 'board'>): boolean {
  return notify !== 'off' || (board !== null && (discussed !== 'off' || outcomes !== 'off' || boardStatus !== 'off'))
}

export async function planFollowUp(ports: FollowUpPorts, settings: Settings): Promise<Plan> {
  const { meetings, recent } = await readMerged(ports, settings)
  if (recent.length === 0) return { actions: [], remarks: [] }
  const board = await boardOf(ports, settings)
  const isPrivate = board !== null && (await ports.areMinutesPrivate())
  const { references } = settings.afterMeeting
  const place: FollowUpPlace = { minutes: settings.minutes, isPrivate, references, teamName: (id) => settings.teams[id]?.name ?? id }
  // The issues are public: what private minutes say, and that they are there, is not told on them.
  const wanted = board === null || isPrivate ? [] : wantedComments(ports, settings, board, { meetings, recent, place })
  const written = await planComments(ports, wanted, recent)
  const told = await planAnnouncements(ports, settings, { recent, place })
  const health = board === null ? [] : await planBoardStatus(ports, settings, board, { recent, place })
  return {
    // The chat last: what it does not take holds nothing up.
    actions: [...written.actions, ...health, ...told.actions],
    remarks: [
      ...written.remarks,
      ...told.remarks,
      ...(board === null && needsBoard(settings) ? [NO_BOARD] : []),
      ...(isPrivate && commentsOnIssues(settings) ? [privateMinutes(settings)] : []),
    ],
    versions: written.versions,
  }
}

type Merged = { readonly meetings: readonly MergedMeeting[]; readonly recent: readonly MergedMeeting[] }

async function readMerged({ archive, clock, meetings: readPlan }: FollowUpPorts, settings: Settings): Promise<Merged> {
  const plan = await readPlan()
  const meetings: MergedMeeting[] = []
  const recent: MergedMeeting[] = []
  for (const team of Object.values(settings.teams)) {
    const first = recentSince(plan, team, clock.now())
    const files = minutesAmong(await archive.list(minutesFolder(team.path, team.id)), team).slice(0, REMEMBERED_MEETINGS)
    // Without a new meeting nothing changes in what the older ones said.
    if (!files.some(({ day }) => day >= first)) continue
    for (const { path, day } of files) {
      const text = await archive.read(path)
      if (text === null) continue
      const { facts } = readMeeting({ team: team.id, path, date: day, text }, settings)
      meetings.push(facts)
      if (facts.date >= first) recent.push(facts)
    }
  }
  return { meetings, recent }
}

/** A team that meets every two weeks may merge its minutes just before it meets again: since the meeting before its last one. */
function recentSince(plan: MeetingPlan, team: MeetingTeam, now: Date): string {
  const usual = addDays(dayIn(plan.settings.timezone, now), -RECENT_DAYS)
  const last = lastMeeting(plan, team, now)
  const before = last === null ? null : lastMeeting(plan, team, last.start)
  return before !== null && before.date < usual ? before.date : usual
}

type Said = Merged & { readonly place: FollowUpPlace }

const NO_BOARD = 'No board was read yet, so it is not known which epics the minutes are about.'

function privateMinutes({ minutes }: Settings): string {
  return `${minutes.repository} is private, so no public issue says what its minutes say. Set \`afterMeeting.discussed\` and \`afterMeeting.outcomes\` to off.`
}

function commentsOnIssues({ afterMeeting }: Settings): boolean {
  return afterMeeting.discussed !== 'off' || afterMeeting.outcomes !== 'off'
}

function needsBoard(settings: Settings): boolean {
  return settings.board !== null && (commentsOnIssues(settings) || settings.afterMeeting.boardStatus !== 'off')
}

/** Without private issues: what follows is public. */
async function boardOf({ snapshot }: FollowUpPorts, settings: Settings): Promise<BoardIndex | null> {
  const seen = needsBoard(settings) ? await snapshot() : null
  return seen === null ? null : publicBoard(seen, settings.board?.status ?? usualStatus, settings.epics)
}

function wantedComments(
  { render }: FollowUpPorts,
  { afterMeeting }: Settings,
  board: BoardIndex,
  { meetings, recent, place }: Said,
): readonly FollowUpComment[] {
  const named = epicsNamed(recent, board)
  const discussed = afterMeeting.discussed === 'off' ? [] : [...discussionsOf(meetings, board)].filter(([epic]) => named.has(refKey(epic)))
  const outcomes = afterMeeting.outcomes === 'off' ? [] : recent
  // What was agreed is news, and goes first where there are more comments than one run writes.
  return [
    ...outcomes.flatMap((meeting) => outcomesOf(meeting, board).map((outcome) => outcomeComment(outcome, meeting, place, render))),
    ...discussed.map(([epic, list]) => discussedComment(epic, list, place, render)),
  ]
}

type Written = Required<Pick<Plan, 'actions' | 'remarks' | 'versions'>>

async function planComments(ports: FollowUpPorts, wanted: readonly FollowUpComment[], recent: readonly MergedMeeting[]): Promise<Written> {
  const versions = new Map<string, readonly AppComment[]>()
  const actions: Action[] = []
  const remarks: string[] = []
  const first = recent.map(({ date }) => date).sort()[0] ?? ''
  const unread = new Set<string>()
  for (const { on, mark, body, why } of wanted) {
    if (unread.has(on)) continue
    const own = versions.get(on) ?? (await ownComments(ports, on))
    if (typeof own === 'string') {
      unread.add(on)
      remarks.push(own)
      continue
    }
    versions.set(on, own)
    const isMarked = beginsWith(mark)
    const known = own.findLast((one) => isMarked(one.body))
    if (known === undefined) {
      if (await wasDeleted(ports, on, first)) remarks.push(`${on}: somebody deleted a comment of the app there, so none is added.`)
      else {
        const told = liveByOthers(await ports.comments().byOthers(on), isMarked)
        if (told !== null) remarks.push(tellOthersComment(on, told))
        if (!told?.holdsBack) actions.push({ kind: 'create-comment', on, body, why })
      }
    } else if (!isSameText(known.body, body) && !known.minimized) {
      if (known.editedByPerson) remarks.push(`${on}: somebody edited the comment (${why}), so it stays as it is.`)
      else actions.push({ kind: 'update-comment', on, commentId: known.id, body, why })
    }
  }
  const later = new Set(actions.filter(({ kind }) => kind === 'create-comment').slice(MOST_NEW))
  if (later.size > 0) remarks.push(`${later.size} more comments are written by the next runs: at most ${MOST_NEW} new ones at once.`)
  return { actions: actions.filter((action) => !later.has(action)), remarks, versions }
}

/** The mark is the first line of the text: quoted in somebody's comment it is none. */
function beginsWith(mark: string): (body: string) => boolean {
  return (body) => body.replaceAll('\r\n', '\n').startsWith(`${mark}\n`)
}

/** A text: why those of one issue cannot be read. The others have nothing to do with it. */
async function ownComments({ comments }: FollowUpPorts, on: string): Promise<readonly AppComment[] | string> {
  try {
    return await comments().byApp(on)
  } catch (error) {
    if (error instanceof UserError) return error.message
    throw error
  }
}

async function wasDeleted({ comments }: FollowUpPorts, on: string, since: string): Promise<boolean> {
  const at = await comments().deletedByPerson(on)
  return at !== null && at.slice(0, 10) >= since
}
