/**
 * Prepares notes or slides for the community call from the minutes of the week, merged or in a pull request, and their plan. Writes
 * nothing itself.
 */

import { callOn } from '../../domain/calendar/calls.ts'
import { meetingsOn, takesPlace } from '../../domain/calendar/meetings.ts'
import { dayOfPath, meetingPlaces, minutesFolder } from '../../domain/notes/minutes-path.ts'
import { quoted } from '../../domain/text/escape.ts'
import { dayIn } from '../../domain/time/dates.ts'
import { TryAgainError, UserError } from '../../errors.ts'
import {
  type CommunityCall,
  callTitle,
  composeCommunityCall,
  daysOfWeek,
  padOfDays,
  type ReportedMeeting,
  type ReportingTeam,
} from '../../minutes/community-call/compose-community-call.ts'
import { readMeetingText } from '../../minutes/compose/meeting-text.ts'
import { readPast } from '../../minutes/meeting/past-meetings.ts'
import { type Clearance, clearanceIn, isWaiting } from '../../minutes/pull-request/life/clearance.ts'
import type { MinutesArchive, MinutesRepository, PadSource, Screen, Templates } from '../../ports.ts'
import type { Settings, TeamSettings } from '../../settings/settings.ts'
import type { Plan } from '../plan.ts'
import { callDependsOnCalendar, type MeetingPlanPorts, type ReadMeetingPlan, readMeetingPlan } from '../read-meeting-plan.ts'
import { planPullRequest } from './plan-pull-request.ts'
import { type FilesOfPulls, readWherever } from './read-minutes-file.ts'

type CallPulls = Pick<MinutesRepository, 'pullOf'> & FilesOfPulls

export type PrepareCommunityCallPorts = MeetingPlanPorts & {
  readonly archive: MinutesArchive
  /** Where minutes wait in pull requests; null: only the archive is used. */
  readonly pulls: CallPulls | null
  /** For minutes that wait: nobody has screened them yet. */
  readonly screen: Screen
  /** null: there is nothing to make a pull request with. */
  readonly publish: { readonly minutes: MinutesRepository; readonly identity: { readonly login: string; readonly id: number } } | null
  readonly render: Templates['render']
  /** Where the notes say who writes missing minutes; null: pads are not read. */
  readonly pads: Pick<PadSource, 'readPad'> | null
}

export type PrepareCommunityCallInput = {
  readonly settings: Settings
  /** Day of the call. */
  readonly date: string
  readonly slides: boolean
}

/** `plan` is null where nothing can be published. */
export type PreparedCommunityCall = { readonly call: CommunityCall; readonly plan: () => Promise<Plan | null> }

/** The pull request is planned when it is asked for: the text itself needs no right to write. */
export async function prepareCommunityCall(
  ports: PrepareCommunityCallPorts,
  { settings, date, slides }: PrepareCommunityCallInput,
): Promise<PreparedCommunityCall> {
  if (settings.communityCall === null)
    throw new UserError(`${settings.source}: expected \`communityCall\`, found none. Add it to create notes.`)
  const reporting = Object.values(settings.teams).filter((team) => team.communityCall)
  // The weeks that the notes cover depend on when the last call was.
  const meetings = await readMeetingPlan(ports, settings, callDependsOnCalendar(settings) ? undefined : reporting)
  const today = dayIn(settings.timezone, ports.clock.now())
  const teams = await Promise.all(reporting.map((team) => reportOf(ports, meetings, team, { date, today })))
  const { calendar } = meetings
  const composed = composeCommunityCall({ settings, calendar, date, teams, slides, now: ports.clock.now(), render: ports.render })
  const unread = meetings.failure?.message ?? meetings.remark ?? noSuchEvent(meetings, date)
  const call = unread === null ? composed : { ...composed, remarks: [unread, ...composed.remarks] }
  const { path, text } = call
  const names = reporting.map(({ name }) => quoted(name, settings.github)).join(', ')
  const body = `${slides ? 'Slides' : 'Notes'} of ${quoted(callTitle(settings, date), settings.github)}, from the minutes of ${names}.\n`
  // Slides have a pull request of their own: the notes may be merged long before.
  const team = slides ? 'community-call-slides' : 'community-call'
  const { publish } = ports
  return {
    call,
    plan: async () => (publish === null ? null : planPullRequest(publish, { settings, team, date, path, text, body, assignees: [] })),
  }
}

/** The notes are made all the same: the call may have been moved. */
function noSuchEvent(meetings: ReadMeetingPlan, date: string): string | null {
  const titles = meetings.settings.communityCall?.calendar ?? null
  if (titles === null || meetings.calendar === null || callOn(meetings, date) !== null) return null
  const named = titles.map((title) => `"${title}"`).join(' or ')
  return `The calendar has no event ${named} on ${date}. Check \`communityCall.calendar\` in sprint.yml, or the date.`
}

async function reportOf(
  { archive, pulls, screen, pads, clock }: PrepareCommunityCallPorts,
  meetingPlan: ReadMeetingPlan,
  team: TeamSettings,
  { date, today }: { readonly date: string; readonly today: string },
): Promise<ReportingTeam> {
  const { settings } = meetingPlan
  const days = daysOfWeek(meetingPlan, team, date)
  const files = new Set(await archive.list(minutesFolder(team.path, team.id)))
  const meetings = await Promise.all(
    days.map(async (day) => {
      const found: ReportedMeeting[] = []
      for (const { path, branch } of meetingPlaces(team, day)) {
        const merged = files.has(path) ? await archive.read(path) : null
        const waiting = merged === null && pulls !== null ? await waitingMinutes({ pulls, screen, today }, path, branch) : null
        const text = merged ?? waiting?.text ?? null
        if (text === null) break
        const where = waiting?.path ?? path
        const held = dayOfPath(team.path, team.id, where) ?? day
        const meeting = { date: held, path: where, notes: readPast(text, held, settings), text }
        found.push({ meeting, pull: waiting?.pull ?? null, clearance: waiting?.clearance ?? null })
      }
      return found
    }),
  )
  const pad = padOfDays(meetingPlan, team, days)
  const isMissing = meetings.flat().length === 0
  const waitingSince = isMissing ? firstHeld(meetingPlan, team, { days, now: clock.now() }) : null
  return {
    team,
    waitingSince,
    writers:
      waitingSince === null || pad === null || pads === null ? [] : await writersIn(pads, pad, { settings, team, date: waitingSince }),
    meetings: meetings.flat().sort((a, b) => (a.meeting.date < b.meeting.date ? -1 : a.meeting.date > b.meeting.date ? 1 : 0)),
    pad,
  }
}

/** The first meeting of these days that is over. */
function firstHeld(
  plan: ReadMeetingPlan,
  team: TeamSettings,
  { days, now }: { readonly days: readonly string[]; readonly now: Date },
): string | null {
  const held = days.flatMap((day) => meetingsOn(plan, team, day)).filter((meeting) => takesPlace(meeting) && meeting.end <= now)
  return held.map(({ date }) => date).sort()[0] ?? null
}

type PadOfMeeting = { readonly settings: Settings; readonly team: TeamSettings; readonly date: string }

/** A pad that cannot be read, or is about another day, names nobody. */
async function writersIn(pads: Pick<PadSource, 'readPad'>, location: string, meeting: PadOfMeeting): Promise<readonly string[]> {
  try {
    const { text } = readMeetingText({ ...meeting, pad: await pads.readPad(location) }).meeting
    return readPast(text, meeting.date, meeting.settings).scribes
  } catch (error) {
    if (error instanceof UserError || error instanceof TryAgainError) return []
    throw error
  }
}

/** `path`: where it is now. */
type Waiting = { readonly path: string; readonly text: string; readonly pull: string; readonly clearance: Clearance | null }

type WaitingPorts = { readonly pulls: CallPulls; readonly screen: Screen; readonly today: string }

/** Minutes that nobody has merged yet, and how long they wait for approval; null when there are none. */
async function waitingMinutes({ pulls, screen, today }: WaitingPorts, first: string, branch: string): Promise<Waiting | null> {
  const pull = await pulls.pullOf(branch)
  if (pull?.state !== 'open') return null
  const found = await readWherever(pulls, { first, ref: branch, pull })
  if (found === null) return null
  const { path, text } = found
  const clearance = clearanceIn(pull.body)
  const waits = isWaiting(clearance, { today, labels: pull.labels ?? [] })
  return { path, text: await screen(text, `${path} of the branch ${branch}`), pull: pull.url, clearance: waits ? clearance : null }
}
