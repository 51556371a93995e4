/** What people wish for on the board. */

import { expect, test } from 'vitest'
import { readNotes } from '../../../src/notes/read-notes.ts'
import { readStoryAnswers } from '../../../src/notes/readers/board-requests.ts'
import { parsePad } from '../../../src/notes/readers/parsed-pad.ts'

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

test('an answer knows what it is nested in, and what stands beside that', () => {
  const [answer] = readStoryAnswers(parsePad('* a\n* b\n  * c\n  * no user story needed', {}))
  expect(answer?.above).toEqual({ parents: [2], neighbors: [3, 1] })
})

test('answers are found with the lines above them', () => {
  const answers = readStoryAnswers(parsePad('* User story for networks missing?\n  * not needed\n  * a remark', {}))
  expect(answers.map(({ text, line, above }) => [text, line, above.parents])).toEqual([['not needed', 2, [1]]])
})
