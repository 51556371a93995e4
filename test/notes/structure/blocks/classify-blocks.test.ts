/** Which block each line belongs to. */
import { expect, test } from 'vitest'
import { classifyBlocks } from '../../../../src/notes/structure/blocks/classify-blocks.ts'
import { splitLines } from '../../../../src/notes/structure/split-lines.ts'

const kinds = (text: string) => classifyBlocks(splitLines(text)).lines.map(({ kind }) => kind)

test.each([
  ['', []],
  ['# A\n\ntext\n\n---\n\n> quote', ['heading', 'blank', 'text', 'blank', 'rule', 'blank', 'quote']],
  ['* a\n  more\n  > said', ['item', 'text', 'quote']],
  ['- ```sh\n  ls\n  ```', ['item', 'fence', 'code', 'fence']],
])('%j', (text, expected) => {
  expect(kinds(text)).toEqual(expected)
})

test('a line that lost a newline is two logical lines with one number, and a warning', () => {
  const { lines, warnings } = classifyBlocks(splitLines('- moved forward.    - Also this'))
  expect(lines.map(({ number, text }) => [number, text])).toEqual([
    [1, 'moved forward.'],
    [1, 'Also this'],
  ])
  expect(warnings.map(({ code }) => code)).toEqual(['lost-newline'])
})

test('quotes nested too deep stay text', () => {
  const { lines, warnings } = classifyBlocks(splitLines(`${'>'.repeat(40)} deep`))
  expect(lines[0]?.kind).toBe('text')
  expect(warnings.map(({ code }) => code)).toEqual(['too-deep'])
})
