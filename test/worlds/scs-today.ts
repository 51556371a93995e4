/** SCS as it works in 2026, for tests. */
import { readFileSync } from 'node:fs'
import { rules } from '../../src/hygiene/registry.ts'
import { parseSettings } from '../../src/settings/parse.ts'
import type { Settings, TeamSettings } from '../../src/settings/settings.ts'

export const scsToday: Settings = parseSettings(readFileSync('test/worlds/scs-today.yml', 'utf8'), 'sprint.yml', rules)

export function teamToday(id: string): TeamSettings {
  const team = scsToday.teams[id]
  if (!team) throw new Error(`SCS has no team ${id}.`)
  return team
}
