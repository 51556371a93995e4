/** `/minutes done <item>`: marks an action item as done in the minutes on the branch. Writes nothing itself. */
import { markDone } from '../../minutes/meeting/mark-done.ts'
import { spellingsIn } from '../../minutes/meeting/read-options.ts'
import { commitMessage } from '../../minutes/pull-request/commit-message.ts'
import type { Settings } from '../../settings/settings.ts'
import type { Plan } from '../plan.ts'
import { type ChangePorts, type MinutesOfPull, readMinutesFile } from './read-minutes-file.ts'

/** `item`: as typed behind `done`. */
export type DoneItem = MinutesOfPull & { readonly item: string }

/** `owners` of the item may mark it, with or without triage rights. */
export type PlannedDone = { readonly plan: Plan; readonly owners: readonly string[] } | { readonly problem: string }

/** A later `refresh` keeps the mark: it is an edit that a person asked for. */
export async function planDone(ports: ChangePorts, settings: Settings, { item, ...of }: DoneItem): Promise<PlannedDone> {
  const file = await readMinutesFile(ports, settings, of)
  if (file === null) return { problem: 'The file of these minutes is not on the branch of this pull request any more.' }
  const { path, text, place } = file
  const marked = markDone(text, item, { date: of.date, ...spellingsIn(settings) })
  if ('problem' in marked) return marked
  const message = commitMessage({ path, author: await ports.identity(), github: settings.github, kind: 'edit' })
  const commit = { ...place, branchIsNew: false, path, text: marked.text, message }
  const why = 'someone said that an action item is done'
  return { plan: { actions: [{ kind: 'commit-file', ...commit, before: text, why }], remarks: [] }, owners: marked.owners }
}
