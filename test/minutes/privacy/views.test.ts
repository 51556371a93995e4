/** Texts as readers see them. */
import { expect, test } from 'vitest'
import type { Found } from '../../../src/domain/text/withheld.ts'
import { findInViews, viewsOf } from '../../../src/minutes/privacy/views.ts'
import { expectGrowsWithSize } from '../../growth.ts'

const words = (word: string) => (text: string) =>
  text.split('\n').flatMap((line, index): Found[] => {
    const from = line.indexOf(word)
    return from === -1 ? [] : [{ line: index + 1, from, to: from + word.length, kind: 'secret', what: word }]
  })

/** What was typed where the word is seen. */
const typed = (text: string, word: string) =>
  findInViews(text, words(word)).map(({ line, from, to }) => (text.split('\n')[line - 1] ?? '').slice(from, to))

test.each([
  ['a soft hyphen', 'x Pass\u00adword y', 'Pass\u00adword'],
  ['a sign without width', 'x Pass\u200bword y', 'Pass\u200bword'],
  ['a direction', 'x Pass\u202eword\u202c y', 'Pass\u202eword'],
  ['tags', '<b>Pass</b>word', 'Pass</b>word'],
  ['emphasis within a word', 'Pass**word**', 'Pass**word'],
  ['entities', 'x P&#97;ss&#x77;ord y', 'P&#97;ss&#x77;ord'],
  ['entities that nobody sees', 'Pass&shy;word', 'Pass&shy;word'],
  ['escapes', 'Pass\\word', null],
  ['wide letters', 'Ｐａｓｓword', 'Ｐａｓｓword'],
])('%s', (_what, text, shown) => {
  expect(typed(text, 'Password')).toEqual(shown === null ? [] : [shown])
})

test('letters with signs of their own, and escapes of signs', () => {
  expect(typed('Passwo\u0308rter', 'Passwörter')).toEqual(['Passwo\u0308rter'])
  expect(typed('a\\@b', 'a@b')).toEqual(['a\\@b'])
})

test('a token over several lines is told for each of them', () => {
  const text = 'see ghp_abcdefghij\n  klmnopqrst\n> 0123456789\nand more'
  expect(typed(text, 'ghp_abcdefghijklmnopqrst0123456789')).toEqual(['ghp_abcdefghij', 'klmnopqrst', '0123456789'])
  expect(viewsOf('one two\nthree\n- four_five_six_seven\n- eight')).toHaveLength(1)
})

test('what is typed as it is seen has no other view', () => {
  expect(viewsOf('# A\n\n- *b* & c @d\n')).toHaveLength(1)
})

test.each(['a\u200bb ', 'abcdefghi_1\n', '&#58;', '<b>x</b>'])('views cost what their length costs: %j', async (piece) => {
  await expectGrowsWithSize((size) => viewsOf(piece.repeat(size)), { from: 1_250 })
})
