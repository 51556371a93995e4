/** What was decided, and what only sounds like it. */
import { expect, test } from 'vitest'
import { readNotes } from '../../../src/notes/read-notes.ts'

test.each([
  ['* Decision: stay on stable', ['stay on stable']],
  ['* **Decision:** stay on stable', ['stay on stable']],
  ['* -> Decision: stay on stable', ['stay on stable']],
  ['* Looked at both. Decision: stay on stable', ['stay on stable']],
  ['* Decisions:\n    * stay on stable\n    * move in May', ['stay on stable', 'move in May']],
  ['Conclusion:\n\n* stay on stable\n* move in May', ['stay on stable', 'move in May']],
  ['### Decisions\n\n* stay on stable\n  * a remark\n* move in May\n\n### Next', ['stay on stable', 'move in May']],
  ['* Decision (2024-03-01): stay on stable', ['stay on stable']],
  ['* Images\n  Decision:\n  * stay on stable\n* Networks', ['stay on stable']],
  ['* Entscheidung: wir bleiben dabei', ['wir bleiben dabei']],
  ['* Beschluss: wir bleiben dabei', ['wir bleiben dabei']],
  ['* We decided to stay on stable', ['We decided to stay on stable']],
  ['* It was decided that we stay', ['It was decided that we stay']],
  ['* we all agreed on the name', ['we all agreed on the name']],
  ['* no objections in this group', ['no objections in this group']],
  ['* motion carried, 5 in favour', ['motion carried, 5 in favour']],
  ['* Es wurde beschlossen, dass wir bleiben', ['Es wurde beschlossen, dass wir bleiben']],
  ['* Decision: stay on stable\n  for another release', ['stay on stable for another release']],
])('%j', (text, expected) => {
  expect(readNotes(text).decisions.map((decision) => decision.text)).toEqual(expected)
})

test.each([
  '* Decision needed next week',
  '* Decision: tbd',
  '* Decision: stable or latest?',
  '* to be decided on Monday',
  '* not yet decided to go',
  '* no consensus on that',
  '* Any important decisions that are taken?',
  '* decision for the upgrade is on the board',
  '* Decision:\n    * _AI @anna: write it down_',
  '* ~~We decided to stay~~',
  '`Decision: in code`',
])('%j decides nothing', (text) => {
  expect(readNotes(text).decisions).toEqual([])
})

test('a decision directly below a table is one', () => {
  expect(readNotes('| a | b |\n|---|---|\n| 1 | 2 |\nDecision: use ULIDs\n').decisions).toEqual([{ text: 'use ULIDs', line: 4 }])
})
