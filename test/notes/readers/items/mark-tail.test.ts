/** What stands behind a mark. */
import { expect, test } from 'vitest'
import { marksIn } from '../../../../src/notes/readers/items/action-markers.ts'
import { tailOf } from '../../../../src/notes/readers/items/mark-tail.ts'
import { parsePad, wordsOf } from '../../../../src/notes/readers/parsed-pad.ts'

function tail(text: string) {
  const reading = parsePad(text, { knownHandles: ['garloff'] })
  const words = wordsOf(reading, 0)
  const [mark] = marksIn(words)
  if (!mark) throw new Error(`expected a mark in ${text}`)
  const found = tailOf(reading, new Set(['ada']), words, mark)
  return { ...found, rest: words.slice(found.at).trim() }
}

test.each([
  ['* AI @ada: write it', { owners: ['ada'], for: [], named: true, colon: false }],
  ['* AI: write it', { owners: [], named: false, colon: true, rest: 'write it' }],
  ['* AI for @ada: write it', { owners: ['ada'], named: true }],
  ['* AI @ada for @ben: write it', { owners: ['ada'], for: ['ben'] }],
  ['* AI garloff: write it', { owners: ['garloff'], named: true }],
  ['* AI Ada: write it', { owners: [], typed: ['Ada'], named: false }],
  ['* AI (not officially): write it', { colon: true, rest: 'write it' }],
])('%j', (text, expected) => {
  expect(tail(text)).toMatchObject(expected)
})

test('a word that nobody knows is no person', () => {
  expect(tail('* AI gardener: write it')).toMatchObject({ owners: [], typed: [], named: false })
})
