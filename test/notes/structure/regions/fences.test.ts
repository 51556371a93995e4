/** Fenced code. */
import { expect, test } from 'vitest'
import { readStructure } from '../../../../src/notes/structure/read-structure.ts'

const kinds = (text: string) => readStructure(text).lines.map(({ kind }) => kind)

test.each([
  ['closed', '```sh\nls\n```\ntext', ['fence', 'code', 'fence', 'text']],
  ['a shorter fence is code', '````\n```\n````', ['fence', 'code', 'fence']],
  ['other signs are code', '~~~\n```\n~~~', ['fence', 'code', 'fence']],
  ['behind a bullet', '- ```\n  ls\n  ```', ['item', 'fence', 'code', 'fence']],
  ['behind a bullet, and nothing closes it', '- ```\n  ls', ['item', 'text']],
])('%s', (_what, text, expected) => {
  expect(kinds(text)).toEqual(expected)
})

test('nothing closes it: code up to the next heading below a blank line, and a warning', () => {
  const { lines, warnings } = readStructure('```\nls\n# no heading\n\n# A')
  expect(lines.map(({ kind }) => kind)).toEqual(['fence', 'code', 'code', 'code', 'heading'])
  expect(warnings).toMatchObject([{ code: 'unclosed-fence', line: 1 }])
})

test('in an item that nothing closes the next bullet ends the code', () => {
  expect(kinds('* a\n  ```\n  ls\n* b')).toEqual(['item', 'fence', 'code', 'item'])
})
