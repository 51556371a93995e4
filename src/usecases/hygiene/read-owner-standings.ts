/** Checks whether owners of epics are still active: one request to GitHub per run, and only if a rule needs it. */
import type { Snapshot } from '../../domain/board/board.ts'
import { isEpic } from '../../domain/board/epics.ts'
import { UserError } from '../../errors.ts'
import type { Standing } from '../../hygiene/board-view.ts'
import { settingOf } from '../../hygiene/evaluate.ts'
import { hygieneTeams, type Standings } from '../../hygiene/hygiene-input.ts'
import { rules } from '../../hygiene/registry.ts'
import { hasTeamLabel } from '../../hygiene/team/team-scope.ts'
import type { Members } from '../../ports.ts'
import type { Settings, TeamSettings } from '../../settings/settings.ts'

/** true when some team wants to know. */
export function asksForOwners(settings: Settings): boolean {
  return hygieneTeams(settings).some((team) => awayDaysOf(team) !== null)
}

/** `members`: asked for where a team wants to know; null: nobody can be asked. Without the permission nothing is known, and a remark says what is missing. */
export async function readOwnerStandings(
  members: (() => Members) | null,
  settings: Settings,
  snapshot: Snapshot,
): Promise<{ readonly standings: Standings; readonly remarks: readonly string[] }> {
  const standings = new Map<string, ReadonlyMap<string, Standing>>()
  const known = new Map<number, Map<string, Standing>>()
  try {
    for (const team of hygieneTeams(settings)) {
      const days = awayDaysOf(team)
      if (days === null) continue
      const cache = known.get(days) ?? new Map<string, Standing>()
      known.set(days, cache)
      const asked = ownersOf(team, settings, snapshot).filter((login) => !cache.has(login))
      const told = members && asked.length > 0 ? await members().standings(settings.organization, asked, days) : new Map()
      for (const [login, standing] of told) cache.set(login, standing)
      standings.set(team.id, cache)
    }
    return { standings, remarks: [] }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return { standings, remarks: [`${rulesAboutMembers()} was skipped: ${error.message}`] }
  }
}

/** The rules that ask whether owners are still there, as text. */
export function rulesAboutMembers(): string {
  return rules
    .filter(({ asksMembers }) => asksMembers)
    .map(({ id }) => id)
    .join(', ')
}

/** After how many days without a contribution the team's rules call an owner away; null: none of them asks. */
function awayDaysOf({ hygiene }: TeamSettings): number | null {
  const days = rules.flatMap((rule) => {
    const { on, options } = settingOf(rule, hygiene.rules)
    return on && rule.asksMembers ? (rule.configure(options).awayDays ?? []) : []
  })
  return days.length === 0 ? null : Math.min(...days)
}

function ownersOf(team: TeamSettings, { epics }: Settings, { items }: Snapshot): readonly string[] {
  const own = items.filter((item) => item.state === 'open' && !item.archived && isEpic(item, epics) && hasTeamLabel(item, team.label))
  return [...new Set(own.flatMap(({ assignees }) => assignees.map((login) => login.toLowerCase())))].sort()
}
