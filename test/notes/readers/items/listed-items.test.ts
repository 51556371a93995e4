/** Lines below a heading of actions. */

import { expect, test } from 'vitest'
import { boxedItem, isListed, listedItem } from '../../../../src/notes/readers/items/listed-items.ts'
import { parsePad } from '../../../../src/notes/readers/parsed-pad.ts'

const names = new Set(['ada'])
const listed = (text: string, marked = false) => isListed(parsePad(text, {}), 0, names, marked)

test.each(['* write the draft', '1. @ada: write the draft', '* [ ] write the draft'])('%j is an item', (text) => {
  expect(listed(text)).toBe(true)
})

test.each(['* none', '* keine offenen Aufgaben', '* -', '* what else?', '```', '## Topic'])('%j is none', (text) => {
  expect(listed(text)).toBe(false)
})

test('where marks are used, people must be given a task', () => {
  expect(['* @ada: write it', '* @ada, @ben: write it', '* write it (@ada)'].map((text) => listed(text, true))).toEqual([true, true, true])
  expect(['* write it', '* @ada came up with a proposal'].map((text) => listed(text, true))).toEqual([false, false])
})

test.each([
  ['* @ada, @ben: write it', { owners: ['ada', 'ben'], text: 'write it' }],
  ['* write it (@ada)', { owners: ['ada'], text: 'write it' }],
  ['* Ada: write it', { owners: [], typed: ['Ada'], text: 'write it' }],
  ['* ~~@ada: write it~~ not needed', { owners: ['ada'], text: 'write it', status: 'cancelled' }],
])('%j', (text, expected) => {
  expect(listedItem(parsePad(text, {}), 0, names)).toMatchObject(expected)
})

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
