/** Minutes when they are due, and again when a person asks for them on their pull request. */
import type { CommentCommand } from '../app.ts'
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

export type DueMinutes = { readonly team: string; readonly date: string; readonly look: Look }

/** A team without a pad has nothing to make minutes of. People are told of what fails where they look, and the error is thrown on. */
export async function publishMinutes(tools: Tools, settings: Settings, { team: id, date, look }: DueMinutes): Promise<void> {
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
export async function answerOnPull(tools: Tools, settings: Settings, command: CommentCommand): Promise<void> {
  const { wiring, apply, failed } = tools
  const input = { settings, ...command }
  const ports = {
    minutes: wiring.minutesRepository(settings.minutes.repository),
    people: wiring.comments(),
    identity: () => wiring.identity(),
  }
  const { plan, again, understood } = await answerMinutesCommand(ports, input)
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
    wiring.log.warn('A command on minutes failed.', { error: errorFacts(error) })
    failed('minutes-command')
    return await apply(failureAnswer(input, await reasonOf(error, wiring.screen(settings))), settings)
  }
  await apply(understood, settings)
}

function troublePorts({ wiring }: Tools, settings: Settings): TroublePorts {
  const { repository } = settings.minutes
  return { minutes: wiring.minutesRepository(repository), issues: wiring.ownIssues(repository), screen: wiring.screen(settings) }
}

async function settleTrouble(tools: Tools, meeting: TroubleInput): Promise<void> {
  await tell(tools, meeting.settings, () => planTroubleOver(troublePorts(tools, meeting.settings), meeting))
}

async function write({ wiring, apply }: Tools, settings: Settings, { plan, remarks }: PreparedMinutes): Promise<void> {
  for (const remark of remarks) wiring.log.info(remark)
  if (plan === null) return
  await apply(plan, settings)
  if (plan.stop !== undefined) wiring.log.warn(plan.stop)
}

async function made({ wiring }: Tools, settings: Settings, input: Omit<PrepareMinutesInput, 'settings'>): Promise<PreparedMinutes> {
  const archive = wiring.archive(settings)
  return prepareMinutes(
    {
      pads: wiring.pads(settings),
      archive,
      board: () => loadBoard({ board: () => wiring.boardSource(settings), snapshots: wiring.snapshots, clock: wiring.clock }, settings),
      publish: { minutes: wiring.minutesRepository(settings.minutes.repository), identity: await wiring.identity() },
      render: (await wiring.templates(archive, Object.keys(settings.teams)))(input.team.id),
      composeApart: wiring.composeApart(archive, input.team.id),
      clock: wiring.clock,
    },
    { ...input, settings },
  )
}
