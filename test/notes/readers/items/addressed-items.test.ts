/** Items that name people before a colon, in English and German; who is unknown is kept as typed, and asked for. */
import { expect, test } from 'vitest'
import { readNotes } from '../../../../src/notes/read-notes.ts'
import { read } from './items-read.ts'

test.each([
  ['- Aufgabe für Kim: Doku schreiben', ['Kim | Doku schreiben']],
  ['- Aufgabe für @lea: Doku schreiben', ['@lea | Doku schreiben']],
  ['- Aufgabe für lea: Doku schreiben', ['@lea | Doku schreiben']],
  ['- Aufgaben für Tom und Kim: Doku schreiben', ['Tom, Kim | Doku schreiben']],
  ['- Aufgabe für Pat: Doku schreiben', ['Pat? | für Pat: Doku schreiben']],
  ['- Auftrag an Kim: Doku schreiben', ['Kim | Doku schreiben']],
  ['- Bitte an Tom: Doku schreiben', ['Tom | Doku schreiben']],
  ['- Task for Kim: write the docs', ['Kim | write the docs']],
  ['- Task for Pat: write the docs', ['Pat? | for Pat: write the docs']],
  ['- Action item for Pat: write the docs', ['Pat? | for Pat: write the docs']],
  ['- TODO for Tom: write the docs', ['Tom | write the docs']],
  ['- TODO für Pat: Doku schreiben', ['Pat? | für Pat: Doku schreiben']],
  ['- AI for Tom: write the docs', ['Tom | write the docs']],
  ['- Aufgaben für Tom:\n  - Doku schreiben\n  - @lea: Doku prüfen', ['Tom | Doku schreiben', '@lea | Doku prüfen']],
])('%j is a task for somebody', (text, expected) => {
  expect(read(text)).toEqual(expected)
})

test.each([
  ['- Tom: bitte die Doku prüfen', ['Tom | bitte die Doku prüfen']],
  ['- Tom, bitte die Doku prüfen', ['Tom | bitte die Doku prüfen']],
  ['- Tom: please review the docs', ['Tom | please review the docs']],
  ['- @lea: please review the docs', ['@lea | please review the docs']],
  ['- @lea please review the docs', ['@lea | please review the docs']],
  ['- lea: bitte die Doku prüfen', ['@lea | bitte die Doku prüfen']],
])('%j asks somebody', (text, expected) => {
  expect(read(text)).toEqual(expected)
})

test.each([
  '- AI for Europe: a new initiative',
  '- Hinweis: bitte anmelden',
  '- Note: please register',
  '- Team: please think about it',
  '- Decision: please use k3s from now on',
  '- Entscheidung: bitte nur noch k3s nutzen',
  '- **Beschluss**: bitte nur noch k3s nutzen',
  '- Link: please see https://example.org',
  '- PR: please review',
  '- Summit: please register by Friday',
  '- Monday: please come early',
  '- Freitag: bitte pünktlich sein',
  '- Reviewers: please have a look',
  '- Vorschlag: bitte nächste Woche besprechen',
  '- Tom: bitte entschuldigen, er kommt später',
  '- @lea: please excuse me next week',
  '- Tom: bitte die Doku prüfen?',
  '- a call from @lea: please review the docs',
  '- Tom: the docs are late',
])('%j names no task', (text) => {
  expect(read(text)).toEqual([])
})

const unclear = (text: string) =>
  readNotes(`# 2023-01-18\n\n${text}\n`).warnings.flatMap(({ code, message, line }) =>
    code === 'unknown-owner' ? [`${line} ${message}`] : [],
  )

test.each([
  '- Pat: bitte die Doku prüfen',
  '- **Pat**: please review the docs',
  '- Kubernetes: please upgrade',
  '- Gardener, Cluster API: please upgrade',
  '- Team IaaS: please review',
])('%j is no item, but asked about without a word on who or what is named there', (text) => {
  expect(read(text)).toEqual([])
  expect(unclear(text)).toEqual(['3 Is this an action item? If so, write the handle of its owner there, as @handle.'])
})

test.each(['- AI: Pat: please review', '- Note: please register', '- @lea: please review the docs', '- Task for Pat: write the docs'])(
  '%j leaves nothing of that to ask',
  (text) => {
    expect(unclear(text)).toEqual([])
  },
)
