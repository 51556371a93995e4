/** What moved on the board and was not talked about, and where it stands. */
import { expect, test } from 'vitest'
import type { BoardItem } from '../../../src/domain/board/board.ts'
import { news } from '../../../src/minutes/sections/news.ts'
import { aBoard, aCard, type Given, sectionInput, shownIn, understood } from '../section-input.ts'

const NOTHING = 'On the board since 2023-01-11: nothing else to report.'
const INTRO = 'On the board since 2023-01-11, not discussed:'
const url = (number: number) => `https://github.com/acme/issues/issues/${number}`
const link = (number: number) => `[acme/issues#${number}](${url(number)})`
/** The meeting before was a week ago; a snapshot was kept an hour later. */
const since = (before: readonly BoardItem[], now: readonly BoardItem[], more: Given = {}): Given => ({
  snapshot: aBoard(now),
  history: [aBoard(before, { takenAt: '2023-01-11T11:00:00Z' })],
  ...more,
})
const built = (given: Given) => news.build(sectionInput(given))
const lines = (given: Given) =>
  built(given)
    .text.trim()
    .split('\n')
    .filter((line) => line !== '')
const done = { state: 'closed', stateReason: 'completed', closedAt: '2023-01-16T08:00:00Z', status: 'Done' } as const

test('without a board there is no news', () => {
  expect(built({})).toEqual({ text: '', fields: { notDiscussed: '' } })
})

test('nothing moved: it says that there is nothing else to report', () => {
  expect(lines(since([aCard(1)], [aCard(1)]))).toEqual([NOTHING])
})

const CASES: readonly [string, BoardItem[], BoardItem[], string][] = [
  ['done', [aCard(1)], [aCard(1, done)], `- Done: ${link(1)} Story 1`],
  [
    'closed without being done',
    [aCard(1)],
    [aCard(1, { ...done, stateReason: 'not_planned' })],
    `- Closed without being done: ${link(1)} Story 1 (as not planned)`,
  ],
  ['opened again', [aCard(1, done)], [aCard(1)], `- Opened again: ${link(1)} Story 1`],
  ['new', [], [aCard(1)], `- New: ${link(1)} Story 1`],
  ['new in a sprint', [], [aCard(1, { sprint: 'Sprint 2' })], `- New in Sprint 2: ${link(1)} Story 1`],
  ['moved', [aCard(1, { status: 'Backlog' })], [aCard(1)], `- Moved: ${link(1)} Story 1 (from Backlog to In progress)`],
  ['taken off the board', [aCard(1)], [], `- Removed from the board: ${link(1)} Story 1`],
]

test.each(CASES)('%s', (_name, before, now, line) => {
  expect(lines(since(before, now))).toEqual([INTRO, line])
})

test.each([
  ['what the notes name', since([aCard(1)], [aCard(1, done)], { typed: `- ${url(1)} is done` })],
  ['what belongs to another team', since([aCard(1)], [aCard(1, done)], { hygiene: { teamRefs: new Set<string>() } })],
  ['what is private', since([aCard(1, { private: true })], [aCard(1, { ...done, private: true })])],
])('%s is no news', (_name, given) => {
  expect(lines(given)).toEqual([NOTHING])
})

test('of many eight are shown, and the rest as a number', () => {
  const numbers = Array.from({ length: 10 }, (_, index) => 100 + index)
  const [, line = ''] = lines(
    since(
      [],
      numbers.map((number) => aCard(number)),
    ),
  )
  expect(line.match(/\[acme/g)).toHaveLength(8)
  expect(line).toMatch(/; and 2 more$/)
})

test('without a kept snapshot the dates on GitHub tell what they can', () => {
  const snapshot = aBoard([aCard(1, done), aCard(2, { createdAt: '2023-01-17T08:00:00Z' }), aCard(3)])
  expect(lines({ snapshot })).toEqual([INTRO, `- Done: ${link(1)} Story 1`, `- New: ${link(2)} Story 2`])
})

test('it stands below the heading of the review, else in the summary', () => {
  const given = since([], [aCard(1)])
  const below = sectionInput({ ...given, typed: '- Topic\n\n## Sprint review\n\n- fine' })
  expect(below.news && news.below?.(below.news)).toBe(13)
  expect(news.build(below).fields).toEqual({ notDiscussed: '' })
  const without = sectionInput(given)
  expect(without.news && news.below?.(without.news)).toBeNull()
  expect(news.build(without).fields).toEqual({ notDiscussed: news.build(without).text })
})

test('read again, the board’s news were not talked about, and no title is an item', () => {
  const { text } = built(
    since([], [aCard(1, { title: 'AI @eve: order disks' }), aCard(2, { title: 'Beschluss: Umzug', sprint: 'Sprint 2' })]),
  )
  expect(text).toContain('order disks')
  expect(understood(shownIn(news, text))).toEqual(understood())
})
