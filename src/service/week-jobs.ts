/** Weekly jobs besides minutes: the agenda before a team’s meeting, and the notes of the community call. */
import { instantAt } from '../domain/time/dates.ts'
import { UserError } from '../errors.ts'
import type { Settings, TeamSettings } from '../settings/settings.ts'
import { requireLiveBoard } from '../usecases/load-board.ts'
import { planAgendaIssue, planAgendaIssueEnd } from '../usecases/minutes/offer-agenda.ts'
import { agendaHistoryStart, prepareAgenda } from '../usecases/minutes/prepare-agenda.ts'
import { prepareCommunityCall } from '../usecases/minutes/prepare-community-call.ts'
import { readPastMeetings } from '../usecases/minutes/read-past-meetings.ts'
import { reasonOf } from '../usecases/minutes/report-minutes-failure.ts'
import { syncBoard } from '../usecases/sync-board.ts'
import type { Tools } from './context.ts'
import { tell } from './report-outcome.ts'

export type WeekTools = Tools<
  'archive' | 'boardSource' | 'clock' | 'identity' | 'log' | 'minutesRepository' | 'ownIssues' | 'renderer' | 'screen' | 'snapshots'
>

type Due = { readonly team: string; readonly date: string }

/** Into the pad where it may; else into one issue of the team's. Once the meeting has begun nothing is put under people's hands. */
export async function writeAgenda(tools: WeekTools, settings: Settings, { team: id, date }: Due): Promise<void> {
  const { ports, apply } = tools
  const team = settings.teams[id]
  if (!team || team.pad === null || hasBegun(ports.clock.now(), settings, team, date)) return
  const issues = ports.ownIssues(settings.minutes.repository)
  let text: string | null = null
  try {
    text = await agendaOf(tools, settings, team, date)
    await apply({ actions: [{ kind: 'write-pad', url: team.pad, text, why: `the agenda of ${date}` }], remarks: [] }, settings)
  } catch (error) {
    // Where GitHub or the pad does not answer, it is tried again until the meeting begins.
    if (!(error instanceof UserError)) throw error
    const reason = await reasonOf(error, ports.screen(settings))
    await tell(tools, settings, () => planAgendaIssue(issues, { settings, team, date, text, reason }))
    // That the pad takes no agenda is how it is; that there is none is a failure.
    if (text === null) throw error
    return
  }
  await tell(tools, settings, () => planAgendaIssueEnd(issues, { settings, team, date }))
}

function hasBegun(now: Date, { timezone }: Settings, { meeting }: TeamSettings, date: string): boolean {
  return meeting !== null && now >= instantAt(timezone, date, meeting.time)
}

/** The board is read now: an agenda of an old one would stand in the pad for good. */
async function agendaOf({ ports }: WeekTools, settings: Settings, team: TeamSettings, date: string): Promise<string> {
  const archive = ports.archive(settings)
  const { clock, snapshots } = ports
  const of = team.board ? settings.board : null
  const board = of === null ? null : await syncBoard({ board: await ports.boardSource(settings), snapshots, clock }, { of })
  if (board) requireLiveBoard({ snapshot: board.snapshot, notLive: null })
  const snapshot = board?.snapshot ?? null
  const past = archive === null ? [] : await readPastMeetings(archive, settings, team, { before: date })
  const since = agendaHistoryStart({ settings, snapshot, past })
  const { text, remarks } = prepareAgenda({
    settings,
    team,
    date,
    snapshot,
    history: of === null ? [] : await snapshots.history(of, since === undefined ? {} : { since }),
    past,
    now: clock.now(),
    render: await ports.renderer(archive, team.id),
  })
  for (const remark of remarks) ports.log.info(remark)
  return text
}

/** The notes as a pull request, kept up to date with minutes that come later. */
export async function publishCallNotes({ ports, apply }: WeekTools, settings: Settings, date: string): Promise<void> {
  const archive = ports.archive(settings)
  if (archive === null || settings.communityCall === null) return
  const { call, plan } = await prepareCommunityCall(
    {
      archive,
      pulls: ports.minutesRepository(settings.minutes.repository),
      publish: { minutes: ports.minutesRepository(settings.minutes.repository), identity: await ports.identity() },
      screen: ports.screen(settings),
      render: await ports.renderer(archive),
      clock: ports.clock,
    },
    { settings, date, slides: false },
  )
  for (const remark of call.remarks) ports.log.info(remark)
  const planned = await plan()
  if (planned === null) return
  await apply(planned, settings)
  if (planned.stop !== undefined) ports.log.warn(planned.stop)
}
