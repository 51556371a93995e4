/** Precision and recall on generated boards: exactly the planted faults are found, and nothing that only looks like one. */
import { describe, expect, test } from 'vitest'
import { parseSnapshot } from '../../src/adapters/store/snapshot-schema.ts'
import type { Snapshot } from '../../src/domain/board/board.ts'
import { buildEpics } from '../../src/domain/board/epics.ts'
import { evaluateHygiene, type HygieneInput } from '../../src/hygiene/evaluate.ts'
import { ruleById, rules } from '../../src/hygiene/registry.ts'
import type { Rule } from '../../src/hygiene/rule.ts'
import { createExampleBoard, placeOf } from './example-board.ts'
import { generateBoard, generateWithoutBodies, generateWritten } from './generator/generate.ts'
import { faults } from './generator/plants.ts'
import { NOW, seeded, standings } from './generator/world.ts'

/** The boards of plants were made healthy for the rules that have plants; each rule has boards of its own examples besides. */
const withPlants = Object.fromEntries(rules.map(({ id }) => [id, id in faults ? ('on' as const) : ('off' as const)]))
const others = Object.fromEntries(rules.flatMap(({ id }) => (id in faults ? [] : [[id, 'off' as const]])))

function look(snapshot: unknown, change: Partial<HygieneInput> = {}): HygieneInput {
  return {
    snapshot: snapshot as Snapshot,
    now: new Date(NOW),
    timezone: 'Europe/Berlin',
    team: { id: 'core', label: null },
    marks: { labels: ['epic'], types: [], titlePrefix: null },
    status: { backlog: ['Backlog', 'Refined'], active: ['Doing', 'In progress', 'Review'], done: ['Done'] },
    rules: withPlants,
    graceDays: 14,
    exempt: { labels: ['on hold'], milestones: [], epics: [] },
    standings,
    ...change,
  }
}

const named = (input: HygieneInput) => evaluateHygiene(input).map(({ rule, epic, story }) => `${rule} ${epic ?? '-'} ${story ?? '-'}`)

test('planted faults are those of existing rules', () => {
  expect(Object.keys(faults).filter((id) => !ruleById.has(id))).toEqual([])
})

/** `npm run boards` looks at 500; a few are enough for every day. */
const BOARDS = Number(process.env.BOARDS ?? 5)
const seeds = Array.from({ length: BOARDS }, (_, index) => index + 1)

describe.each(seeds)('board %i of 200 epics', (seed) => {
  const board = generateBoard(seed)

  test('exactly the planted faults are found', () => {
    expect((board.snapshot.epics as unknown[]).length).toBeGreaterThanOrEqual(200)
    expect(named(look(board.snapshot, { asked: board.asked })).sort()).toEqual(board.expected)
  })

  test('the same from a saved board', () => {
    const saved = parseSnapshot(JSON.stringify(board.snapshot), 'board.json')
    expect(named(look(saved, { asked: board.asked })).sort()).toEqual(board.expected)
  })

  test('rules that are off by default report nothing unless turned on', () => {
    const off = rules.filter(({ defaultOn }) => !defaultOn).map(({ id }) => id)
    const expected = board.expected.filter((line) => !off.some((rule) => line.startsWith(`${rule} `)))
    expect(named(look(board.snapshot, { asked: board.asked, rules: others })).sort()).toEqual(expected)
  })

  test('an incomplete snapshot leads to no findings', () => {
    expect(evaluateHygiene(look({ ...board.snapshot, complete: false }, { asked: board.asked }))).toEqual([])
  })
})

/** All examples without options, some of them often, in any order. */
function exampleBoard(rule: Rule, seed: number) {
  const random = seeded(seed)
  const board = createExampleBoard(seed)
  const { reported, passed } = rule.examples
  const all = [...reported.map((example) => ({ example, isReported: true })), ...passed.map((example) => ({ example, isReported: false }))]
  const usual = all.filter(({ example }) => example.options === undefined)
  const expected: string[] = []
  for (let turn = 0; turn < 40; turn++) {
    const one = turn < usual.length ? usual[turn] : usual[Math.floor(random() * usual.length)]
    if (one === undefined) continue
    const placed = board.add(one.example)
    if (one.isReported) expected.push(placeOf(rule, one.example, placed))
  }
  return { input: board.input(rule), expected: expected.sort() }
}

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (_id, rule) => {
  test.each(seeds)('exactly its reported examples are found among others on board %i', (seed) => {
    const { input, expected } = exampleBoard(rule, seed)
    expect(expected.length).toBeGreaterThan(0)
    expect(named(input).sort()).toEqual(expected)
    const saved = parseSnapshot(JSON.stringify(input.snapshot), 'board.json')
    expect(named({ ...input, snapshot: saved }).sort()).toEqual(expected)
  })
})

test.each(seeds)('text on board %i is read from the bodies themselves', (seed) => {
  const board = generateWritten(seed)
  const snapshot = board.snapshot as unknown as Snapshot
  const marks = { labels: ['epic'], types: [], titlePrefix: null }
  const read = { ...snapshot, epics: buildEpics({ items: snapshot.items, marks, links: new Map() }) }
  expect(named(look(read)).sort()).toEqual(board.expected)
})

test('findings have one order, whatever the order of the items', () => {
  const board = generateBoard(6, 40)
  const reversed = { ...board.snapshot, items: [...(board.snapshot.items as unknown[])].reverse() }
  expect(evaluateHygiene(look(reversed, { asked: board.asked }))).toEqual(evaluateHygiene(look(board.snapshot, { asked: board.asked })))
})

test('a snapshot from another tool, without history, still gives every finding that one read can give', () => {
  const board = generateWithoutBodies(7, 80)
  const items = (board.snapshot.items as { observed?: unknown; body?: unknown }[]).map(({ observed: _, body: __, ...item }) => item)
  const { sprints: _, problems: __, ...bare } = board.snapshot
  const late = ['story-carried-over', 'needs-refinement', 'story-too-large', 'story-without-user-story']
  const expected = board.expected.filter((line) => !late.some((rule) => line.startsWith(`${rule} `)))
  const saved = parseSnapshot(JSON.stringify({ ...bare, items }), 'board.json')
  expect(named(look(saved, { asked: board.asked })).sort()).toEqual(expected)
})
