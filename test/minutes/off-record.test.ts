import { expect, test } from 'vitest'
import { offRecord } from '../../src/minutes/off-record.ts'

test.each([
  'off the record',
  'Off-record:',
  '--- off record ---',
  '## Off the record',
  '* (off the record from here on)',
  '**off-the-record**',
  'This part is off the record!',
  '==== not for the minutes ====',
  'nicht fürs Protokoll',
  'ab hier vertraulich',
])('"%s" ends what is read out', (line) => {
  expect(offRecord(['before', line, 'behind'])).toEqual([false, true, true])
})

test.each([
  '* off the record the release is late, says @fkr',
  '* Confidential Computing',
  '* the API is off, record the error',
  '* turn off recording',
  'record',
  '* on the record',
])('"%s" is a line like any other', (line) => {
  expect(offRecord(['before', line, 'behind'])).toEqual([false, false, false])
})

test('a line that says so goes on the record again', () => {
  expect(offRecord(['a', 'off the record', 'b', '--- on the record again ---', 'c'])).toEqual([false, true, true, true, false])
})
