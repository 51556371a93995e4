/** Lines of agendas in minutes are known, as they are written now and as they stand in minutes already. */
import { expect, test } from 'vitest'
import {
  ATTENTION_TITLE,
  boardAsOf,
  forSprint,
  isAgendaLine,
  isAttentionTitle,
  LARGER_THAN_SPRINT,
  moreEpics,
  NO_SPRINT,
  REMOVED_FROM_BOARD,
  stillOpenIn,
  timeBoxesOf,
  WAITING_FOR_STORIES,
  WITHOUT_EPIC,
} from '../../../src/minutes/agenda/agenda-words.ts'

test('each line that an agenda writes is known again, with or without its period', () => {
  const written = [
    WITHOUT_EPIC,
    WAITING_FOR_STORIES,
    LARGER_THAN_SPRINT,
    NO_SPRINT,
    REMOVED_FROM_BOARD,
    moreEpics(3),
    timeBoxesOf(25, 60),
    timeBoxesOf(75, 60),
    timeBoxesOf(10, null),
    stillOpenIn('Sprint 2 (new)'),
    boardAsOf('2023-01-17 15:00', ''),
    boardAsOf('2023-01-17 15:00', ', compared with 2023-01-11 10:00'),
    forSprint('Sprint 3, 2023-01-16 to 2023-01-27'),
  ]
  expect(written.filter((line) => !isAgendaLine(line) || !isAgendaLine(line.replace(/\.$/, '')))).toEqual([])
  expect(isAttentionTitle(`:warning: ${ATTENTION_TITLE}`)).toBe(true)
})

// Minutes hold these words: a new wording keeps the old one among the former forms.
test.each([
  'Without an epic',
  'Epics to plan stories for',
  'Epics without stories',
  'Epics that wait for stories',
  'Larger than a sprint',
  'Still open in Sprint 2: carry over or drop?',
  'Board as of 2023-01-17 15:00, with issues closed or opened since 2023-01-11.',
  'Board as of 2023-01-17 15:00, compared with 2023-01-11 10:00.',
  'Board as of 2023-01-17 15:00; there is nothing earlier to compare it with. No board was read.',
  'Board as of 2023-01-17 15:00; there is no earlier snapshot to compare with.',
  'For Sprint 3, 2023-01-16 to 2023-01-27.',
  'The board has no sprint for this date.',
  'The board knows no sprint for this day.',
  'Removed from the board',
  'Taken off the board',
  '… and 4 more epics on the board',
])('known in minutes of earlier weeks: %s', (line) => {
  expect(isAgendaLine(line)).toBe(true)
  expect(isAgendaLine(line.toLowerCase())).toBe(true)
})

test.each(['Without an epic we are lost', 'Still open in 2023', 'Board as of today', 'For the release.', 'Larger than a sprint: flavors'])(
  'a topic of people is none of them: %s',
  (line) => {
    expect(isAgendaLine(line)).toBe(false)
  },
)

test('the heading of epics that need a hand is known as it stands in minutes', () => {
  expect(isAttentionTitle('Epics needing attention')).toBe(true)
  expect(isAttentionTitle('Epics')).toBe(false)
})
