/** Who does it, where people stand behind the text, or are called by their names. */
import { expect, test } from 'vitest'
import { loosePeople, namedAt, namesBehind, nickAt, trailingOwners } from '../../../../src/notes/readers/items/item-owners.ts'

const names = new Set(['ada', 'ben'])
const trailing = (text: string) => trailingOwners(text, text)

test.each([
  ['Split the epic (@ada)', ['ada'], 'Split the epic '],
  ['Split the epic; @ada, @ben', ['ada', 'ben'], 'Split the epic'],
  ['write a story - @ada will do this', ['ada'], 'write a story'],
])('%j', (text, owners, rest) => {
  const found = trailing(text)
  expect(found.owners).toEqual(owners)
  expect(found.text.trim()).toBe(rest.trim())
})

test.each(['Split the epic', 'talk to @ada about the epic', 'please ask @ada'])('%j has none behind it', (text) => {
  expect(trailing(text)).toEqual({ owners: [], text })
})

test('in a list people need no sign, unless the text speaks of them', () => {
  expect(loosePeople('Split the epic @ada', 'Split the epic @ada').owners).toEqual(['ada'])
  expect(loosePeople('Split it with @ada', 'Split it with @ada').owners).toEqual([])
})

test('names count when they are those of people of the meeting', () => {
  expect(namedAt('Ada and Ben: write it', 0, names)?.typed).toEqual(['Ada', 'Ben'])
  expect(namedAt('Carl: write it', 0, names)).toBeNull()
  expect(namedAt('Ada likes it', 0, names)).toBeNull()
  expect(namesBehind('Order cables (Ben)', names)).toEqual({ typed: ['Ben'], text: 'Order cables' })
  expect(namesBehind('Order cables (red)', names)).toEqual({ typed: [], text: 'Order cables (red)' })
})

test('chat names people by bare words', () => {
  expect(nickAt('#action ada, ben to write it', 7, true)?.owners).toEqual(['ada', 'ben'])
  expect(nickAt('ACTION(ada): write it', 6, false)?.owners).toEqual(['ada'])
  expect(nickAt('TODO(later): write it', 4, false)).toBeNull()
})
