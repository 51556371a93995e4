/** Everything the rules look at besides the settings, gathered around a board that was read. */
import type { Snapshot } from '../../domain/board/board.ts'
import { type HygieneFacts, historyStart } from '../../hygiene/hygiene-input.ts'
import type { IssueTemplateReader } from '../../ports/issues.ts'
import type { Members, MinutesArchive } from '../../ports.ts'
import type { Settings } from '../../settings/settings.ts'
import { readStoryRequests } from '../minutes/read-story-requests.ts'
import { readIssueTemplates } from './read-issue-templates.ts'
import { readOwnerStandings } from './read-owner-standings.ts'

export type GatherPorts = {
  /** Of minutes; null: there are none to read. */
  readonly archive: MinutesArchive | null
  /** null: nobody is asked about owners. */
  readonly members: (() => Members) | null
  /** null: no comment is written that could offer a story. */
  readonly issueTemplates: (() => IssueTemplateReader) | null
}

/** Of the history only what the rules look at is read. `remarks`: what could not be asked, a sentence each. */
export async function gatherHygieneFacts(
  { archive, members, issueTemplates }: GatherPorts,
  settings: Settings,
  { snapshot, history }: { readonly snapshot: Snapshot; readonly history: (since: Date) => Promise<readonly Snapshot[]> },
): Promise<{ readonly facts: HygieneFacts; readonly remarks: readonly string[] }> {
  const asked = await readStoryRequests(archive, settings, snapshot)
  const { standings, remarks } = await readOwnerStandings(members, settings, snapshot)
  const offered = await readIssueTemplates(issueTemplates, settings, { snapshot, asked })
  const seen = { snapshot, history: await history(historyStart({ snapshot, asked })), asked, standings }
  return { facts: { ...seen, templates: offered.templates }, remarks: [...remarks, ...offered.remarks] }
}
