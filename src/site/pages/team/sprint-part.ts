/** The current sprint and the open milestones of a team, for its page (`site/team-sprint`). Pure. */
import type { Sprint } from '../../../domain/board/board.ts'
import type { KnownItem } from '../../../domain/board/board-index.ts'
import type { BoardField } from '../../../domain/board/board-status.ts'
import { refKey } from '../../../domain/reference.ts'
import { sprintAfter, sprintOn } from '../../../domain/time/sprints.ts'
import type { SiteFacts, TeamFacts } from '../../facts/facts.ts'
import { type DayWords, dayWords } from '../../words/days.ts'
import { LINE, shown } from '../../words/shown.ts'
import { type SiteSnapshots, siteSnapshots } from '../epics/board-snapshots.ts'
import { epicPaths } from '../epics/epic-paths.ts'
import { titleOf } from '../epics/epic-row.ts'
import { GROUPS } from '../epics/story-state.ts'
import { type StoryView, storyView } from '../epics/story-view.ts'
import { cardsIn, type MilestoneBurnUp, milestoneBurnUps, type SprintBurnUp, sprintBurnUp } from './scope-over-time.ts'

export type SprintPart = {
  /** Why there is no sprint to show; empty: there is one. */
  readonly empty: string
  readonly sprint: { readonly name: string; readonly from: DayWords; readonly to: DayWords } | null
  /** The day of the board, where that is not today. */
  readonly asOf: DayWords | null
  /** What a reader has to know of the numbers. */
  readonly remarks: readonly string[]
  /** `In progress`, 3; empty where they cannot be trusted. */
  readonly counts: readonly { readonly title: string; readonly count: number }[]
  readonly epics: readonly EpicOfSprint[]
  /** null: unknown. */
  readonly burnUp: SprintBurnUp | null
  readonly milestones: readonly MilestoneBurnUp[]
}

export type EpicOfSprint = {
  readonly title: string
  /** Below the site; empty: stories without an epic. */
  readonly path: string
  readonly groups: readonly { readonly title: string; readonly stories: readonly StoryView[] }[]
}

export function sprintPart(facts: SiteFacts, team: TeamFacts): SprintPart {
  const snapshots = team.hasBoard ? siteSnapshots(facts) : null
  if (snapshots === null || facts.board === null) {
    return without(team.hasBoard ? 'No board was read, so nothing is known about the sprint.' : 'This team does not use a board.')
  }
  const { isComplete, now } = snapshots
  const isLost = (lost: BoardField) => snapshots.doubts.rebuilt.some(({ field }) => field === lost)
  const sprints = now.lookup.snapshot.sprints ?? []
  // What came after the snapshot is not known, so its day counts, as for the rules.
  const day = now.day < facts.today ? now.day : facts.today
  const asOf = now.day < facts.today ? dayWords(now.day) : null
  const sprint = sprintOn(sprints, day)
  const isCounted = isComplete && !isLost('sprint')
  const milestones = isComplete ? milestoneBurnUps(snapshots, team) : []
  if (sprint === null) return { ...without(noSprint(sprints, day, asOf)), asOf, remarks: remarksOn(snapshots, []), milestones }
  const items = cardsIn(now, team, (card) => card.sprint === sprint.name)
  const dates = { name: shown(sprint.name, LINE), from: dayWords(sprint.startsOn), to: dayWords(sprint.endsOn) }
  const stories = items.map((item) => ({ item, view: storyView(item, now.lookup.parentOf(item.ref)?.ref ?? null, { facts, snapshots }) }))
  return {
    empty: items.length > 0 || !isCounted ? '' : `No story of this team is in ${dates.name}.`,
    sprint: dates,
    asOf,
    remarks: remarksOn(snapshots, items),
    counts: isCounted && !isLost('status') ? countsOf(stories.map(({ view }) => view)) : [],
    epics: byEpic(stories, snapshots, epicPaths(facts)),
    burnUp: isCounted && items.length > 0 ? sprintBurnUp(snapshots, team, sprint) : null,
    milestones,
  }
}

/** Beside the numbers that they are about, in fewer words than at the foot of the page. */
function remarksOn({ isComplete, doubts }: SiteSnapshots, items: readonly KnownItem[]): readonly string[] {
  const isLost = (lost: BoardField) => doubts.rebuilt.some(({ field }) => field === lost)
  const used = new Set(items.map(({ status }) => status))
  const unknown = doubts.unknown.filter(({ status }) => used.has(status)).map(({ status }) => `“${shown(status, LINE)}”`)
  return [
    ...(isComplete ? [] : ['The board could not be read completely. Stories may be missing, so nothing is counted.']),
    ...(isLost('sprint') ? ['Most cards lost their sprint when its field was rebuilt, so nothing is counted.'] : []),
    ...(isLost('status') ? ['Most cards lost their status when its field was rebuilt, so it is unknown what is in progress.'] : []),
    ...(unknown.length === 0 ? [] : [`Not listed in sprint.yml, so neither backlog, in progress nor done: ${unknown.join(', ')}.`]),
  ]
}

function without(empty: string): SprintPart {
  return { empty, sprint: null, asOf: null, remarks: [], counts: [], epics: [], burnUp: null, milestones: [] }
}

function noSprint(sprints: readonly Sprint[], day: string, asOf: DayWords | null): string {
  if (sprints.length === 0) return 'The board has no sprint dates.'
  const none = asOf === null ? 'There is no sprint today' : `There was no sprint on ${asOf.words}`
  const next = sprintAfter(sprints, day)
  return next === null ? `${none}.` : `${none}; ${shown(next.name, LINE)} begins on ${dayWords(next.startsOn).words}.`
}

function countsOf(stories: readonly StoryView[]): SprintPart['counts'] {
  return GROUPS.map(({ group, title }) => ({ title, count: stories.filter((story) => story.group === group).length })).filter(
    ({ count }) => count > 0,
  )
}

type Seen = { readonly item: KnownItem; readonly view: StoryView }

/** In the order of the board; stories without an epic last. */
function byEpic(stories: readonly Seen[], { now: { lookup } }: SiteSnapshots, pathOf: (ref: string) => string): readonly EpicOfSprint[] {
  const groups = new Map<string, { title: string; path: string; stories: StoryView[] }>()
  for (const { item, view } of stories) {
    const epic = lookup.parentOf(item.ref)
    const key = epic === null ? '' : refKey(epic.ref)
    const known = groups.get(key)
    if (known) known.stories.push(view)
    else {
      const head =
        epic === null ? { title: 'Without an epic', path: '' } : { title: titleOf(epic.item.title, epic.ref), path: pathOf(epic.ref) }
      groups.set(key, { ...head, stories: [view] })
    }
  }
  const ordered = [...groups].sort(([a], [b]) => Number(a === '') - Number(b === ''))
  return ordered.map(([, { title, path, stories: own }]) => ({ title, path, groups: grouped(own) }))
}

function grouped(stories: readonly StoryView[]): EpicOfSprint['groups'] {
  return GROUPS.map(({ group, title }) => ({ title, stories: stories.filter((story) => story.group === group) })).filter(
    (one) => one.stories.length > 0,
  )
}
