/** Words by which a decision is known. */
import { expect, test } from 'vitest'
import {
  COMMAND,
  CONDITION,
  EMPTY,
  GROUP,
  LABEL,
  NEWS,
  NOT_YET,
  ONLY_VOTE,
  OPINION,
  SAID,
  SHOUTED,
  UNDECIDED,
  VOTED,
} from '../../../src/notes/readers/decision-words.ts'

const patterns = { COMMAND, CONDITION, EMPTY, GROUP, NEWS, NOT_YET, ONLY_VOTE, OPINION, SAID, SHOUTED, UNDECIDED, VOTED }

test.each<readonly [keyof typeof patterns, string, string]>([
  ['COMMAND', '#agreed use ULIDs', '# agreed to use ULIDs'],
  ['SHOUTED', 'DECISION we take blue', 'DECISION 2 we take blue'],
  ['SAID', 'it was decided to wait', 'he decides quickly'],
  ['SAID', 'es wurde gestern beschlossen', 'die Tür wurde geschlossen'],
  ['GROUP', 'no objections from anybody', 'he had objections'],
  ['GROUP', 'motion was carried', 'the motion detector'],
  ['VOTED', 'passed unanimously 7-0', 'passed the test'],
  ['VOTED', 'mit 5:2 Stimmen angenommen', 'mit 5 Leuten besprochen'],
  ['GROUP', 'to be merged, noone objects', 'nobody objects to the name'],
  ['UNDECIDED', 'we could not agree', 'nobody objected and we agreed'],
  ['UNDECIDED', 'wir haben nichts vereinbart', 'ohne Gegenstimmen beschlossen'],
  ['NOT_YET', 'to be decided next week', 'decided last week'],
  ['CONDITION', 'if nobody minds', 'gift for everybody'],
  ['OPINION', 'I would say we agreed', 'they would say'],
  ['NEWS', 'last year we agreed', 'yearly we agree'],
  ['ONLY_VOTE', 'passed 7-0', 'passed to the next team'],
  ['EMPTY', 'n/a', 'a decision'],
  ['EMPTY', 'postponed to the next meeting', 'postponed to R5'],
  ['EMPTY', 'noch keine', 'keine neuen Flavors'],
])('%s: %j, not %j', (name, yes, no) => {
  expect(patterns[name].test(yes)).toBe(true)
  expect(patterns[name].test(no)).toBe(false)
})

test('labels are words of decisions, with or without their ending', () => {
  const label = new RegExp(`^${LABEL}$`, 'i')
  for (const typed of ['Decision', 'decisions', 'Beschluss', 'entscheidungen', '#agreed']) expect(label.test(typed)).toBe(true)
  for (const typed of ['decide', 'indecision', 'beschluss nr 3']) expect(label.test(typed)).toBe(false)
})
