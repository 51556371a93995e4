/** Whether something is open, done or called off. */
import { expect, test } from 'vitest'
import { isStruck, statusOf, withoutStatusMarks } from '../../../../src/notes/readers/items/item-status.ts'
import { parsePad } from '../../../../src/notes/readers/parsed-pad.ts'

function status(text: string) {
  const reading = parsePad(text, {})
  return statusOf(reading, 0, reading.lines[0]?.text ?? '')
}

test.each([
  ['* AI @ada: write it', 'open'],
  ['* AI @ada: write it ✅', 'done'],
  ['* [x] AI @ada: write it', 'done'],
  ['* AI @ada: write it (done)', 'done'],
  ['* AI @ada: write it\n  * erledigt', 'done'],
  ['* AI @ada: write it ✅\n  * still open', 'open'],
  ['* AI @ada: write it\n  * nearly done', 'open'],
  ['* AI @ada: write it not yet done', 'open'],
  ['* AI @ada: write it :x:', 'cancelled'],
  ["* AI @ada: write it\n  * won't do", 'cancelled'],
  ['* ~~AI @ada: write it~~', 'cancelled'],
])('%j is %s', (text, expected) => {
  expect(status(text)).toBe(expected)
})

test('struck out is what is struck out as a whole', () => {
  expect([isStruck('**~~write it~~**'), isStruck('~~write~~ it'), isStruck('~~a~~ b ~~c~~')]).toEqual([true, false, false])
})

test('marks of the status go from the text, words stay', () => {
  expect(withoutStatusMarks('write it -> done')).toBe('write it')
  expect(withoutStatusMarks('write it ✅')).toBe('write it')
  expect(withoutStatusMarks('get it done')).toBe('get it done')
})
