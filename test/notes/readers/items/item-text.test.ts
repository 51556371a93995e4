/** The text of an item as the summary tells it. */
import { expect, test } from 'vitest'
import { cleaned, closed, isClear, withContext } from '../../../../src/notes/readers/items/item-text.ts'

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
