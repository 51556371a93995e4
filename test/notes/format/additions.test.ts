/** What the minutes add to people's text. */
import { expect, test } from 'vitest'
import { annotateLines, insertInSections, type OutLine } from '../../../src/notes/format/additions.ts'
import { readStructure } from '../../../src/notes/structure/read-structure.ts'

test('a note stands behind the words of its line, within a table row, before a line break', () => {
  const lines: OutLine[] = [
    { text: 'a', input: 1 },
    { text: '| b |', input: 2, kind: 'table' },
    { text: 'c  ', input: 3 },
    { text: 'code', input: 4, kind: 'fixed' },
    { text: '', input: 5 },
    { text: 'added', input: 0 },
  ]
  annotateLines(lines, (line) => (line === 9 ? null : `(${line})`))
  expect(lines.map(({ text }) => text)).toEqual(['a (1)', '| b (2) |', 'c (3)  ', 'code', '', 'added'])
})

test('lines go to the end of their section, those of no section to the end of the text', () => {
  const text = '# A\n## B\nb\n## C\nc'
  const lines = text.split('\n').map((line, index) => ({ text: line, input: index + 1 }))
  const insertions = [
    { endOfSection: 2, lines: ['more of B'] },
    { endOfSection: 99, lines: ['at the end'] },
    { endOfSection: 4, lines: [] },
  ]
  const out = insertInSections(lines, readStructure(text), insertions)
  expect(out.map((line) => line.text)).toEqual(['# A', '## B', 'b', '', 'more of B', '', '## C', 'c', '', 'at the end'])
})
