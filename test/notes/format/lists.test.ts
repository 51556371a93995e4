/** Which list each item belongs to. */
import { expect, test } from 'vitest'
import { houseMarkers, type ListEvent } from '../../../src/notes/format/lists.ts'

const item = (key: number, marker: string, parent = -1): ListEvent => ({ key, item: { parent, marker } })
const markers = (events: readonly ListEvent[]) => [...houseMarkers(events).values()].map(({ list, marker }) => [list, marker])

test('any bullet is a hyphen, numbers stay', () => {
  expect(markers([item(0, '*'), item(1, '+'), item(2, '-')])).toEqual([
    [0, '-'],
    [0, '-'],
    [0, '-'],
  ])
  expect(markers([item(0, '1.'), item(1, '2.')])).toEqual([
    [0, '1.'],
    [0, '2.'],
  ])
})

test('another kind of marker, or another block, begins another list', () => {
  expect(markers([item(0, '-'), item(1, '1.')]).map(([list]) => list)).toEqual([0, 1])
  expect(markers([item(0, '-'), { item: null, parent: -1 }, item(1, '-')]).map(([list]) => list)).toEqual([0, 1])
})

test('what is nested leaves the outer list open', () => {
  expect(
    markers([item(0, '-'), item(1, '-', 0), item(2, '-')])
      .map(([list]) => list)
      .sort(),
  ).toEqual([0, 0, 1])
})
