/** Lists of people at one place of a line. */
import { expect, test } from 'vitest'
import { bareOwnerAt, ownersAt } from '../../../../src/notes/readers/items/owners.ts'

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
