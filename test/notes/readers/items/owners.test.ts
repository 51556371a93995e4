/** Lists of people at one place of a line. */

import { expect, test } from 'vitest'
import { loosePeople, namesBehind, trailingOwners } from '../../../../src/notes/readers/items/listed-items.ts'
import { bareOwnerAt, namedAt, nickAt, ownersAt } from '../../../../src/notes/readers/items/owners.ts'

test.each([
  ['@ada: write it', ['ada'], ': write it'],
  ['@ada, @ben and @carl to write it', ['ada', 'ben', 'carl'], ' to write it'],
  ['**@ada**/@ben: write it', ['ada', 'ben'], ': write it'],
  ['@ada and others: write it', ['ada'], ': write it'],
  ['@all: write it', [], ': write it'],
])('%j', (words, owners, rest) => {
  const found = ownersAt(words, 0)
  expect(found?.owners).toEqual(owners)
  expect(words.slice(found?.end)).toBe(rest)
})

test.each(['write it', 'tell @ada', 'a@b.example'])('%j begins with none', (words) => {
  expect(ownersAt(words, 0)).toBeNull()
})

test('a bare word is an owner where it is known, and stands as one', () => {
  const known = new Set(['garloff'])
  expect(bareOwnerAt('garloff: write it', 0, known)?.owners).toEqual(['garloff'])
  expect(bareOwnerAt('(garloff): write it', 0, known)?.owners).toEqual(['garloff'])
  expect(bareOwnerAt('garloff wrote it', 0, known)).toBeNull()
  expect(bareOwnerAt('gardener: write it', 0, known)).toBeNull()
})

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
