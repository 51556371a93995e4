/** References of an issue to itself. */
import { expect, test } from 'vitest'
import type { BoardItem } from '../../../src/domain/board/board.ts'
import { withoutOwnReferences } from '../../../src/domain/board/own-references.ts'
import { aBoardItem, anEpic, aSnapshot } from '../../builders.ts'

const child = (ref: string) => ({ ref, sources: ['sub-issue' as const], readable: true })
const own = 'SCS/Issues#1'
const other = 'scs/issues#2'

test.each<[Partial<BoardItem>, Partial<BoardItem>]>([
  [{ parent: own }, { parent: null }],
  [{ parent: other }, { parent: other }],
  [{ trackedIn: [own, other] }, { trackedIn: [other] }],
  [{ namedParents: [own] }, { namedParents: [] }],
  [{ blockedBy: [other, own] }, { blockedBy: [other] }],
])('of an item: %j becomes %j', (typed, told) => {
  expect(withoutOwnReferences(aSnapshot({ items: [aBoardItem(typed)] })).items).toEqual([aBoardItem(told)])
})

test.each([
  ['open', { done: 0, all: 2 }, { done: 0, all: 1 }],
  ['closed', { done: 2, all: 2 }, { done: 1, all: 1 }],
  ['closed', { done: 0, all: 0 }, { done: 0, all: 0 }],
] as const)('an %s epic in its own children is not a child, and does not count: %j becomes %j', (state, progress, told) => {
  const { epics } = withoutOwnReferences(
    aSnapshot({ items: [aBoardItem({ state })], epics: [anEpic({ children: [child(own), child(other)], progress })] }),
  )
  expect(epics).toEqual([anEpic({ children: [child(other)], progress: told })])
})

test('without such references, the snapshot is the same object', () => {
  const snapshot = aSnapshot({ items: [aBoardItem({ parent: other })], epics: [anEpic({ children: [child(other)] })] })
  expect(withoutOwnReferences(snapshot)).toBe(snapshot)
})
