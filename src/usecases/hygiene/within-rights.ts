/** What `/epic fix` may change by who asked: whoever may command on an epic may not for that reason change issues of another repository. */
import { parseRef, refKey } from '../../domain/reference.ts'
import { UserError } from '../../errors.ts'
import type { LeftToPeople } from '../../hygiene/repair/repair.ts'
import type { People } from '../../ports.ts'
import type { Action } from '../plan.ts'

export type Asking = { readonly author: string; readonly people: Pick<People, 'mayTriage'> }

/** Milestones of issues in other repositories are left to people who have triage rights there; the reply says so. */
export async function withinRights(actions: readonly Action[], asking: Asking): Promise<readonly Action[]> {
  return Promise.all(actions.map((action) => (action.kind === 'fix-epic' ? limited(action, asking) : action)))
}

type Fix = Extract<Action, { kind: 'fix-epic' }>

async function limited(action: Fix, { author, people }: Asking): Promise<Fix> {
  const known = new Map<string, boolean>([[repositoryOf(action.on), true]])
  const repairs: Fix['repairs'][number][] = []
  const theirs: LeftToPeople[] = []
  for (const repair of action.repairs) {
    const repository = repair.kind === 'set-milestone' ? repositoryOf(repair.issue) : repositoryOf(action.on)
    const may = known.get(repository) ?? (repair.kind === 'set-milestone' && (await mayTriage(people, repair.issue, author)))
    known.set(repository, may)
    if (may || repair.kind !== 'set-milestone') repairs.push(repair)
    else theirs.push({ issue: repair.issue, says: 'its milestone can only be changed by people with triage rights there.' })
  }
  if (theirs.length === 0) return action
  return { ...action, repairs, reply: ({ changes, left }) => action.reply({ changes, left: [...theirs, ...left] }) }
}

/** Where the app cannot ask, it cannot write either. */
async function mayTriage(people: Asking['people'], issue: string, author: string): Promise<boolean> {
  try {
    return await people.mayTriage(issue, author)
  } catch (error) {
    if (error instanceof UserError) return false
    throw error
  }
}

function repositoryOf(ref: string): string {
  const parsed = parseRef(ref)
  return refKey(parsed === null ? ref : `${parsed.owner}/${parsed.repo}`)
}
