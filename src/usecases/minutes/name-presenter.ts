/** `/minutes presenter @x`: adds the presenter to the minutes on the branch, and assigns the pull request. Writes nothing itself. */
import { minutesPath } from '../../domain/notes/minutes-path.ts'
import { uniquePeople } from '../../minutes/meeting/handles.ts'
import { readPast } from '../../minutes/meeting/past-meetings.ts'
import { commitMessage } from '../../minutes/pull-request/commit-message.ts'
import { namePresenter } from '../../notes/readers/people/name-presenter.ts'
import type { MinutesRepository, PullRequest } from '../../ports.ts'
import type { Settings, TeamSettings } from '../../settings/settings.ts'
import type { Action, Plan } from '../plan.ts'

export type PresenterPorts = {
  readonly minutes: MinutesRepository
  readonly identity: () => Promise<{ readonly login: string; readonly id: number }>
}

export type NamedPresenter = {
  readonly team: TeamSettings
  readonly date: string
  readonly meeting: number
  readonly pull: PullRequest
  /** Of a person who exists. */
  readonly handle: string
}

/** The text changes where the minutes ask for a presenter; who was named before is no longer assigned. */
export async function planPresenter(
  ports: PresenterPorts,
  settings: Settings,
  { team, date, meeting, pull, handle }: NamedPresenter,
): Promise<Plan> {
  const { repository, branch: base } = settings.minutes
  const { branch, number } = pull
  const path = minutesPath(team.path, team.id, date, meeting)
  const head = await ports.minutes.head(branch)
  const text = head === null ? null : await ports.minutes.readFile(path, head)
  const known = { date, aliases: settings.aliases, people: settings.people }
  const before = text === null ? [] : uniquePeople(readPast(text, date, settings).presenters, settings.people)
  const insteadOf = before.filter((login) => login !== handle.toLowerCase())
  const changed = text === null ? null : namePresenter(text, handle, known)
  const actions: Action[] = []
  if (head !== null && changed !== null && changed !== text) {
    const message = commitMessage({ path, author: await ports.identity(), kind: 'edit' })
    const commit = { repository, branch, base, expectedHead: head, branchIsNew: false, path, text: changed, message }
    actions.push({ kind: 'commit-file', ...commit, why: 'someone named the presenter' })
  }
  actions.push({ kind: 'assign-pull', repository, number, assignees: [handle], insteadOf, why: 'someone named the presenter' })
  return { actions, remarks: [] }
}
