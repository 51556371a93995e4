/** `/minutes presenter @x`: adds the presenter to the minutes on the branch, and assigns the pull request. Writes nothing itself. */
import { uniquePeople } from '../../minutes/meeting/handles.ts'
import { readPast } from '../../minutes/meeting/past-meetings.ts'
import { spellingsIn } from '../../minutes/meeting/read-options.ts'
import { commitMessage } from '../../minutes/pull-request/commit-message.ts'
import { namePresenter } from '../../notes/readers/people/name-presenter.ts'
import type { Settings } from '../../settings/settings.ts'
import type { Action, Plan } from '../plan.ts'
import { type ChangePorts, type MinutesOfPull, readMinutesFile } from './read-minutes-file.ts'

/** `handle`: of a person who exists. */
export type NamedPresenter = MinutesOfPull & { readonly handle: string }

/** The text changes where the minutes ask for a presenter; who was named before is no longer assigned. */
export async function planPresenter(ports: ChangePorts, settings: Settings, { handle, ...of }: NamedPresenter): Promise<Plan> {
  const { date, pull } = of
  const file = await readMinutesFile(ports, settings, of)
  const known = { date, ...spellingsIn(settings) }
  const before = file === null ? [] : uniquePeople(readPast(file.text, date, settings).presenters, settings.people)
  const insteadOf = before.filter((login) => login !== handle.toLowerCase())
  const text = file === null ? null : namePresenter(file.text, handle, known)
  const why = 'someone named the presenter'
  const actions: Action[] = []
  if (file !== null && text !== null && text !== file.text) {
    const { path, place } = file
    const message = commitMessage({ path, author: await ports.identity(), github: settings.github, kind: 'edit' })
    actions.push({ kind: 'commit-file', ...place, branchIsNew: false, path, text, message, why })
  }
  const { repository } = settings.minutes
  actions.push({ kind: 'assign-pull', repository, number: pull.number, assignees: [handle], insteadOf, why })
  return { actions, remarks: [] }
}
