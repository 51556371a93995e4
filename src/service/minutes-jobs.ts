/** Creates minutes when they are due, and when someone requests it on their pull request. */

import { errorFacts, UserError } from '../errors.ts'
import type { Settings } from '../settings/settings.ts'
import { loadBoard } from '../usecases/load-board.ts'
import { answerMinutesCommand, checkAnswer, failureAnswer, notDoneAnswer } from '../usecases/minutes/answer-minutes-command.ts'
import { type PreparedMinutes, type PrepareMinutesInput, prepareMinutes } from '../usecases/minutes/prepare-minutes.ts'
import {
  isStillWanted,
  isTold,
  type Look,
  planTrouble,
  planTroubleOver,
  reasonOf,
  type TroubleInput,
  type TroublePorts,
} from '../usecases/minutes/report-minutes-failure.ts'
import type { Tools } from './context.ts'
import { tell } from './report-outcome.ts'
import type { CommentCommand } from './work.ts'

export type MinutesTools = Tools<
  | 'archive'
  | 'boardSource'
  | 'clock'
  | 'comments'
  | 'composeApart'
  | 'identity'
  | 'log'
  | 'minutesRepository'
  | 'ownIssues'
  | 'pads'
  | 'renderer'
  | 'screen'
  | 'snapshots'
>

export type DueMinutes = { readonly team: string; readonly date: string; readonly look: Look }

/** A team without a pad has nothing to make minutes of. People are told of what fails where they look, and the error is thrown on. */
export async function publishMinutes(tools: MinutesTools, settings: Settings, { team: id, date, look }: DueMinutes): Promise<void> {
  const team = settings.teams[id]
  if (!team || team.pad === null) return
  const meeting = { settings, team, date }
  if (look !== 'again' || (await isStillWanted(troublePorts(tools, settings), meeting))) {
    try {
      await write(tools, settings, await made(tools, settings, { team, date, pad: team.pad }))
    } catch (error) {
      if (isTold(error, look)) await tell(tools, settings, () => planTrouble(troublePorts(tools, settings), meeting, error))
      throw error
    }
  }
  await settleTrouble(tools, meeting)
}

/** `/minutes …` on a pull request. The thumb goes up after the deed; what fails is answered with the reason. */
export async function answerOnPull(tools: MinutesTools, settings: Settings, command: CommentCommand): Promise<void> {
  const { ports, apply, failed } = tools
  const input = { settings, ...command }
  const asked = {
    minutes: ports.minutesRepository(settings.minutes.repository),
    people: ports.comments(),
    identity: () => ports.identity(),
  }
  const { plan, again, understood } = await answerMinutesCommand(asked, input)
  try {
    await apply(plan, settings)
    if (again !== null) {
      const { team } = again
      if (team.pad === null) throw new UserError(`${team.name} has no pad: \`teams.${team.id}.pad\` in sprint.yml is not set.`)
      const minutes = await made(tools, settings, { ...again, pad: team.pad, isAskedFor: again.write })
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
    return await apply(failureAnswer(input, await reasonOf(error, ports.screen(settings))), settings)
  }
  await apply(understood, settings)
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
      archive,
      board: () => loadBoard({ board: () => ports.boardSource(settings), snapshots: ports.snapshots, clock: ports.clock }, settings),
      publish: { minutes: ports.minutesRepository(settings.minutes.repository), identity: await ports.identity() },
      render: await ports.renderer(archive, input.team.id),
      composeApart: ports.composeApart(archive, input.team.id),
      clock: ports.clock,
    },
    { ...input, settings },
  )
}
