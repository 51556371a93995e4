/** `doctor`: checks everything the app needs, and says what is missing and which feature needs it. Reads only. */
import { TryAgainError, UserError } from '../errors.ts'
import { rulesAboutMembers } from './hygiene/read-owner-standings.ts'

/** One thing to look at. `look` answers with what is fine, or with what is not (`missing`). */
export type Examination = {
  readonly what: string
  /** The feature that needs it. */
  readonly neededFor: string
  readonly look: () => Promise<{ readonly fine: string } | { readonly missing: string }>
}

export type Examined = {
  readonly what: string
  readonly neededFor: string
  /** `off`: the configuration leaves it out. */
  readonly state: 'fine' | 'missing' | 'unknown' | 'off'
  readonly told: string
}

/** All are looked at, one after the other; `unknown`: it could not be asked right now. */
export async function runDiagnostics(examinations: readonly Examination[]): Promise<readonly Examined[]> {
  const results: Examined[] = []
  for (const { what, neededFor, look } of examinations) {
    results.push({ what, neededFor, ...(await outcome(look)) })
  }
  return results
}

async function outcome(look: Examination['look']): Promise<Pick<Examined, 'state' | 'told'>> {
  try {
    const seen = await look()
    return 'fine' in seen ? { state: 'fine', told: seen.fine } : { state: 'missing', told: seen.missing }
  } catch (error) {
    if (error instanceof UserError) return { state: 'missing', told: error.message }
    if (error instanceof TryAgainError) return { state: 'unknown', told: error.message }
    throw error
  }
}

/** Permissions of app.yml, and what each is for. */
const PERMISSIONS: readonly (readonly [string, 'read' | 'write', string])[] = [
  ['organization_projects', 'read', 'the board'],
  ['issues', 'write', 'comments on epics; issues about minutes that could not be created'],
  ['pull_requests', 'write', 'the pull request with the minutes'],
  ['contents', 'write', 'the branch with the minutes'],
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
