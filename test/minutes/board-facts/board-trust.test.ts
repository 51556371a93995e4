/** How far minutes rest on the board, and that their mark says it. */
import { expect, test } from 'vitest'
import type { BoardPart } from '../../../src/domain/board/board.ts'
import { markSection } from '../../../src/domain/text/section-marks.ts'
import { isSameMinutes, restsOnBoard, withheldFor, withheldIn } from '../../../src/minutes/board-facts/board-trust.ts'
import { aSnapshot } from '../../builders.ts'

const withGaps = (...parts: BoardPart[]) => aSnapshot({ complete: false, gaps: parts.map((part) => ({ part, told: '', denied: false })) })

test.each([
  ['no snapshot', null, 'nothing'],
  ['a whole one', aSnapshot(), 'nothing'],
  ['one without activity', withGaps('activity'), 'findings'],
  ['one without activity and cards', withGaps('activity', 'cards'), 'board'],
  ['one without people', withGaps('people'), 'board'],
  ['one that does not say what is missing', aSnapshot({ complete: false }), 'board'],
])('of %s is left out: %s', (_name, snapshot, withheld) => {
  expect(withheldFor(snapshot)).toBe(withheld)
})

const minutes = (state: string, said = 'The app added it.') =>
  `# 2023-01-18\n\n- typed\n\n${markSection(state === '' ? 'about' : `about-${state}`, said)}\n`

test.each([
  ['whole', 'nothing', true],
  ['kept', 'nothing', true],
  ['unread', 'nothing', false],
  ['unjudged', 'findings', false],
  ['incomplete', 'board', false],
  ['', 'nothing', false],
  ['other', 'nothing', false],
])('minutes marked %j leave out %s', (state, withheld, rests) => {
  expect(withheldIn(minutes(state))).toBe(withheld)
  expect(restsOnBoard(minutes(state))).toBe(rests)
})

test('words of people are no mark', () => {
  expect(restsOnBoard('about-whole\n\n<!-- scs-sprint:section about-whole --> and so on')).toBe(false)
  expect(restsOnBoard('<!-- scs-sprint:section about-whole -->\n')).toBe(false)
})

test('the time of a look is no change; another state and another word are', () => {
  expect(isSameMinutes(minutes('whole', 'as of 10:00'), minutes('whole', 'as of 11:00'))).toBe(true)
  expect(isSameMinutes(minutes('whole'), minutes('kept', 'The newest saved snapshot was used.'))).toBe(true)
  expect(isSameMinutes(minutes('whole'), minutes('incomplete'))).toBe(false)
  expect(isSameMinutes(minutes('whole'), minutes('whole').replace('typed', 'typed more'))).toBe(false)
})
