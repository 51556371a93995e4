import { expect, test } from 'vitest'
import { dayOfPath, minutesFolder, minutesPath } from '../../../src/domain/notes/minutes-path.ts'
import { isMeetingDay } from '../../../src/domain/time/meetings.ts'

const weekly = { weekday: 'wednesday', everyWeeks: 1, startsOn: null, skip: ['2022-12-28'] } as const

test('a weekly meeting is on its weekday, except on skipped dates', () => {
  expect(['2022-12-21', '2022-12-27', '2022-12-28', '2023-01-04'].map((day) => isMeetingDay(weekly, day))).toEqual([
    true,
    false,
    false,
    true,
  ])
})

test('a meeting every two weeks begins on its first date, and goes on across years', () => {
  const everyOther = { ...weekly, everyWeeks: 2, startsOn: '2022-12-14', skip: [] }
  const days = ['2022-11-30', '2022-12-07', '2022-12-14', '2022-12-28', '2023-01-04', '2023-01-11']
  expect(days.filter((day) => isMeetingDay(everyOther, day))).toEqual(['2022-12-14', '2022-12-28', '2023-01-11'])
  expect(['2022-12-14', '2022-12-21'].filter((day) => isMeetingDay({ ...weekly, startsOn: '2022-12-21' }, day))).toEqual(['2022-12-21'])
})

test('the path of minutes is filled in and parsed, only with its own pattern', () => {
  const usual = '{team}/{yyyymmdd}.md'
  expect(minutesPath(usual, 'iaas', '2023-01-18')).toBe('iaas/20230118.md')
  expect(dayOfPath(usual, 'iaas', 'iaas/20230118.md')).toBe('2023-01-18')
  for (const suffix of ['-2', '-overflow', '_teil-2', '-Nachtrag'])
    expect(dayOfPath(usual, 'iaas', `iaas/20230118${suffix}.md`)).toBe('2023-01-18')
  for (const other of ['-agenda.md', '-slides.md', '.txt', '.md.bak', '9.md', '-.md', '-overflow'])
    expect(dayOfPath(usual, 'iaas', `iaas/20230118${other}`)).toBeNull()
  expect(dayOfPath(usual, 'iaas', 'ops/20230118.md')).toBeNull()
  expect(dayOfPath(usual, 'iaas', 'iaas/20231318.md')).toBeNull()
  expect(dayOfPath('notes/{yyyy-mm-dd}.md', 'core', 'notes/2023-01-18.md')).toBe('2023-01-18')
  expect([usual, 'notes/{team}/{yyyymmdd}.md', '{yyyymmdd}.md'].map((pattern) => minutesFolder(pattern, 'iaas'))).toEqual([
    'iaas',
    'notes/iaas',
    '',
  ])
})
