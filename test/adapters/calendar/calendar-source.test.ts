/** The calendar, read and kept: from a URL that may fail, and from a repository. */
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createCalendarSource } from '../../../src/adapters/calendar/calendar-source.ts'
import { createCalendarKeeper } from '../../../src/adapters/calendar/kept-calendar.ts'
import { findTokens } from '../../../src/adapters/screening/secret-rules.ts'
import { TryAgainError, UserError } from '../../../src/errors.ts'
import type { CalendarSettings } from '../../../src/settings/settings.ts'
import { createScreen } from '../../../src/usecases/minutes/screen-text.ts'
import { calendarOf } from '../../calendars/calendars.ts'
import { aFolder } from '../../cli/terminal.ts'
import { type CalendarServer, startCalendarServer } from '../../sandbox/calendar-server.ts'

const event = (title: string) => calendarOf(`UID:${title}\nSUMMARY:${title}\nDTSTART:20260115T140500Z`)

let server: CalendarServer
let folder: string
let now: Date
let warnings: string[]

beforeEach(async () => {
  server = await startCalendarServer(event('First'))
  folder = aFolder()
  now = new Date('2026-01-10T10:00:00Z')
  warnings = []
})
afterEach(() => server.close())

const log = { info: () => {}, warn: (message: string) => void warnings.push(message) }
const screen = createScreen(findTokens, { secrets: 'mask', emails: 'mask', absences: 'without-reason' })
const later = (minutes: number) => {
  now = new Date(now.getTime() + minutes * 60_000)
}

/** As another process would have it, with the same folder. */
function source(calendar: CalendarSettings = { url: server.url }, files: Readonly<Record<string, string>> = {}, timeoutMs = 10_000) {
  const archive = () => ({ list: async () => Object.keys(files).sort(), read: async (path: string) => files[path] ?? null })
  const fetch = { allowLoopback: true, timeoutMs }
  return createCalendarSource({
    calendar,
    timezone: 'Europe/Berlin',
    clock: { now: () => now },
    keeper: createCalendarKeeper(folder, log),
    archive,
    fetch,
    screen,
  })
}
const titles = async (from: ReturnType<typeof source>) => (await from.readCalendar()).events.map(({ title }) => title)
const failure = (from: ReturnType<typeof source>) =>
  from.readCalendar().then(
    () => null,
    (error: Error) => error,
  )

test('it is read at most every five minutes, by all who ask at once together', async () => {
  const reader = source()
  expect(await Promise.all([titles(reader), titles(reader)])).toEqual([['First'], ['First']])
  server.serve(event('Second'))
  later(4)
  expect(await titles(reader)).toEqual(['First'])
  later(1)
  expect(await titles(reader)).toEqual(['Second'])
  expect(server.answers).toEqual([200, 200])
})

test('a version that is known is not sent again, also to the next process', async () => {
  const reader = source()
  await titles(reader)
  later(10)
  expect(await reader.readCalendar()).toMatchObject({ notRead: null, takenAt: '2026-01-10T10:10:00.000Z' })
  expect(await titles(source())).toEqual(['First'])
  expect(server.answers).toEqual([200, 304, 304])
})

test.each<[string, () => void, string]>([
  ['a server error', () => server.fail(503), 'answered 503.'],
  ['a missing file', () => server.fail(404), 'expected a calendar (status 200), found status 404. Correct `calendar.url`'],
  ['a login page', () => server.serve('<!doctype html><p>Log in', { type: 'text/html' }), 'found a web page.'],
  ['half a calendar', () => server.serve(event('Second').slice(0, -10)), 'expected END:VCALENDAR at the end'],
  ['too large', () => server.serve(`${event('Second')}${' '.repeat(2 * 1024 * 1024)}`), 'expected a calendar of at most 2 MiB'],
  ['another host', () => server.fail({ location: 'http://localhost:1/scs.ics' }), 'expected the host of `calendar.url` (127.0.0.1:'],
])('%s: the one that was kept is used, and says why and how old it is', async (_, fail, told) => {
  await titles(source())
  fail()
  later(180)
  const found = await source().readCalendar()
  expect(found.events.map(({ title }) => title)).toEqual(['First'])
  expect(found.takenAt).toBe('2026-01-10T10:00:00.000Z')
  expect(found.notRead).toContain(told)
})

test('without one that was kept, the reason is an error: for a person, or for later', async () => {
  server.fail(404)
  expect(await failure(source())).toBeInstanceOf(UserError)
  server.fail(500)
  expect(await failure(source())).toBeInstanceOf(TryAgainError)
  server.fail('silent')
  expect(await failure(source(undefined, {}, 200))).toMatchObject({
    message: expect.stringContaining('did not answer within 0.2 s. The server may be busy.'),
  })
})

test('no private network, no other scheme', async () => {
  const reader = createCalendarSource({
    calendar: { url: 'https://calendar.example/scs.ics' },
    timezone: 'Europe/Berlin',
    clock: { now: () => now },
    keeper: createCalendarKeeper(folder, log),
    archive: () => ({ list: async () => [], read: async () => null }),
    fetch: { resolve: async () => [{ address: '10.0.0.7', family: 4 }] },
    screen,
  })
  expect((await failure(reader))?.message).toBe(
    'calendar.example: expected a calendar on the public internet, found an address in a private network. The app never contacts such addresses. Publish the calendar on the internet, or use `calendar.repository`.',
  )
})

test('what is kept can be read by its owner alone; one of another calendar, or a broken file, counts as none', async () => {
  await titles(source())
  const path = join(folder, 'calendar.json')
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({
    schema: 'scs-sprint/calendar',
    version: 1,
    takenAt: '2026-01-10T10:00:00.000Z',
  })
  server.fail(500)
  expect(await titles(source())).toEqual(['First'])
  writeFileSync(path, '{"half')
  expect(await failure(source())).toBeInstanceOf(TryAgainError)
})

test('another query is another calendar: what was kept of one does not stand in for the other, and the query itself is not kept', async () => {
  await titles(source({ url: `${server.url}?team=secret` }))
  expect(readFileSync(join(folder, 'calendar.json'), 'utf8')).not.toContain('secret')
  server.fail(500)
  expect(await titles(source({ url: `${server.url}?team=secret` }))).toEqual(['First'])
  expect(await failure(source({ url: `${server.url}?team=iam` }))).toBeInstanceOf(TryAgainError)
})

const TOKEN = 'private-8f3a91c04be7d2aa'

test.each<[string, () => void, string]>([
  ['a missing file', () => server.fail(404), 'status 404'],
  ['a server error', () => server.fail(500), 'answered 500'],
  ['another host', () => server.fail({ location: `http://localhost:1/${TOKEN}/x.ics` }), 'expected the host of'],
  ['no place to go to', () => server.fail({ location: 'http://[' }), 'expected a redirect with a URL'],
  ['no calendar', () => server.serve('<html>'), 'expected a calendar'],
  ['too large', () => server.serve(`${event('Second')}${' '.repeat(2 * 1024 * 1024)}`), 'at most 2 MiB'],
  ['no answer', () => server.fail('silent'), 'did not answer'],
])('a secret in the path of the address is neither told nor kept: %s', async (_, fail, told) => {
  const calendar = { url: server.url.replace('/scs.ics', `/ical/${TOKEN}/basic.ics`) }
  const shown = server.url.replace('/scs.ics', '/ical/…/basic.ics')
  expect((await source(calendar).readCalendar()).source).toBe(shown)
  expect(readFileSync(join(folder, 'calendar.json'), 'utf8')).not.toContain(TOKEN)
  fail()
  later(10)
  const { notRead } = await source(calendar, {}, told === 'did not answer' ? 200 : 10_000).readCalendar()
  expect(notRead).toContain(told)
  expect(notRead).toMatch(/\/ical\/…\/basic\.ics|\/…\/x\.ics/)
  expect(notRead).not.toContain(TOKEN)
})

test('two private calendars whose addresses look the same are kept apart', async () => {
  const calendar = (token: string) => ({ url: server.url.replace('/scs.ics', `/${token}/basic.ics`) })
  await titles(source(calendar('private-1111aaaa')))
  server.fail(500)
  expect(await titles(source(calendar('private-1111aaaa')))).toEqual(['First'])
  expect(await failure(source(calendar('private-2222bbbb')))).toBeInstanceOf(TryAgainError)
})

test('secrets and e-mail addresses in titles and reasons are placeholders, and other words stay', async () => {
  const secret = `ghp_${'a1'.repeat(18)}`
  server.serve(event(`First ${secret} of kim@example.org, 14:05`))
  expect(await titles(source())).toEqual(['First ‹secret-removed› of ‹e-mail-removed›, 14:05'])
  const text = `events:\n  - summary: Team\n    begin: 2026-01-15 14:05:00\n    duration: { minutes: 50 }\n    repeat:\n      interval: { weeks: 1 }\n      until: 2026-03-01\n      except_on:\n        - 2026-01-22 # the key is ${secret}\n`
  const found = await source(repository, { 'main.yml': text }).readCalendar()
  expect(found.events[0]?.except.map(({ reason }) => reason)).toEqual(['the key is ‹secret-removed›'])
})

test('a folder that cannot be written is a warning, and the calendar is used', async () => {
  folder = join(folder, 'file')
  writeFileSync(folder, '')
  expect(await titles(source())).toEqual(['First'])
  expect(warnings).toEqual([expect.stringContaining('The calendar could not be kept in')])
})

const meeting = (title: string) =>
  `timezone: Europe/Berlin\nevents:\n  - { summary: ${title}, begin: 2026-01-15 14:05:00, duration: { minutes: 50 } }\n`
const repository = { repository: 'scs/calendar', branch: 'HEAD', file: null }
const FILES = {
  'main.yml': 'include:\n  - teams/iaas.yml\n  - gone.yml\n#  - old.yml\n',
  'teams/iaas.yml': meeting('Team IaaS'),
  'old.yml': meeting('Old'),
  'iaas.yml': 'include: [teams/iaas.yml]',
  '.github/workflows/x.yml': 'events: []',
}

test('a repository: main.yml with what it includes; a file that is missing is told', async () => {
  const found = await source(repository, FILES).readCalendar()
  expect(found.source).toBe('scs/calendar')
  expect(found.events.map(({ title }) => title)).toEqual(['Team IaaS'])
  expect(found.problems).toEqual(['scs/calendar: `gone.yml` is included, and there is no such file.'])
})

test('the file that sprint.yml names; without main.yml all files', async () => {
  expect(await titles(source({ ...repository, file: 'old.yml' }, FILES))).toEqual(['Old'])
  const { 'main.yml': _, ...others } = FILES
  expect(await titles(source(repository, others))).toEqual(['Old', 'Team IaaS'])
})

test('files that include each other are read once', async () => {
  const files = { 'main.yml': 'include: [a.yml]', 'a.yml': `include: [main.yml, a.yml, ./x/../a.yml]\n${meeting('A')}` }
  expect(await titles(source(repository, files))).toEqual(['A'])
})

test('a file above is read where it is in the repository; one outside is told, and not asked for', async () => {
  const files = {
    'main.yml': 'include: [teams/iaas.yml]',
    'teams/iaas.yml': 'include: [../all/call.yml, ../../other/main.yml]',
    'all/call.yml': meeting('Call'),
    '../other/main.yml': meeting('Other'),
  }
  const found = await source(repository, files).readCalendar()
  expect(found.events.map(({ title }) => title)).toEqual(['Call'])
  expect(found.problems).toEqual([
    'scs/calendar: `../other/main.yml` is included, and it is outside the repository. Its events are left out; include files of the repository.',
  ])
})

test.each([
  [
    { ...repository, file: 'none.yml' },
    FILES,
    'scs/calendar: expected `none.yml`, a file for yaml2ics (or any YAML file with `events`), found none.',
  ],
  [
    repository,
    { 'main.yml': `include: [${Array.from({ length: 250 }, (_, index) => `${index}.yml`).join(', ')}]` },
    'scs/calendar: expected a calendar of at most 200 files, found 251. Name the file of the current events as `calendar.file`',
  ],
  [
    repository,
    Object.fromEntries(Array.from({ length: 201 }, (_, index) => [`${index}.yml`, 'events: []'])),
    'scs/calendar: expected a calendar of at most 200 files, found 201.',
  ],
  [repository, { 'README.md': '' }, 'scs/calendar: expected `main.yml`, a file for yaml2ics'],
  [
    repository,
    { 'main.yml': `# ${'x'.repeat(2 * 1024 * 1024)}` },
    'scs/calendar: expected calendar files of at most 2 MiB in all, found more.',
  ],
])('a repository without a calendar', async (calendar, files, message) => {
  const error = await failure(source(calendar, files as unknown as Record<string, string>))
  expect(error).toBeInstanceOf(UserError)
  expect(error?.message).toContain(message)
})

test('another branch is another calendar', async () => {
  await titles(source(repository, FILES))
  expect(await failure(source({ ...repository, branch: 'next' }, {}))).toBeInstanceOf(UserError)
})

test('the last files of a repository are kept as well', async () => {
  await titles(source(repository, FILES))
  const found = await source(repository, {}).readCalendar()
  expect(found.events.map(({ title }) => title)).toEqual(['Team IaaS'])
  expect(found.notRead).toContain('expected `main.yml`')
})

test('of events that take place more often than anybody can list, those that repeat most often are left out and told', async () => {
  const series = (uid: string, rule: string) => `UID:${uid}\nSUMMARY:${uid}\nDTSTART:20260115T140500Z\nRRULE:FREQ=${rule}`
  const floods = Array.from({ length: 200 }, (_, index) => series(`Flood ${index}`, 'DAILY'))
  server.serve(calendarOf(...floods, series('Weekly', 'WEEKLY'), series('Monthly', 'MONTHLY'), series('Once', 'DAILY;COUNT=1')))
  const { events, problems } = await source().readCalendar()
  // A weekly series takes place 53 times a year at most, a monthly one 12 times, one with a count as often as that.
  const room = Math.floor((25_000 - 53 - 12 - 1) / 366)
  expect(events.map(({ title }) => title)).toEqual([
    ...Array.from({ length: room }, (_, index) => `Flood ${index}`),
    'Weekly',
    'Monthly',
    'Once',
  ])
  expect(problems).toEqual([
    `The events take place more than 25,000 times a year. ${200 - room} of those that repeat most often are left out, the first is "Flood ${room}". Delete what nobody needs, or move it to another calendar.`,
  ])
})

test('events of a calendar of files are bounded as well', async () => {
  const days = Array.from(
    { length: 100 },
    (_, index) =>
      `  - { summary: "Day ${index}", begin: 2026-01-15 14:05:00, duration: { minutes: 50 }, repeat: { interval: { days: 1 }, until: 2027-12-31 } }`,
  )
  const files = { 'main.yml': `name: Community\ntimezone: Europe/Berlin\nevents:\n${days.join('\n')}\n` }
  const { events, problems } = await source({ repository: 'scs/calendar', branch: 'main', file: null }, files).readCalendar()
  expect(events).toHaveLength(Math.floor(25_000 / 366))
  expect(problems[0]).toMatch(/^The events take place more than 25,000 times a year\. 32 of those/)
})
