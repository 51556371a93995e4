/** Reasons for an absence that stand before people. */
import { expect, test } from 'vitest'
import { isNameWithReason, withoutReasonInLabel } from '../../../../src/notes/readers/off-record/absence-labels.ts'

const label = (row: string, below = '') => withoutReasonInLabel(row, () => below)?.label ?? null

test.each([
  ['* Sick: @ada', '', '* Absent: '],
  ['* Krank heute: Uwe', '', '* Abwesend heute: '],
  ['## Vacation', '- Ina', '## Absent'],
])('%j', (row, below, expected) => {
  expect(label(row, below)?.trim()).toBe(expected.trim())
})

test.each([
  ['* Sick leave: discussed with HR', ''],
  ['## Vacation', '- discuss the rules for it'],
  ['* Topics: @ada', ''],
  ['* the sick node: restart it', ''],
])('%j is about something else', (row, below) => {
  expect(label(row, below)).toBeNull()
})

test('a name and why, and nothing else', () => {
  expect([isNameWithReason('Uwe: Grippe'), isNameWithReason('Ina: on vacation')]).toEqual([true, true])
  expect([isNameWithReason('Uwe: gateway'), isNameWithReason('Topic: sick nodes restarted')]).toEqual([false, false])
})
