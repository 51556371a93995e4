/** The text of an item as the summary tells it. */

import { expect, test } from 'vitest'
import { cleaned, isClear, isStruck, statusOf, withContext, withoutStatusMarks } from '../../../../src/notes/readers/items/item-text.ts'
import { closed } from '../../../../src/notes/readers/items/marked-items.ts'
import { parsePad } from '../../../../src/notes/readers/parsed-pad.ts'

test.each([
  [': - write it', 'write it'],
  ['write it ->', 'write it'],
  ['write it)', 'write it'],
  ['(see below) write it', '(see below) write it'],
  ['write **it**', 'write **it**'],
  ['write it**', 'write it'],
  ['write it :tada:', 'write it :tada:'],
])('%j becomes %j', (typed, text) => {
  expect(cleaned(typed)).toBe(text)
})

test('emphasis that was opened before the mark closes in the text, and goes', () => {
  expect(closed('write it_ soon', '_AI @ada: write it_ soon', 1)).toBe('write it soon')
  expect(closed('write it_ soon', 'AI @ada: write it_ soon', 0)).toBe('write it_ soon')
})

test('words that say nothing alone need the line above', () => {
  expect([isClear('write the draft'), isClear('do this'), isClear('@ada'), isClear('https://x.example')]).toEqual([
    true,
    false,
    false,
    false,
  ])
  expect(withContext('Gateway:', 'agreed')).toBe('Gateway')
  expect(withContext('Gateway:', 'needs power')).toBe('Gateway: needs power')
  expect(withContext('', 'needs power')).toBe('needs power')
})

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
