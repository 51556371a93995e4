/** Work on pull requests of the minutes repository: checks them, and keeps those of the app going. */
import { z } from 'zod'
import { errorFacts, UserError } from '../../errors.ts'
import type { NamedByWebhook } from '../../ports/jobs.ts'
import type { Settings } from '../../settings/settings.ts'
import { planCheck } from '../../usecases/minutes/check/check-pull.ts'
import { planPullCare } from '../../usecases/minutes/tend-pulls.ts'
import type { Tools } from '../context.ts'

export type PullTools = Tools<'clock' | 'comments' | 'log' | 'minutesPulls' | 'minutesRepository' | 'settingsProblems' | 'templateProblem'>

/** Keeps open pull requests going. */
export async function tendPulls({ ports, apply }: PullTools, settings: Settings): Promise<void> {
  const { repository } = settings.minutes
  const care = {
    minutes: ports.minutesRepository(repository),
    pulls: ports.minutesPulls(repository),
    comments: ports.comments,
    clock: ports.clock,
  }
  await apply(await planPullCare(care, settings), settings)
}

/** What checks of files need. */
export function checkPorts({ ports }: Pick<PullTools, 'ports'>, { minutes: { repository } }: Settings) {
  const { settingsProblems, templateProblem } = ports
  return { minutes: ports.minutesRepository(repository), pulls: ports.minutesPulls(repository), settingsProblems, templateProblem }
}

/** Looks at what webhooks named: at their checks first, then at all that are open. */
export async function lookAtPulls(tools: PullTools, settings: Settings, { pulls, commits }: NamedPulls): Promise<void> {
  const asked = new Set(pulls.flatMap(({ number, isAskedFor }) => (isAskedFor ? [number] : [])))
  if (commits.length > 0) {
    await unlessRefused(tools, async () => {
      for (const number of await tools.ports.minutesPulls(settings.minutes.repository).openAt(commits)) asked.add(number)
    })
  }
  for (const number of new Set([...pulls.map((pull) => pull.number), ...asked])) {
    await unlessRefused(tools, async () => {
      const plan = await planCheck(checkPorts(tools, settings), settings, number, { isAskedFor: asked.has(number) })
      await tools.apply(plan, settings)
    })
  }
  await tendPulls(tools, settings)
}

/** A check that a person must make possible (a permission is missing) is told in the log, and stops nothing else. */
async function unlessRefused({ ports, failed }: PullTools, check: () => Promise<void>): Promise<void> {
  try {
    await check()
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    ports.log.warn('A pull request could not be checked.', { error: errorFacts(error) })
    failed('pull-check')
  }
}

const Repository = z.object({ full_name: z.string() })
const Pull = z.object({ number: z.number() })
const OfPull = z.object({ repository: Repository, pull_request: Pull })
const Checked = z.object({ pull_requests: z.array(Pull), head_sha: z.string().nullish() }).nullish()
const OfCheck = z
  .object({ action: z.literal('rerequested'), repository: Repository, check_run: Checked, check_suite: Checked })
  .transform(({ repository, check_run, check_suite }) => ({ repository, check: check_run ?? check_suite }))

export type NamedPulls = {
  /** `isAskedFor`: a person wants its check to run again. */
  readonly pulls: readonly { readonly number: number; readonly isAskedFor: boolean }[]
  /** Whose check a person wants to run again, and of which GitHub names no pull request: they are of forks. */
  readonly commits: readonly string[]
}

/** Pull requests in a repository that webhooks named; null: none. */
export function pullsNamed(noted: readonly Pick<NamedByWebhook, 'event' | 'names'>[], repository: string): NamedPulls | null {
  const pulls: NamedPulls['pulls'][number][] = []
  const commits: string[] = []
  const isHere = ({ full_name }: { readonly full_name: string }) => full_name.toLowerCase() === repository.toLowerCase()
  for (const { event, names } of noted) {
    const again = event.startsWith('check_') ? OfCheck.safeParse(names).data : undefined
    const changed = event.startsWith('pull_request') ? OfPull.safeParse(names).data : undefined
    if (changed && isHere(changed.repository)) pulls.push({ number: changed.pull_request.number, isAskedFor: false })
    if (!again?.check || !isHere(again.repository)) continue
    const { pull_requests, head_sha } = again.check
    pulls.push(...pull_requests.map(({ number }) => ({ number, isAskedFor: true })))
    if (pull_requests.length === 0 && head_sha) commits.push(head_sha)
  }
  return pulls.length + commits.length === 0 ? null : { pulls, commits }
}
