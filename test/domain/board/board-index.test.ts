/** Hygiene, minutes and pages agree on cards, epics and private issues. */
import { expect, test } from 'vitest'
import type { BoardItem, EpicChild } from '../../../src/domain/board/board.ts'
import { indexBoard, publicBoard } from '../../../src/domain/board/board-index.ts'
import { viewBoard } from '../../../src/hygiene/board-view.ts'
import { aBoardItem, anEpic, aSnapshot } from '../../builders.ts'

const status = { backlog: ['Backlog'], active: ['Doing'], done: ['Done'] }
const marks = { labels: ['epic'], types: [], titlePrefix: null }
const child = (number: number, rest: Partial<EpicChild> = {}): EpicChild => ({
  ref: `scs/issues#${number}`,
  sources: ['sub-issue'],
  readable: true,
  ...rest,
})
const ref = (number: number) => `scs/issues#${number}`

test('an archived card is off the board everywhere: neither active nor done nor unknown', () => {
  const card = (number: number, rest: Partial<BoardItem>) => aBoardItem({ number, ...rest })
  const snapshot = aSnapshot({
    items: [
      card(1, { status: 'Doing' }),
      card(2, { status: 'Doing', archived: true }),
      card(3, { status: 'Done' }),
      card(4, { status: 'done', archived: true }),
      card(5, { status: 'Elsewhere' }),
      card(6, { status: 'Elsewhere', archived: true }),
      card(7, { itemId: null, databaseId: null }),
    ],
  })
  for (const index of [indexBoard(snapshot, status, marks), publicBoard(snapshot, status, marks)]) {
    const those = (holds: (item: BoardItem) => boolean) => index.items.filter(holds).map(({ ref: name }) => name)
    expect(those(index.isActive)).toEqual([ref(1)])
    expect(those(index.isDone)).toEqual([ref(3)])
    expect(those(index.isUnknown)).toEqual([ref(5)])
    expect(those(index.isOnBoard)).toEqual([1, 3, 5].map(ref))
  }
})

test('the rules see the same board, without archived epics and issues', () => {
  const items = [
    aBoardItem({ number: 1, labels: ['epic'], status: 'Doing' }),
    aBoardItem({ number: 2, status: 'Doing', archived: true }),
    aBoardItem({ number: 3, labels: ['epic'], archived: true }),
    aBoardItem({ number: 4 }),
  ]
  const epics = [anEpic({ number: 1, children: [child(2)] }), anEpic({ number: 3, children: [child(4)] })]
  const now = new Date('2023-01-18T11:15:00Z')
  const when = { history: [], asked: [], now, today: '2023-01-18', graceDays: 14 }
  const view = viewBoard({ snapshot: aSnapshot({ items, epics }), marks, status, ...when })
  expect(view.epics.map((epic) => epic.ref)).toEqual([ref(1)])
  expect(view.issues.map(({ item, epic }) => [item.ref, epic])).toEqual([
    [ref(1), ref(1)],
    // Its epic is archived, and is its epic all the same.
    [ref(4), ref(3)],
  ])
  const story = view.epics[0]?.children[0]?.item
  expect(story && view.isActive(story)).toBe(false)
})

test('of several epics with a story, its parent on GitHub counts, or else the first', () => {
  const items = [1, 2, 3].map((number) => aBoardItem({ number, labels: ['epic'] }))
  const snapshot = aSnapshot({
    items: [...items, aBoardItem({ number: 4, parent: 'SCS/issues#2' }), aBoardItem({ number: 5 })],
    epics: [1, 2, 3].map((number) => anEpic({ number, children: [child(4), child(5)] })),
  })
  const index = indexBoard(snapshot, status, marks)
  expect(index.parentsOf(ref(4))).toEqual([2, 1, 3].map(ref))
  expect(index.parentOf(ref(4))?.item.title).toBe('Story 2')
  expect(index.parentsOf('scs/ISSUES#5')).toEqual([1, 2, 3].map(ref))
  expect(index.parentsOf(ref(1))).toEqual([])
})

test('in public output, a private issue is unknown, and its stories belong to their next public epic', () => {
  const snapshot = aSnapshot({
    items: [
      aBoardItem({ number: 1, labels: ['epic'], private: true }),
      aBoardItem({ number: 2, labels: ['epic'] }),
      aBoardItem({ number: 3, parent: ref(1) }),
      aBoardItem({ number: 4, private: true }),
    ],
    epics: [anEpic({ number: 1, children: [child(3)] }), anEpic({ number: 2, children: [child(3), child(4)] })],
  })
  const [all, open] = [indexBoard(snapshot, status, marks), publicBoard(snapshot, status, marks)]
  expect([all.parentOf(ref(3))?.ref, open.parentOf(ref(3))?.ref]).toEqual([ref(1), ref(2)])
  expect([all.itemOf(ref(4))?.ref, open.itemOf(ref(4))]).toEqual([ref(4), null])
  expect([all.epicOf(ref(1))?.ref, open.epicOf(ref(1))]).toEqual([ref(1), null])
  expect(open.items.map((item) => item.ref)).toEqual([ref(2), ref(3)])
  for (const index of [all, open])
    expect([1, 2, 3, 4, 9].map((number) => index.isPrivate(ref(number)))).toEqual([true, false, false, true, false])
})

test('an unreadable epic is still the epic of its stories; a card marked as an epic has no children', () => {
  const snapshot = aSnapshot({
    items: [
      aBoardItem({ number: 2 }),
      aBoardItem({ number: 3, labels: ['Epic'] }),
      aBoardItem({ number: 4, kind: 'unreadable', ref: ref(4) }),
    ],
    epics: [anEpic({ number: 9, children: [child(2)] })],
  })
  const index = indexBoard(snapshot, status, marks)
  expect(index.parentsOf(ref(2))).toEqual([ref(9)])
  expect(index.parentOf(ref(2))).toBeNull()
  expect([ref(3), ref(9), ref(2)].map(index.isEpic)).toEqual([true, true, false])
  expect(index.itemOf(ref(4))).toBeNull()
})
