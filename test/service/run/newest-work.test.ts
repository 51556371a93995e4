import { expect, test } from 'vitest'
import { newestWork } from '../../../src/service/run/newest-work.ts'
import type { DueWork } from '../../../src/service/schedule/schedule.ts'

const at = (hour: number) => new Date(Date.UTC(2026, 9, 7, hour))
const minutes = (date: string, look: 'soon' | 'last' | 'again', hour: number, more: { team?: string; meeting?: number } = {}): DueWork => ({
  kind: 'minutes',
  team: 'iaas',
  date,
  look,
  at: at(hour),
  ...more,
})
const told = (due: readonly DueWork[]) =>
  newestWork(due).map((work) => [work.at.getUTCHours(), work.kind, ...('look' in work ? [work.date, work.look] : [])].join(' '))

test('work that is due several times is done once, at its last time', () => {
  const epics = (hour: number, team: string): DueWork => ({ kind: 'hygiene', team, at: at(hour) })
  expect(told([epics(1, 'iaas'), epics(2, 'ops'), epics(3, 'iaas')])).toEqual(['2 hygiene', '3 hygiene'])
})

test('the notes of the call come after the minutes that they quote', () => {
  const call: DueWork = { kind: 'digest', date: '2026-10-08', at: at(1) }
  expect(told([call, minutes('2026-10-07', 'soon', 2)])).toEqual(['2 minutes 2026-10-07 soon', '1 digest'])
})

test.each([
  [
    'the last look of a meeting replaces earlier ones',
    [minutes('2026-10-07', 'soon', 1), minutes('2026-10-07', 'last', 2)],
    ['2 minutes 2026-10-07 last'],
  ],
  [
    'a daily look does not replace the last one',
    [minutes('2026-10-06', 'last', 1), minutes('2026-10-06', 'again', 2)],
    ['1 minutes 2026-10-06 last'],
  ],
  [
    'missing minutes are not looked for once the next meeting has ended',
    [minutes('2026-09-30', 'again', 1), minutes('2026-10-07', 'soon', 2)],
    ['2 minutes 2026-10-07 soon'],
  ],
  [
    'a second meeting on a day has its own minutes',
    [minutes('2026-10-07', 'soon', 1), minutes('2026-10-07', 'soon', 2, { meeting: 2 })],
    ['1 minutes 2026-10-07 soon', '2 minutes 2026-10-07 soon'],
  ],
  [
    'another team does not matter',
    [minutes('2026-09-30', 'again', 1, { team: 'ops' }), minutes('2026-10-07', 'soon', 2)],
    ['1 minutes 2026-09-30 again', '2 minutes 2026-10-07 soon'],
  ],
])('%s', (_, due, expected) => {
  expect(told(due)).toEqual(expected)
})
