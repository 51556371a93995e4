/** Lines below a heading of actions. */

import { expect, test } from 'vitest'
import { isListed, listedItem } from '../../../../src/notes/readers/items/listed-items.ts'
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
