/** Items without a mark: sentences in which somebody takes a task, and boxes with an owner. */

import { expect, test } from 'vitest'
import { boxedItem, implicitActionsIn, namedImplicitAction } from '../../../../src/notes/readers/items/unmarked-items.ts'
import { parsePad, wordsOf } from '../../../../src/notes/readers/parsed-pad.ts'

function promised(text: string, index = 0) {
  const reading = parsePad(text, {})
  return implicitActionsIn(reading, index, wordsOf(reading, index)).map(({ owners, text: said }) => [owners.join(), said])
}

test.each([
  ['* @ada to review the draft', [['ada', 'review the draft']]],
  ['* @ada and @ben will write it down', [['ada,ben', 'write it down']]],
  ['* moved. @ada to tell the others', [['ada', 'tell the others']]],
  ['* moved to Tuesday, @ada to tell the others', [['ada', 'tell the others']]],
  ['* tell the others -> @ada', [['ada', 'tell the others']]],
  ['* Create a new story for this (@ada)', [['ada', 'Create a new story for this']]],
])('%j', (text, expected) => {
  expect(promised(text)).toEqual(expected)
})

test('an arrow on its own line gives away the line above', () => {
  expect(promised('* tell the others\n=> @ada', 1)).toEqual([['ada', 'tell the others']])
})

test.each(['* @ada told us about it', '* @ada will be late', '* ask @ada', '* moved from @a -> @b', '* nobody to review the draft'])(
  '%j promises nothing',
  (text) => {
    expect(promised(text)).toEqual([])
  },
)

test('people of the meeting may be called by their names', () => {
  const called = (text: string) => {
    const reading = parsePad(text, {})
    return namedImplicitAction(reading, 0, wordsOf(reading, 0), new Set(['ada']))
  }
  expect(called('* Ada to review the draft')).toEqual({ typed: ['Ada'], text: 'review the draft' })
  expect(called('* Grace to review the draft')).toBeNull()
  expect(called('* Ada reviewed the draft')).toBeNull()
})

const boxed = (text: string, index = 0) => boxedItem(parsePad(text, {}), index, new Set(['ada']))

test.each([
  ['- [ ] @ada: send the numbers', { owners: ['ada'], text: 'send the numbers' }],
  ['- [x] @ada update the wiki', { owners: ['ada'], text: 'update the wiki' }],
  ['- [ ] Ada: send the numbers', { owners: [], typed: ['Ada'], text: 'send the numbers' }],
])('%j', (text, expected) => {
  expect(boxed(text)).toMatchObject(expected)
})

test.each(['- [ ] send the numbers', '- [x] @ada yes', '- [ ] @ada', '- [ ] @ada: acme/issues#3', '- [ ] @ada: who?', '- @ada: send it'])(
  '%j is none',
  (text) => {
    expect(boxed(text)).toBeNull()
  },
)

test('below a list of people boxes tell who was there', () => {
  expect(boxed('## Participants\n\n- [ ] @ada from home', 2)).toBeNull()
  expect(boxed('Present:\n- [ ] @ada from home', 1)).toBeNull()
})
