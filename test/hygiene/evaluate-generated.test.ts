/** Precision and recall on generated boards: exactly the planted faults are found, and nothing that only looks like one. */
import { describe, expect, test } from 'vitest'
import { parseSnapshot } from '../../src/adapters/store/snapshot-schema.ts'
import type { Snapshot } from '../../src/domain/board/board.ts'
import { buildEpics } from '../../src/domain/board/epics.ts'
import { evaluateHygiene, type HygieneInput } from '../../src/hygiene/evaluate.ts'
import { rules } from '../../src/hygiene/registry.ts'
import { generateBoard, generateWithoutBodies, generateWritten } from './generator/generate.ts'
import { faults } from './generator/plants.ts'
import { NOW, standings } from './generator/world.ts'

const allOn = Object.fromEntries(rules.map(({ id }) => [id, 'on' as const]))

function look(snapshot: unknown, change: Partial<HygieneInput> = {}): HygieneInput {
  return {
    snapshot: snapshot as Snapshot,
    now: new Date(NOW),
    timezone: 'Europe/Berlin',
    team: { id: 'core', label: null },
    marks: { labels: ['epic'], types: [], titlePrefix: null },
    status: { backlog: ['Backlog', 'Refined'], active: ['Doing', 'In progress', 'Review'], done: ['Done'] },
    rules: allOn,
    graceDays: 14,
    exempt: { labels: ['on hold'], milestones: [], epics: [] },
    standings,
    ...change,
  }
}

const named = (input: HygieneInput) => evaluateHygiene(input).map(({ rule, epic, story }) => `${rule} ${epic ?? '-'} ${story ?? '-'}`)

test('every rule has planted faults', () => {
  expect(Object.keys(faults).sort()).toEqual(rules.map(({ id }) => id).sort())
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

  test('rules that are off by default keep silent unless switched on', () => {
    const off = ['epic-quiet', 'story-not-on-board', 'needs-refinement', 'owner-left']
    const expected = board.expected.filter((line) => !off.some((rule) => line.startsWith(`${rule} `)))
    expect(named(look(board.snapshot, { asked: board.asked, rules: {} })).sort()).toEqual(expected)
  })

  test('a picture that is not complete accuses nobody', () => {
    expect(evaluateHygiene(look({ ...board.snapshot, complete: false }, { asked: board.asked }))).toEqual([])
  })
})

test.each(seeds)('what people wrote on board %i is read from the bodies themselves', (seed) => {
  const board = generateWritten(seed)
  const snapshot = board.snapshot as unknown as Snapshot
  const marks = { labels: ['epic'], types: [], titlePrefix: null }
  const read = { ...snapshot, epics: buildEpics({ items: snapshot.items, marks, links: new Map() }) }
  expect(named(look(read)).sort()).toEqual(board.expected)
})

test('findings come in one order, whatever the order of the items', () => {
  const board = generateBoard(6, 40)
  const reversed = { ...board.snapshot, items: [...(board.snapshot.items as unknown[])].reverse() }
  expect(evaluateHygiene(look(reversed, { asked: board.asked }))).toEqual(evaluateHygiene(look(board.snapshot, { asked: board.asked })))
})

test('a snapshot of others, without what ours remember, still gives every finding that one look can tell', () => {
  const board = generateWithoutBodies(7, 80)
  const items = (board.snapshot.items as { observed?: unknown; body?: unknown }[]).map(({ observed: _, body: __, ...item }) => item)
  const { sprints: _, problems: __, ...bare } = board.snapshot
  const late = ['story-carried-over', 'needs-refinement', 'story-too-large', 'story-without-user-story']
  const expected = board.expected.filter((line) => !late.some((rule) => line.startsWith(`${rule} `)))
  const saved = parseSnapshot(JSON.stringify({ ...bare, items }), 'board.json')
  expect(named(look(saved, { asked: board.asked })).sort()).toEqual(expected)
})
