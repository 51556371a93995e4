/** Items with a mark: what stands behind it, before it, or below it. */

import { expect, test } from 'vitest'
import { carriesMark } from '../../../../src/notes/readers/items/action-markers.ts'
import { markedItems } from '../../../../src/notes/readers/items/marked-items.ts'
import { parsePad } from '../../../../src/notes/readers/parsed-pad.ts'

const names = new Set(['ada'])

function items(text: string, index = 0) {
  const marking = { reading: parsePad(text, {}), names, taken: new Set<number>() }
  return markedItems(marking, index, false).map(({ owners, text: said }) => [owners.join(), said])
}

test.each([
  ['* AI @ada: write it', [['ada', 'write it']]],
  [
    '* AI @ada: write it, AI @ben: read it',
    [
      ['ada', 'write it'],
      ['ben', 'read it'],
    ],
  ],
  ['* write it (AI @ada)', [['ada', 'write it']]],
  ['* write it (AI @ada, asap)', [['ada', 'write it (asap)']]],
  ['* @ada TODO: write it', [['ada', 'write it']]],
  ['* TODO: write it (@ada)', [['ada', 'write it']]],
  ['* AI @ada: write it\n  and send it', [['ada', 'write it and send it']]],
  ['* AI for this week:\n  * @ada: write it', [['ada', 'write it']]],
  ['* #action ada to write it', [['ada', 'to write it']]],
])('%j', (text, expected) => {
  expect(items(text)).toEqual(expected)
})

test('a struck item is followed by what takes its place', () => {
  expect(items('* AI @ada: ~~write it~~\n  @ben: read it')).toEqual([
    ['ada', '~~write it~~'],
    ['ben', 'read it'],
  ])
})

test.each(['* the AI chapter', '* AI: Who?', '* FOR AI: a talk', '* we have to do this', '* no mark'])('%j holds none', (text) => {
  expect(items(text)).toEqual([])
})

test('a line carries a mark only where one is meant', () => {
  const carries = (text: string, about = false) => carriesMark({ reading: parsePad(text, {}), names }, 0, about)
  expect([carries('* AI @ada: x'), carries('* AI: write it'), carries('* the AI chapter')]).toEqual([true, true, false])
  expect(carries('* AI: write it', true)).toBe(false)
})
