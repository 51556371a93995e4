/** A team's epics and findings as they are looked at, before anything is decided about comments or labels. Pure. */
import type { Finding } from '../../domain/finding.ts'
import { sprintOn } from '../../domain/time/sprints.ts'
import type { TeamSettings } from '../../settings/settings.ts'
import type { BoardView, EpicView } from '../board-view.ts'
import type { LastKnown } from '../comment/read-comments.ts'
import type { WithheldFinding } from '../evaluate.ts'

export type TeamFindings = {
  readonly team: TeamSettings
  readonly findings: readonly Finding[]
  /** With the day since which each holds, where earlier snapshots alone can tell. */
  readonly dated: (findings: readonly Finding[]) => readonly Finding[]
  readonly withheld: readonly WithheldFinding[]
  readonly board: BoardView
  readonly room: number
  /** All teams: an epic is commented on by the first whose label it has, also when only one of them is looked at. */
  readonly owners: readonly TeamSettings[]
  /** By `refKey` of the epic. */
  readonly known: ReadonlyMap<string, LastKnown>
}

/** Active, or something of it in the current sprint, or an open milestone. */
export function isEligible(epic: EpicView, board: BoardView): boolean {
  const sprint = sprintOn(board.sprints, board.today)?.name ?? null
  const inSprint = sprint !== null && [epic.item, ...epic.children.map(({ item }) => item)].some((item) => item?.sprint === sprint)
  const { milestone } = epic.item
  return board.isActive(epic.item) || inSprint || (milestone !== null && milestone.state !== 'closed')
}

export function weekdayOf(team: TeamSettings): string | null {
  const day = team.meeting?.weekday
  return day === undefined ? null : `${day.charAt(0).toUpperCase()}${day.slice(1)}`
}
