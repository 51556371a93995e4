import { expect, test } from 'vitest'
import { parseIcalendar } from '../../../src/adapters/calendar/parse-icalendar.ts'
import { type MeetingPlan, meetingsBetween } from '../../../src/domain/calendar/meetings.ts'

const text = `BEGIN:VCALENDAR
BEGIN:VEVENT
UID:review
SUMMARY:Team IaaS: review
DTSTART;TZID=Europe/Berlin:20260318T100500
DURATION:PT50M
RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=3
DESCRIPTION:Minutes: https://github.com/SCS/minutes/tree/main/iaas\\nHedgeDoc: https://pads.example/iaas?both
END:VEVENT
END:VCALENDAR
`
const calendar = {
  source: 'here',
  takenAt: '',
  notRead: null,
  ...parseIcalendar(text, { where: 'here', timezone: 'Europe/Berlin', now: new Date('2026-03-01') }),
}
const plan: MeetingPlan = {
  settings: { timezone: 'Europe/Berlin', pads: { hosts: ['pads.example'] }, minutes: { repository: 'SCS/minutes' } },
  calendar,
}
const team = { id: 'iaas', name: 'Team IaaS', path: '{team}/{yyyymmdd}.md', calendar: null, pad: null, meeting: null }

test('meetings keep their time on the clock over a change of the clocks', () => {
  const found = meetingsBetween(plan, team, { from: new Date('2026-01-01'), to: new Date('2027-01-01') })
  expect(found.map(({ start, date, time, pad }) => [start.toISOString(), date, time, pad])).toEqual([
    ['2026-03-18T09:05:00.000Z', '2026-03-18', '10:05', 'https://pads.example/iaas'],
    ['2026-04-01T08:05:00.000Z', '2026-04-01', '10:05', 'https://pads.example/iaas'],
    ['2026-04-15T08:05:00.000Z', '2026-04-15', '10:05', 'https://pads.example/iaas'],
  ])
})
