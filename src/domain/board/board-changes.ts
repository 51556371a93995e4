/** Changes between two snapshots of a board, in total and per sprint. GitHub itself does not report them. Pure. */

import { refKey } from '../reference.ts'
import { isEarlier, renamedSprints } from '../time/sprints.ts'
import type { BoardItem, Snapshot, Sprint } from './board.ts'
import { type BoardField, lostFields, nearestStatus } from './board-status.ts'

/** One item that changed. `from` and `to` are of the kind of change: status, sprint, assignees (`a, b`), parent, state reason. */
export type ItemChange = {
  /** null for drafts and unreadable cards. */
  readonly ref: string | null
  readonly itemId: string | null
  readonly title: string
  readonly url: string | null
  readonly private: boolean
  /** As it was last seen. */
  readonly state: 'open' | 'closed'
  readonly sprint: string | null
  readonly from: string | null
  readonly to: string | null
}

/** Kinds of change; one item may be in several lists. */
export type Changes = {
  /** New on the board; `to` is its sprint. */
  readonly added: readonly ItemChange[]
  /** Not on the board any more, or archived; `from` is its sprint. Empty where the later snapshot is not complete. */
  readonly dropped: readonly ItemChange[]
  /** Another status. */
  readonly moved: readonly ItemChange[]
  /** Closed since (`to`: completed, not_planned, merged, …). */
  readonly done: readonly ItemChange[]
  readonly reopened: readonly ItemChange[]
  /** Open, and moved on from a sprint to a later one. */
  readonly carriedOver: readonly ItemChange[]
  readonly reassigned: readonly ItemChange[]
  readonly reparented: readonly ItemChange[]
}

/** `added` and `dropped`: into and out of the sprint, by way of the board or of another sprint. */
export type SprintChanges = Changes & { readonly sprint: string }

export type BoardChanges = Changes & {
  /** `takenAt` of the two snapshots. */
  readonly since: string
  readonly until: string
  /** false: one of the snapshots is not complete, so there may be more. */
  readonly complete: boolean
  /** Fields that most cards lost at once. That is not the work of people, so it counts as no move, carry-over or drop. */
  readonly lost: readonly BoardField[]
  /** Sprints in which something changed: in order of time as far as known, then by name. */
  readonly sprints: readonly SprintChanges[]
}

type Pair = { readonly before: BoardItem; readonly after: BoardItem }

/**
 * Compares by card, then by reference: a draft that became an issue, or an issue that was transferred, stays the same item.
 * `isNamed`: sprint.yml knows the status; one that it does not know may be another name of an old one.
 */
export function compareSnapshots(earlier: Snapshot, after: Snapshot, isNamed: (status: string) => boolean = () => true): BoardChanges {
  const lost = lostFields(earlier, after)
  const before = withNamesOf(after, earlier, lost, isNamed)
  const { pairs, onlyBefore, onlyAfter } = pairUp(before, after)
  const sprints = knownSprints(before, after)
  const known = [...(before.sprints ?? []), ...(after.sprints ?? [])]
  const cards = onlyAfter.filter((item) => isCard(item))
  const gone = after.complete ? onlyBefore.filter((item) => isCard(item)) : []
  const changes = {
    added: [
      // An incomplete snapshot of before cannot tell what is new.
      ...(before.complete ? cards : []).map((item) => change(item, null, item.sprint)),
      ...pairs.filter((pair) => !isCard(pair.before) && isCard(pair.after)).map(({ after: item }) => change(item, null, item.sprint)),
    ],
    dropped: [
      ...gone.map((item) => change(item, item.sprint, null)),
      ...pairs.filter((pair) => isCard(pair.before) && !isCard(pair.after)).map((pair) => change(pair.after, pair.before.sprint, null)),
    ],
    ...changesOfPairs(pairs, known),
  }
  return {
    since: before.takenAt,
    until: after.takenAt,
    complete: before.complete && after.complete,
    lost,
    ...changes,
    sprints: sprints.map((name) => sprintChanges(name, changes, pairs)).filter(hasChanges),
  }
}

/** true when nothing at all changed. */
export function isUnchanged(changes: Changes): boolean {
  return !hasChanges(changes)
}

function changesOfPairs(pairs: readonly Pair[], sprints: readonly Sprint[]): Omit<Changes, 'added' | 'dropped'> {
  const seen = pairs.filter(({ before, after }) => before.kind !== 'unreadable' && after.kind !== 'unreadable')
  const where = (test: (pair: Pair) => boolean, from: (item: BoardItem) => string | null, to = from) =>
    seen.filter(test).map((pair) => change(pair.after, from(pair.before), to(pair.after)))
  return {
    moved: where(
      (pair) => isCard(pair.before) && isCard(pair.after) && pair.before.status?.toLowerCase() !== pair.after.status?.toLowerCase(),
      (item) => item.status,
    ),
    done: where(
      (pair) => pair.before.state === 'open' && pair.after.state === 'closed',
      (item) => item.stateReason,
    ),
    reopened: where(
      (pair) => pair.before.state === 'closed' && pair.after.state === 'open',
      (item) => item.stateReason,
    ),
    carriedOver: where(
      (pair) => pair.after.state === 'open' && isCarriedOver(pair.before.sprint, pair.after.sprint, sprints),
      (item) => item.sprint,
    ),
    reassigned: where(
      (pair) => people(pair.before).toLowerCase() !== people(pair.after).toLowerCase(),
      (item) => people(item) || null,
    ),
    reparented: where(
      // A snapshot without parents cannot tell.
      (pair) => pair.before.parent !== undefined && pair.after.parent !== undefined && !isSameParent(pair),
      (item) => item.parent ?? null,
    ),
  }
}

function isSameParent({ before, after }: Pair): boolean {
  return refKey(before.parent ?? '') === refKey(after.parent ?? '')
}

/** From one sprint to a later one; where the days of one are unknown, any other sprint counts as later. */
export function isCarriedOver(from: string | null, to: string | null, sprints: readonly Sprint[]): boolean {
  if (from === null || to === null || from === to) return false
  const dated = (name: string) => sprints.some((sprint) => sprint.name === name)
  return dated(from) && dated(to) ? isEarlier(from, to, sprints) : true
}

function sprintChanges(name: string, all: Omit<Changes, never>, pairs: readonly Pair[]): SprintChanges {
  const inSprint = (list: readonly ItemChange[]) => list.filter(({ sprint }) => sprint === name)
  const came = pairs.filter(({ before, after }) => isCard(before) && isCard(after) && before.sprint !== name && after.sprint === name)
  const left = pairs.filter(({ before, after }) => isCard(before) && isCard(after) && before.sprint === name && after.sprint !== name)
  return {
    sprint: name,
    added: [...inSprint(all.added), ...came.map(({ before, after }) => change(after, before.sprint, name))],
    dropped: [
      ...all.dropped.filter(({ from }) => from === name),
      // Reported as carried over instead.
      ...left
        .map(({ before, after }) => change(after, before.sprint, after.sprint))
        .filter(({ ref, itemId }) => !all.carriedOver.some((other) => other.ref === ref && other.itemId === itemId)),
    ],
    moved: inSprint(all.moved),
    done: inSprint(all.done),
    reopened: inSprint(all.reopened),
    carriedOver: all.carriedOver.filter(({ from }) => from === name),
    reassigned: inSprint(all.reassigned),
    reparented: inSprint(all.reparented),
  }
}

const KINDS = ['added', 'dropped', 'moved', 'done', 'reopened', 'carriedOver', 'reassigned', 'reparented'] as const

function hasChanges(changes: Changes): boolean {
  return KINDS.some((kind) => changes[kind].length > 0)
}

function pairUp(before: Snapshot, after: Snapshot) {
  const old = [...before.items]
  const byItem = new Map(old.flatMap((item) => (item.itemId === null ? [] : [[item.itemId, item] as const])))
  const byRef = new Map(old.flatMap((item) => (item.ref === null ? [] : [[refKey(item.ref), item] as const])))
  const byNode = new Map(old.flatMap((item) => (item.nodeId ? [[item.nodeId, item] as const] : [])))
  const matched = new Set<BoardItem>()
  const pairs: Pair[] = []
  const onlyAfter: BoardItem[] = []
  for (const item of after.items) {
    const candidates = [
      item.itemId === null ? undefined : byItem.get(item.itemId),
      item.ref === null ? undefined : byRef.get(refKey(item.ref)),
      item.nodeId ? byNode.get(item.nodeId) : undefined,
    ]
    const was = candidates.find((candidate) => candidate !== undefined && !matched.has(candidate))
    if (was) {
      matched.add(was)
      pairs.push({ before: was, after: item })
    } else onlyAfter.push(item)
  }
  return { pairs, onlyAfter, onlyBefore: old.filter((item) => !matched.has(item)) }
}

/**
 * The earlier snapshot in the words of the later one: a sprint that was renamed keeps its days, a renamed status takes all
 * its cards along, and what a rebuilt field lost was taken out by nobody.
 */
function withNamesOf(after: Snapshot, before: Snapshot, lost: readonly BoardField[], isNamed: (status: string) => boolean): Snapshot {
  const now = new Map(after.items.flatMap((item) => (item.itemId === null ? [] : [[item.itemId, item] as const])))
  const sprintNow = renamedSprints(before.sprints ?? [], after.sprints ?? [])
  const statusNow = renamedStatuses(before, after, now, isNamed)
  const items = before.items.map((item) => {
    const later = now.get(item.itemId ?? '')
    const status = item.status === null ? null : (statusNow.get(item.status) ?? item.status)
    const sprint = item.sprint === null ? null : (sprintNow.get(item.sprint) ?? item.sprint)
    return {
      ...item,
      status: lost.includes('status') && later ? later.status : status,
      sprint: lost.includes('sprint') && later ? later.sprint : sprint,
    }
  })
  return { ...before, items }
}

/** A status that is gone, and whose cards, two or more, all have one new status: of a similar name, or unknown to sprint.yml. */
function renamedStatuses(
  before: Snapshot,
  after: Snapshot,
  now: ReadonlyMap<string, BoardItem>,
  isNamed: (status: string) => boolean,
): ReadonlyMap<string, string> {
  const had = new Set(before.items.map(({ status }) => status))
  const has = new Set(after.items.map(({ status }) => status))
  const targets = new Map<string, (string | null)[]>()
  for (const { itemId, status } of before.items) {
    const later = now.get(itemId ?? '')
    if (status !== null && !has.has(status) && later) targets.set(status, [...(targets.get(status) ?? []), later.status])
  }
  return new Map(
    [...targets].flatMap(([status, to]) => {
      const [first] = to
      const isOne = to.length > 1 && first != null && to.every((one) => one === first)
      const isRenamed = isOne && !had.has(first) && (!isNamed(first) || nearestStatus(first, [status]) !== null)
      return isRenamed ? [[status, first] as const] : []
    }),
  )
}

function knownSprints(before: Snapshot, after: Snapshot): readonly string[] {
  const dated = new Map([...(before.sprints ?? []), ...(after.sprints ?? [])].map(({ name, startsOn }) => [name, startsOn]))
  const named = [...before.items, ...after.items].flatMap(({ sprint }) => (sprint === null ? [] : [sprint]))
  const key = (name: string) => `${dated.get(name) ?? '9999'} ${name}`
  return [...new Set([...dated.keys(), ...named])].sort((a, b) => (key(a) < key(b) ? -1 : 1))
}

function isCard(item: BoardItem): boolean {
  return item.itemId !== null && !item.archived
}

function people(item: BoardItem): string {
  return [...item.assignees].sort().join(', ')
}

function change(item: BoardItem, from: string | null, to: string | null): ItemChange {
  const { ref, itemId, title, url, state, sprint } = item
  return { ref, itemId, title, url, private: item.private, state, sprint, from, to }
}
