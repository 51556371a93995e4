/** Fenced code in house format. */
import { expect, test } from 'vitest'
import { formatCode, outdent } from '../../../src/notes/format/code-blocks.ts'

test.each([
  ['', 'ls', '```text', '```'],
  [' sh  -x ', 'ls', '```sh -x', '```'],
  ['', '```', '````text', '````'],
])('info %j around %j', (info, text, open, close) => {
  expect(formatCode(info, 0, [{ text, number: 2 }])).toEqual({ open, close, code: [{ text, number: 2 }] })
})

test.each([
  ['    ls', 2, '  ls'],
  [' ls', 4, 'ls'],
  ['\tls', 2, '  ls'],
  ['ls', 0, 'ls'],
])('%j without %i columns', (raw, indent, expected) => {
  expect(outdent(raw, indent)).toBe(expected)
})
