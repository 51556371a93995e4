/** Places of a text that show more than was typed. */
import { expect, test } from 'vitest'
import { marksFrom, marksOf } from '../../../../src/notes/format/inline/known-places.ts'
import { readNotes } from '../../../../src/notes/read-notes.ts'

test('references are marked where they stand, handles only where asked for', () => {
  const text = 'see o/r#1, @gtemma'
  const notes = readNotes(text, { knownHandles: ['gtema'] })
  const span = { text, lead: '', number: 1, column: 0 }
  expect(marksOf([span], marksFrom(notes, {})).map(({ at, length }) => [at, length])).toEqual([[4, 5]])
  expect(marksOf([span], marksFrom(notes, { proposeHandles: true })).map(({ shown }) => shown)).toEqual([
    '[o/r#1](https://github.com/o/r/issues/1)',
    ' (gtema?)',
  ])
})
