/** The sprints an item was in while they were current. Planning ahead and accidental moves do not count. Pure. */
import type { Observed, Sprint, SprintStay } from './board.ts'

export type SprintUpdate = {
  readonly now: string
  /** The look before this one; null: this is the first. */
  readonly before: string | null
  readonly sprints: readonly Sprint[]
  /** Old name -> new name of sprints that were renamed since the look before. */
  readonly renamed: ReadonlyMap<string, string>
}

type Memory = Required<Pick<Observed, 'sprints' | 'stay'>>

/** Who puts a story into the wrong sprint takes it out again the same day. */
const MISCLICK_MS = 24 * 60 * 60 * 1000

/** What is remembered of an item's sprints after another look, which sees it in `name`. */
export function followSprint(seen: Observed | undefined, name: string | null, look: SprintUpdate): Memory {
  const names = (seen?.sprints ?? []).map((one) => look.renamed.get(one) ?? one)
  const known: Memory =
    seen?.stay === undefined ? { sprints: sprintsSoFar(names, look.sprints, look.now), stay: null } : { sprints: names, stay: seen.stay }
  const sprint = name === null ? null : (look.sprints.find((one) => one.name === name) ?? { name })
  if (known.stay !== null && sprint !== null && isSame(known.stay.sprint, sprint))
    return counting(known.sprints, { ...known.stay, sprint }, look)
  const left = known.stay === null ? known.sprints : afterLeaving(known.sprints, known.stay, look)
  if (sprint === null) return { sprints: left, stay: null }
  // Before the first look nobody knows since when it is there, so it may be long.
  return counting(left, { sprint, from: look.now, after: look.before, counted: false }, look)
}

/** Names that a memory without days may count: begun by now, as far as the board knows the days of its sprints. */
export function sprintsSoFar(names: readonly string[], sprints: readonly Sprint[], now: string): readonly string[] {
  if (sprints.length === 0) return names
  return names.filter((name) => sprints.some((sprint) => sprint.name === name && sprint.startsOn <= now.slice(0, 10)))
}

/** Renamed (same id, or same days) or rebuilt (same name): the same sprint. */
function isSame(a: SprintStay['sprint'], b: SprintStay['sprint']): boolean {
  const hasSameDays = a.startsOn !== undefined && a.startsOn === b.startsOn && a.endsOn === b.endsOn
  return a.name === b.name || (a.id !== undefined && a.id === b.id) || hasSameDays
}

function counting(sprints: readonly string[], stay: SprintStay, look: SprintUpdate): Memory {
  const mayBeLong = stay.after === null || between(stay.after, look.now) >= MISCLICK_MS
  if (sprints.includes(stay.sprint.name) || !mayBeLong || !wasCurrent(stay, look.now, look)) return { sprints, stay }
  return { sprints: [...sprints, stay.sprint.name], stay: { ...stay, counted: true } }
}

function afterLeaving(sprints: readonly string[], stay: SprintStay, look: SprintUpdate): readonly string[] {
  const { name } = stay.sprint
  const isMisclick = stay.after !== null && between(stay.from, look.now) < MISCLICK_MS
  if (isMisclick) return stay.counted ? sprints.filter((one) => one !== name) : sprints
  return sprints.includes(name) || !wasCurrent(stay, look.before ?? look.now, look) ? sprints : [...sprints, name]
}

/** Seen in it on one of its days. Where the board knows no days at all, each sprint counts as current. */
function wasCurrent({ sprint, from }: SprintStay, until: string, { sprints }: SprintUpdate): boolean {
  if (sprint.startsOn === undefined || sprint.endsOn === undefined) return sprints.length === 0
  return from.slice(0, 10) <= sprint.endsOn && until.slice(0, 10) >= sprint.startsOn
}

function between(from: string, until: string): number {
  return new Date(until).getTime() - new Date(from).getTime()
}
