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

test.each([
  ['* User story for external connectivity missing?', ['story-missing']],
  ['#### @anna (net) -> need IaaS user story (from Team KaaS)', ['story-missing']],
  ['* User stories to be written', ['story-missing']],
  ['* create user story for this', ['story-missing']],
  ['* @anna to write 2 user stories for the proxy', ['story-missing']],
  ['* list items that have not been created as user story', ['story-missing']],
  ['* User Story fehlt noch', ['story-missing']],
  ['* User story for obsolete images missing', ['story-missing']],
  ['* User story for dropped packets needed', ['story-missing']],
  ['* There is no user story yet, user story needed', ['story-missing']],
  ['* User story missing for what we decided against last year: migration', ['story-missing']],
  ['* User story for networks missing?\n  * who writes it? not decided', ['story-missing']],
  ['* User story for networks missing?\n  * @anna will look at it', ['story-missing']],
  ['* Für den Proxy wird noch eine User Story gebraucht, User Story fehlt', ['story-missing']],
  ['* The gateway epic is still missing', ['epic-missing']],
  ['* @anna to write an epic for it', ['epic-missing']],
  ['* https://github.com/org/tool/issues/3 -> needs to be broken down in further stories', ['split']],
  ['* Split #214 into 3 stories', ['split']],
  ['-> epic needs update with the latest issues', ['epic-update']],
  ['* Epic sollte aktualisiert werden: epic muss aktualisiert werden', ['epic-update']],
  ['* some stories need refinement', ['refinement']],
  ['* to be refined next week', ['refinement']],
  ['* issue can be closed', ['close']],
  ['* kann geschlossen werden', ['close']],
])('%j asks for %j', (text, kinds) => {
  expect(readNotes(text).wishes.map(({ kind }) => kind)).toEqual(kinds)
})

test.each([
  '* the story was written last week',
  '* epic is finished',
  '* the issue cannot be closed yet',
  '* issues should be closed automatically',
  '* team was split into two rooms',
  '* ~~User story missing~~',
  '* User story missing -> done',
  '* close to the deadline',
  '* no user story needed',
  '* No user story is needed for the proxy',
  '* no further stories necessary here',
  '* We do not need a user story for this',
  "* we don't need another story for the proxy",
  '* there is no need for a user story',
  '* needs no user story',
  '* User story for the proxy: not needed',
  '* User story for the proxy is no longer wanted',
  '* User story for networks missing? -> not wanted any more',
  '* User story for networks missing? → not wanted anymore',
  '* User story missing? - decided against it',
  '* User story for networks missing? We decided against it.',
  '* User story needed? -> no',
  '* User story missing? -> obsolete',
  '* User story for networks missing? -> dropped',
  '* User story for networks missing? -> #45',
  '* User story for networks missing? -> https://github.com/org/tool/issues/45',
  '* User story for networks missing? -> already created',
  '* User story for networks missing?\n  * not wanted any more',
  '* User story for networks missing?\n  * decided against it',
  '* User story for networks missing?\n  * done',
  '* keine User Story nötig',
  '* Keine weitere User Story notwendig',
  '* dafür brauchen wir keine User Story',
  '* User Story fehlt? -> nicht mehr gewünscht',
  '* User Story für Netze fehlt -> entfällt',
  '* User Story fehlt, dagegen entschieden',
  '* User Story ist nicht mehr nötig',
  '* User Story für Netze fehlt? -> verworfen',
  '* User Story für Netze fehlt? -> gibt es schon',
])('%j asks for nothing', (text) => {
  expect(readNotes(text).wishes).toEqual([])
})

test('headlines are lifted with their kind and line', () => {
  const text =
    '* TL;DR: encryption costs cores\n* **Help wanted:** testers for the gateway\n\n### Gateway\n\nTL;DR:\n\n- it works\n- Hilfe gesucht: wer testet?'
  expect(readNotes(text).headlines).toEqual([
    { kind: 'tl;dr', text: 'encryption costs cores', line: 1 },
    { kind: 'help-wanted', text: 'testers for the gateway', line: 2 },
    { kind: 'tl;dr', text: 'it works', line: 8 },
    { kind: 'tl;dr', text: 'Hilfe gesucht: wer testet?', line: 9 },
    { kind: 'help-wanted', text: 'wer testet?', line: 9 },
  ])
})

test('a decision directly below a table is one', () => {
  expect(readNotes('| a | b |\n|---|---|\n| 1 | 2 |\nDecision: use ULIDs\n').decisions).toEqual([{ text: 'use ULIDs', line: 4 }])
})
