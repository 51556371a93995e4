/** Selects a team’s epics and stories, and those that are exempt. Pure. */
import type { BoardItem } from '../../domain/board/board.ts'
import type { BoardView, IssueView } from '../board-view.ts'

export type TeamScope = {
  /** Key of the team in sprint.yml. */
  readonly id: string
  /** Items with this label are the team's; null: the whole board. */
  readonly label: string | null
}

export type Exempt = { readonly labels: readonly string[]; readonly milestones: readonly string[]; readonly epics: readonly string[] }

/** true for an item that carries the team's label; every item is a team's that has none. */
export function hasTeamLabel(item: Pick<BoardItem, 'labels'>, label: string | null): boolean {
  return label === null || item.labels.some((name) => name.toLowerCase() === label.toLowerCase())
}

/**
 * A story goes with its epic, for stories are rarely labelled twice. It goes by its own label where it has no epic,
 * or one that no team claims (`teamLabels`: the labels of all teams).
 */
export function belongsToTeam(
  issue: Pick<IssueView, 'item' | 'epic'>,
  scope: Pick<TeamScope, 'label'>,
  teamLabels: readonly string[],
  board: Pick<BoardView, 'itemOf'>,
): boolean {
  if (scope.label === null) return true
  const epic = issue.epic === null ? null : board.itemOf(issue.epic)
  if (epic !== null && teamLabels.some((label) => hasTeamLabel(epic, label))) return hasTeamLabel(epic, scope.label)
  return hasTeamLabel(issue.item, scope.label)
}
