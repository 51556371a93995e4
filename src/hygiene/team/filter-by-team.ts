/** Selects the issues and pull requests of a team in a snapshot. Pure. */
import type { Snapshot } from '../../domain/board/board.ts'
import { refKey } from '../../domain/reference.ts'
import type { Settings, TeamSettings } from '../../settings/settings.ts'
import { viewOf } from '../evaluate.ts'
import { hygieneInput } from '../hygiene-input.ts'
import { belongsToTeam, hasTeamLabel } from './team-scope.ts'

export function teamFilter(
  { settings, team, now }: { readonly settings: Settings; readonly team: TeamSettings; readonly now: Date },
  snapshot: Snapshot,
): (ref: string) => boolean {
  const input = hygieneInput(settings, team, { snapshot }, now)
  const view = viewOf(input)
  const issues = new Map(view.issues.map((issue) => [refKey(issue.item.ref), issue]))
  return (ref) => {
    const issue = issues.get(refKey(ref))
    if (issue) return belongsToTeam(issue, input.team, input.teamLabels ?? [], view)
    const item = view.itemOf(ref)
    return item !== null && hasTeamLabel(item, team.label)
  }
}
