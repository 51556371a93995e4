/**
 * Checks a pull request in the minutes repository, whoever opened it: minutes, sprint.yml, templates. Gathers and plans; writes
 * nothing itself.
 */
import { dayOfPath } from '../../../domain/notes/minutes-path.ts'
import type { CheckFinding } from '../../../minutes/check/check-finding.ts'
import { checkMinutes } from '../../../minutes/check/check-minutes.ts'
import { checkResult } from '../../../minutes/check/check-result.ts'
import type { MinutesPulls } from '../../../ports/pulls.ts'
import type { MinutesRepository } from '../../../ports.ts'
import type { Settings } from '../../../settings/settings.ts'
import type { Plan } from '../../plan.ts'

/** Name of the check run: a repository may require it. */
export const CHECK_NAME = 'Minutes'

export type CheckPorts = {
  readonly minutes: Pick<MinutesRepository, 'readFile'>
  readonly pulls: Pick<MinutesPulls, 'headOf' | 'files' | 'checkedBefore'>
  /** What is wrong with a sprint.yml, by line. */
  readonly settingsProblems: (text: string) => readonly { readonly line: number | null; readonly message: string }[]
  /** What is wrong with a template; null: nothing. `name`: `minutes/summary`. */
  readonly templateProblem: (name: string, text: string) => string | null
}

const NOTHING: Plan = { actions: [], remarks: [] }
const CONFIGURATION = '.github/sprint.yml'
const TEMPLATE = /^templates\/(.{1,200})\.hbs$/

/** Nothing to do where the commit was checked already and nobody asks for it, and where no file concerns the app. */
export async function planCheck(
  ports: CheckPorts,
  settings: Settings,
  number: number,
  { isAskedFor = false }: { readonly isAskedFor?: boolean } = {},
): Promise<Plan> {
  const { repository } = settings.minutes
  const pull = await ports.pulls.headOf(number)
  if (pull === null || !pull.isOpen || (!isAskedFor && (await ports.pulls.checkedBefore(pull.sha, CHECK_NAME)))) return NOTHING
  const { findings, checked } = await findingsIn(ports, settings, { number, sha: pull.sha })
  if (checked.length === 0) return NOTHING
  const result = checkResult(findings, checked)
  return {
    actions: [
      {
        kind: 'check-pull',
        repository,
        number,
        name: CHECK_NAME,
        head: pull.sha,
        ...result,
        why: isAskedFor ? 'someone asked for the check again' : 'a pull request was opened or changed',
      },
    ],
    remarks: [],
  }
}

export type CheckedFiles = { readonly findings: readonly CheckFinding[]; readonly checked: readonly string[] }

/** Also of a fork: its commits can be read in the repository itself, and nothing is written to it. */
export async function findingsIn(
  ports: Omit<CheckPorts, 'pulls'> & { readonly pulls: Pick<MinutesPulls, 'files'> },
  settings: Settings,
  { number, sha }: { readonly number: number; readonly sha: string },
): Promise<CheckedFiles> {
  const files = (await ports.pulls.files(number)).filter(({ status }) => status !== 'removed')
  const findings: CheckFinding[] = []
  const checked: string[] = []
  for (const { path } of files) {
    const check = checkFor(ports, settings, path)
    if (check === null) continue
    const text = await ports.minutes.readFile(path, sha)
    if (text === null) continue
    checked.push(path)
    findings.push(...check(text))
  }
  return { findings, checked }
}

type Check = (text: string) => readonly CheckFinding[]

/** null for a file that is none of the app's business. */
function checkFor(ports: Pick<CheckPorts, 'settingsProblems' | 'templateProblem'>, settings: Settings, path: string): Check | null {
  const broken = { path, level: 'failure' as const, suggestion: null }
  if (path === CONFIGURATION)
    return (text) =>
      ports.settingsProblems(text).map(({ line, message }) => ({ ...broken, line: line ?? 1, title: 'Configuration', message }))
  const name = TEMPLATE.exec(path)?.[1]
  if (name !== undefined)
    return (text) => {
      const message = ports.templateProblem(name, text)
      return message === null ? [] : [{ ...broken, level: 'warning', line: 1, title: 'Template', message }]
    }
  const team = Object.values(settings.teams).find(({ id, path: pattern }) => dayOfPath(pattern, id, path) !== null)
  return team === undefined ? null : (text) => checkMinutes({ path, text, team }, settings)
}
