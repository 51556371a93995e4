/** Signs at the start of a line. */
import { expect, test } from 'vitest'
import { escapeStart } from '../../../src/notes/format/line-starts.ts'

test.each([
  ['words', 'text', 'words'],
  ['# A', 'text', '\\# A'],
  ['- a', 'line', '\\- a'],
  ['3. a', 'line', '3. a'],
  ['1. a', 'line', '1\\. a'],
  ['3. a', 'text', '3\\. a'],
  ['---', 'text', '\\---'],
  ['> said', 'text', '\\> said'],
  ['> said', 'item', '> said'],
  ['* a', 'item', '- a'],
  ['', 'text', ''],
] as const)('%j as %s is put out as %j', (line, place, expected) => {
  expect(escapeStart(line, place)).toBe(expected)
})
