/** Items that name people before a colon or behind a label, in English and German; who is unknown is kept as typed, and asked for. */
import { expect, test } from 'vitest'
import { readNotes } from '../../../../src/notes/read-notes.ts'

/** `@handles, names? | text` of each item of a meeting with Kim Meier (@kimm), Tom and @lea; `Pat?` where nobody is called so. */
function read(lines: string): readonly string[] {
  const notes = readNotes(`# 2026-06-11\n\n## Teilnehmer\n\n- Kim Meier (@kimm)\n- Tom\n- @lea\n\n## Thema\n\n${lines}\n`)
  return notes.actionItems.map(({ owners, ownersTyped = [], ownerUnknown, text }) => {
    const who = [...owners.map((owner) => `@${owner}`), ...ownersTyped, ...(ownerUnknown === undefined ? [] : [`${ownerUnknown}?`])]
    return `${who.join(', ')} | ${text}`
  })
}

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
  ['- Pat: bitte die Doku prüfen', ['Pat? | Pat: bitte die Doku prüfen']],
  ['- **Pat**: please review the docs', ['Pat? | **Pat**: please review the docs']],
])('%j asks somebody', (text, expected) => {
  expect(read(text)).toEqual(expected)
})

test.each([
  ['- Nächste Schritte: @lea schreibt die Doku', ['@lea | schreibt die Doku']],
  ['- Nächste Schritte: @lea: Doku schreiben', ['@lea | Doku schreiben']],
  ['- Nächste Schritte: Tom schreibt die Doku', ['Tom | schreibt die Doku']],
  ['- Nächster Schritt: @lea und @tom schreiben die Doku', ['@lea, @tom | schreiben die Doku']],
  ['- Nächste Schritte: @lea schreibt die Doku, @tom prüft sie', ['@lea | schreibt die Doku', '@tom | prüft sie']],
  ['- Nächste Schritte: @lea fragt @tom wegen der Doku', ['@lea | fragt @tom wegen der Doku']],
  ['Next steps: @lea writes the docs', ['@lea | writes the docs']],
  ['- **Next steps:** @lea writes the docs and @tom reviews them', ['@lea | writes the docs', '@tom | reviews them']],
  ['- Next steps: the docs (@lea, @tom)', ['@lea, @tom | the docs']],
  ['- Follow-up: @lea checks the logs', ['@lea | checks the logs']],
  ['- Next steps:\n  - @lea writes the docs\n  - Tom: review\n  - deployment', ['@lea | writes the docs', 'Tom | review']],
  ['## Nächste Schritte\n\n- @lea schreibt die Doku\n- Tom prüft sie\n- Deployment', ['@lea | schreibt die Doku', 'Tom | prüft sie']],
])('%j plans what somebody does', (text, expected) => {
  expect(read(text)).toEqual(expected)
})

test.each([
  '- AI for Europe: a new initiative',
  '- Next steps: deployment and frontend',
  '- Next steps: @lea reported on the docs',
  '- Next steps: @lea was there',
  '- Nächste Schritte: mit @lea abgestimmt',
  '- Hinweis: bitte anmelden',
  '- Note: please register',
  '- Team: please think about it',
  '- Tom: bitte entschuldigen, er kommt später',
  '- @lea: please excuse me next week',
  '- Tom: bitte die Doku prüfen?',
  '- a call from @lea: please review the docs',
  '- Tom: the docs are late',
])('%j names no task', (text) => {
  expect(read(text)).toEqual([])
})
