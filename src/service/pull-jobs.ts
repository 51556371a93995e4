/** Work on pull requests of the minutes repository: checks them, and keeps those of the app going. */
import { z } from 'zod'
import { errorFacts, UserError } from '../errors.ts'
import type { NamedByWebhook } from '../ports/jobs.ts'
import type { Settings } from '../settings/settings.ts'
import { planCheck } from '../usecases/minutes/check/check-pull.ts'
import { planPullCare } from '../usecases/minutes/tend-pulls.ts'
import type { Tools } from './context.ts'

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
export async function lookAtPulls(tools: PullTools, settings: Settings, numbers: readonly number[]): Promise<void> {
  for (const number of numbers) {
    try {
      await tools.apply(await planCheck(checkPorts(tools, settings), settings, number), settings)
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      tools.ports.log.warn('A pull request could not be checked.', { error: errorFacts(error) })
      tools.failed('pull-check')
    }
  }
  await tendPulls(tools, settings)
}

const Names = z.object({ repository: z.object({ full_name: z.string() }), pull_request: z.object({ number: z.number() }) })

/** Numbers of the pull requests in a repository that webhooks named, each once. */
export function pullsNamed(noted: readonly Pick<NamedByWebhook, 'event' | 'names'>[], repository: string): readonly number[] {
  const numbers = noted.flatMap(({ event, names }) => {
    const found = event.startsWith('pull_request') ? Names.safeParse(names) : null
    return found?.success && found.data.repository.full_name.toLowerCase() === repository.toLowerCase()
      ? [found.data.pull_request.number]
      : []
  })
  return [...new Set(numbers)]
}
