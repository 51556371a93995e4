/** Burn-ups of a team: for the current sprint, and for each open milestone. Pure. */

import type { Sprint } from '../../../domain/board/board.ts'
import type { KnownItem } from '../../../domain/board/board-index.ts'
import { refKey, refUrl } from '../../../domain/reference.ts'
import { compareTexts } from '../../../domain/text/compare-texts.ts'
import { type BurnUp, burnUpOfDates, burnUpOfSnapshots, type DayOfMembers, type Member } from '../../charts/burn-up.ts'
import { progressShown, type ShownProgress } from '../../charts/burn-up-chart.ts'
import type { TeamFacts } from '../../facts/facts.ts'
import { type DayWords, dayWords } from '../../words/days.ts'
import type { Card, SiteSnapshot, SiteSnapshots } from '../epics/board-snapshots.ts'
import { type MilestoneView, milestoneView, titleOf } from '../epics/epic-row.ts'
import { storyState } from '../epics/story-state.ts'

export type SprintBurnUp = ShownProgress & {
  /** What the numbers rest on, where that is less than snapshots from the first day on; else empty. */
  readonly note: string
  /** Came in after the start, in the order of the days; those that left again too. */
  readonly added: readonly { readonly title: string; readonly url: string; readonly day: DayWords }[]
}

export type MilestoneBurnUp = MilestoneView & ShownProgress & { readonly note: string }

type Scope = { readonly team: TeamFacts; readonly isIn: (card: Card) => boolean; readonly dayOf: SiteSnapshots['dayOf'] }

/** Of a sprint that had begun when the board was read. */
export function sprintBurnUp(snapshots: SiteSnapshots, team: TeamFacts, sprint: Sprint): SprintBurnUp {
  const { now, daysWithSprints, dayOf } = snapshots
  const scope = { team, dayOf, isIn: (card: Card) => card.sprint === sprint.name }
  const since = daysWithSprints.filter(({ day }) => day >= sprint.startsOn)
  const seen = since.length > 1 ? burnUpOfSnapshots(membersByDay(since, scope), sprint.startsOn) : null
  const burnUp = seen ?? sprintOfDates(now, scope, sprint.startsOn)
  const items = new Map([...since, now].flatMap((snapshot) => snapshot.cards().map(({ item }) => [refKey(item.ref), item] as const)))
  return {
    ...progressShown(burnUp, { id: 'sprint', title: 'Stories of the sprint and how many are done', end: sprint.endsOn }),
    note: noteOf(burnUp, sprint),
    added: [...burnUp.addedOn]
      .sort(([, a], [, b]) => compareTexts(a, b))
      .flatMap(([key, day]) => {
        const item = items.get(key)
        return item === undefined
          ? []
          : [{ title: titleOf(item.title, item.ref), url: refUrl(item.ref, now.lookup.github), day: dayWords(day) }]
      }),
  }
}

function noteOf({ from, plannedOn }: BurnUp, { startsOn }: Sprint): string {
  if (from === 'dates') {
    return 'The board was read once in this sprint. The chart starts with the second time.'
  }
  if (plannedOn === null || plannedOn <= startsOn) return ''
  return `The first snapshot of this sprint is from ${dayWords(plannedOn).words}. Stories added before that count as planned.`
}

/** What our own looks saw come in after the first day, and what did not exist then. */
function sprintOfDates(now: SiteSnapshot, scope: Scope, start: string): BurnUp {
  const { dayOf } = scope
  const cameIn = ({ observed, createdAt }: KnownItem) => {
    const [from, after] = [dayOf(observed?.stay?.from), dayOf(observed?.stay?.after)]
    if (from !== null && after !== null && after >= start && from > start) return from
    const opened = dayOf(createdAt)
    return opened !== null && opened > start ? opened : null
  }
  return burnUpOfDates(datedMembers(now, scope, cameIn), { start, first: start, today: now.day })
}

/** Of each milestone that is open and has stories of the team on the board, the next one due first. */
export function milestoneBurnUps({ now, days, dayOf }: SiteSnapshots, team: TeamFacts): readonly MilestoneBurnUp[] {
  return openMilestones(now.cards().filter(({ teams }) => teams.has(team.id))).map((milestone, index) => {
    const scope = { team, dayOf, isIn: (card: Card) => card.milestone?.title === milestone.title }
    const seen = days.length > 1 ? burnUpOfSnapshots(fromFirstStory(membersByDay(days, scope)), null) : null
    const burnUp = seen ?? milestoneOfDates(now, scope)
    const view = milestoneView(milestone)
    const title = `Stories of ${view.title} and how many are done`
    return {
      ...view,
      ...progressShown(burnUp, { id: `milestone-${index + 1}`, title, end: view.due?.iso ?? null }),
      note: burnUp.from === 'dates' ? 'Based on when stories were opened and closed, because the board was read only once.' : '',
    }
  })
}

type Milestone = { readonly title: string; readonly dueOn: string | null }

function openMilestones(cards: readonly Card[]): readonly Milestone[] {
  const open = new Map<string, Milestone>()
  for (const { milestone } of cards) {
    if (milestone === null || milestone.state === 'closed') continue
    const { title, dueOn } = milestone
    // Each repository has its own of the same name; the first day that one of them is due on counts.
    const before = open.get(title)?.dueOn ?? null
    open.set(title, { title, dueOn: before === null || (dueOn !== null && dueOn < before) ? dueOn : before })
  }
  return [...open.values()].sort((a, b) => compareTexts(a.dueOn ?? '9999', b.dueOn ?? '9999') || compareTexts(a.title, b.title))
}

/** Before its first story a milestone has no scope to start from. */
function fromFirstStory(days: readonly DayOfMembers[]): readonly DayOfMembers[] {
  const first = days.findIndex(({ members }) => members.length > 0)
  return first === -1 ? [] : days.slice(first)
}

function milestoneOfDates(now: SiteSnapshot, scope: Scope): BurnUp {
  const members = datedMembers(now, scope, ({ createdAt }) => scope.dayOf(createdAt))
  const first = members.flatMap(({ since }) => since ?? []).sort()[0] ?? now.day
  return burnUpOfDates(members, { start: null, first, today: now.day })
}

function datedMembers(now: SiteSnapshot, { team, isIn, dayOf }: Scope, since: (item: KnownItem) => string | null) {
  return cardsIn(now, team, isIn).map((item) => ({
    key: refKey(item.ref),
    end: endIn(item, now),
    since: since(item),
    endedOn: dayOf(item.closedAt),
  }))
}

function membersByDay(snapshots: readonly SiteSnapshot[], { team, isIn, dayOf }: Scope): readonly DayOfMembers[] {
  return snapshots.map((snapshot) => ({
    day: snapshot.day,
    members: cardsIn(snapshot, team, isIn).map(
      (item): Member => ({
        key: refKey(item.ref),
        end: endIn(item, snapshot),
        openedOn: dayOf(item.createdAt),
      }),
    ),
  }))
}

/** Stories on the board that are the team's. */
export function cardsIn(snapshot: SiteSnapshot, team: TeamFacts, isIn: (card: Card) => boolean): readonly KnownItem[] {
  return snapshot
    .cards()
    .filter((card) => card.teams.has(team.id) && isIn(card))
    .map(({ item }) => item)
}

function endIn(item: KnownItem, { lookup }: SiteSnapshot): Member['end'] {
  const { group } = storyState(item, lookup)
  return group === 'done' || group === 'ended' ? group : null
}
