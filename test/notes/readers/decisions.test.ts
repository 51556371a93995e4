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

const decisionsIn = (line: string) => readNotes(`# 2026-11-25\n\n## Name of the release\n\n- ${line}\n`).decisions.map(({ text }) => text)

test.each([
  'nobody objects to the proposal',
  'no one objects to that',
  'no decision on the name',
  'Decision: no decision on the name',
  'Decision: postponed',
  'Decision: deferred to next week',
  'Decision: still open',
  'Decision: to be discussed next week',
  'Decision: we could not agree',
  'Decision: not reached',
  'consensus was not reached',
  "we couldn't agree on the name",
  'nothing was agreed on',
  'nothing has been decided on flavors',
  'not everybody agreed to that',
  'we agreed to disagree',
  'proposal not passed 3-4',
  '#agreed no decision today',
  'es wurde nichts beschlossen',
  'noch nichts entschieden',
  'wir haben nichts vereinbart',
  'wir haben noch nicht vereinbart, dass wir umziehen',
  'niemand hat das beschlossen',
  'Entscheidung: vertagt',
  'Entscheidung: noch offen',
  'Entscheidung: verschoben auf nächste Woche',
  'Beschluss: keiner',
  'Decision: not yet',
  'Decision: not possible today',
  'Decision: not yet made.',
  'Decision: noch nicht getroffen',
  'Decision: heute nicht',
  'Decision: to be decided on Monday',
  'Decision: needs to be agreed',
  'Decision: tbd next week',
  'Decision: we should decide next week',
  'Decision: none so far',
  'Decision: undecided',
  'Decision: no decision reached',
  'Entscheidung: muss noch entschieden werden',
  'No objections yet',
  'nobody objects yet',
  'So far no objections, wait until Friday',
  'Until Friday: no objections = merged',
  'Not without objections',
  'Bisher keine Einwände',
  'Keine Einwände bisher, wir warten bis Freitag',
  'Noch hat niemand etwas dagegen',
])('%j is no decision', (line) => {
  expect(decisionsIn(line)).toEqual([])
})

test.each([
  'It was agreed not to revise the decision',
  'decided not to do this today',
  'no objections and it was agreed to move',
  'nobody objected and we agreed to move',
  'No decision yet on the name. We agreed to ask the board.',
  'to be merged, noone objects',
  'ohne Gegenstimmen beschlossen',
  'Niemand hat Einwände',
  'Keiner hat etwas dagegen',
  'We agreed that users can decide themselves',
  'wir haben beschlossen, nicht umzuziehen',
  'wir haben nicht nur geredet, wir haben beschlossen umzuziehen',
])('%j is a decision, whatever is negated in it', (line) => {
  expect(decisionsIn(line)).toEqual([line])
})

test.each([
  'do not overcomplicate things',
  'no more calls on Fridays',
  'users cannot choose flavors',
  'postponed to R5 with all its stories',
  'not worth the effort',
  'keine neuen Flavors',
  'not possible to use Ceph on arm',
  'Not made mandatory for R5',
  'noch nicht umziehen, erst im Mai',
  'not now, but with release 10',
  "Not today's default, use containerd",
  'to be defined per provider, not centrally',
  'to be agreed per provider, not centrally',
  'keine Beschlüsse ohne Quorum',
  'no decisions without a quorum',
  'We cannot ship it as agreed',
  'wir liefern nicht wie vereinbart im Mai',
  'users can decide which flavor they take',
  'if a vote fails, the board decides',
  'nicht möglich auf arm, also x86',
  'heute nicht mehr umziehen',
  'deferred to R6 for all but IaaS',
])('"Decision: %s" decides something', (text) => {
  expect(decisionsIn(`Decision: ${text}`)).toEqual([text])
})

test.each([
  ['**Decision: stay on stable**', 'stay on stable'],
  ['_Decision: stay on stable_', 'stay on stable'],
  ['Decision: stay on **stable**', 'stay on **stable**'],
  ['Decision: stay on __stable__', 'stay on __stable__'],
  ['*Decision*: stay on *stable*', 'stay on *stable*'],
  ['**Decision:** run `rm *`', 'run `rm *`'],
  ['**Decision: stay on `**`**', 'stay on `**`'],
])('%j keeps the emphasis that is a part of it', (line, text) => {
  expect(decisionsIn(line)).toEqual([text])
})
