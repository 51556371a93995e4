/** One text, read once for all readers. */

import { expect, test } from 'vitest'
import { isRead, parsePad, wordsOf } from '../../../src/notes/readers/parsed-pad.ts'

test('words leave out code, comments and addresses, and keep their places', () => {
  const reading = parsePad('* see `@code` <!-- @hint --> https://x.example/@path @ada', {})
  const words = wordsOf(reading, 0)
  expect(words).toHaveLength(reading.lines[0]?.text.length ?? 0)
  for (const typed of ['@code', '@hint', '@path']) expect(words).not.toContain(typed)
  expect(words.endsWith('@ada')).toBe(true)
})

test('lines of code are not read, those of people are', () => {
  const reading = parsePad('* a\n\n```\ncode\n```', {})
  expect(reading.lines.map((_, index) => isRead(reading, index))).toEqual([true, false, false, false, false])
})

test('of several meetings people come from the one of the day; the rest too, unless the whole text is meant', () => {
  const text = '# 2023-01-18\n\n* a\n\n# 2023-01-11\n\n* b'
  const day = parsePad(text, { date: '2023-01-11' })
  expect([day.meeting, day.scope]).toEqual([
    { from: 4, to: 7 },
    { from: 4, to: 7 },
  ])
  expect(parsePad(text, { date: '2023-01-11', wholeText: true }).scope).toEqual({ from: 0, to: 7 })
})

test('handles are known from the text, chat logs, the team and the configuration', () => {
  const reading = parsePad('* @ada\npresent+ ben, carl\n`@code`', { knownHandles: ['Dora'], people: { Emmy: 'emmy-n' } })
  expect([...reading.knownHandles].sort()).toEqual(['ada', 'ben', 'carl', 'dora', 'emmy', 'emmy-n'])
})

const text = 'Text\n\n| **Who** | What |\n| --- | --- |\n| @ada | a \\| b |\n| `@ben` |'

test('columns are plain and in lower case, cells keep what was typed, rows their lines', () => {
  const table = parsePad(text, {}).tables.get(2)
  expect(table?.columns).toEqual(['who', 'what'])
  expect([table?.from, table?.to]).toEqual([2, 6])
  expect(table?.rows.map(({ index, cells }) => [index, cells.map((cell) => cell.text)])).toEqual([
    [4, ['@ada', 'a \\| b']],
    [5, ['`@ben`']],
  ])
  expect(table?.rows[1]?.cells[0]?.words.trim()).toBe('')
})

test.each([
  ['text', 0],
  ['the middle of a table', 4],
  ['no line at all', 99],
])('%s begins none', (_what, index) => {
  expect(parsePad(text, {}).tables.get(index)).toBeUndefined()
})
