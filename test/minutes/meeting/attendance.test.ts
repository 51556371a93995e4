/** Attendance: counts and shares written down by hand. */
import { expect, test } from 'vitest'
import { attendanceOf } from '../../../src/minutes/meeting/attendance.ts'
import { readNotes } from '../../../src/notes/read-notes.ts'

const minutes = (date: string, text: string, suffix = '') => ({
  date,
  path: `core/${date.replaceAll('-', '')}${suffix}.md`,
  notes: readNotes(text, { date }),
  text,
})
const list = (date: string, ...people: readonly string[]) =>
  minutes(date, `# ${date}\n\n## Participants\n\n${people.map((one) => `- ${one}\n`).join('')}\n## Agenda\n\n- we talked\n`)

test('counts, shares and days, most meetings first; spellings are one person', () => {
  const past = [list('2026-02-11', '@alba', '@Bruno'), list('2026-02-04', '@alba', '@bruno-x'), list('2026-01-28', '@carla')]
  const { meetings, people } = attendanceOf(past, { people: { 'bruno-x': 'bruno' } })
  expect(meetings.map(({ date, present }) => [date, present])).toEqual([
    ['2026-01-28', 1],
    ['2026-02-04', 2],
    ['2026-02-11', 2],
  ])
  expect(people).toEqual([
    { handle: 'alba', present: ['2026-02-04', '2026-02-11'], excused: [], share: 0.667 },
    { handle: 'bruno', present: ['2026-02-04', '2026-02-11'], excused: [], share: 0.667 },
    { handle: 'carla', present: ['2026-01-28'], excused: [], share: 0.333 },
  ])
})

test('excused people stand apart, and are not present', () => {
  const { people } = attendanceOf([
    minutes('2026-02-04', '# 2026-02-04\n\n## Participants\n\n- @alba\n\nExcused: @bruno\n\n## Agenda\n\n- we talked\n'),
  ])
  expect(people).toEqual([
    { handle: 'alba', present: ['2026-02-04'], excused: [], share: 1 },
    { handle: 'bruno', present: [], excused: ['2026-02-04'], share: 0 },
  ])
})

test('where the participants could not be read nobody was absent; a cancelled meeting is none', () => {
  const { meetings, unread, notHeld, people } = attendanceOf([
    list('2026-02-04', '@alba'),
    minutes('2026-02-11', '# 2026-02-11\n\n## Agenda\n\n- we talked about the release\n- and about flavors\n'),
    minutes('2026-02-18', '# 2026-02-18\n\nThe meeting is cancelled due to the holidays.\n'),
  ])
  expect(meetings).toHaveLength(1)
  expect(unread).toEqual([{ date: '2026-02-11', path: 'core/20260211.md' }])
  expect(notHeld).toEqual([{ date: '2026-02-18', path: 'core/20260218.md' }])
  expect(people).toMatchObject([{ handle: 'alba', share: 1 }])
})

test('a second meeting of a day counts, a further part of the first does not', () => {
  const day = '2026-02-04'
  const second = { ...list(day, '@alba', '@bruno'), path: 'core/20260204-2.md' }
  const part = minutes(day, `# ${day}\n\n- more on flavors\n`, '-overflow')
  const { meetings, unread, people } = attendanceOf([part, second, list(day, '@alba')])
  expect(meetings.map(({ path }) => path)).toEqual(['core/20260204-2.md', 'core/20260204.md'])
  expect(unread).toEqual([])
  expect(people).toMatchObject([
    { handle: 'alba', present: [day, day], share: 1 },
    { handle: 'bruno', present: [day], share: 0.5 },
  ])
})

test('people without a handle are told, not counted', () => {
  const { meetings, people } = attendanceOf([list('2026-02-04', '@alba', 'Dora Klein')])
  expect(meetings).toMatchObject([{ present: 1, withoutHandle: 1 }])
  expect(people.map(({ handle }) => handle)).toEqual(['alba'])
})

test('without any minutes there is nothing to share', () => {
  expect(attendanceOf([])).toEqual({ meetings: [], unread: [], notHeld: [], people: [] })
})
