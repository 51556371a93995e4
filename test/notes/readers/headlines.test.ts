/** What authors want lifted into the community call. */
import { expect, test } from 'vitest'
import { readNotes } from '../../../src/notes/read-notes.ts'

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

test.each(['* It is too long; who reads it?', '* They need help with the gateway', '`TL;DR: in code`'])('%j is no headline', (text) => {
  expect(readNotes(text).headlines).toEqual([])
})
