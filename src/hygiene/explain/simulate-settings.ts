/** Compares two configurations on the same board: findings added and removed. Writes nothing. */
import { type Audience, showableFindings } from '../../domain/audience.ts'
import type { Finding } from '../../domain/finding.ts'
import type { Settings } from '../../settings/settings.ts'
import { evaluateHygiene, findingKey } from '../evaluate.ts'
import { type HygieneFacts, hygieneInput, hygieneTeams } from '../hygiene-input.ts'

export type Simulation = {
  readonly added: readonly Finding[]
  readonly removed: readonly Finding[]
  /** Findings both have. */
  readonly kept: number
  /** Where comments, digests or nothing would be written from now on, if that changes. */
  readonly modes: readonly { readonly team: string; readonly from: string; readonly to: string }[]
}

export function simulateSettings(before: Settings, after: Settings, seen: HygieneFacts, clock: Date): Simulation {
  const look = (settings: Settings) => hygieneTeams(settings).flatMap((team) => evaluateHygiene(hygieneInput(settings, team, seen, clock)))
  const [old, next] = [look(before), look(after)]
  const key = (finding: Finding) => `${finding.team} ${findingKey(finding)}`
  const [oldKeys, nextKeys] = [new Set(old.map(key)), new Set(next.map(key))]
  const teams = [...new Set([...Object.keys(before.teams), ...Object.keys(after.teams)])]
  return {
    added: next.filter((finding) => !oldKeys.has(key(finding))),
    removed: old.filter((finding) => !nextKeys.has(key(finding))),
    kept: next.filter((finding) => oldKeys.has(key(finding))).length,
    modes: teams
      .map((team) => ({ team, from: before.teams[team]?.hygiene.mode ?? 'no team', to: after.teams[team]?.hygiene.mode ?? 'no team' }))
      .filter(({ from, to }) => from !== to),
  }
}

/** Without findings on private issues; `kept` counts them, it names none. */
export function showableSimulation(simulation: Simulation, audience: Audience): { shown: Simulation; unnamed: number } {
  const [added, removed] = [showableFindings(simulation.added, audience), showableFindings(simulation.removed, audience)]
  return { shown: { ...simulation, added: added.shown, removed: removed.shown }, unnamed: added.unnamed + removed.unnamed }
}

/** For the terminal. */
export function describeSimulation({ added, removed, kept, modes }: Simulation): string {
  const line = (sign: string) => (finding: Finding) =>
    `${sign} ${finding.epic ?? 'no epic'} ${finding.rule}${finding.story ? ` ${finding.story}` : ''} (${finding.team}): ${finding.message}`
  const lines = [
    ...modes.map(({ team, from, to }) => `  ${team}: mode ${from} -> ${to}`),
    ...added.map(line('+')),
    ...removed.map(line('-')),
    `${added.length} added, ${removed.length} removed, ${kept} unchanged. Nothing was written.`,
  ]
  return `${lines.join('\n')}\n`
}
