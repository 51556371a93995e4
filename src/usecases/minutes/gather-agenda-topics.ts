/** Reads the issues and pull requests that people want on the agenda, with what they wrote behind `/agenda`. Writes nothing. */
import type { Snapshot } from '../../domain/board/board.ts'
import { commandLines } from '../../domain/body/command-lines.ts'
import { TryAgainError, UserError } from '../../errors.ts'
import { type AskedTopic, isTopicOf, topicLabelOf } from '../../minutes/agenda/agenda-topics.ts'
import type { IssueReader, LabelledIssue } from '../../ports/issues.ts'
import type { Screen } from '../../ports.ts'
import type { Settings, TeamSettings } from '../../settings/settings.ts'

export type GatherTopicsPorts = {
  /** null: GitHub cannot be asked. */
  readonly issues: IssueReader | null
  readonly screen: Screen
}

/** `remarks`: what could not be read. One repository that cannot be read does not stop the others. */
export type GatheredTopics = { readonly topics: readonly AskedTopic[]; readonly remarks: readonly string[] }

/** More repositories are not looked through for one agenda. */
const MOST_REPOSITORIES = 20

/** Those of `agenda.repositories`, and those of cards with the label, whose comments the board does not have. */
export async function gatherAgendaTopics(
  { issues, screen }: GatherTopicsPorts,
  { settings, team, snapshot }: { readonly settings: Settings; readonly team: TeamSettings; readonly snapshot: Snapshot | null },
): Promise<GatheredTopics> {
  const label = topicLabelOf(settings, team)
  if (label === null || issues === null) return { topics: [], remarks: [] }
  const isLabelled = ({ labels }: { labels: readonly string[] }) => labels.some((one) => one.toLowerCase() === label.toLowerCase())
  const ofBoard = team.board ? (snapshot?.items ?? []).filter((item) => item.ref !== null && !item.private && isLabelled(item)) : []
  const listed = new Set(settings.agenda.repositories.map((name) => name.toLowerCase()))
  const onBoard = new Set(ofBoard.map(({ ref }) => (ref ?? '').toLowerCase()))
  const repositories = [...new Set([...listed, ...ofBoard.map(({ ref }) => (ref ?? '').split('#')[0]?.toLowerCase() ?? '')])]
  const topics: AskedTopic[] = []
  const remarks: string[] = []
  for (const repository of repositories.slice(0, MOST_REPOSITORIES)) {
    try {
      const found = await issues.labelled(repository, [label])
      const wanted = found.filter(
        (issue) => !issue.private && (onBoard.has(issue.ref.toLowerCase()) || (listed.has(repository) && isTopicOf(issue, settings, team))),
      )
      for (const issue of wanted) topics.push(await topicOf(issue, screen))
    } catch (error) {
      if (!(error instanceof UserError || error instanceof TryAgainError)) throw error
      remarks.push(`${repository}: issues with the label "${label}" could not be read. ${error.message}`)
    }
  }
  return { topics, remarks }
}

/** Whose comments count is decided by GitHub: anybody may comment on a public issue. */
async function topicOf({ ref, kind, title, comments }: LabelledIssue, screen: Screen): Promise<AskedTopic> {
  const wishes: { text: string; author: string }[] = []
  for (const { author, body, isTrusted } of comments) {
    if (!isTrusted) continue
    for (const text of commandLines(body, 'agenda')) if (text !== '') wishes.push({ text: await screen(text, ref), author })
  }
  return { ref, kind, title, wishes }
}
