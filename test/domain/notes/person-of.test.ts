/** Everything that asks who a handle means has the same answer. */
import { expect, test } from 'vitest'
import { currentHandle, personOf } from '../../../src/domain/notes/person-of.ts'
import { uniquePeople } from '../../../src/minutes/meeting/handles.ts'
import { readNotes } from '../../../src/notes/read-notes.ts'

const people = { mfe: 'mfechner', mfechner: 'MatFechner' }

test('a handle that changed more than once stands for its person', () => {
  expect(['@MFE', 'mfechner', 'matfechner', 'ada'].map((handle) => personOf(handle, people))).toEqual([
    ...['matfechner', 'matfechner', 'matfechner', 'ada'],
  ])
  expect(uniquePeople(['mfe', 'mfechner', 'matfechner'], people)).toEqual(['matfechner'])
  expect(currentHandle('mfe', people)).toBe('MatFechner')
})

test('minutes propose whom rota, items and assignees count', () => {
  const [proposal] = readNotes('# 2023-01-18\n\n- @mfe: order disks\n', { people }).handleProposals
  expect(proposal?.proposed).toBe(personOf('mfe', people))
})

test('spellings that lead in a circle end, and no word of JavaScript is a person', () => {
  expect(personOf('a', { a: 'b', b: 'a' })).toBe('a')
  expect(personOf('constructor', {})).toBe('constructor')
})
