/** The data of an epic for the table and its own page. Pure. */

import type { KnownEpic } from '../../../domain/board/board-index.ts'
import { progressOf } from '../../../domain/board/progress.ts'
import type { PublishedFinding } from '../../../domain/finding.ts'
import { refKey, refUrl } from '../../../domain/reference.ts'
import { lastActivity } from '../../../hygiene/board-view.ts'
import type { SiteFacts } from '../../facts/facts.ts'
import { spanWords } from '../../words/days.ts'
import { epicPath } from '../../words/links.ts'
import { type PersonView, peopleViews } from '../../words/people.ts'
import { dayView, LINE, shown, teamView } from '../../words/shown.ts'
import { type SiteSnapshots, teamFinder } from './board-snapshots.ts'
import { type Health, healthOf } from './epic-health.ts'
import { type Quiet, quietOf } from './quiet-time.ts'

export type EpicRow = {
  readonly ref: string
  readonly title: string
  /** Below the site. */
  readonly path: string
  readonly url: string
  readonly teams: readonly { readonly name: string; readonly path: string }[]
  /** Names of the teams, for sorting. */
  readonly teamNames: string
  readonly health: Health
  readonly progress: ProgressView
  /** Of its stories, and of the epic itself. null: closed, without stories, or nothing is known. */
  readonly quiet: QuietView | null
  readonly ownQuiet: QuietView | null
  readonly owners: readonly PersonView[]
  readonly milestone: MilestoneView | null
}

export type QuietView = Quiet & { readonly words: string; readonly day: ReturnType<typeof dayView> }

export type ProgressView = {
  readonly done: number
  readonly all: number
  readonly hasStories: boolean
  /** `4 of 7`; `none`. */
  readonly words: string
  /** `1 not planned`; empty: none. */
  readonly besides: string
  /** For sorting: from 0 to 1; empty without stories. */
  readonly share: string
}

export type MilestoneView = { readonly title: string; readonly due: ReturnType<typeof dayView> }

/** The row of each epic; what all of them need is worked out once. */
export function epicRows(facts: SiteFacts, snapshots: SiteSnapshots): (epic: KnownEpic) => EpicRow {
  const teams = facts.teams.filter(({ hasBoard }) => hasBoard)
  const teamsOf = teamFinder(snapshots.now.lookup, teams)
  const findings = findingsByEpic(facts)
  return (epic) => {
    const ids = teamsOf(epic.item)
    const own = teams.filter(({ id }) => ids.has(id))
    return {
      ref: epic.ref,
      title: titleOf(epic.item.title, epic.ref),
      path: epicPath(epic.ref),
      url: refUrl(epic.ref, facts.minutes.github),
      teams: own.map(teamView),
      teamNames: own.map(({ name }) => name).join(', '),
      health: healthOf({
        epic,
        findings: findings(epic.ref),
        looks: facts.board?.explained.get(refKey(epic.ref)),
        isComplete: snapshots.isComplete,
      }),
      progress: progressView(epic, snapshots),
      quiet: quietView(epic, snapshots, facts, storiesOf(epic, snapshots)),
      ownQuiet: quietView(epic, snapshots, facts, [epic.item.lastHumanActivity]),
      owners: peopleViews(facts, epic.item.assignees),
      milestone: epic.item.milestone === null ? null : milestoneView(epic.item.milestone),
    }
  }
}

/** Findings in force, by epic, in their order. */
export function findingsByEpic({ board }: SiteFacts): (ref: string) => readonly PublishedFinding[] {
  const byEpic = new Map<string, PublishedFinding[]>()
  for (const finding of board?.findings ?? []) {
    const key = refKey(finding.epic ?? '')
    const list = byEpic.get(key)
    if (list) list.push(finding)
    else byEpic.set(key, [finding])
  }
  return (ref) => byEpic.get(refKey(ref)) ?? []
}

/** A title can be made of nothing but signs that nobody sees. */
export function titleOf(title: string, ref: string): string {
  return shown(title, LINE) || ref
}

export function milestoneView({ title, dueOn }: { readonly title: string; readonly dueOn: string | null }): MilestoneView {
  return { title: shown(title, LINE) || 'Milestone', due: dayView(dueOn?.slice(0, 10) ?? null) }
}

function progressView(epic: KnownEpic, { now }: SiteSnapshots): ProgressView {
  const children = epic.children.flatMap(({ ref, readable }) => (readable ? (now.lookup.itemOf(ref) ?? []) : []))
  const { done, notPlanned, all } = progressOf(epic.progress, children)
  return {
    done,
    all,
    hasStories: all > 0,
    words: all === 0 ? 'none' : `${done} of ${all}`,
    besides: notPlanned > 0 ? `${notPlanned} not planned` : '',
    share: all === 0 ? '' : (done / all).toFixed(3),
  }
}

/** Nobody is said to be quiet by a snapshot with gaps. The stories and the epic apart, as the rules look at them. */
function quietView(epic: KnownEpic, { isComplete }: SiteSnapshots, facts: SiteFacts, of: Parameters<typeof quietOf>[0]): QuietView | null {
  if (epic.item.state === 'closed' || !isComplete) return null
  const quiet = quietOf(of, { at: facts.now, timezone: facts.timezone })
  if (quiet === null) return null
  const days = quiet.days === 0 ? 'less than a day' : spanWords(quiet.days)
  return { ...quiet, words: quiet.isAtMost && quiet.days > 0 ? `at most ${days}` : days, day: dayView(quiet.since) }
}

/** When each story, also of an epic below, was last worked on, as the rule about quiet stories counts; null: nobody can tell. */
function storiesOf(epic: KnownEpic, { now }: Pick<SiteSnapshots, 'now'>, seen = new Set([refKey(epic.ref)])): readonly (string | null)[] {
  return epic.children.flatMap(({ ref, readable }) => {
    if (seen.has(refKey(ref))) return []
    seen.add(refKey(ref))
    const item = readable ? now.lookup.itemOf(ref) : null
    const below = now.lookup.epicOf(ref)
    const own = item === null ? null : (lastActivity(item)?.toISOString() ?? null)
    return [own, ...(below === null ? [] : storiesOf(below, { now }, seen))]
  })
}
