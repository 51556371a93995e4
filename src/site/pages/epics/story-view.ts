/** A story for the pages: title, state, owners, and the sprint it was carried over from. Pure. */
import { isCarriedOver } from '../../../domain/board/board-changes.ts'
import type { KnownItem } from '../../../domain/board/board-index.ts'
import { sprintsSoFar } from '../../../domain/board/sprint-stays.ts'
import { parseRef, refKey, refUrl } from '../../../domain/reference.ts'
import type { SiteFacts } from '../../facts/facts.ts'
import { type PersonView, peopleViews } from '../../words/people.ts'
import { LINE, shown } from '../../words/shown.ts'
import type { SiteSnapshots } from './board-snapshots.ts'
import { epicPaths } from './epic-paths.ts'
import { titleOf } from './epic-row.ts'
import { type StoryState, storyState } from './story-state.ts'

export type StoryView = StoryState & {
  readonly ref: string
  /** `#225` beside its epic, else with owner and repository. */
  readonly shortRef: string
  readonly title: string
  readonly url: string
  /** Its own page below the site, where it is an epic; else empty. */
  readonly path: string
  readonly owners: readonly PersonView[]
  /** Work goes on, and nobody is named. */
  readonly isUnowned: boolean
  /** Empty: none. */
  readonly sprint: string
  /** The sprint before, where it was already while that was current; empty: none, or nobody can tell. */
  readonly carriedFrom: string
}

/** `beside`: the epic it is shown below; null: none. */
export function storyView(
  item: KnownItem,
  beside: string | null,
  { facts, snapshots }: { facts: SiteFacts; snapshots: SiteSnapshots },
): StoryView {
  const { lookup } = snapshots.now
  const state = storyState(item, lookup)
  return {
    ...state,
    ref: item.ref,
    shortRef: shortRef(item.ref, beside),
    title: titleOf(item.title, item.ref),
    url: refUrl(item.ref, facts.minutes.github),
    path: epicPaths(facts)(item.ref),
    owners: peopleViews(facts, item.assignees),
    isUnowned: snapshots.isComplete && state.group === 'active' && item.kind === 'issue' && item.assignees.length === 0,
    sprint: item.sprint === null ? '' : shown(item.sprint, LINE),
    carriedFrom: shown(carriedFrom(item, snapshots) ?? '', LINE),
  }
}

/** By what our own snapshots saw of it, as the rule about stories carried over counts; null: it was not, or nobody can tell. */
function carriedFrom(item: KnownItem, { now, isComplete, doubts }: SiteSnapshots): string | null {
  const { observed, sprint } = item
  if (observed === undefined || sprint === null || !isComplete || doubts.rebuilt.some(({ field }) => field === 'sprint')) return null
  const sprints = now.lookup.snapshot.sprints ?? []
  const names = observed.stay === undefined ? sprintsSoFar(observed.sprints, sprints, now.day) : observed.sprints
  return names.findLast((name) => isCarriedOver(name, sprint, sprints)) ?? null
}

export function shortRef(ref: string, beside: string | null): string {
  const [own, other] = [parseRef(ref), beside === null ? null : parseRef(beside)]
  const isBeside = own !== null && other !== null && refKey(`${own.owner}/${own.repo}`) === refKey(`${other.owner}/${other.repo}`)
  return isBeside ? `#${own.number}` : ref
}
