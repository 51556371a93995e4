/** The current and earlier snapshots of the board, each indexed once for all pages. Pure. */
import type { Snapshot } from '../../../domain/board/board.ts'
import { type BoardIndex, type KnownEpic, type KnownItem, publicBoard } from '../../../domain/board/board-index.ts'
import { type BoardDoubts, boardDoubts, lostFields } from '../../../domain/board/board-status.ts'
import { parseRef, refKey } from '../../../domain/reference.ts'
import { dayIn } from '../../../domain/time/dates.ts'
import { renamedSprints } from '../../../domain/time/sprints.ts'
import { withMemory } from '../../../hygiene/history.ts'
import { belongsToTeam, hasTeamLabel } from '../../../hygiene/team/team-scope.ts'
import type { SiteFacts, TeamFacts } from '../../facts/facts.ts'

/** An open or closed card of the board that is no epic. */
export type Card = {
  readonly item: KnownItem
  /** By the name that the sprint has now; null: none. */
  readonly sprint: string | null
  /** Its own, else that of its epic: people plan releases by epics. */
  readonly milestone: KnownItem['milestone']
  /** Ids of teams. */
  readonly teams: ReadonlySet<string>
}

export type SiteSnapshot = {
  /** ISO day, in the time zone of the site. */
  readonly day: string
  readonly lookup: BoardIndex
  readonly cards: () => readonly Card[]
}

export type SiteSnapshots = {
  readonly now: SiteSnapshot
  /** Complete ones, the last of each day, oldest first; `now` is the last where it is complete. */
  readonly days: readonly SiteSnapshot[]
  /** `days` without those in which most cards had lost their sprint. */
  readonly daysWithSprints: readonly SiteSnapshot[]
  readonly isComplete: boolean
  /** The ISO day of an instant, in the time zone of the site; null for none. Remembered: snapshots tell the same days again. */
  readonly dayOf: (instant: string | null | undefined) => string | null
  readonly doubts: BoardDoubts
}

const known = new WeakMap<SiteFacts, SiteSnapshots>()

/** null: there is no board. */
export function siteSnapshots(facts: SiteFacts): SiteSnapshots | null {
  if (facts.board === null) return null
  const before = known.get(facts)
  if (before) return before
  const made = makeSnapshots(facts, facts.board)
  known.set(facts, made)
  return made
}

function makeSnapshots(facts: SiteFacts, { snapshot, history, status }: NonNullable<SiteFacts['board']>): SiteSnapshots {
  const teams = facts.teams.filter(({ hasBoard }) => hasBoard)
  const current = withMemory(snapshot, history, status.active)
  const snapshotOf = (one: Snapshot): SiteSnapshot => {
    const lookup = publicBoard(one, status)
    let cards: readonly Card[] | null = null
    return {
      day: dayIn(facts.timezone, new Date(one.takenAt)),
      lookup,
      cards: () => {
        cards ??= cardsOf(lookup, teams, current)
        return cards
      },
    }
  }
  const now = snapshotOf(current)
  const earlier = history.filter(({ complete, takenAt }) => complete && takenAt < snapshot.takenAt).sort(byTime)
  const snapshots = [...earlier.map(snapshotOf), ...(snapshot.complete ? [now] : [])]
  const days = [...new Map(snapshots.map((snapshot) => [snapshot.day, snapshot])).values()]
  return {
    now,
    days,
    daysWithSprints: withSprints(days),
    isComplete: snapshot.complete,
    dayOf: dayReader(facts.timezone),
    doubts: boardDoubts(snapshot, history, status),
  }
}

/** Each epic that has a place for a page: once, in the first spelling, also where a damaged file tells it twice. */
export function epicsWithPages({ now }: SiteSnapshots): readonly KnownEpic[] {
  const epics = new Map<string, KnownEpic>()
  for (const epic of now.lookup.epics) {
    const place = parseRef(epic.ref)
    if (place !== null && !/^\.+$/.test(place.repo) && !epics.has(refKey(epic.ref))) epics.set(refKey(epic.ref), epic)
  }
  return [...epics.values()]
}

function dayReader(timezone: string): SiteSnapshots['dayOf'] {
  const days = new Map<string, string>()
  return (instant) => {
    if (!instant) return null
    const day = days.get(instant) ?? dayIn(timezone, new Date(instant))
    days.set(instant, day)
    return day
  }
}

function byTime(a: Snapshot, b: Snapshot): number {
  return a.takenAt < b.takenAt ? -1 : 1
}

function withSprints(days: readonly SiteSnapshot[]): readonly SiteSnapshot[] {
  const kept: SiteSnapshot[] = []
  for (const snapshot of days) {
    const last = kept.at(-1)
    if (last === undefined || !lostFields(last.lookup.snapshot, snapshot.lookup.snapshot).includes('sprint')) kept.push(snapshot)
  }
  return kept
}

function cardsOf(lookup: BoardIndex, teams: readonly TeamFacts[], current: Snapshot): readonly Card[] {
  const names = renamedSprints(lookup.snapshot.sprints ?? [], current.sprints ?? [])
  const teamsOf = teamFinder(lookup, teams)
  return lookup.items
    .filter((item) => lookup.isOnBoard(item) && !lookup.isEpic(item.ref))
    .map((item) => ({
      item,
      sprint: item.sprint === null ? null : (names.get(item.sprint) ?? item.sprint),
      milestone: item.milestone ?? lookup.parentOf(item.ref)?.item.milestone ?? null,
      teams: teamsOf(item),
    }))
}

/** Ids of the teams that an epic or story belongs to; a story goes with its epic. */
export function teamFinder(lookup: BoardIndex, teams: readonly TeamFacts[]): (item: KnownItem) => ReadonlySet<string> {
  const labels = teams.flatMap(({ label }) => (label === null ? [] : [label]))
  return (item) => {
    const epic = lookup.epicOf(item.ref) ? item.ref : (lookup.parentOf(item.ref)?.ref ?? null)
    const isTeams = (team: TeamFacts) =>
      item.kind === 'issue' ? belongsToTeam({ item, epic }, team, labels, lookup) : hasTeamLabel(item, team.label)
    return new Set(teams.filter(isTeams).map(({ id }) => id))
  }
}
