/** `doctor`: checks everything the app needs, and says what is missing and which feature needs it. Reads only. */
import { TryAgainError, UserError } from '../errors.ts'
import { rulesAboutMembers } from './hygiene/read-owner-standings.ts'

/** One thing to look at. `look` answers with what is fine, or with what is not (`missing`). */
export type Examination = {
  readonly what: string
  /** The feature that needs it. */
  readonly neededFor: string
  /** `what` of others, without which this cannot be looked at. */
  readonly restsOn?: readonly string[]
  /** `goesOn`: what rests on it can be looked at all the same. */
  readonly look: () => Promise<{ readonly fine: string } | { readonly missing: string; readonly goesOn?: true }>
}

export type Examined = {
  readonly what: string
  readonly neededFor: string
  /** `off`: the configuration leaves it out. */
  readonly state: 'fine' | 'missing' | 'unknown' | 'off'
  readonly told: string
}

/** All are looked at, one after the other; `unknown`: it could not be asked right now, or rests on something that failed. */
export async function runDiagnostics(examinations: readonly Examination[]): Promise<readonly Examined[]> {
  const results: Examined[] = []
  // One problem is told once, not again by everything that rests on it.
  const stopped = new Set<string>()
  for (const { what, neededFor, restsOn = [], look } of examinations) {
    const cause = restsOn.find((other) => stopped.has(other))
    const { goesOn, ...seen } = cause === undefined ? await outcome(look) : notChecked(cause)
    if (!goesOn) stopped.add(what)
    results.push({ what, neededFor, ...seen })
  }
  return results
}

type Outcome = Pick<Examined, 'state' | 'told'> & { readonly goesOn: boolean }

async function outcome(look: Examination['look']): Promise<Outcome> {
  try {
    const seen = await look()
    if ('fine' in seen) return { state: 'fine', told: seen.fine, goesOn: true }
    return { state: 'missing', told: seen.missing, goesOn: seen.goesOn === true }
  } catch (error) {
    if (error instanceof UserError) return { state: 'missing', told: error.message, goesOn: false }
    if (error instanceof TryAgainError) return { state: 'unknown', told: error.message, goesOn: false }
    throw error
  }
}

function notChecked(cause: string): Outcome {
  return { state: 'unknown', told: `not checked, because it needs this: ${cause}.`, goesOn: false }
}

/** `2 of 9 checks failed: …; 3 could not be made: …`, each named. null where all are fine. */
export function tellFailed(results: readonly Examined[]): string | null {
  const of = (state: Examined['state']) => results.filter((one) => one.state === state).map(({ what }) => what)
  const [failed, unknown] = [of('missing'), of('unknown')]
  const parts = [
    ...(failed.length > 0 ? [`${failed.length} of ${results.length - of('off').length} checks failed (${named(failed)})`] : []),
    ...(unknown.length > 0 ? [`${unknown.length} could not be made (${named(unknown)})`] : []),
  ]
  return parts.length === 0 ? null : `${parts.join('; ')}.`
}

const MOST_NAMED = 6

function named(all: readonly string[]): string {
  const more = all.length - MOST_NAMED
  return [...all.slice(0, MOST_NAMED), ...(more > 0 ? [`${more} more`] : [])].join(', ')
}

/** Permissions of app.yml, and what each is for. */
const PERMISSIONS: readonly (readonly [string, 'read' | 'write', string])[] = [
  ['organization_projects', 'read', 'the board'],
  ['issues', 'write', 'comments on epics; issues about minutes that could not be created'],
  ['pull_requests', 'write', 'the pull request with the minutes'],
  ['contents', 'write', 'the branch with the minutes'],
  ['checks', 'write', 'the check of pull requests in the minutes repository'],
]

/** What an installation lacks, as sentences; empty when nothing. */
export function lackingPermissions(
  granted: Readonly<Record<string, string>>,
  { members }: { readonly members: boolean },
): readonly string[] {
  const needed = members ? [...PERMISSIONS, ['members', 'read', `the rule ${rulesAboutMembers()}`] as const] : PERMISSIONS
  return needed
    .filter(([name, level]) => !(granted[name] === 'write' || granted[name] === 'admin' || (level === 'read' && granted[name] === 'read')))
    .map(([name, level, use]) => `${name}: ${level} (${use})`)
}
