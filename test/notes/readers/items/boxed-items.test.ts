/** Boxes that somebody owns. */
import { expect, test } from 'vitest'
import { boxedItem } from '../../../../src/notes/readers/items/boxed-items.ts'
import { parsePad } from '../../../../src/notes/readers/parsed-pad.ts'

const item = (text: string, index = 0) => boxedItem(parsePad(text, {}), index, new Set(['ada']))

test.each([
  ['- [ ] @ada: send the numbers', { owners: ['ada'], text: 'send the numbers' }],
  ['- [x] @ada update the wiki', { owners: ['ada'], text: 'update the wiki' }],
  ['- [ ] Ada: send the numbers', { owners: [], typed: ['Ada'], text: 'send the numbers' }],
])('%j', (text, expected) => {
  expect(item(text)).toMatchObject(expected)
})

test.each(['- [ ] send the numbers', '- [x] @ada yes', '- [ ] @ada', '- [ ] @ada: acme/issues#3', '- [ ] @ada: who?', '- @ada: send it'])(
  '%j is none',
  (text) => {
    expect(item(text)).toBeNull()
  },
)

test('below a list of people boxes tell who was there', () => {
  expect(item('## Participants\n\n- [ ] @ada from home', 2)).toBeNull()
  expect(item('Present:\n- [ ] @ada from home', 1)).toBeNull()
})
