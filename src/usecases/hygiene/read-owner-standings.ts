/** Whether owners of epics are still there: asked of GitHub once a run, and only where the rule `owner-left` is on. */
import type { Snapshot } from '../../domain/board/board.ts'
import { isEpic } from '../../domain/board/epics.ts'
import { UserError } from '../../errors.ts'
import type { Standing } from '../../hygiene/board-view.ts'
import { settingOf } from '../../hygiene/evaluate.ts'
import { ownerLeft } from '../../hygiene/rules/owner-left.ts'
import { hasTeamLabel } from '../../hygiene/team-scope.ts'
import type { Members } from '../../ports.ts'
import type { Settings, TeamSettings } from '../../settings/settings.ts'
import { hygieneTeams, type Standings } from './build-hygiene-input.ts'

/** true when some team wants to know. */
export function asksForOwners(settings: Settings): boolean {
  return hygieneTeams(settings).some((team) => isOn(team))
}

/** Without the permission nothing is known, and a remark says what is missing. */
export async function readOwnerStandings(
  members: Members | null,
  settings: Settings,
  snapshot: Snapshot,
): Promise<{ readonly standings: Standings; readonly remarks: readonly string[] }> {
  const standings = new Map<string, ReadonlyMap<string, Standing>>()
  const known = new Map<string, Map<string, Standing>>()
  try {
    for (const team of hygieneTeams(settings).filter(isOn)) {
      const days = ownerLeft.options.parse(settingOf(ownerLeft, team.hygiene.rules).options) as { maxAwayDays: number }
      const cache = known.get(String(days.maxAwayDays)) ?? new Map<string, Standing>()
      known.set(String(days.maxAwayDays), cache)
      const asked = ownersOf(team, settings, snapshot).filter((login) => !cache.has(login))
      const told = members && asked.length > 0 ? await members.standings(settings.organization, asked, days.maxAwayDays) : new Map()
      for (const [login, standing] of told) cache.set(login, standing)
      standings.set(team.id, cache)
    }
    return { standings, remarks: [] }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return { standings, remarks: [`owner-left looks at nothing: ${error.message}`] }
  }
}

function isOn({ hygiene }: TeamSettings): boolean {
  return settingOf(ownerLeft, hygiene.rules).on
}

function ownersOf(team: TeamSettings, { epics }: Settings, { items }: Snapshot): readonly string[] {
  const own = items.filter((item) => item.state === 'open' && !item.archived && isEpic(item, epics) && hasTeamLabel(item, team.label))
  return [...new Set(own.flatMap(({ assignees }) => assignees.map((login) => login.toLowerCase())))].sort()
}
