/** `minutes --since`: minutes of all meetings that have none, one pull request a meeting. */
import { countOf } from '../../domain/text/count-of.ts'
import { TryAgainError } from '../../errors.ts'
import type { MissingMeeting } from '../../minutes/backlog/missing-meetings.ts'
import type { Uses } from '../../ports/app-ports.ts'
import { applyPlan, describePlan } from '../../usecases/apply-plan.ts'
import type { LoadedBoard } from '../../usecases/load-board.ts'
import { type MadeMinutes, makeMissingMinutes } from '../../usecases/minutes/backlog/make-missing-minutes.ts'
import type { PreparedMinutes, PrepareMinutesPorts } from '../../usecases/minutes/prepare-minutes.ts'
import {
  type ApplyingPorts,
  type BoardPorts,
  boardOf,
  type CommonOptions,
  meetingTeamOf,
  requireCredentials,
  wire,
} from '../command-context.ts'
import { FailedFiles } from '../exit.ts'
import type { BoardOption, MinutesOption } from '../options.ts'
import { sanitize } from '../output/sanitize.ts'
import type { Shell } from '../shell.ts'
import { failuresOf, type MissingPorts, missingOf, whenOf } from './missing-minutes.ts'

/** What the command uses of the world. */
type Ports = BoardPorts & ApplyingPorts & MissingPorts & Uses<'identity' | 'images' | 'renderer' | 'settings'>

type Options = CommonOptions & BoardOption & MinutesOption & { readonly team?: string; readonly since: string }

export async function makeMinutesSince(shell: Shell, options: Options): Promise<void> {
  const ports: Ports = wire(shell, options)
  const settings = await ports.settings()
  const team = meetingTeamOf(shell, settings, options)
  const apply = options.apply === true
  requireCredentials(ports, apply)
  const found = await missingOf(
    { shell, ports, settings },
    { teams: [team], since: options.since, minutes: options.minutes, command: 'minutes --since' },
  )
  const [backlog] = found.teams
  for (const waiting of backlog?.waiting ?? []) shell.err(`${whenOf(waiting)}: its minutes wait in ${waiting.url}\n`)
  const archive = ports.archive(settings, options.minutes)
  // Read once for all: a board takes minutes, and each meeting looks up its own day in the history.
  let board: Promise<LoadedBoard> | null = null
  const world: PrepareMinutesPorts = {
    pads: ports.pads(settings),
    images: ports.images(settings),
    archive,
    board: () => {
      board ??= boardOf(shell, ports, settings, options.board)
      return board
    },
    publish: ports.isOnline ? { minutes: ports.minutesRepository(settings.minutes.repository), identity: await ports.identity() } : null,
    render: await ports.renderer(archive, team.id),
    clock: ports.clock,
  }
  const made: MadeMinutes[] = []
  const writing = ports.applyPorts(settings)
  let hasWritten = false
  const write = async (meeting: MissingMeeting, { composed, plan, remarks }: PreparedMinutes) => {
    for (const remark of [...remarks, ...(plan?.remarks ?? [])]) shell.err(`${meeting.date}: ${remark}\n`)
    if (!apply || plan === null)
      return shell.out(`${team.name}, ${whenOf(meeting)}:\n\n${plan === null ? composed.text : describePlan(plan)}\n`)
    // Within a plan the writes are paced already.
    if (hasWritten && plan.actions.length > 0) await writing.pause()
    for (const { kind, where, url } of await applyPlan(plan, writing)) {
      hasWritten = true
      shell.err(`${kind} ${where}${url ? ` ${url}` : ''}\n`)
    }
  }
  await makeMissingMinutes({ ports: world, apply: write, ended: (one) => void made.push(one) }, { settings, team }, backlog?.missing ?? [])
  shell.out(summary(made, found.since, apply))
  if (!apply && made.some(({ result }) => result === 'made')) shell.err('Dry run: nothing was written. --apply writes it.\n')
  const worst = failuresOf(found)[0] ?? failureOf(made)
  if (worst !== null) throw worst
}

const RESULTS = { made: 'written', nothing: 'nothing to write', failed: 'failed', later: 'failed, may be tried again' } as const

function summary(made: readonly MadeMinutes[], since: string, isApplied: boolean): string {
  if (made.length === 0) return `No meeting since ${since} is without minutes.\n`
  const lines = made.map(({ meeting, result, told }) => {
    const word = result === 'made' && !isApplied ? 'planned' : RESULTS[result]
    return `  ${whenOf(meeting)}  ${word}${told === null ? '' : `: ${sanitize(told)}`}\n`
  })
  return `${countOf(made.length, 'meeting')} without minutes since ${since}:\n${lines.join('')}`
}

/** What a person must fix goes before what time mends: "try again" would say that nothing is wrong. */
function failureOf(made: readonly MadeMinutes[]): Error | null {
  const count = (wanted: MadeMinutes['result']) => made.filter(({ result }) => result === wanted).length
  const all = countOf(made.length, 'meeting')
  if (count('failed') > 0) return new FailedFiles(`Minutes of ${count('failed')} of ${all} could not be made. The reasons are above.`)
  return count('later') > 0 ? new TryAgainError(`Minutes of ${count('later')} of ${all} could not be made now.`) : null
}
