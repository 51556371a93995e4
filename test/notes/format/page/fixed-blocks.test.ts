/** Blocks that keep their layout: code, tables, HTML. */
import { expect, test } from 'vitest'
import { formatNotes } from '../../../../src/notes/format/house-format.ts'

test.each([
  ['code', '~~~sh\n  ls  \n~~~', '```sh\n  ls  \n```\n'],
  ['code in an item', '* a\n  ```\n  ls\n  ```', '- a\n\n  ```text\n  ls\n  ```\n'],
  ['a table', '|a|b|\n|-|:-:|\n|c|', '| a | b |\n| --- | :---: |\n| c | |\n'],
  ['HTML that GitHub renders', '<details>\n  <summary>x</summary>\n</details>', '<details>\n  <summary>x</summary>\n</details>\n'],
])('%s', (_what, text, expected) => {
  expect(formatNotes(text).text).toBe(expected)
})
