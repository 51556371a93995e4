/** Pages, feeds and notes of a community whose calendar says when a team meets and when the call is. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import ICAL from 'ical.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { calendarOf } from '../../../calendars/calendars.ts'
import { aFolder, scsSprint } from '../../../cli/terminal.ts'
import { type CalendarServer, startCalendarServer } from '../../../sandbox/calendar-server.ts'
import { startSandbox } from '../../../sandbox/github.ts'

/** Summer time ends on 2026-10-25. On the 22nd there is no call; the team's meeting of the 21st is a day later. */
const EVENTS = [
  'UID:call\nSUMMARY:SCS Call\nDTSTART;TZID=Europe/Berlin:20261001T150500\nDURATION:PT45M\nRRULE:FREQ=WEEKLY\nEXDATE;TZID=Europe/Berlin:20261022T150500',
  'UID:iaas\nSUMMARY:Team IaaS: review\nDTSTART;TZID=Europe/Berlin:20261007T100500\nDURATION:PT50M\nRRULE:FREQ=WEEKLY;INTERVAL=2',
  'UID:iaas\nRECURRENCE-ID;TZID=Europe/Berlin:20261021T100500\nSUMMARY:Team IaaS: review\nDTSTART;TZID=Europe/Berlin:20261022T090000\nDURATION:PT50M',
  'UID:deep\nSUMMARY:Team IaaS: deep dive\nDTSTART;TZID=Europe/Berlin:20261014T100500\nDURATION:PT50M\nRRULE:FREQ=WEEKLY;INTERVAL=2',
]
const minutesOf = (day: string) => `# ${day}\n\n## Participants\n\n- @fkr\n\n## Agenda\n\n- Topic of ${day}\n`

let server: CalendarServer
let sandbox: Awaited<ReturnType<typeof startSandbox>>
let out: string
let run: (...argv: readonly string[]) => ReturnType<typeof scsSprint>

beforeAll(async () => {
  server = await startCalendarServer(calendarOf(...EVENTS))
  sandbox = await startSandbox({ world: 'test/sandbox/worlds/small.yml' })
  const folder = aFolder()
  const config = join(folder, 'sprint.yml')
  writeFileSync(
    config,
    `organization: scs\ntimezone: Europe/Berlin\nminutes: { repository: scs/minutes }\ncalendar: { url: "${server.url}" }\ncommunityCall: { calendar: SCS Call }\nteams: { iaas: { name: Team IaaS } }\n`,
  )
  const minutes = join(folder, 'minutes')
  mkdirSync(join(minutes, 'iaas'), { recursive: true })
  for (const day of ['2026-10-14', '2026-10-22']) writeFileSync(join(minutes, 'iaas', `${day.replaceAll('-', '')}.md`), minutesOf(day))
  out = join(folder, 'out')
  // A calendar on this machine is read in the sandbox alone.
  const { GHE_HOST, GHE_PROTOCOL, GHE_SITE } = sandbox.env
  const env = { GHE_HOST, GHE_PROTOCOL, GHE_SITE, SPRINT_NOW: '2026-10-24T09:00:00Z', DATA_DIR: join(folder, 'data') }
  run = (...argv) => scsSprint([...argv, '--config', config, '--minutes', minutes], env)
  expect(await run('site', '--out', out)).toMatchObject({ code: 0 })
})
afterAll(async () => {
  await server.close()
  await sandbox.close()
})

const page = (path: string) =>
  readFileSync(join(out, path, 'index.html'), 'utf8')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')

test('the next call is the one in the calendar, and a skipped one has no page', () => {
  expect(page('')).toContain('Next community call: Thu 29 Oct 2026 , 15:05')
  expect(page('call/2026-10-29')).toContain('The call begins at 15:05.')
  expect(page('call/2026-10-29')).toContain('Topic of 2026-10-22')
  expect(page('call/2026-10-15')).toContain('Topic of 2026-10-14')
  expect(page('call/2026-10-15')).not.toContain('The call begins')
  expect(existsSync(join(out, 'call/2026-10-22'))).toBe(false)
})

test('the notes of the call after a skipped one tell of both weeks, as its page does', async () => {
  const { out: notes, err } = await run('digest', '--date', '2026-10-29')
  expect(err).not.toContain('The calendar has no event')
  expect(notes).toContain('Topic of 2026-10-22')
  expect(notes).not.toContain('Topic of 2026-10-14')
})

test('notes for a day on which the calendar has no call are made, and it is told', async () => {
  const { code, out: notes, err } = await run('digest', '--date', '2026-10-22')
  expect([code, notes]).toEqual([0, expect.stringContaining('Topic of 2026-10-22')])
  expect(err).toContain('The calendar has no event "SCS Call" on 2026-10-22. Check `communityCall.calendar` in sprint.yml, or the date.')
})

test('the page of the team names its next meeting and what kind it is', () => {
  expect(page('teams/iaas')).toMatch(/Wed 28 Oct 2026 , 10:05, deep dive/)
})

test('the calendar feed has the meetings at their time on the wall, before and after the change of the clocks', () => {
  const component = new ICAL.Component(ICAL.parse(readFileSync(join(out, 'meetings.ics'), 'utf8')))
  const events = component.getAllSubcomponents('vevent').map((event) => {
    const { startDate, summary } = new ICAL.Event(event)
    return `${startDate.toJSDate().toISOString().slice(0, 16)}Z ${summary}`
  })
  expect(events.slice(0, 4)).toEqual([
    '2026-10-29T14:05Z Community call',
    '2026-10-28T09:05Z Team IaaS: deep dive',
    '2026-11-04T09:05Z Team IaaS: review',
    '2026-11-11T09:05Z Team IaaS: deep dive',
  ])
})
