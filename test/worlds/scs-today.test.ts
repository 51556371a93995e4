import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { meetingsBetween, nextMeeting } from '../../src/domain/calendar/meetings.ts'
import { dayOfPath, minutesPath } from '../../src/domain/notes/minutes-path.ts'
import { rules } from '../../src/hygiene/registry.ts'
import { composeCommunityCall, daysOfWeek } from '../../src/minutes/community-call/compose-community-call.ts'
import { dueWork } from '../../src/service/schedule/schedule.ts'
import { parseSettings } from '../../src/settings/parse.ts'
import { callFacts } from '../../src/site/facts/call-facts.ts'
import { render } from '../usecases/demo-world.ts'
import { scsToday as settings, teamToday } from './scs-today.ts'

const plan = { settings, calendar: null }
const headlines = { lifted: [], helpWanted: [], review: [], planning: [], topics: [], decisions: [], actionItems: [] }
const window = (from: string, to: string) => ({ from: new Date(`${from}T00:00:00Z`), to: new Date(`${to}T00:00:00Z`) })

test('pads begin anew each year: a meeting has the pad of its own year', () => {
  const around = meetingsBetween(plan, teamToday('iaas'), window('2025-12-31', '2026-01-08'))
  expect(around.map(({ date, pad }) => [date, pad])).toEqual([
    ['2025-12-31', 'https://input.scs.community/2025-scs-team-iaas'],
    ['2026-01-07', 'https://input.scs.community/2026-scs-team-iaas'],
  ])
})

test('the SIG meets on every second Thursday, 14:05', () => {
  const team = teamToday('sig-standardization')
  expect(meetingsBetween(plan, team, window('2026-01-01', '2026-02-14')).map(({ date }) => date)).toEqual([
    '2026-01-15',
    '2026-01-29',
    '2026-02-12',
  ])
  expect(nextMeeting(plan, team, new Date('2026-02-01T12:00:00Z'))).toMatchObject({ date: '2026-02-12', time: '14:05' })
})

test('the notes of the call are due every fourth Friday, in their own folder', () => {
  const digests = [1, 8, 15, 22, 29].flatMap((day) => {
    const from = new Date(Date.UTC(2026, 0, day))
    return dueWork(plan, from, new Date(from.getTime() + 7 * 24 * 60 * 60 * 1000)).flatMap((work) =>
      work.kind === 'digest' ? [work.date] : [],
    )
  })
  expect([...new Set(digests)]).toEqual(['2026-01-23'])
  const call = composeCommunityCall({
    settings,
    calendar: null,
    date: '2026-02-20',
    teams: [],
    slides: false,
    now: new Date('2026-02-20T09:00:00Z'),
    render,
  })
  expect(call).toMatchObject({
    path: 'community-meeting/20260220.md',
    text: expect.stringMatching(/^# SCS Community Meeting 2026-02-20\n/),
  })
})

test('a call every four weeks tells of four weeks, each day in one call', () => {
  const team = teamToday('iaas')
  const [january, february] = ['2026-01-23', '2026-02-20'].map((day) => daysOfWeek(plan, team, day))
  expect([february?.at(0), february?.at(-1), february?.length]).toEqual(['2026-02-20', '2026-01-24', 28])
  expect(january?.filter((day) => february?.includes(day))).toEqual([])
  const meeting = (date: string) => ({ date, path: minutesPath(team.path, team.id, date), pull: null, reporters: [], headlines })
  const facts = callFacts(plan, '2026-02-01', [
    { team, meetings: ['2026-01-21', '2026-01-28', '2026-02-11'].map(meeting) as never, doubts: [] },
  ])
  expect(facts?.next?.date).toBe('2026-02-20')
  expect(facts?.days.map(({ date, teams }) => [date, teams[0]?.meetings.map((one) => one.date)])).toEqual([
    ['2026-02-20', ['2026-01-28', '2026-02-11']],
    ['2026-01-23', ['2026-01-21']],
  ])
})

test('a team that was silent for four weeks is told so in these words', () => {
  const silent = {
    ...teamToday('iaas'),
    meeting: { ...teamToday('sig-standardization').meeting, everyWeeks: 12, startsOn: '2026-01-15' } as never,
  }
  const call = (team: typeof silent) =>
    composeCommunityCall({
      settings,
      calendar: null,
      date: '2026-02-20',
      teams: [{ team, meetings: [], pad: null }],
      slides: false,
      now: new Date('2026-02-20T09:00:00Z'),
      render,
    })
  expect(call(silent).text).toContain('Minutes: none, the team did not meet since the last call')
  expect(call(teamToday('iaas') as never).remarks).toEqual([
    'Team IaaS: no minutes of the 4 weeks before 2026-02-20 were found (iaas/{yyyymmdd}.md).',
  ])
})

test('files with a suffix are minutes of their day; slides and templates beside them are none', () => {
  const day = (path: string) => dayOfPath('{team}/{yyyymmdd}.md', 'container', `container/${path}`)
  expect(['20230710-overflow.md', '20230710-2.md', '20230710_part2.md'].map(day)).toEqual(['2023-07-10', '2023-07-10', '2023-07-10'])
  expect(['20230710-agenda.md', '20230710-slides.md', '2023071.md', '20231310.md'].map(day)).toEqual([null, null, null, null])
})

test.each([
  ['  startsOn: 2026-01-23\n', '', '`communityCall.everyWeeks`: expected `startsOn` next to it (the date of a call), found none.'],
  [
    'startsOn: 2026-01-23',
    'startsOn: 2026-01-22',
    '`communityCall.startsOn`: expected a friday, the weekday of the call, found 2026-01-22, a thursday. Correct the date, or `weekday`.',
  ],
])('a rhythm of the call is checked like that of a team: %j', (from, to, told) => {
  const text = readFileSync('test/worlds/scs-today.yml', 'utf8')
  expect(() => parseSettings(text.replace(from, to), 'sprint.yml', rules)).toThrow(told)
})
