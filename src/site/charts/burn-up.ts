/** Scope and finished work by day, for a sprint, a milestone or an epic. Pure. */

/** One story on one day. */
export type Member = {
  readonly key: string
  readonly end: 'done' | 'ended' | null
  /** ISO day on which the issue was opened: in no scope before. null: not known. */
  readonly openedOn: string | null
  /** Nobody can tell which one it is from one day to the next: it is counted, and never called added. */
  readonly isNameless?: boolean
}

export type DayOfMembers = { readonly day: string; readonly members: readonly Member[] }

export type BurnUpPoint = {
  readonly day: string
  /** In the scope at the start, and still. */
  readonly planned: number
  /** In the scope since some time after the start. */
  readonly added: number
  readonly done: number
  /** Closed without being done; part of the scope. */
  readonly ended: number
}

export type BurnUp = {
  /** Oldest first, each day once; never empty. */
  readonly points: readonly BurnUpPoint[]
  /** First day on which it was in the scope, by key, for what was added. */
  readonly addedOn: ReadonlyMap<string, string>
  /** snapshots: of the board, as kept. dates: of the issues; GitHub does not tell when a story was put into the scope. */
  readonly from: 'snapshots' | 'dates'
  /** The day whose scope counts as planned; null: nobody can tell what was added. */
  readonly plannedOn: string | null
}

/**
 * By snapshots of the board, oldest first. Planned is what the first snapshot since `start` has, without what was opened after
 * it; without a start the first snapshot counts. Nothing is called added that may have been there. null: there is no snapshot.
 */
export function burnUpOfSnapshots(snapshots: readonly DayOfMembers[], start: string | null): BurnUp | null {
  const days = snapshots.filter(({ day }) => start === null || day >= start)
  const base = days[0]
  if (base === undefined) return null
  const wasThere = ({ openedOn }: Member) => start === null || openedOn === null || openedOn <= start
  const planned = new Set(base.members.filter(wasThere).map(({ key }) => key))
  const addedOn = new Map<string, string>()
  const nameless = (members: readonly Member[]) => members.filter(({ isNameless }) => isNameless).length
  // With fewer that have no name, one of them may have got its name: that is nothing new.
  const mayBeNew = (members: readonly Member[]) => nameless(members) >= nameless(base.members)
  const points = days.map(({ day, members }): BurnUpPoint => {
    const added = members.filter(({ key, isNameless }) => !isNameless && !planned.has(key) && mayBeNew(members))
    for (const { key, openedOn } of added) if (!addedOn.has(key)) addedOn.set(key, day === base.day ? (openedOn ?? day) : day)
    return { day, ...countsOf(members, added.length) }
  })
  return { points, addedOn, from: 'snapshots', plannedOn: base.day }
}

export type DatedMember = Pick<Member, 'key' | 'end'> & {
  /** ISO days. When it came into the scope, as far as anything tells; null: it was there from the start. */
  readonly since: string | null
  readonly endedOn: string | null
}

export type DateSpan = {
  /** What came later counts as added; null: nothing does. */
  readonly start: string | null
  readonly first: string
  readonly today: string
}

/** By the dates of the issues as they are on `today`; what was closed on a day that nobody knows was closed by today. */
export function burnUpOfDates(members: readonly DatedMember[], { start, first, today }: DateSpan): BurnUp {
  const until = (day: string) => (day > today ? today : day)
  const dated = members.map(({ key, end, since, endedOn }) => ({
    key,
    end,
    since: since === null ? null : until(since),
    endedOn: end === null ? null : until(endedOn ?? today),
  }))
  const isAdded = ({ since }: DatedMember) => start !== null && since !== null && since > start
  const events = dated.flatMap(({ since, endedOn }) => [since, endedOn]).filter((day) => day !== null)
  const days = [...new Set([until(first), ...events.filter((day) => day > first), today])].sort()
  const points = days.map((day): BurnUpPoint => {
    const there = dated.filter(({ since }) => since === null || since <= day)
    const then = there.map(({ end, endedOn }) => ({ end: endedOn !== null && endedOn <= day ? end : null }))
    return { day, ...countsOf(then, there.filter(isAdded).length) }
  })
  const addedOn = new Map(dated.flatMap((one) => (isAdded(one) && one.since !== null ? [[one.key, one.since] as const] : [])))
  return { points, addedOn, from: 'dates', plannedOn: start }
}

function countsOf(members: readonly Pick<Member, 'end'>[], added: number): Omit<BurnUpPoint, 'day'> {
  const ending = (wanted: Member['end']) => members.filter(({ end }) => end === wanted).length
  return { planned: members.length - added, added, done: ending('done'), ended: ending('ended') }
}

/** The days on which a number changes, the first and the last: between them nothing happened. */
export function changingDays(points: readonly BurnUpPoint[]): readonly BurnUpPoint[] {
  return points.filter((point, index) => {
    const before = points[index - 1]
    return (
      before === undefined ||
      index === points.length - 1 ||
      (['planned', 'added', 'done', 'ended'] as const).some((key) => point[key] !== before[key])
    )
  })
}
