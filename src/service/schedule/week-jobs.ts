/** Weekly jobs besides minutes: the agenda before a team’s meeting, and the notes of the community call. */
import { callOn } from '../../domain/calendar/calls.ts'
import type { Meeting } from '../../domain/calendar/meetings.ts'
import { UserError } from '../../errors.ts'
import type { Settings, TeamSettings } from '../../settings/settings.ts'
import { requireLiveBoard } from '../../usecases/load-board.ts'
import { gatherAgendaTopics } from '../../usecases/minutes/gather-agenda-topics.ts'
import { planAgendaIssue, planAgendaIssueEnd } from '../../usecases/minutes/offer-agenda.ts'
import { agendaHistoryStart, prepareAgenda } from '../../usecases/minutes/prepare-agenda.ts'
import { prepareCommunityCall } from '../../usecases/minutes/prepare-community-call.ts'
import { minutesWithFiles } from '../../usecases/minutes/read-minutes-file.ts'
import { readPastMeetings } from '../../usecases/minutes/read-past-meetings.ts'
import { reasonOf } from '../../usecases/minutes/report-minutes-failure.ts'
import { callDependsOnCalendar, type ReadMeetingPlan, readMeetingPlan, requirePad } from '../../usecases/read-meeting-plan.ts'
import { syncBoard } from '../../usecases/sync-board.ts'
import type { Tools } from '../context.ts'
import { heldMeeting } from './held-meeting.ts'
import { tell } from './report-outcome.ts'

export type WeekTools = Tools<
  | 'archive'
  | 'boardSource'
  | 'calendar'
  | 'clock'
  | 'identity'
  | 'issueReader'
  | 'log'
  | 'minutesPulls'
  | 'minutesRepository'
  | 'ownIssues'
  | 'pads'
  | 'renderer'
  | 'screen'
  | 'snapshots'
>

type Due = { readonly team: string; readonly date: string; readonly meeting?: number }

/** Into the pad where it may; else into one issue of the team's. Once the meeting has begun nothing is put under people's hands. */
export async function writeAgenda(tools: WeekTools, settings: Settings, { team: id, date, meeting: number = 1 }: Due): Promise<void> {
  const { ports, apply } = tools
  const team = settings.teams[id]
  if (!team) return
  const plan = await readMeetingPlan(ports, settings, [team])
  const meeting = await heldMeeting(tools, plan, team, { date, number })
  if (meeting === null || ports.clock.now() >= meeting.start) return
  const issues = ports.ownIssues(settings.minutes.repository)
  let text: string | null = null
  try {
    text = await agendaOf(tools, plan, team, meeting)
    await apply(
      { actions: [{ kind: 'write-pad', url: requirePad(plan, team, meeting), text, why: `the agenda of ${date}` }], remarks: [] },
      settings,
    )
  } catch (error) {
    // Where GitHub or the pad does not answer, it is tried again until the meeting begins.
    if (!(error instanceof UserError)) throw error
    const reason = await reasonOf(error, ports.screen(settings), settings.github)
    await tell(tools, settings, () => planAgendaIssue(issues, { settings, team, date, text, reason }))
    // That the pad takes no agenda is how it is; that there is none is a failure.
    if (text === null) throw error
    return
  }
  await tell(tools, settings, () => planAgendaIssueEnd(issues, { settings, team, date }))
}

/** The board is read now: an agenda of an old one would stand in the pad for good. */
async function agendaOf({ ports }: WeekTools, plan: ReadMeetingPlan, team: TeamSettings, meeting: Meeting): Promise<string> {
  const { settings } = plan
  const { date } = meeting
  const archive = ports.archive(settings)
  const { clock, snapshots } = ports
  const of = team.board ? settings.board : null
  const board = of === null ? null : await syncBoard({ board: await ports.boardSource(settings), snapshots, clock }, { of })
  if (board) requireLiveBoard({ snapshot: board.snapshot, notLive: null })
  const snapshot = board?.snapshot ?? null
  const past = archive === null ? [] : await readPastMeetings(archive, settings, team, { before: date })
  const since = agendaHistoryStart({ settings, snapshot, past })
  const asked = await gatherAgendaTopics({ issues: ports.issueReader(), screen: ports.screen(settings) }, { settings, team, snapshot })
  const { text, remarks } = prepareAgenda({
    calendar: plan.calendar,
    settings,
    team,
    date,
    meeting,
    snapshot,
    history: of === null ? [] : await snapshots.history(of, since === undefined ? {} : { since }),
    past,
    topics: asked.topics,
    now: clock.now(),
    render: await ports.renderer(archive, team.id),
  })
  for (const remark of [...asked.remarks, ...remarks]) ports.log.info(remark)
  return text
}

/** The notes as a pull request, kept up to date with minutes that come later. */
export async function publishCallNotes({ ports, apply }: WeekTools, settings: Settings, date: string): Promise<void> {
  const archive = ports.archive(settings)
  if (archive === null || settings.communityCall === null) return
  const times = await readMeetingPlan(ports, settings)
  if (times.failure !== null && callDependsOnCalendar(settings)) throw times.failure
  if (callOn(times, date) === null) {
    ports.log.info(`The community call no longer takes place on ${date}, so no notes were made for that date.`)
    return
  }
  const { call, plan } = await prepareCommunityCall(
    {
      archive,
      pulls: minutesWithFiles(ports, settings.minutes.repository),
      publish: { minutes: ports.minutesRepository(settings.minutes.repository), identity: await ports.identity() },
      screen: ports.screen(settings),
      render: await ports.renderer(archive),
      clock: ports.clock,
      calendar: ports.calendar,
      pads: ports.pads(settings),
    },
    { settings, date, slides: false },
  )
  for (const remark of call.remarks) ports.log.info(remark)
  const planned = await plan()
  if (planned === null) return
  await apply(planned, settings)
  if (planned.stop !== undefined) ports.log.warn(planned.stop)
}
