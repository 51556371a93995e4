/** The words that keep something among those who were there, and those that end it. */
import { expect, test } from 'vitest'
import { endsOffRecord, isPrivateTitle, offRecordMark } from '../../../../src/notes/readers/off-record/off-record-words.ts'

test.each([
  ['Off the record', 'line'],
  ['**Vertraulich!**', 'line'],
  ['Confidential: the price goes up', 'label'],
  ['(off the record) the price', 'remark'],
  ['the price - off the record', 'remark'],
  ['please do not write this down', 'line'],
])('%j is a %s', (text, mark) => {
  expect(offRecordMark(text)).toBe(mark)
})

test.each(['Confidential Computing', 'the record is off', '/off the record', 'back on the record', 'we write this down'])(
  '%j keeps nothing back',
  (text) => {
    expect(offRecordMark(text)).toBeNull()
  },
)

test('the record goes on where somebody says so', () => {
  expect([endsOffRecord('back on the record'), endsOffRecord('end of off the record'), endsOffRecord('/off the record')]).toEqual([
    true,
    true,
    true,
  ])
  expect([endsOffRecord('off the record'), endsOffRecord('the record'), endsOffRecord('')]).toEqual([false, false, false])
})

test('a title of a private part says nothing else', () => {
  expect([isPrivateTitle('Intern'), isPrivateTitle('Private:'), isPrivateTitle('Internal networks'), isPrivateTitle('')]).toEqual([
    true,
    true,
    false,
    false,
  ])
})
