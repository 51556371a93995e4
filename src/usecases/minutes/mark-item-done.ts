/** `/minutes done <item>`: marks an action item as done in the minutes on the branch. Writes nothing itself. */
import { minutesPath } from '../../domain/notes/minutes-path.ts'
import { markDone } from '../../minutes/meeting/mark-done.ts'
import { ownersOf } from '../../minutes/meeting/read-options.ts'
import { commitMessage } from '../../minutes/pull-request/commit-message.ts'
import type { MinutesRepository, PullRequest } from '../../ports.ts'
import type { Settings, TeamSettings } from '../../settings/settings.ts'
import type { Plan } from '../plan.ts'

export type DonePorts = {
  readonly minutes: MinutesRepository
  readonly identity: () => Promise<{ readonly login: string; readonly id: number }>
}

export type DoneItem = {
  readonly team: TeamSettings
  readonly date: string
  readonly meeting: number
  readonly pull: PullRequest
  /** As typed behind `done`. */
  readonly item: string
}

/** `owners` of the item may mark it, with or without triage rights. */
export type PlannedDone = { readonly plan: Plan; readonly owners: readonly string[] } | { readonly problem: string }

/** A later `refresh` keeps the mark: it is an edit that a person asked for. */
export async function planDone(ports: DonePorts, settings: Settings, { team, date, meeting, pull, item }: DoneItem): Promise<PlannedDone> {
  const { repository, branch: base } = settings.minutes
  const path = minutesPath(team.path, team.id, date, meeting)
  const head = await ports.minutes.head(pull.branch)
  const text = head === null ? null : await ports.minutes.readFile(path, head)
  if (head === null || text === null) return { problem: `The branch of this pull request has no file \`${path}\`.` }
  const marked = markDone(text, item, { date, aliases: settings.aliases, people: settings.people, owners: ownersOf(settings) })
  if ('problem' in marked) return marked
  const message = commitMessage({ path, author: await ports.identity(), kind: 'edit' })
  const commit = { repository, branch: pull.branch, base, expectedHead: head, branchIsNew: false, path, text: marked.text, message }
  const why = 'someone said that an action item is done'
  return { plan: { actions: [{ kind: 'commit-file', ...commit, before: text, why }], remarks: [] }, owners: marked.owners }
}
