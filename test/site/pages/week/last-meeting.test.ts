/** Which meeting was the last, and the state of its minutes. */
import { expect, test } from 'vitest'
import type { CallFacts, TeamFacts } from '../../../../src/site/facts/facts.ts'
import { lastMeeting, nextMeeting } from '../../../../src/site/pages/week/last-meeting.ts'
import { meetingFacts, plannedOn, teamFacts } from '../../facts.ts'

const schedule = { weekday: 'wednesday', time: '10:05', minutes: 60, everyWeeks: 1 }
/** Thursday, the day after the meeting. */
const clock = { now: '2023-01-19T09:00:00Z', today: '2023-01-19', timezone: 'Europe/Berlin', call: null }
const waiting = { date: '2023-01-18', path: 'iaas/20230118.md', url: 'https://github.com/scs/minutes/pull/7', openQuestions: 2 }
const scheduled = { schedule, lastPlanned: plannedOn('2023-01-18'), coming: [plannedOn('2023-01-25')] }

const look = (team: Partial<TeamFacts>, at = clock) => {
  const last = lastMeeting(teamFacts(team), at)
  return last && [last.day, last.merged ? 'merged' : last.waiting ? 'waiting' : last.didNotMeet ? 'did not meet' : 'missing']
}

test.each<[string, Partial<TeamFacts>, readonly string[] | null]>([
  ['nothing is known', {}, null],
  ['only the schedule tells', scheduled, ['2023-01-18', 'missing']],
  ['merged', { ...scheduled, meetings: [meetingFacts()] }, ['2023-01-18', 'merged']],
  [
    'merged, while a pull request is still open',
    { ...scheduled, meetings: [meetingFacts()], waiting: [waiting] },
    ['2023-01-18', 'merged'],
  ],
  ['waiting', { ...scheduled, waiting: [waiting] }, ['2023-01-18', 'waiting']],
  [
    'older minutes are not those of the last meeting',
    { ...scheduled, meetings: [meetingFacts({ date: '2023-01-11' })] },
    ['2023-01-18', 'missing'],
  ],
  ['a meeting beside the schedule', { ...scheduled, meetings: [meetingFacts({ date: '2023-01-19' })] }, ['2023-01-19', 'merged']],
  ['no schedule', { meetings: [meetingFacts({ date: '2022-03-02' })] }, ['2022-03-02', 'merged']],
  ['minutes of a day to come are none of a last meeting', { meetings: [meetingFacts({ date: '2023-01-26' })] }, null],
])('%s', (_, team, told) => {
  expect(look(team)).toEqual(told)
})

test('today’s meeting is the next one until it is over', () => {
  const team = teamFacts({ schedule, lastPlanned: plannedOn('2023-01-18'), coming: [plannedOn('2023-01-25')] })
  const at = (now: string) => ({ ...clock, now, today: '2023-01-18' })
  expect(nextMeeting(team, at('2023-01-18T10:04:59Z'))?.date).toBe('2023-01-18')
  expect(lastMeeting(team, at('2023-01-18T10:04:59Z'))).toBeNull()
  expect(nextMeeting(team, at('2023-01-18T10:05:00Z'))?.date).toBe('2023-01-25')
  expect(lastMeeting(team, at('2023-01-18T10:05:00Z'))?.day).toBe('2023-01-18')
})

test('a team that told the call it did not meet is not asked for minutes', () => {
  const missing = { pad: null, didNotMeet: true, notKnown: null }
  const call = (date: string): CallFacts => ({
    name: 'Community call',
    next: { date, time: '15:05' },
    days: [{ date, time: '15:05', teams: [{ id: 'iaas', name: 'IaaS', reporters: [], meetings: [], parts: [], missing }] }],
  })
  expect(look(scheduled, { ...clock, call: call('2023-01-19') as never })).toEqual(['2023-01-18', 'did not meet'])
  expect(look(scheduled, { ...clock, call: call('2023-01-26') as never })).toEqual(['2023-01-18', 'missing'])
})
