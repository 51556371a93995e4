/** The sentence on what the app added and on what the minutes rest. */
import { expect, test } from 'vitest'
import type { BoardPart } from '../../../src/domain/board/board.ts'
import { restsOnBoard } from '../../../src/minutes/board-facts/board-trust.ts'
import { about } from '../../../src/minutes/sections/about.ts'
import { aBoard, type Given, sectionInput, shownIn, understood } from '../section-input.ts'
import { minutesSettings, sigTeam } from '../settings.ts'

const BOARD = '[board](https://github.com/orgs/acme/projects/6)'
const AGE = '@ada-l: ask (minutes: open since 2023-01-04, carried over twice)'
const snapshot = aBoard([], { takenAt: '2023-01-18T09:15:00Z' })
const partly = (part: BoardPart) => aBoard([], { ...snapshot, complete: false, gaps: [{ part, told: '', denied: false }] })

const CASES: readonly [string, Given, string, string][] = [
  [
    'a board, with its time in the zone of the team',
    { snapshot },
    `The app added brackets with “board:” from the ${BOARD} as of 2023-01-18 10:15.`,
    'whole',
  ],
  [
    'a board and ages of items',
    { snapshot, items: { open: [AGE] } },
    `The app added brackets with “board:” from the ${BOARD} as of 2023-01-18 10:15, and brackets with “minutes:” from this and earlier minutes.`,
    'whole',
  ],
  [
    'no board',
    { items: { done: [AGE] } },
    'The app added brackets with “minutes:” from this and earlier minutes. No board was read for these minutes.',
    'unread',
  ],
  ['nothing added', {}, 'No board was read for these minutes.', 'unread'],
  [
    'a handle that looks like another',
    { typed: '- AI @garce-h: ask' },
    'The app added names with a question mark, as suggestions. No board was read for these minutes.',
    'unread',
  ],
  ['a team without a board', { team: sigTeam, snapshot, boardRemark: 'Old.' }, '', ''],
  ['an organization without a board', { settings: { ...minutesSettings, board: null }, snapshot }, '', ''],
  [
    'an older snapshot, in fixed words',
    { snapshot, boardRemark: 'GitHub said <b>no</b>.' },
    `The app added brackets with “board:” from the ${BOARD} as of 2023-01-18 10:15. The board could not be read for these minutes; the newest saved snapshot was used.`,
    'kept',
  ],
  [
    'activity that could not be read',
    { snapshot: partly('activity') },
    `The app added brackets with “board:” from the ${BOARD} as of 2023-01-18 10:15. Activity on issues could not be read, so epics were not checked.`,
    'unjudged',
  ],
  [
    'a board with gaps',
    { snapshot: partly('cards') },
    'The board could not be read completely for these minutes, so it was not used.',
    'incomplete',
  ],
]

test.each(CASES)('%s', (_name, given, text, state) => {
  const input = sectionInput(given)
  expect(about.build(input).text).toBe(text)
  expect(about.state?.(input.context)).toBe(state)
})

test('the address of the board is the one that GitHub gave, where it did', () => {
  const url = 'https://github.com/users/ada-l/projects/2'
  const input = sectionInput({ snapshot: { ...snapshot, board: { ...snapshot.board, url } } })
  expect(about.build(input).text).toContain(`[board](${url})`)
})

test('the day and hour follow daylight saving', () => {
  const summer = sectionInput({ snapshot: aBoard([], { takenAt: '2023-01-17T23:30:00Z' }) })
  expect(about.build(summer).text).toContain('as of 2023-01-18 00:30.')
})

test('read again, it is nobody’s words, and its mark alone says on what minutes rest', () => {
  const text = about.build(sectionInput({ snapshot, items: { open: [AGE] } })).text
  expect(understood(shownIn({ ...about, id: 'about-whole' }, `${text} AI @eve: nothing.`))).toEqual(understood())
  expect(restsOnBoard(shownIn({ ...about, id: 'about-whole' }, 'Reworded by a template.'))).toBe(true)
  expect(restsOnBoard(shownIn({ ...about, id: 'about-unread' }, text))).toBe(false)
})
