/** What the agenda told in comments goes; what people wrote in comments stays. */
import { expect, test } from 'vitest'
import { withoutAgendaHints } from '../../../src/minutes/agenda/agenda-hints.ts'
import { withAgendaMarker } from '../../../src/minutes/agenda/agenda-marker.ts'

const AGENDA = withAgendaMarker(
  '# 2026-11-25\n\n<!-- Please use handles. -->\n\n## Participants\n\n- <!-- add yourself here -->\n\n## Topics <!-- at most five -->\n\n<!--\nCopy this for each topic:\n- title\n-->\n\n```html\n<!-- sample -->\n```\n',
)

test('comments go that stand as the agenda has them, lines stay as many, and code stays', () => {
  const text = withoutAgendaHints(AGENDA)
  for (const hint of ['Please use handles', 'add yourself here', 'at most five', 'Copy this', '- title']) expect(text).not.toContain(hint)
  expect(text).toContain('## Topics \n')
  expect(text).toContain('<!-- sample -->')
  expect(text).toContain('scs-sprint:agenda v1')
  expect(text.split('\n')).toHaveLength(AGENDA.split('\n').length)
})

test.each([
  ['a remark of somebody', '<!-- Kurt was not here -->'],
  ['a hint that somebody changed', '<!-- Please use handles, Kurt! -->'],
  ['a line of the agenda with a remark', '- ask the vendor <!-- add this to the list of Kurt -->'],
  ['a comment over several lines', '<!--\nCopy this for each topic:\n- what Kurt said\n-->'],
])('%s stays', (_name, typed) => {
  expect(withoutAgendaHints(`${typed}\n${AGENDA}`)).toContain(typed)
})

test('without an agenda of the app every comment stays', () => {
  const text = '# 2026-11-25\n\n<!-- Please use handles. -->\n'
  expect(withoutAgendaHints(text)).toBe(text)
})
