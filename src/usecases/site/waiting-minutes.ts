/** Minutes of a team that wait in open pull requests of the app: where it is asked for, and what they say. */
import { addDays } from '../../domain/time/dates.ts'
import { isMeetingDay } from '../../domain/time/meetings.ts'
import { TryAgainError, UserError } from '../../errors.ts'
import { daysOfWeek } from '../../minutes/community-call/compose-community-call.ts'
import type { MinutesRepository, PullRequest, Screen } from '../../ports.ts'
import type { Settings, TeamSettings } from '../../settings/settings.ts'
import type { WaitingMinutes } from '../../site/facts.ts'
import { meetingPlaces, waitingMinutes } from '../minutes/prepare-community-call.ts'
import { type MeetingRecord, readMeeting } from './read-meeting.ts'

/** Of all teams together: GitHub is asked once which pull requests are open. */
export function askedOnce(pulls: Pick<MinutesRepository, 'openPulls' | 'readFile'>): NonNullable<WaitingPorts['pulls']> {
  let open: Promise<readonly PullRequest[]> | null = null
  return {
    pullOf: async (branch) => {
      open ??= pulls.openPulls()
      return (await open).find((pull) => pull.branch === branch) ?? null
    },
    readFile: pulls.readFile,
  }
}

export type WaitingPorts = { readonly pulls: Pick<MinutesRepository, 'pullOf' | 'readFile'> | null; readonly screen: Screen }

/** A pull request and the minutes in it. */
export type Waiting = WaitingMinutes & { readonly record: MeetingRecord }

export type WaitingInput = {
  readonly settings: Settings
  readonly team: TeamSettings
  readonly today: string
  /** Of the next call; null: there is none. */
  readonly nextCall: string | null
  /** Paths of minutes that are merged. */
  readonly merged: ReadonlySet<string>
}

/** Older meetings without minutes are history. */
const DAYS_BACK = 28

/** Newest first. What cannot be read is a problem, and the pages are made without it. */
export async function readWaiting(
  { pulls, screen }: WaitingPorts,
  { settings, team, today, nextCall, merged }: WaitingInput,
): Promise<{ readonly waiting: readonly Waiting[]; readonly problems: readonly string[] }> {
  if (pulls === null) return { waiting: [], problems: [] }
  const ofDay = async (day: string) => {
    const found: Waiting[] = []
    for (const { path, branch } of meetingPlaces(team, day)) {
      if (merged.has(path)) continue
      const waits = await waitingMinutes(pulls, path, branch)
      if (waits === null) break
      const record = readMeeting({ team: team.id, path, date: day, text: await screen(waits.text, path) }, settings)
      found.push({ date: day, path, url: waits.pull, openQuestions: questionsIn(waits.body), record })
    }
    return found
  }
  try {
    const found = await Promise.all(daysToAsk({ settings, team, today, nextCall }).map(ofDay))
    return { waiting: found.flat().sort((a, b) => (a.path < b.path ? 1 : -1)), problems: [] }
  } catch (error) {
    if (!(error instanceof UserError || error instanceof TryAgainError)) throw error
    return { waiting: [], problems: [`${team.name}: pull requests of minutes could not be read. ${error.message}`] }
  }
}

/** Meetings by the schedule of the last weeks, and every day that the next call tells of. */
function daysToAsk({ settings, team, today, nextCall }: Omit<WaitingInput, 'merged'>): readonly string[] {
  const { meeting } = team
  const lately = Array.from({ length: DAYS_BACK }, (_, days) => addDays(today, -days))
  const scheduled = meeting === null ? [] : lately.filter((day) => isMeetingDay(meeting, day))
  const ofCall = nextCall === null ? lately.slice(0, 7) : daysOfWeek(settings, team, nextCall).filter((day) => day <= today)
  return [...new Set([...scheduled, ...ofCall])]
}

/** Boxes of the description that nobody has ticked. */
function questionsIn(body: string): number {
  return body.split('\n').filter((line) => /^\s{0,3}[-*] \[ \] /.test(line)).length
}
