/** Builds the input of the rules from settings and snapshots, for checking, explaining and simulating. Pure. */

import type { Snapshot } from '../domain/board/board.ts'
import { boardDoubts, DOUBTS_DAYS_BACK, doubtSentences, usualStatus } from '../domain/board/board-status.ts'
import type { IssueTemplates } from '../domain/issue-template.ts'
import type { StoryRequest } from '../domain/notes/story-request.ts'
import type { Settings, TeamSettings } from '../settings/settings.ts'
import type { Standing } from './board-view.ts'
import { type HygieneInput, type JudgedBoard, judgeBoard } from './evaluate.ts'

/** By key of the team, then by login in lower case. */
export type Standings = ReadonlyMap<string, ReadonlyMap<string, Standing>>

/** What was seen, at which moment: everything a run of the rules is made from besides the settings. */
export type HygieneFacts = {
  readonly snapshot: Snapshot
  /** Earlier snapshots, in any order. */
  readonly history?: readonly Snapshot[]
  /** Stories asked for in past minutes. */
  readonly asked?: readonly StoryRequest[]
  /** Of owners, by team. */
  readonly standings?: Standings
  /** For new issues, where a story is to be offered. */
  readonly templates?: IssueTemplates
}

/**
 * `now` is the moment of the snapshot: what came after it is not known, so nothing is judged by it. A snapshot from
 * the future (a clock that is wrong) is looked at as of `clock`.
 */
export function hygieneInput(settings: Settings, team: TeamSettings, seen: HygieneFacts, clock: Date): HygieneInput {
  const taken = new Date(seen.snapshot.takenAt)
  return {
    snapshot: seen.snapshot,
    history: seen.history ?? [],
    asked: seen.asked ?? [],
    now: taken.getTime() <= clock.getTime() ? taken : clock,
    timezone: settings.timezone,
    team: { id: team.id, label: team.label },
    teamLabels: Object.values(settings.teams).flatMap(({ label }) => (label === null ? [] : [label])),
    marks: settings.epics,
    status: settings.board?.status ?? usualStatus,
    rules: team.hygiene.rules,
    graceDays: team.hygiene.graceDays,
    exempt: team.hygiene.exempt,
    standings: seen.standings?.get(team.id),
  }
}

const DAY_MS = 24 * 60 * 60 * 1000
/** Former epics, rebuilt fields, and how long a finding holds, as far as that is reported. */
const DAYS_BACK = 31

/** What is older plays no part in a look at the board: its history is read from here on, and one snapshot before. */
export function historyStart({ snapshot, asked = [] }: Pick<HygieneFacts, 'snapshot' | 'asked'>): Date {
  const wished = asked.map(({ date }) => Date.parse(date) - DAY_MS)
  return new Date(Math.min(Date.parse(snapshot.takenAt) - DAYS_BACK * DAY_MS, ...wished))
}

/** What the rules find for a team, and the board as they saw it. */
export function judgeTeam(settings: Settings, team: TeamSettings, seen: HygieneFacts, clock: Date): JudgedBoard {
  return judgeBoard(hygieneInput(settings, team, seen, clock))
}

/** What people should know of the snapshot itself before they read what was found on it; empty when all is well. */
export function remarksOnSnapshot(settings: Settings, seen: HygieneFacts, clock: Date): string[] {
  const { snapshot } = seen
  const problems = (snapshot.problems ?? []).slice(0, 3).join('; ')
  return [
    ...(snapshot.complete
      ? []
      : [`The board snapshot is incomplete${problems ? ` (${problems})` : ''}: findings are omitted, and no comment is changed.`]),
    ...(new Date(snapshot.takenAt).getTime() > clock.getTime()
      ? [`The board snapshot is dated ${snapshot.takenAt}, which is in the future. It is treated as current.`]
      : []),
    ...doubtsOf(settings, seen),
  ]
}

/** What `doubtsOf` looks at of the history. */
export function doubtsStart({ takenAt }: Snapshot): Date {
  return new Date(Date.parse(takenAt) - DOUBTS_DAYS_BACK * DAY_MS)
}

/** What the board leaves open: statuses that sprint.yml does not name, and fields that were rebuilt. */
export function doubtsOf(settings: Settings, { snapshot, history = [] }: HygieneFacts): readonly string[] {
  const status = settings.board?.status ?? usualStatus
  return doubtSentences(boardDoubts(snapshot, history, status), status)
}

/**
 * Whose epic it is when it comes to writing, the first whose label it has: teams with a label before those that have the
 * whole board. One with a label that is off still is in the way, or another team would write where it wants silence.
 */
export function owningTeams(settings: Settings): readonly TeamSettings[] {
  return Object.values(settings.teams)
    .filter(({ board, label, hygiene }) => (board || settings.board === null) && (label !== null || hygiene.mode !== 'off'))
    .sort((a, b) => Number(a.label === null) - Number(b.label === null))
}

/** The teams meant, in the order of sprint.yml; those without a board or with hygiene off have none to look at. */
export function hygieneTeams(settings: Settings, ids?: readonly string[]): readonly TeamSettings[] {
  return Object.values(settings.teams).filter(
    (team) => (ids === undefined || ids.includes(team.id)) && team.hygiene.mode !== 'off' && (team.board || settings.board === null),
  )
}
