/** Commands that ask the calendar for the meeting, its date and its pad. */
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { calendarOf, communityCalendar } from '../../calendars/calendars.ts'
import { type CalendarServer, startCalendarServer } from '../../sandbox/calendar-server.ts'
import { aFolder, type Ran, scsSprint } from '../terminal.ts'

let server: CalendarServer
let folder: string

beforeEach(async () => {
  server = await startCalendarServer(communityCalendar)
  folder = aFolder()
})
afterEach(() => server.close())

const TEAMS = `teams:
  iaas: { name: Team IaaS }
  sig-release: { name: SIG Release }
  meetup: { name: Meetup }
  steering: { name: Steering, meeting: { weekday: friday, time: "09:00" } }
  docs: { name: SIG Docs }
`

/** `now`: an instant; the GitHub of this machine lets the calendar be there too. */
async function at(now: string, argv: readonly string[], teams = TEAMS, stdin = ''): Promise<Ran> {
  const config = join(folder, 'sprint.yml')
  writeFileSync(
    config,
    `organization: scs\nminutes: { repository: scs/minutes }\npads: { hosts: [pads.example] }\ncalendar: { url: "${server.url}" }\n${teams}`,
  )
  const [command = '', ...rest] = argv
  const env = { SPRINT_NOW: now, DATA_DIR: folder, GHE_HOST: 'localhost:1', GHE_PROTOCOL: 'http' }
  return await scsSprint([command, '--config', config, ...rest], env, stdin)
}
const agenda = (now: string, ...rest: string[]) => at(now, ['agenda', '--minutes', folder, ...rest])
const told = ({ err }: Ran) => err.split('\n').filter((line) => !/^Configuration|No past minutes|^$/.test(line))

test('the agenda of the next meeting, which is moved, with its kind below the date', async () => {
  const moved = await agenda('2026-03-24T12:00:00Z', '--team', 'sig-release')
  expect(moved.code).toBe(0)
  expect(moved.out).toMatch(/^# 2026-03-25\n\n## Participants/)
  expect(told(moved)).toEqual([
    'Date: 2026-03-25, the next meeting of SIG Release (09:05).',
    'The meeting of SIG Release of 2026-03-24 was moved to 2026-03-25, 09:05.',
  ])
  const dive = await agenda('2026-03-12T12:00:00Z', '--team', 'iaas')
  expect(dive.out).toMatch(/^# 2026-03-18\n\nMeeting: deep dive\n\n## Participants/)
})

test.each([
  ['2026-05-19', 'SIG Release has no meeting on 2026-05-19: SOURCE leaves it out.'],
  ['2026-03-24', 'SIG Release has no meeting on 2026-03-24: it was moved to 2026-03-25, 09:05.'],
  [
    '2026-06-09',
    'SIG Release has no meeting on 2026-06-09 in SOURCE; the last one before is on 2026-06-02, the next one is on 2026-06-16.',
  ],
])('for a day without a meeting, %s, the reason is told', async (date, reason) => {
  expect(told(await agenda('2026-01-01T12:00:00Z', '--team', 'sig-release', '--date', date))).toEqual([
    reason.replace('SOURCE', server.url),
  ])
})

test('`meeting` of a team goes before the calendar', async () => {
  expect(told(await agenda('2026-10-12T12:00:00Z', '--team', 'steering'))).toEqual([
    'Date: 2026-10-16, the next meeting of Steering (09:00).',
  ])
})

test('minutes of the last meeting, without a date', async () => {
  const made = await at(
    '2026-04-08T20:00:00Z',
    ['minutes', '--team', 'iaas', '--minutes', folder, '--pad', '-'],
    TEAMS,
    '# 2026-04-08\n\n- We agreed\n',
  )
  expect(made.out).toMatch(/^# 2026-04-08\n/)
  expect(made.err).toContain('Date: 2026-04-08, the last meeting of Team IaaS (10:05, sprint review).\n')
})

test('a pad on a host that is not allowed is told, not asked', async () => {
  const { code, err } = await at('2026-06-05T20:00:00Z', ['minutes', '--team', 'meetup', '--minutes', folder])
  expect(code).toBe(1)
  expect(err).toContain(
    'The event "Community Meetup": expected a pad on a host of `pads.hosts` (pads.example), found elsewhere.example. Add that host to `pads.hosts`',
  )
})

test('a team without any event: what was looked for, and what to do', async () => {
  const { code, err } = await agenda('2026-06-05T20:00:00Z', '--team', 'docs')
  expect(code).toBe(1)
  expect(err).toContain(
    `${server.url}: expected an event with a line "Minutes: …" that links to scs/minutes, folder of docs, or with the title "SIG Docs" for SIG Docs, found none in 9 events. Add the line to the event, or set \`teams.docs.calendar\``,
  )
  const titled = await at(
    '2026-06-05T20:00:00Z',
    ['agenda', '--team', 'docs', '--minutes', folder],
    'teams: { docs: { name: SIG Docs, calendar: Hacking } }\n',
  )
  expect(titled.err).toContain('expected an event whose title begins with "Hacking" for SIG Docs, found none')
  const found = await at(
    '2026-06-05T20:00:00Z',
    ['agenda', '--team', 'docs', '--minutes', folder],
    'teams: { docs: { name: SIG Docs, calendar: [Open Hacking] } }\n',
  )
  expect(found.err).toContain('Date: 2026-06-12, the next meeting of SIG Docs (13:05).')
})

test('no calendar to be read, and none kept: with a date the agenda is made, without one the reason is told', async () => {
  server.fail(503)
  const without = await agenda('2026-03-12T12:00:00Z', '--team', 'iaas')
  expect(without.code).toBe(3)
  expect(without.err).toContain(`${server.url} answered 503.`)
  const dated = await agenda('2026-03-12T12:00:00Z', '--team', 'iaas', '--date', '2026-03-18')
  expect(dated.code).toBe(0)
  expect(dated.err).toContain(`${server.url} answered 503.`)
})

test('a dry run keeps no calendar; where one was kept, its age is told', async () => {
  await agenda('2026-03-12T12:00:00Z', '--team', 'iaas')
  expect(existsSync(join(folder, 'calendar.json'))).toBe(false)
  await agenda('2026-03-12T12:00:00Z', '--team', 'iaas', '--apply')
  expect(existsSync(join(folder, 'calendar.json'))).toBe(true)
  server.fail(503)
  const { code, err } = await agenda('2026-03-12T17:00:00Z', '--team', 'iaas')
  expect(code).toBe(0)
  expect(err).toContain(
    `The calendar could not be read now (${server.url} answered 503.) Meetings are those of ${server.url} at 2026-03-12 13:00, 5 hours ago.\n`,
  )
})

test('doctor: which team found which events, which belong to none, and what has no effect', async () => {
  const lines = (ran: Ran) => ran.out.split('\n').filter((line) => /calendar|meetings of|pad of/.test(line))
  const found = await at('2026-04-01T12:00:00Z', ['doctor'])
  expect(lines(found)).toEqual([
    `ok      the calendar: 9 events in ${server.url}; of no team: "Open Hacking"`,
    'ok      meetings of Team IaaS: "Team IaaS: sprint review" (by minutes link), "Team IaaS: deep dive" (by minutes link), "Team IaaS: workshop" (by minutes link); the next one is 2026-04-01 14:05, workshop',
    'ok      meetings of SIG Release: "SIG Release" (by minutes link); the next one is 2026-04-07 13:05; The exception on 2026-06-09, 13:05 of "SIG Release" hits no meeting, so it cancels none.',
    expect.stringMatching(
      /^missing meetings of Meetup \(needed for .*its pad is on elsewhere\.example, which is not in `pads\.hosts` \(pads\.example\)\. Add the host/,
    ),
    expect.stringMatching(/^missing meetings of SIG Docs .*expected an event with a line/),
    expect.stringMatching(/^\S+ the pad of Team IaaS /),
    expect.stringMatching(/^\S+ the pad of SIG Release /),
    expect.stringMatching(/^unknown the pad of Meetup .*not checked, because it needs this: meetings of Meetup/),
    expect.stringMatching(/^unknown the pad of SIG Docs .*not checked, because it needs this: meetings of SIG Docs/),
  ])
  server.serve(calendarOf('UID:x\nSUMMARY:Team IaaS\nDTSTART:20260401T100000Z\nRRULE:FREQ=WEEKLY', 'SUMMARY:Odd'))
  const odd = await at('2026-04-01T12:00:00Z', ['doctor'], 'teams: { iaas: { name: Team IaaS, pad: "https://pads.example/x" } }\n')
  expect(lines(odd).slice(0, 2)).toEqual([
    `ok      the calendar: 1 event in ${server.url}; not understood: The event "Odd": expected a date and a time in \`DTSTART\`, found none. It is left out.`,
    'ok      meetings of Team IaaS: "Team IaaS" (by team name); the next one is 2026-04-08 12:00; "Team IaaS" is kept in UTC, so it is at 11:00 in January and at 12:00 in July. Give it the time zone Europe/Berlin if it should keep its local time.',
  ])
  server.fail(404)
  expect(lines(await at('2026-04-01T12:00:00Z', ['doctor']))[0]).toMatch(
    /^missing the calendar \(needed for .*: expected a calendar \(status 200\), found status 404\./,
  )
})
