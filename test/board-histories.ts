/** Histories of boards as they may happen, for properties that must hold for all of them. */
import fc from 'fast-check'
import type { BoardItem, Epic, Snapshot } from '../src/domain/board/board.ts'
import { aBoardItem, anEpic, aSnapshot } from './builders.ts'

type World = { items: BoardItem[]; epics: Epic[]; extra: Readonly<Record<string, unknown>> }
type Step = (world: World) => World

const text = fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom('\u0000', '\ud800', '"\\\n', '__proto__', 'ü€🎉'))
const name = fc.constantFrom('Doing', 'Done', 'Backlog', 'Sprint 1', 'Sprint 2', 'a', '10', '2', '__proto__', 'constructor')
const number = fc.integer({ min: 1, max: 12 })

const change: fc.Arbitrary<(item: BoardItem) => BoardItem> = fc.oneof(
  fc.option(name).map((status) => (item: BoardItem) => ({ ...item, status })),
  fc.option(name).map((sprint) => (item: BoardItem) => ({ ...item, sprint })),
  fc.array(text, { maxLength: 3 }).map((labels) => (item: BoardItem) => ({ ...item, labels })),
  fc.uniqueArray(text, { maxLength: 12 }).map((assignees) => (item: BoardItem) => ({ ...item, assignees })),
  text.map((title) => (item: BoardItem) => ({ ...item, title })),
  fc.option(text, { nil: undefined }).map((body) => (item: BoardItem) => ({ ...item, body }) as BoardItem),
  fc
    .dictionary(name, fc.oneof(text, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constant(null)))
    .map((fields) => (item: BoardItem) => ({
      ...item,
      fields: Object.fromEntries(Object.entries(fields)),
    })),
  fc.constant((item: BoardItem) => ({ ...item, kind: 'unreadable' as const, ref: null, title: '', labels: [] })),
  fc.constant((item: BoardItem) => ({ ...item, itemId: null, databaseId: null, status: null })),
  fc.boolean().map((archived) => (item: BoardItem) => ({ ...item, archived })),
  fc.constantFrom('open' as const, 'closed' as const).map((state) => (item: BoardItem) => ({ ...item, state })),
  fc.dictionary(name, fc.constantFrom('2023-01-01', '2023-01-02T10:00:00Z')).map((labelsSince) => (item: BoardItem) => ({
    ...item,
    observed: { firstSeen: '2023-01-01', statusSince: null, activeSince: null, sprints: ['Sprint 1'], stay: null, labelsSince },
  })),
  // The order of fields is kept too.
  fc.constant((item: BoardItem) => Object.fromEntries(Object.entries(item).reverse()) as unknown as BoardItem),
)

const step: fc.Arbitrary<Step> = fc.oneof(
  number.map((one) => (world: World) => ({ ...world, items: [...world.items, aBoardItem({ number: one })] })),
  number.map((one) => (world: World) => ({ ...world, items: world.items.filter((_, index) => index !== one % (world.items.length || 1)) })),
  {
    weight: 4,
    arbitrary: fc.tuple(number, change).map(
      ([one, changed]): Step =>
        (world) => ({ ...world, items: at(world.items, one, changed) }),
    ),
  },
  fc.tuple(number, number).map(
    ([one, other]): Step =>
      (world) => ({ ...world, items: moved(world.items, one, other) }),
  ),
  number.map((one) => (world: World) => ({ ...world, epics: [...world.epics, anEpic({ number: one })] })),
  fc.tuple(number, fc.uniqueArray(number, { maxLength: 10 })).map(
    ([one, children]): Step =>
      (world) => ({
        ...world,
        epics: at(world.epics, one, (epic) => ({
          ...epic,
          children: children.map((child) => ({ ref: `scs/issues#${child}`, sources: ['sub-issue' as const], readable: child % 2 === 0 })),
          progress: { done: 0, all: children.length },
        })),
      }),
  ),
  fc.constant((world: World) => ({ ...world, epics: world.epics.slice(1) })),
  fc.dictionary(name, fc.jsonValue({ maxDepth: 2 })).map((extra) => (world: World) => ({ ...world, extra })),
  fc.uniqueArray(text, { maxLength: 14 }).map((problems) => (world: World) => ({ ...world, extra: { ...world.extra, problems } })),
)

const look = fc.record({
  steps: fc.array(step, { maxLength: 6 }),
  complete: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
  /** Of those that an incomplete look does not see. */
  missing: fc.array(number, { maxLength: 4 }),
  minutes: fc.integer({ min: 1, max: 60 * 48 }),
  requests: fc.nat(9),
})

/** Oldest first, from 2023-01-01; items come, change, leave and come back, some looks are not complete. */
export function boardHistories(options: { readonly maxLength?: number } = {}): fc.Arbitrary<readonly Snapshot[]> {
  return fc.array(look, { minLength: 1, maxLength: options.maxLength ?? 12 }).map((looks) => {
    let world: World = { items: [aBoardItem({ number: 1 }), aBoardItem({ number: 2 })], epics: [], extra: {} }
    let at = Date.parse('2023-01-01T00:00:00Z')
    return looks.map(({ steps, complete, missing, minutes, requests }) => {
      world = steps.reduce((now, one) => one(now), world)
      at += minutes * 60_000
      const items = complete ? world.items : world.items.filter((_, index) => !missing.includes(index))
      const counts = { items: items.length, drafts: 0, unreadable: 0, requests, points: 0 }
      const snapshot = { ...aSnapshot({ takenAt: new Date(at).toISOString(), complete, items, epics: world.epics }), counts }
      return { ...snapshot, ...world.extra }
    })
  })
}

function at<Entry>(list: readonly Entry[], index: number, change: (entry: Entry) => Entry): Entry[] {
  return list.map((entry, place) => (place === index % list.length ? change(entry) : entry))
}

function moved<Entry>(list: readonly Entry[], from: number, to: number): Entry[] {
  const rest = list.filter((_, index) => index !== from % list.length)
  const one = list.filter((_, index) => index === from % list.length)
  const place = to % list.length
  return [...rest.slice(0, place), ...one, ...rest.slice(place)]
}
