/** Whether a mark of an action item is meant as one. */
import { expect, test } from 'vitest'
import { marksIn } from '../../../../src/notes/readers/items/action-markers.ts'
import { tailOf } from '../../../../src/notes/readers/items/mark-tail.ts'
import { isLabelOfList, isMeant } from '../../../../src/notes/readers/items/meant-marks.ts'
import { parsePad, wordsOf } from '../../../../src/notes/readers/parsed-pad.ts'

function read(text: string) {
  const reading = parsePad(text, {})
  const words = wordsOf(reading, 0)
  const [mark] = marksIn(words)
  if (!mark) throw new Error(`expected a mark in ${text}`)
  return { reading, words, mark, tail: tailOf(reading, new Set(), words, mark) }
}

function meant(text: string, aboutIntelligence = false): boolean {
  const { words, mark, tail } = read(text)
  return isMeant(words, mark, tail, aboutIntelligence)
}

test.each([
  '* AI @ada: write it',
  '* AI: write it',
  '* AI Kurt to make a proposal',
  '* _AI reminder mail next week_',
  '* #action ada to write it',
  '* TODO write it',
  '* ToDo Jürgen: write it',
  '* Action item - write it',
])('%j is', (text) => {
  expect(meant(text)).toBe(true)
})

test.each(['* AI is everywhere', '* FOR AI: a talk', '* AI://x', '* we have a ToDo list', '* todo lists help', '* the action item stays'])(
  '%j is not',
  (text) => {
    expect(meant(text)).toBe(false)
  },
)

test('below a heading about artificial intelligence AI needs people', () => {
  expect([meant('* AI: write it', true), meant('* AI @ada: write it', true), meant('* TODO: write it', true)]).toEqual([false, true, true])
})

test('a label of a list has something below it', () => {
  const opens = (text: string) => {
    const { reading, mark, tail } = read(text)
    return isLabelOfList(reading, 0, mark, tail)
  }
  expect([opens('* AI for this week:\n  * write it'), opens('* Action items\n  * write it')]).toEqual([true, true])
  expect([opens('* AI for this week:'), opens('* AI @ada:\n  * write it')]).toEqual([false, false])
})
