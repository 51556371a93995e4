/** Blocked issues, as rows and arcs. */
import { expect, test } from 'vitest'
import { blockedGraph, type GraphNode } from '../../../src/site/charts/blocked-graph.ts'

const node = (number: number, rest: Partial<GraphNode> = {}): GraphNode => ({
  ref: `scs/issues#${number}`,
  label: `#${number} Story`,
  isClosed: false,
  ...rest,
})
const wait = (waiting: number, blocker: number) => ({ waiting: `scs/issues#${waiting}`, blocker: `SCS/issues#${blocker}` })
const words = { id: 'blocked', title: 'Blocked issues' }
const labels = (graph: ReturnType<typeof blockedGraph>) => graph?.rows.map(({ label }) => label.split(' ')[0])

test('blockers are above what they block', () => {
  const graph = blockedGraph([node(1), node(2), node(3), node(4)], [wait(1, 2), wait(2, 3), wait(4, 3)], words)
  expect(labels(graph)).toEqual(['#3', '#2', '#1', '#4'])
  expect(graph?.arcs).toHaveLength(3)
  expect(graph).toMatchObject({ more: 0, desc: '3 waits between 4 issues; see the list.' })
})

test('without blocked issues, there is no chart', () => {
  expect(blockedGraph([node(1)], [], words)).toBeNull()
})

test('a cycle ends, with each issue once', () => {
  const graph = blockedGraph([node(1), node(2)], [wait(1, 2), wait(2, 1), wait(1, 1)], words)
  expect(labels(graph)).toEqual(['#2', '#1'])
  expect(graph?.arcs).toHaveLength(2)
})

test('a long label is cut between characters, and a chain of thousands at thirty rows', () => {
  const numbers = Array.from({ length: 5000 }, (_, index) => index + 1)
  const waits = numbers.slice(1).map((number) => wait(number - 1, number))
  const graph = blockedGraph(
    numbers.map((number) => node(number, { label: '🚀'.repeat(10_000) })),
    waits,
    words,
  )
  expect(graph?.rows).toHaveLength(30)
  expect(graph?.more).toBe(4970)
  expect(graph?.rows[0]?.label).toBe(`${'🚀'.repeat(41)}…`)
})
