/** What is wrong with notes as a whole. */
import { expect, test } from 'vitest'
import { parsePad } from '../../../src/notes/readers/parsed-pad.ts'
import { readPeople } from '../../../src/notes/readers/people/people.ts'
import { warningsAbout } from '../../../src/notes/readers/warnings.ts'

function codes(text: string, date: string | null = null): readonly string[] {
  const pad = parsePad(text, { date })
  return warningsAbout(text, pad, readPeople(pad)).map(({ code }) => code)
}

const MEETING = '# 2023-01-18\n\n## Participants\n\n* @ada\n\n## Topics\n\n* we spoke about it\n'

test('notes of a meeting with participants need no warning', () => {
  expect(codes(MEETING)).toEqual([])
})

test.each([
  ['an empty pad', '', ['empty-pad']],
  ['a web page', '<!doctype html><html><body>Log in</body></html>', ['html-page']],
  ['notes without people', MEETING.replace('@ada', '').replace('Participants', 'Weather'), ['no-participants']],
  ['a line that only looks like a heading', '**We met and spoke about networks**', []],
  ['a cancelled meeting without people', '# 2023-01-18\n\nThe meeting is cancelled.\n', []],
])('%s', (_what, text, expected) => {
  expect(codes(text)).toEqual(expected)
})

test('the other meetings of a text are named where one was asked for', () => {
  expect(codes(`${MEETING}\n${MEETING.replace('18', '25')}`, '2023-01-18')).toEqual(['other-meetings'])
})

test.each([
  ['no box is ticked', '* [ ] @ada', 'no box is ticked'],
  ['all are absent', '* @ada (excused)', 'marked as absent'],
  ['names without handles', '* Ada Example', 'listed by name only'],
])('the warning says why nobody was found: %s', (_what, line, words) => {
  const text = MEETING.replace('* @ada', line)
  const pad = parsePad(text, {})
  expect(warningsAbout(text, pad, readPeople(pad)).map(({ message }) => message)).toEqual([expect.stringContaining(words)])
})
