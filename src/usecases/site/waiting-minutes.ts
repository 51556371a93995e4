/** Minutes of a team in open pull requests of the app, and their content. */
import { dayOfPath, meetingOfBranch, minutesPath } from '../../domain/notes/minutes-path.ts'
import { TryAgainError, UserError } from '../../errors.ts'
import { demandReadable } from '../../minutes/meeting/readable-minutes.ts'
import { openCountIn } from '../../minutes/pull-request/managed-body.ts'
import type { WaitingPulls } from '../../ports/pulls.ts'
import type { PullRequest, Screen } from '../../ports.ts'
import type { Settings, TeamSettings } from '../../settings/settings.ts'
import type { MinutesDoubt, WaitingMinutes } from '../../site/facts/facts.ts'
import { type MeetingRecord, readMeeting } from '../../site/facts/read-meeting.ts'
import { readWherever } from '../minutes/read-minutes-file.ts'

/** Of all teams together: GitHub is asked once which pull requests are open. */
export function askedOnce(pulls: WaitingPulls): WaitingPulls {
  let open: Promise<readonly PullRequest[]> | null = null
  return {
    openPulls: () => {
      open ??= pulls.openPulls()
      return open
    },
    readFile: pulls.readFile,
    files: pulls.files,
  }
}

/** `pulls` is null where nobody looks for them. */
export type WaitingPorts = { readonly pulls: WaitingPulls | null; readonly screen: Screen }

/** A pull request and the minutes in it. */
export type Waiting = WaitingMinutes & { readonly record: MeetingRecord }

export type WaitingInput = {
  readonly settings: Settings
  readonly team: TeamSettings
  readonly today: string
  /** Paths of minutes that are merged. */
  readonly merged: ReadonlySet<string>
}

export type FoundWaiting = {
  /** Newest first. */
  readonly waiting: readonly Waiting[]
  /** What could not be read, a sentence each. */
  readonly problems: readonly string[]
  readonly doubts: readonly MinutesDoubt[]
}

/** Of any day up to today, on the schedule or not. What cannot be read is a problem and a doubt; the rest is read. */
export async function readWaiting({ pulls, screen }: WaitingPorts, input: WaitingInput): Promise<FoundWaiting> {
  if (pulls === null) return { waiting: [], problems: [], doubts: [{ day: null, words: 'open pull requests were not checked' }] }
  let open: readonly PullRequest[]
  try {
    open = await pulls.openPulls()
  } catch (error) {
    const told = `${input.team.name}: pull requests of minutes could not be read. ${messageOf(error)}`
    return { waiting: [], problems: [told], doubts: [{ day: null, words: 'open pull requests could not be read' }] }
  }
  const found = await Promise.all(open.flatMap((pull) => meetingIn(pull, input)).map((meeting) => read({ pulls, screen }, meeting, input)))
  return {
    waiting: found.flatMap(({ waiting }) => waiting).sort((a, b) => (a.path < b.path ? 1 : -1)),
    problems: found.flatMap(({ problems }) => problems),
    doubts: found.flatMap(({ doubts }) => doubts),
  }
}

/** `path`: where the app puts its minutes; somebody may have moved them on the branch. */
type OpenMeeting = { readonly pull: PullRequest; readonly day: string; readonly path: string }

/** None for another team's, for a day to come, and for minutes that are merged meanwhile. */
function meetingIn(pull: PullRequest, { team, today, merged }: WaitingInput): readonly OpenMeeting[] {
  const meeting = meetingOfBranch(pull.branch)
  if (meeting === null || meeting.team !== team.id || meeting.date > today) return []
  const path = minutesPath(team.path, team.id, meeting.date, meeting.meeting)
  return merged.has(path) ? [] : [{ pull, day: meeting.date, path }]
}

async function read(
  { pulls, screen }: { readonly pulls: WaitingPulls; readonly screen: Screen },
  meeting: OpenMeeting,
  { settings, team, today, merged }: WaitingInput,
): Promise<FoundWaiting> {
  const { pull } = meeting
  const doubts = [{ day: meeting.day, words: 'the minutes in its open pull request could not be read' }]
  try {
    const found = await readWherever(pulls, { first: meeting.path, ref: pull.branch, pull })
    if (found === null) return { waiting: [], problems: [`${meeting.path}: the open pull request ${pull.url} has no such file.`], doubts }
    const { path, text } = found
    const day = dayOfPath(team.path, team.id, path) ?? meeting.day
    if (merged.has(path) || day > today) return { waiting: [], problems: [], doubts: [] }
    demandReadable(text, path)
    const record = readMeeting({ team: team.id, path, date: day, text: await screen(text, path) }, settings)
    return { waiting: [{ date: day, path, url: pull.url, openQuestions: openCountIn(pull.body), record }], problems: [], doubts: [] }
  } catch (error) {
    return { waiting: [], problems: [`${team.name}: ${messageOf(error)}`], doubts }
  }
}

/** Throws what is no trouble of the outside. */
function messageOf(error: unknown): string {
  if (error instanceof UserError || error instanceof TryAgainError) return error.message
  throw error
}
