/** Creates minutes when they are due, and when someone requests it on their pull request. */

import { meetingsOn } from '../../domain/calendar/meetings.ts'
import { padOfDay } from '../../domain/pads/pad-of-day.ts'
import { isBeingTyped } from '../../domain/pads/quiet-pad.ts'
import { errorFacts, TryAgainError, UserError } from '../../errors.ts'
import type { Settings, TeamSettings } from '../../settings/settings.ts'
import { loadBoard } from '../../usecases/load-board.ts'
import {
  answerMinutesCommand,
  checkAnswer,
  failureAnswer,
  notDoneAnswer,
  suggestionsAnswer,
} from '../../usecases/minutes/answer-minutes-command.ts'
import { planSuggestions } from '../../usecases/minutes/check/suggest-on-pull.ts'
import { type PreparedMinutes, type PrepareMinutesInput, prepareMinutes } from '../../usecases/minutes/prepare-minutes.ts'
import {
  isReported,
  isStillWanted,
  type Look,
  planTrouble,
  planTroubleOver,
  reasonOf,
  type TroubleInput,
  type TroublePorts,
} from '../../usecases/minutes/report-minutes-failure.ts'
import { type ReadMeetingPlan, readMeetingPlan, requirePad } from '../../usecases/read-meeting-plan.ts'
import type { Tools } from '../context.ts'
import type { CommentCommand } from '../work.ts'
import { heldMeeting } from './held-meeting.ts'
import { checkPorts } from './pull-jobs.ts'
import { tell } from './report-outcome.ts'

export type MinutesTools = Tools<
  | 'archive'
  | 'boardSource'
  | 'calendar'
  | 'clock'
  | 'comments'
  | 'composeApart'
  | 'identity'
  | 'images'
  | 'log'
  | 'minutesPulls'
  | 'minutesRepository'
  | 'ownIssues'
  | 'pads'
  | 'renderer'
  | 'screen'
  | 'settingsProblems'
  | 'snapshots'
  | 'templateProblem'
>

/** How long after the meeting the app waits for a pad in which somebody still types; then its minutes are made, and later looks bring the rest. */
const TYPED_AFTER_MS = 60 * 60 * 1000

export type DueMinutes = { readonly team: string; readonly date: string; readonly meeting?: number; readonly look: Look }

/** `editedSince` (ISO): nothing is to be done for a pad that was not edited since. */
export type DueWatch = Omit<DueMinutes, 'look'> & { readonly editedSince: string }

/** A team without a pad has no minutes to create. Reports failures where people look, and throws them on. */
export async function publishMinutes(tools: MinutesTools, settings: Settings, due: DueMinutes): Promise<void> {
  const { team: id, date, look, meeting: number = 1 } = due
  const team = settings.teams[id]
  if (!team) return
  const plan = await readMeetingPlan(tools.ports, settings, [team])
  const held = await heldMeeting(tools, plan, team, { date, number })
  const meeting = { settings, team, date }
  if (held === null) return await settleTrouble(tools, meeting)
  if (look !== 'again' || (await isStillWanted(troublePorts(tools, settings), meeting))) {
    try {
      const which = number === 1 ? {} : { meeting: number }
      const waiting = look === 'soon' ? { waitUntil: new Date(held.end.getTime() + TYPED_AFTER_MS) } : {}
      const wanted = {
        team,
        date,
        meetings: plan,
        pad: requirePad(plan, team, held),
        looksAgain: look === 'soon',
        ...which,
        ...waiting,
      }
      await write(tools, settings, await made(tools, settings, wanted))
    } catch (error) {
      if (isReported(error, look)) await tell(tools, settings, () => planTrouble(troublePorts(tools, settings), meeting, error))
      throw error
    }
  }
  await settleTrouble(tools, meeting)
}

/** Whether its pad was edited since, and is quiet again. Pads that do not tell, or cannot be read, are read at fixed times anyway. */
export async function isPadEdited(tools: MinutesTools, settings: Settings, due: DueWatch): Promise<boolean> {
  const { ports } = tools
  const team = settings.teams[due.team]
  if (!team) return false
  try {
    const plan = await readMeetingPlan(ports, settings, [team])
    const held = await heldMeeting(tools, plan, team, { date: due.date, number: due.meeting ?? 1 })
    if (held === null) return false
    const editedAt = await ports.pads(settings).lastEdit(requirePad(plan, team, held))
    return editedAt !== null && editedAt >= new Date(due.editedSince) && !isBeingTyped({ editedAt }, ports.clock.now())
  } catch (error) {
    if (!(error instanceof UserError || error instanceof TryAgainError)) throw error
    ports.log.info('A pad could not be watched; it is read again at the next look.', { error: errorFacts(error) })
    return false
  }
}

/** `/minutes …` on a pull request. The thumb goes up after the deed; what fails is answered with the reason. */
export async function answerOnPull(tools: MinutesTools, settings: Settings, command: CommentCommand): Promise<void> {
  const { ports, apply, failed } = tools
  const input = { settings, ...command }
  const asked = {
    minutes: ports.minutesRepository(settings.minutes.repository),
    pulls: ports.minutesPulls(settings.minutes.repository),
    people: ports.comments(),
    identity: () => ports.identity(),
  }
  const { plan, again, checks, understood } = await answerMinutesCommand(asked, input)
  try {
    await apply(plan, settings)
    if (checks !== null) {
      const suggested = await planSuggestions(checkPorts(tools, settings), settings, checks)
      if (suggested === null) return
      await apply(suggested.plan, settings)
      await apply(suggestionsAnswer(input, suggested), settings)
    }
    if (again !== null) {
      const { team } = again
      const meetings = await readMeetingPlan(ports, settings, [team])
      const minutes = await made(tools, settings, { ...again, meetings, pad: padAgain(meetings, again), isAskedFor: again.write })
      if (!again.write)
        await apply(
          checkAnswer(input, (await minutes.described()) ?? { body: minutes.composed.body, update: null, unsigned: null }),
          settings,
        )
      else {
        await write(tools, settings, minutes)
        const answer = notDoneAnswer(input, minutes)
        if (answer !== null) return await apply(answer, settings)
        await settleTrouble(tools, { settings, team, date: again.date })
      }
    }
  } catch (error) {
    ports.log.warn('A command on minutes failed.', { error: errorFacts(error) })
    failed('minutes-command')
    return await apply(failureAnswer(input, await reasonOf(error, ports.screen(settings), settings.github)), settings)
  }
  await apply(understood, settings)
}

type Asked = { readonly team: TeamSettings; readonly date: string; readonly meeting?: number }

/** The pad of the meeting that minutes are of; of one that nobody plans any more, the team's. */
function padAgain(plan: ReadMeetingPlan, { team, date, meeting = 1 }: Asked): string {
  const found = meetingsOn(plan, team, date).find(({ number }) => number === meeting)
  if (found) return requirePad(plan, team, found)
  if (team.pad === null && plan.failure !== null) throw plan.failure
  return requirePad(plan, team, { pad: padOfDay(team, date), notAllowedPad: null, title: team.name })
}

function troublePorts({ ports }: MinutesTools, settings: Settings): TroublePorts {
  const { repository } = settings.minutes
  return { minutes: ports.minutesRepository(repository), issues: ports.ownIssues(repository), screen: ports.screen(settings) }
}

async function settleTrouble(tools: MinutesTools, meeting: TroubleInput): Promise<void> {
  await tell(tools, meeting.settings, () => planTroubleOver(troublePorts(tools, meeting.settings), meeting))
}

async function write({ ports, apply }: MinutesTools, settings: Settings, { plan, remarks }: PreparedMinutes): Promise<void> {
  for (const remark of remarks) ports.log.info(remark)
  if (plan === null) return
  await apply(plan, settings)
  if (plan.stop !== undefined) ports.log.warn(plan.stop)
}

async function made({ ports }: MinutesTools, settings: Settings, input: Omit<PrepareMinutesInput, 'settings'>): Promise<PreparedMinutes> {
  const archive = ports.archive(settings)
  return prepareMinutes(
    {
      pads: ports.pads(settings),
      images: ports.images(settings),
      archive,
      board: () => loadBoard({ board: () => ports.boardSource(settings), snapshots: ports.snapshots, clock: ports.clock }, settings),
      publish: {
        minutes: ports.minutesRepository(settings.minutes.repository),
        pulls: ports.minutesPulls(settings.minutes.repository),
        identity: await ports.identity(),
      },
      render: await ports.renderer(archive, input.team.id),
      composeApart: ports.composeApart(archive, input.team.id),
      clock: ports.clock,
    },
    { ...input, settings },
  )
}
