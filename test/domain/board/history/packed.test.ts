import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type PackedSnapshot, pack, unpack } from '../../../../src/domain/board/history/packed.ts'
import { changesBetween, partsOf } from '../../../../src/domain/board/history/parts.ts'
import { type Json, patchBetween, patched } from '../../../../src/domain/board/history/patch.ts'
import { boardHistories } from '../../../board-histories.ts'
import { aBoardItem, anEpic, aSnapshot } from '../../../builders.ts'

const stored = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value))

describe('a patch', () => {
  const long = Array.from({ length: 9 }, (_, index) => `n${index}`)
  test.each<[string, Json, Json, unknown]>([
    ['nothing changed', { a: 1, b: [1] }, { a: 1, b: [1] }, null],
    ['a number for a text', 'a', 1, { to: 1 }],
    ['a field changes', { a: 1, b: 2 }, { a: 1, b: 3 }, { fields: { b: { to: 3 } } }],
    ['a field goes', { a: 1, b: 2 }, { b: 2 }, { fields: {}, keys: ['b'] }],
    ['a field comes', { a: 1 }, { b: 2, a: 1 }, { fields: { b: { to: 2 } }, keys: ['b', 'a'] }],
    ['another order of fields', { a: 1, b: 2 }, { b: 2, a: 1 }, { fields: {}, keys: ['b', 'a'] }],
    ['a field inside', { a: { b: 1, c: 1 } }, { a: { b: 2, c: 1 } }, { fields: { a: { fields: { b: { to: 2 } } } } }],
    ['a short list', ['a', 'b'], ['b', 'a'], { to: ['b', 'a'] }],
    ['an entry at the end of a long list', long, [...long, 'x'], { gone: [], placed: [['x', 'n8']] }],
    ['one moves to the front of a long list', long, ['n8', ...long.slice(0, 8)], { gone: [], placed: [['n8', null]] }],
    ['one leaves a long list', [...long, 'x'], long, { gone: ['x'], placed: [] }],
    ['null is a value', { a: null }, { a: null, b: null }, { fields: { b: { to: null } }, keys: ['a', 'b'] }],
  ])('%s', (_, from, to, expected) => {
    const patch = patchBetween(from, to)
    expect(patch).toEqual(expected)
    if (patch !== null) expect(JSON.stringify(patched(from, stored(patch)))).toBe(JSON.stringify(to))
  })

  test('leads from any JSON value to any other one, byte for byte', () => {
    const value = fc.oneof(fc.jsonValue(), fc.uniqueArray(fc.string({ maxLength: 2 }), { maxLength: 20 })) as fc.Arbitrary<Json>
    fc.assert(
      fc.property(value, value, (from, to) => {
        const patch = patchBetween(stored(from), stored(to))
        expect(JSON.stringify(patch === null ? from : patched(stored(from), stored(patch)))).toBe(JSON.stringify(to))
      }),
      { numRuns: 500 },
    )
  })

  test('of a list that is shuffled leads to any order of it, and to any other list of names', () => {
    const names = fc.uniqueArray(fc.integer({ min: 0, max: 30 }).map(String), { minLength: 8, maxLength: 30 })
    fc.assert(
      fc.property(names, names, (from, to) => {
        const patch = patchBetween(from, to)
        expect(patch === null ? from : patched(from, stored(patch))).toEqual(to)
      }),
      { numRuns: 500 },
    )
  })
})

test('only what changed on an item is told', () => {
  const before = aSnapshot({
    items: [aBoardItem({ number: 1, status: 'Doing', body: 'long' }), aBoardItem({ number: 2 })],
    epics: [anEpic()],
  })
  const after = {
    ...before,
    takenAt: '2023-01-19T11:15:00Z',
    items: [{ ...aBoardItem({ number: 1, status: 'Done', body: 'long' }) }, aBoardItem({ number: 2 })],
  }
  expect(changesBetween(partsOf(before), partsOf(after))).toEqual({ 'item scs/issues#1': { fields: { status: { to: 'Done' } } } })
})

test('an issue whose card leaves the board is the same item; one that is gone is told', () => {
  const before = aSnapshot({ items: [aBoardItem({ number: 1, status: 'Doing' }), aBoardItem({ number: 2 })] })
  const after = { ...before, items: [{ ...aBoardItem({ number: 1 }), itemId: null }] }
  expect(changesBetween(partsOf(before), partsOf(after))).toEqual({
    'item scs/issues#1': { fields: { itemId: { to: null }, status: { to: null } } },
    'item scs/issues#2': null,
    items: { to: ['item scs/issues#1'] },
  })
})

test('any history comes back byte for byte, in any order it was packed in', () => {
  const shuffled = boardHistories().chain((history) => fc.shuffledSubarray([...history], { minLength: history.length }))
  fc.assert(
    fc.property(shuffled, (history) => {
      const packed = [...pack(history)].map(stored<PackedSnapshot>)
      expect([...unpack(packed)].map((one) => JSON.stringify(one))).toEqual(history.map((one) => JSON.stringify(one)))
    }),
    { numRuns: 300 },
  )
})

test('what did not change is there once, and not packed again', () => {
  const items = Array.from({ length: 50 }, (_, index) => aBoardItem({ number: index + 1, body: 'x'.repeat(500) }))
  const history = Array.from({ length: 20 }, (_, day) =>
    aSnapshot({
      takenAt: `2023-01-${day + 1}`.replace(/-(\d)$/, '-0$1'),
      items: items.map((item, index) => (index === day ? { ...item, status: 'Doing' } : item)),
    }),
  )
  const packed = [...pack(history)].map(stored<PackedSnapshot>)
  expect(packed.slice(1).every((one) => JSON.stringify(one).length < 400)).toBe(true)
  const [first, second] = [...unpack(packed)]
  expect(second?.items[40]).toBe(first?.items[40])
})
