import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { isUntouchedAgenda, linesFromAgenda, withAgendaMarker } from '../../../src/minutes/agenda/agenda-marker.ts'

const agenda = withAgendaMarker('# 2023-01-18\n\n## Participants\n\n*\n\n## Agenda\n\n* Cloud-in-a-box\n  * docs: in progress\n')

test('an agenda is untouched until someone types, whatever pads do to spaces and line endings', () => {
  expect(isUntouchedAgenda(agenda)).toBe(true)
  expect(isUntouchedAgenda(agenda.replaceAll('\n', '\r\n'))).toBe(true)
  expect(isUntouchedAgenda(`\n${agenda.replace('## Agenda', '## Agenda  ')}\n\n`)).toBe(true)
  expect(isUntouchedAgenda(agenda.replace('*\n', '* @fkr\n'))).toBe(false)
  expect(isUntouchedAgenda('# 2023-01-18\n')).toBe(false)
})

test('in an agenda that people edited, the unchanged lines are recognized', () => {
  const lines = agenda.replace('*\n', '* @fkr\n').replace('docs: in progress', 'docs: in progress, will be done on Friday').split('\n')
  const fromAgenda = lines.filter((_, index) => linesFromAgenda(lines)[index])
  expect(fromAgenda).toEqual(['## Participants', '## Agenda', '* Cloud-in-a-box'])
})

test('without the marker, nothing counts as written by the app', () => {
  expect(linesFromAgenda(agenda.split('\n').slice(0, -2))).not.toContain(true)
  expect(linesFromAgenda(['<!-- scs-sprint:agenda v1 sha256=none -->', 'Cloud-in-a-box'])).toEqual([false, false])
})

const rich = withAgendaMarker(
  '# 2023-01-18\n\n## Sprint review\n\n* [issues#28](https://github.com/scs/issues/issues/28) Flavor manager & co\n  * **done**, closed on 2023-01-17\n\n## Items\n\n1. AI @fkr: ask <https://example.org/a_b> about "x"\n',
)
test.each<[string, (text: string) => string]>([
  ['blanks and line ends', (text) => text.replaceAll('\n', '\r\n').replaceAll(' ', '\u00a0').replaceAll('* ', '*  ')],
  ['blank lines', (text) => text.replaceAll('\n\n', '\n')],
  ['bullets and indents', (text) => text.replaceAll(/^( *)\* /gm, (_, indent: string) => `\t\t${indent}- `)],
  ['headings without signs', (text) => text.replaceAll(/^#+ /gm, '')],
  ['headings with other signs', (text) => text.replace('# 2023-01-18', '2023-01-18\n==========')],
  ['emphasis', (text) => text.replaceAll('**', '__')],
  ['links without their address', (text) => text.replaceAll(/\]\([^)]+\)/g, '](…)').replace('](…)', ']')],
  ['entities', (text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;')],
  ['numbers of items', (text) => text.replace('1. AI', '2) AI')],
  ['backslashes', (text) => text.replaceAll(/([*_#[\]<>-])/g, '\\$1')],
  ['dashes', (text) => text.replace('<!--', '<!–').replace('-->', '–>')],
])('an export that changes %s is still known as untouched, and a word in it is not', (_name, exported) => {
  expect(isUntouchedAgenda(exported(rich))).toBe(true)
  expect(isUntouchedAgenda(exported(rich.replace('Flavor manager', 'Flavor manager works')))).toBe(false)
  expect(isUntouchedAgenda(exported(rich).replace('AI', '✅ AI'))).toBe(false)
})

test('an agenda with the marker of earlier versions is recognized too', () => {
  const older = '# 2023-01-18\n\n* docs\n\n<!-- scs-sprint:agenda v1 sha256=OLD lines=abcd -->\n'
  const hash = createHash('sha256').update('# 2023-01-18\n* docs').digest('hex')
  expect(isUntouchedAgenda(older.replace('OLD', hash))).toBe(true)
  expect(isUntouchedAgenda(older.replace('OLD', hash).replace('docs', 'documents'))).toBe(false)
})
