/** What a few words are about. */
import { expect, test } from 'vitest'
import { contextOf } from '../../../src/notes/readers/line-context.ts'
import { parsePad } from '../../../src/notes/readers/parsed-pad.ts'

test.each([
  ['the item it is nested in', '* Gateway\n  * agreed', 1, 'Gateway'],
  ['the line right above', '* Gateway\n* agreed', 1, 'Gateway'],
  ['the heading of the topic', '## Gateway\n\n* agreed', 2, 'Gateway'],
  ['a box is no word', '* [ ] Gateway\n  * agreed', 1, 'Gateway'],
])('%s', (_what, text, index, context) => {
  expect(contextOf(parsePad(text, {}), index)).toBe(context)
})

test.each([
  ['a heading of actions', '## Action items\n\n* agreed', 2],
  ['a heading of every agenda', '## Topics\n\n* agreed', 2],
  ['a day', '## 2023-01-18\n\n* agreed', 2],
  ['nothing at all', '* agreed', 0],
])('%s is no context', (_what, text, index) => {
  expect(contextOf(parsePad(text, {}), index)).toBe('')
})
