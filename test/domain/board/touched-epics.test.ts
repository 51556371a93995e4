import { expect, test } from 'vitest'
import { compareSnapshots } from '../../../src/domain/board/board-changes.ts'
import { touchedEpics } from '../../../src/domain/board/touched-epics.ts'
import { aBoardItem, anEpic, aSnapshot } from '../../builders.ts'

const child = (ref: string) => ({ ref, sources: ['sub-issue'] as const, readable: true })
const epics = [
  anEpic({ ref: 'scs/issues#1', children: [child('scs/issues#9')] }),
  anEpic({ ref: 'scs/issues#2', children: [child('scs/issues#9'), child('scs/issues#8')] }),
  anEpic({ ref: 'scs/issues#3', children: [] }),
]
const snapshot = aSnapshot({ items: [1, 2, 3, 8, 9].map((number) => aBoardItem({ number, ref: `scs/issues#${number}` })), epics })
const none = compareSnapshots(snapshot, snapshot)

test.each([
  ['a story of two epics', ['SCS/issues#9'], ['scs/issues#1', 'scs/issues#2']],
  ['stories and epics of one webhook', ['scs/issues#8', 'scs/issues#3'], ['scs/issues#2', 'scs/issues#3']],
  ['an issue of no epic', ['scs/issues#7'], []],
])('all epics of what was named are looked at: %s', (_what, named, touched) => {
  expect(touchedEpics(snapshot, none, named)).toEqual(touched)
})
