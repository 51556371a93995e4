/** Reasons for absences in what people say, and sentences that only look like one. */
import { expect, test } from 'vitest'
import { NOT_SHOWN, withoutAbsenceReasons } from '../../src/minutes/privacy/absence-reasons.ts'

test.each([
  ['@garloff is ill', '@garloff is absent'],
  ['@mbayr is on vacation in Spain until May', '@mbayr is absent in Spain until May'],
  [
    'not today, since Dag has not responded yet and @master-caster (Benjamin) is on vacation',
    'not today, since Dag has not responded yet and @master-caster (Benjamin) is absent',
  ],
  ['@ada is on vacation (Roof)', '@ada is absent (Roof)'],
  ['Postponed because @fkr was sick', 'Postponed because @fkr was absent'],
  ['Moved, because Felix is still ill today', 'Moved, because Felix is still absent today'],
  ['@fkr could not come, his child is ill', NOT_SHOWN],
  ['@fkr has the flu', NOT_SHOWN],
  ['@ada verschoben, weil sie krank war, und er ist krank', NOT_SHOWN],
  ['Postponed due to her surgery', NOT_SHOWN],
  ['@ada ist im Urlaub bis Montag', '@ada ist absent bis Montag'],
])('%s', (said, told) => {
  expect(withoutAbsenceReasons(said)).toBe(told)
})

test('of an item whose owner is next to it', () => {
  expect(withoutAbsenceReasons('is on vacation until May', { owned: true })).toBe('is absent until May')
  expect(withoutAbsenceReasons('book travelling for the summit', { owned: true })).toBe('book travelling for the summit')
})

test.each([
  'the node is ill-configured',
  'vacation planning of the release',
  '@fkr asks everybody to enter vacation planning in the calendar',
  'the hospital use case is on the list',
  '@garloff tests a cold start of the cluster',
  'no release over the holidays',
  'The cluster is sick',
  'We release before the holidays',
  '@ada adds the corona dashboard',
  'operation of the cloud',
])('%s: stays', (said) => {
  expect(withoutAbsenceReasons(said)).toBe(said)
})
