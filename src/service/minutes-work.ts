/** Minutes when they are due, and again when a person asks for them on their pull request. */
import type { CommentCommand } from '../app.ts'
import type { Settings } from '../settings/settings.ts'
import { boardAtHand } from '../usecases/board-at-hand.ts'
import { type MadeMinutes, type MakeMinutesInput, makeMinutes } from '../usecases/make-minutes.ts'
import { answerMinutesCommand, checkAnswer } from '../usecases/minutes-command.ts'
import type { Tools } from './tools.ts'

/** A team without a pad has nothing to make minutes of. */
export async function publishMinutes(tools: Tools, settings: Settings, { team: id, date }: { team: string; date: string }): Promise<void> {
  const team = settings.teams[id]
  if (!team || team.pad === null) return
  await write(tools, settings, await made(tools, settings, { team, date, pad: team.pad }))
}

/** `/minutes …` on a pull request. */
export async function answerOnPull(tools: Tools, settings: Settings, command: CommentCommand): Promise<void> {
  const { wiring, apply } = tools
  const { plan, again } = await answerMinutesCommand(
    { minutes: wiring.minutesRepository(settings.minutes.repository), people: wiring.comments() },
    { settings, ...command },
  )
  await apply(plan, settings)
  if (again === null || again.team.pad === null) return
  const minutes = await made(tools, settings, { ...again, pad: again.team.pad, isAskedFor: again.write })
  if (again.write) await write(tools, settings, minutes)
  else await apply(checkAnswer({ settings, ...command }, minutes.composed.questions), settings)
}

async function write({ wiring, apply }: Tools, settings: Settings, { plan, remarks }: MadeMinutes): Promise<void> {
  for (const remark of remarks) wiring.log.info(remark)
  if (plan === null) return
  await apply(plan, settings)
  if (plan.stop !== undefined) wiring.log.warn(plan.stop)
}

async function made({ wiring }: Tools, settings: Settings, input: Omit<MakeMinutesInput, 'settings'>): Promise<MadeMinutes> {
  const archive = wiring.archive(settings)
  return makeMinutes(
    {
      pads: wiring.pads(settings),
      archive,
      board: () => boardAtHand({ board: () => wiring.boardSource(settings), snapshots: wiring.snapshots, clock: wiring.clock }, settings),
      publish: { minutes: wiring.minutesRepository(settings.minutes.repository), identity: await wiring.identity() },
      render: (await wiring.templates(archive, Object.keys(settings.teams)))(input.team.id),
      clock: wiring.clock,
    },
    { ...input, settings },
  )
}
