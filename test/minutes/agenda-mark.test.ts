import { expect, test } from 'vitest'
import { isUntouchedAgenda, seededLines, withAgendaMark } from '../../src/minutes/agenda-mark.ts'

const agenda = withAgendaMark('# 2023-01-18\n\n## Participants\n\n*\n\n## Agenda\n\n* Cloud-in-a-box\n  * docs: in progress\n')

test('an agenda is untouched until somebody types, whatever pads do to spaces and line ends', () => {
  expect(isUntouchedAgenda(agenda)).toBe(true)
  expect(isUntouchedAgenda(agenda.replaceAll('\n', '\r\n'))).toBe(true)
  expect(isUntouchedAgenda(`\n${agenda.replace('## Agenda', '## Agenda  ')}\n\n`)).toBe(true)
  expect(isUntouchedAgenda(agenda.replace('*\n', '* @fkr\n'))).toBe(false)
  expect(isUntouchedAgenda('# 2023-01-18\n')).toBe(false)
})

test('of an agenda people typed in, the lines that stand as they were are known', () => {
  const lines = agenda.replace('*\n', '* @fkr\n').replace('docs: in progress', 'docs: in progress, will be done on Friday').split('\n')
  const seeded = lines.filter((_, index) => seededLines(lines)[index])
  expect(seeded).toEqual(['## Participants', '## Agenda', '* Cloud-in-a-box'])
})

test('without the mark nobody can tell, so nothing counts as seeded', () => {
  expect(seededLines(agenda.split('\n').slice(0, -2))).not.toContain(true)
  expect(seededLines(['<!-- scs-sprint:agenda v1 sha256=none -->', 'Cloud-in-a-box'])).toEqual([false, false])
})
