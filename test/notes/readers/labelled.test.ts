/** What a label announces. */

import { expect, test } from 'vitest'
import { readNotes } from '../../../src/notes/read-notes.ts'
import { labelledLines } from '../../../src/notes/readers/labelled.ts'
import { followers, goesOn, withContinuation } from '../../../src/notes/readers/line-context.ts'
import { parsePad } from '../../../src/notes/readers/parsed-pad.ts'

const labelled = (text: string) => labelledLines(parsePad(text, {}), 'risk|risiko').map((found) => found.text)

test.each([
  ['* Risk: no power', ['no power']],
  ['* **Risk:** no power', ['no power']],
  ['* [ ] Risk - no power', ['no power']],
  ['* We looked. Risk: no power', ['no power']],
  ['* Risk (2024): no power', ['no power']],
  ['Risk:\n\n* no power\n* no water', ['no power', 'no water']],
  ['## Risk\n\n* no power\n  * a remark', ['no power']],
  ['* Risk: no power\n  and no water', ['no power and no water']],
])('%j', (text, expected) => {
  expect(labelled(text)).toEqual(expected)
})

test.each(['* the risk is small', '* Risky: no power', '`Risk: no power`', '## Risk of fire\n\n* smoke', '* Risk:'])(
  '%j announces nothing',
  (text) => {
    expect(labelled(text)).toEqual([])
  },
)

test('a sentence goes on below, what somebody says does not', () => {
  const reading = parsePad('* one\n  two\n  ada: three', {})
  expect(withContinuation(reading, 0, 'one')).toBe('one two')
  expect(reading.lines.map(goesOn)).toEqual([false, true, false])
})

test('lines below a label belong to it, up to the next blank line', () => {
  const reading = parsePad('Risk:\n* a\n* b\n\n* c', {})
  expect(followers(reading, 0)).toEqual([1, 2])
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

test.each(['* It is too long; who reads it?', '* They need help with the gateway', '`TL;DR: in code`'])('%j is no headline', (text) => {
  expect(readNotes(text).headlines).toEqual([])
})
