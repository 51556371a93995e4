/** What `doctor` looks at in the workflows of the minutes repository: GitHub stops schedules without a word. */
import { daysBetween } from '../../domain/time/dates.ts'
import { UserError } from '../../errors.ts'
import type { Uses } from '../../ports/app-ports.ts'
import type { WorkflowFacts } from '../../ports/workflows.ts'
import type { Settings } from '../../settings/settings.ts'
import type { Examination } from '../../usecases/diagnostics.ts'

type Ports = Uses<'clock' | 'env' | 'members' | 'minutesRepository' | 'workflows'>

const PATHS = ['.github/workflows/minutes.yml', '.github/workflows/pages.yml']
/** After so many days without activity, GitHub turns schedules in public repositories off. */
const IDLE_DAYS = 60
/** In time to do something about it. */
const WARN_DAYS = 50

export function workflowExaminations(ports: Ports, settings: Settings): readonly Examination[] {
  const { repository, branch } = settings.minutes
  return PATHS.map((path) => ({
    what: `the workflow ${path}`,
    neededFor: 'runs by schedule without a server',
    look: async () => {
      const isThere = (await ports.minutesRepository(repository).readFile(path, branch)) !== null
      const facts = isThere ? await ports.workflows(repository).look(path) : null
      if (facts === null) return { fine: `not used: there is none in ${repository}` }
      const who = await standingOf(ports, settings, facts.changedBy)
      const idle = facts.pushedAt === null ? null : daysBetween(facts.pushedAt, ports.clock.now())
      const wrong = whatIsWrong(facts, {
        ...{ repository, idle, site: ports.env.github.origin, organization: settings.organization, isGone: who.isGone },
      })
      if (wrong !== null) return { missing: wrong }
      return { fine: ['on', ...(idle === null ? [] : [`the last push was ${idle} days ago`]), ...who.told].join('; ') }
    },
  }))
}

type Seen = {
  readonly repository: string
  readonly site: string
  readonly organization: string
  readonly isGone: boolean
  readonly idle: number | null
}

function whatIsWrong({ state, isPublic, changedBy }: WorkflowFacts, { repository, site, organization, isGone, idle }: Seen): string | null {
  const on = `Turn it on at ${site}/${repository}/actions ("Enable workflow")`
  if (state === 'disabled_inactivity')
    return `GitHub has turned it off, because nothing happened in ${repository} for ${IDLE_DAYS} days. ${on}.`
  if (state !== 'active') return `it is turned off (${state}). ${on}, or remove the file.`
  if (isGone)
    return `${changedBy}, who last changed it, is not a member of ${organization} any more, so GitHub may have stopped its schedule. A member changes the line with \`cron\`, for example its minute.`
  if (isPublic && idle !== null && idle >= WARN_DAYS)
    return `the last push to ${repository} was ${idle} days ago, and GitHub turns schedules in public repositories off after ${IDLE_DAYS} days without activity. Merge or push something.`
  return null
}

type Who = { readonly isGone: boolean; readonly told: readonly string[] }

/** A missing permission leaves that open: the workflow runs without it. */
async function standingOf({ members }: Ports, { organization }: Settings, login: string | null): Promise<Who> {
  if (login === null) return { isGone: false, told: [] }
  try {
    const isGone = (await members().standings(organization, [login.toLowerCase()], 0)).get(login.toLowerCase()) === 'left'
    return { isGone, told: [`last changed by ${login}, a member of ${organization}`] }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return { isGone: false, told: [`last changed by ${login}; whether they are still a member is not known. ${error.message}`] }
  }
}
