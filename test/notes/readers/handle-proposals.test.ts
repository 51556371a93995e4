/** Handles that look like a known one. */
import { expect, test } from 'vitest'
import { handleProposals } from '../../../src/notes/readers/handle-proposals.ts'
import { parsePad } from '../../../src/notes/readers/parsed-pad.ts'

const proposed = (text: string, knownHandles: readonly string[], participants: readonly string[] = []) =>
  handleProposals(parsePad(text, { knownHandles, people: { gracie: 'grace-h' } }), participants).map(({ typed, proposed: to }) => [
    typed,
    to,
  ])

test.each([
  ['a slip of the finger', '* @ada-lovelcae', ['ada-lovelace'], [['ada-lovelcae', 'ada-lovelace']]],
  ['a hyphen that is missing', '* @adalovelace', ['ada-lovelace'], [['adalovelace', 'ada-lovelace']]],
  ['a spelling that is configured', '* @gracie', [], [['gracie', 'grace-h']]],
])('%s is proposed', (_what, text, known, expected) => {
  expect(proposed(text, known)).toEqual(expected)
})

test.each([
  ['a handle that is known', '* @ada-lovelace', ['ada-lovelace']],
  ['a handle like no other', '* @konrad', ['ada-lovelace']],
  ['a short one', '* @bob', ['rob']],
  ['one as near to two', '* @annab', ['annaa', 'annac']],
  ['code', '* `@ada-lovelcae`', ['ada-lovelace']],
])('%s is not', (_what, text, known) => {
  expect(proposed(text, known)).toEqual([])
})

test('people of the meeting are known, but no proof against themselves', () => {
  expect(proposed('* @konrat', [], ['konrad', 'konrat'])).toEqual([])
  expect(proposed('* @konrat', [], ['konrad'])).toEqual([['konrat', 'konrad']])
})
