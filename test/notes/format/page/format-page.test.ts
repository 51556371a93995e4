/** A page in house format. */
import { expect, test } from 'vitest'
import { marksFrom } from '../../../../src/notes/format/inline/known-places.ts'
import { formatPage } from '../../../../src/notes/format/page/format-page.ts'
import type { FormatOptions } from '../../../../src/notes/options.ts'
import { readNotes } from '../../../../src/notes/read-notes.ts'
import { readStructure } from '../../../../src/notes/structure/read-structure.ts'

const page = (text: string, options: FormatOptions = {}) =>
  formatPage(readStructure(text), marksFrom(readNotes(text), {}), options).map((line) => [line.text, line.input])

test('each line says which line of the text it came from', () => {
  expect(page('# A\n* a\n* b')).toEqual([
    ['# A', 1],
    ['', 0],
    ['- a', 2],
    ['- b', 3],
  ])
})

test('the first heading gets the level that is asked for', () => {
  expect(page('# A\n\n## B', { firstHeading: 2 }).map(([text]) => text)).toEqual(['## A', '', '### B'])
})

test('an empty text gives an empty page', () => {
  expect(page('')).toEqual([])
})
