/** A slide deck keeps its layout. */
import { expect, test } from 'vitest'
import { formatSlides } from '../../../src/notes/format/slides.ts'
import { readStructure } from '../../../src/notes/structure/read-structure.ts'

test('only what nobody can see changes', () => {
  const text = '---\ntype: slide\n---\n#  A  \n\n* a.    - b\n```\nls  \n```\n\n\n'
  expect(formatSlides(readStructure(text))).toEqual([
    { text: '---', input: 1, kind: 'fixed' },
    { text: 'type: slide', input: 2, kind: 'fixed' },
    { text: '---', input: 3, kind: 'fixed' },
    { text: '#  A', input: 4 },
    { text: '', input: 5 },
    { text: '* a.    - b', input: 6 },
    { text: '```', input: 7 },
    { text: 'ls  ', input: 8, kind: 'fixed' },
    { text: '```', input: 9 },
  ])
})
