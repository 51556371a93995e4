/** Work on pull requests of the minutes repository: checks them, and keeps those of the app going. */
import { z } from 'zod'
import { errorFacts, UserError } from '../../errors.ts'
import type { NamedByWebhook } from '../../ports/jobs.ts'
import type { Settings } from '../../settings/settings.ts'
import { planCheck } from '../../usecases/minutes/check/check-pull.ts'
import { planPullCare } from '../../usecases/minutes/tend-pulls.ts'
import type { Tools } from '../context.ts'

export type PullTools = Tools<'clock' | 'log' | 'minutesPulls' | 'minutesRepository' | 'settingsProblems' | 'templateProblem'>

/** Keeps open pull requests going. */
export async function tendPulls({ ports, apply }: PullTools, settings: Settings): Promise<void> {
  const { repository } = settings.minutes
  const care = { minutes: ports.minutesRepository(repository), pulls: ports.minutesPulls(repository), clock: ports.clock }
  await apply(await planPullCare(care, settings), settings)
}

/** What checks of files need. */
export function checkPorts({ ports }: Pick<PullTools, 'ports'>, { minutes: { repository } }: Settings) {
  const { settingsProblems, templateProblem } = ports
  return { minutes: ports.minutesRepository(repository), pulls: ports.minutesPulls(repository), settingsProblems, templateProblem }
}

/** A check that a person must make possible (a permission is missing) is told in the log, and stops nothing else. */
export async function lookAtPulls(tools: PullTools, settings: Settings, pulls: readonly NamedPull[]): Promise<void> {
  for (const { number, isAskedFor } of pulls) {
    try {
      await tools.apply(await planCheck(checkPorts(tools, settings), settings, number, { isAskedFor }), settings)
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      tools.ports.log.warn('A pull request could not be checked.', { error: errorFacts(error) })
      tools.failed('pull-check')
    }
  }
  await tendPulls(tools, settings)
}

const Repository = z.object({ full_name: z.string() })
const Pull = z.object({ number: z.number() })
const OfPull = z.object({ repository: Repository, pull_request: Pull }).transform(({ repository, pull_request }) => ({
  repository,
  pulls: [pull_request],
}))
const Checked = z.object({ pull_requests: z.array(Pull) }).nullish()
const OfCheck = z
  .object({ action: z.literal('rerequested'), repository: Repository, check_run: Checked, check_suite: Checked })
  .transform(({ repository, check_run, check_suite }) => ({ repository, pulls: (check_run ?? check_suite)?.pull_requests ?? [] }))

/** `isAskedFor`: a person wants its check to run again. */
export type NamedPull = { readonly number: number; readonly isAskedFor: boolean }

/** Pull requests in a repository that webhooks named, each once. */
export function pullsNamed(noted: readonly Pick<NamedByWebhook, 'event' | 'names'>[], repository: string): readonly NamedPull[] {
  const named = new Map<number, NamedPull>()
  for (const { event, names } of noted) {
    const isCheck = event.startsWith('check_')
    const found = isCheck ? OfCheck.safeParse(names) : event.startsWith('pull_request') ? OfPull.safeParse(names) : null
    if (!found?.success || found.data.repository.full_name.toLowerCase() !== repository.toLowerCase()) continue
    for (const { number } of found.data.pulls) {
      named.set(number, { number, isAskedFor: isCheck || named.get(number)?.isAskedFor === true })
    }
  }
  return [...named.values()]
}
