/** The calendar in sprint.yml. */
import { expect, test } from 'vitest'
import { UserError } from '../../src/errors.ts'
import { listUnconfigured } from '../../src/settings/list-unconfigured.ts'
import { parseSettings } from '../../src/settings/parse.ts'

const parse = (calendar: string, team = 'name: Core') =>
  parseSettings(`organization: acme\nminutes: { repository: acme/minutes }\n${calendar}\nteams: { core: { ${team} } }\n`, 'sprint.yml', [])
const URL_ = 'calendar: { url: "https://calendar.example/all.ics" }'

test('a URL, or a repository; a team names titles, or nothing', () => {
  expect(parse('').calendar).toBeNull()
  expect(parse(URL_).calendar).toEqual({ url: 'https://calendar.example/all.ics' })
  expect(parse('calendar: { repository: acme/calendar }').calendar).toEqual({ repository: 'acme/calendar', branch: 'HEAD', file: null })
  expect(parse('calendar: { repository: acme/calendar, branch: main, file: all.yml }').calendar).toEqual({
    repository: 'acme/calendar',
    branch: 'main',
    file: 'all.yml',
  })
  const titles = (calendar: string) => parse(URL_, `name: Core, calendar: ${calendar}`).teams.core?.calendar
  expect(parse(URL_).teams.core?.calendar).toBeNull()
  expect(titles('SIG Core')).toEqual(['SIG Core'])
  expect(titles('[SIG Core, Core]')).toEqual(['SIG Core', 'Core'])
  expect([titles('off'), titles('false')]).toEqual([false, false])
})

const both = 'name: Core, calendar: Core, meeting: { weekday: friday, time: "10:00" }'

test.each([
  [
    'neither',
    'calendar: {}',
    undefined,
    '`calendar`: expected `url` (an iCalendar file) or `repository` (files for yaml2ics) in it, found neither. Add one of them.',
  ],
  [
    'both',
    'calendar: { url: "https://a.example/b.ics", repository: acme/c }',
    undefined,
    '`calendar`: expected either `url` or `repository`, found both. Remove one of them.',
  ],
  [
    'a file beside a URL',
    'calendar: { url: "https://a.example/b.ics", file: main.yml }',
    undefined,
    '`calendar.file`: expected this key next to `repository` only, found it next to `url`. Remove it.',
  ],
  [
    'another scheme',
    'calendar: { url: "webcal://a.example/b.ics" }',
    undefined,
    '`calendar.url`: expected a web address like https://example.github.io/calendar/all.ics, found',
  ],
  [
    'a password',
    'calendar: { url: "https://me:pw@a.example/b.ics" }',
    undefined,
    '`calendar.url`: expected a URL without user name and password, found both.',
  ],
  [
    'a repository that is none',
    'calendar: { repository: calendar }',
    undefined,
    '`calendar.repository`: expected a repository like "owner/repo"',
  ],
  ['a key that is none', 'calendar: { uri: x }', undefined, 'unknown key. Did you mean `url`?'],
  [
    'titles without a calendar',
    '',
    'name: Core, calendar: Core',
    '`teams.core.calendar`: expected `calendar` with `url` or `repository` at the top of the file as well, found none. Add it.',
  ],
  [
    'titles beside a meeting',
    URL_,
    both,
    '`teams.core.calendar`: expected either `calendar` or `meeting`, found both. `meeting` goes before the calendar: remove one of them.',
  ],
  ['no titles', URL_, 'name: Core, calendar: []', '`teams.core.calendar`'],
])('%s', (_, calendar, team, message) => {
  expect(() => parse(calendar, team)).toThrow(UserError)
  expect(() => parse(calendar, team)).toThrow(message)
})

test('a team that the calendar may tell of is not said to lack meeting and pad', () => {
  const lacking = (calendar: string, team?: string) => listUnconfigured(parse(calendar, team)).map(({ what }) => what)
  expect(lacking(URL_)).not.toContain('minutes and agenda on schedule')
  expect(lacking(URL_, 'name: Core, calendar: off')).toContain('minutes and agenda on schedule')
  expect(lacking('')).toContain('minutes and agenda on schedule')
})
