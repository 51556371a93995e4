/** What the next sprint holds and nobody named: below the heading of the planning only. */
import { expect, test } from 'vitest'
import type { BoardItem } from '../../../src/domain/board/board.ts'
import { planned } from '../../../src/minutes/sections/planned.ts'
import { anEpic } from '../../builders.ts'
import { aBoard, aCard, type Given, sectionInput, shownIn, understood } from '../section-input.ts'

const sprints = [
  { name: 'Sprint 1', startsOn: '2023-01-09', endsOn: '2023-01-22' },
  { name: 'Sprint 2', startsOn: '2023-01-23', endsOn: '2023-02-05' },
]
const PLANNING = '- Topic\n\n## Sprint planning\n\n- we begin'
const link = (number: number) => `[acme/issues#${number}](https://github.com/acme/issues/issues/${number})`
const next = (number: number, rest: Partial<BoardItem> = {}) => aCard(number, { sprint: 'Sprint 2', ...rest })
const given = (items: readonly BoardItem[], more: Given = {}): Given => ({ snapshot: aBoard(items, { sprints }), typed: PLANNING, ...more })
const lines = (more: Given) =>
  planned
    .build(sectionInput(more))
    .text.trim()
    .split('\n')
    .filter((line) => line !== '')

test('the open stories of the next sprint', () => {
  expect(lines(given([next(1), next(2, { title: 'Größe <b>' })]))).toEqual([
    'In Sprint 2 on the board, not mentioned here:',
    `- ${link(1)} Story 1`,
    `- ${link(2)} Größe \\<b>`,
  ])
})

test.each<[string, Given]>([
  ['without a board', { typed: PLANNING }],
  ['without a heading for the planning', given([next(1)], { typed: '- Topic' })],
  ['without a next sprint', { snapshot: aBoard([next(1)], { sprints: sprints.slice(0, 1) }), typed: PLANNING }],
  ['stories of the current sprint', given([aCard(1, { sprint: 'Sprint 1' })])],
  ['stories that are closed', given([next(1, { state: 'closed', stateReason: 'completed', status: 'Done' })])],
  ['stories that are private', given([next(1, { private: true })])],
  ['stories of another team', given([next(1)], { hygiene: { teamRefs: new Set<string>() } })],
  ['stories that the notes name', given([next(1)], { typed: `${PLANNING} https://github.com/acme/issues/issues/1` })],
  [
    'stories named by their title',
    given([next(1, { title: 'Mirror of the images' })], { typed: `${PLANNING} with the mirror of the images` }),
  ],
  ['epics', { snapshot: aBoard([next(1, { labels: ['epic'] })], { sprints, epics: [anEpic({ ref: 'acme/issues#1' })] }), typed: PLANNING }],
])('nothing: %s', (_name, more) => {
  expect(lines(more)).toEqual([])
})

test('a sprint that began two days ago is the one to plan, one of three days ago is not', () => {
  const begun = (startsOn: string) => ({
    snapshot: aBoard([next(1)], { sprints: [{ name: 'Sprint 2', startsOn, endsOn: '2023-01-31' }] }),
    typed: PLANNING,
  })
  expect(lines(begun('2023-01-16'))).toHaveLength(2)
  expect(lines(begun('2023-01-15'))).toEqual([])
})

test('it stands below the heading of the planning, and nowhere else', () => {
  const place = (typed: string) => {
    const { news } = sectionInput(given([next(1)], { typed }))
    return news && planned.below?.(news)
  }
  expect(place(PLANNING)).toBe(13)
  expect(place('- Topic')).toBeNull()
})

test('of many eight are shown, and the rest as a number', () => {
  expect(lines(given(Array.from({ length: 11 }, (_, index) => next(100 + index)))).at(-1)).toBe('- and 3 more')
})

test('read again, planned stories were not talked about, and no title is an item', () => {
  const text = planned.build(
    sectionInput(given([next(1, { title: 'TODO @eve: Decision: order disks' }), ...Array.from({ length: 9 }, (_, n) => next(50 + n))])),
  ).text
  expect(text).toContain('order disks')
  expect(understood(shownIn(planned, text))).toEqual(understood())
})
