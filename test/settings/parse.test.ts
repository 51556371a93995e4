import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { UserError } from '../../src/errors.ts'
import { parseSettings } from '../../src/settings/parse.ts'

const rules = [
  { id: 'epic-stories-quiet', options: z.strictObject({ maxQuietDays: z.number().int().positive().default(30) }) },
  { id: 'milestone-overdue', options: z.strictObject({}) },
]
const example = readFileSync('minutes/sprint.yml', 'utf8')
const smallest = 'organization: acme\nminutes: { repository: acme/minutes }\nteams: { core: { name: Core } }\n'

function complaint(text: string): string {
  try {
    parseSettings(text, 'sprint.yml', rules)
  } catch (error) {
    expect(error).toBeInstanceOf(UserError)
    return (error as Error).message
  }
  throw new Error('The settings were accepted.')
}

test('an organization, a repository and the name of a team are enough', () => {
  const settings = parseSettings(smallest, 'sprint.yml', rules)
  expect(settings).toMatchObject({
    enabled: true,
    board: null,
    communityCall: null,
    minutes: { branch: 'main', path: '{team}/{yyyymmdd}.md' },
  })
  expect(settings.teams.core).toMatchObject({ id: 'core', label: null, board: false, communityCall: false, firstHeading: 1 })
})

test('the commented example is valid, and off means off', () => {
  const settings = parseSettings(example, 'minutes/sprint.yml', rules)
  expect(settings.teams['sig-standardization']).toMatchObject({ board: false, communityCall: false, firstHeading: 2 })
  expect(settings.teams.iaas).toMatchObject({ board: true, communityCall: true, label: 'IaaS' })
  expect(settings.hygiene.rules['epic-stories-quiet']).toEqual({ maxQuietDays: 21 })
})

test('a team overrides single rules and keeps the rest of the general settings', () => {
  const settings = parseSettings(
    `${smallest.replace('{ name: Core }', '{ name: Core, hygiene: { mode: digest, rules: { milestone-overdue: off } } }')}hygiene: { graceDays: 3, rules: { epic-stories-quiet: report } }\n`,
    'sprint.yml',
    rules,
  )
  expect(settings.teams.core?.hygiene).toMatchObject({
    mode: 'digest',
    graceDays: 3,
    rules: { 'milestone-overdue': 'off', 'epic-stories-quiet': 'report' },
  })
  expect(settings.hygiene.mode).toBe('comment')
})

test('by default, secrets stop the publication, emails are asked about, and reasons for absences are omitted', () => {
  expect(parseSettings(smallest, 'sprint.yml', rules).privacy).toEqual({ secrets: 'stop', emails: 'ask', absences: 'without-reason' })
  const other = parseSettings(`${smallest}privacy: { secrets: mask, emails: keep, absences: as-typed }\n`, 'sprint.yml', rules)
  expect(other.privacy).toEqual({ secrets: 'mask', emails: 'keep', absences: 'as-typed' })
})

test('other spellings of handles are found ignoring case', () => {
  expect(parseSettings(`${smallest}people: { MFechner: matfechner }\n`, 'sprint.yml', rules).people).toEqual({ mfechner: 'matfechner' })
})

const bad: [string, string, string][] = [
  [
    'an unknown key names the nearest one and its line',
    example.replace('optOut', 'optout'),
    `line ${example.slice(0, example.indexOf('optOut')).split('\n').length}, \`teams.iaas.rota.optout\`: unknown key. Did you mean \`optOut\`?`,
  ],
  [
    'an unknown rule names the nearest one',
    example.replace('epic-stories-quiet:', 'epic-story-quiet:'),
    '`hygiene.rules.epic-story-quiet`: unknown key. Did you mean `epic-stories-quiet`?',
  ],
  ['an unknown option of a rule too', example.replace('maxQuietDays', 'maxQuietDay'), 'Did you mean `maxQuietDays`?'],
  [
    'a wrong value is shown with the values that may stand there',
    example.replace('mode: comment', 'mode: loud'),
    '`hygiene.mode`: expected one of comment, label, digest, off, found "loud".',
  ],
  [
    'a missing key is named',
    'organization: acme\nteams: { core: { name: Core } }\n',
    '`minutes`: missing. Add it, for example `minutes: { repository: SovereignCloudStack/minutes }`.',
  ],
  [
    'a day that is no day',
    example.replace('2022-12-28', '2022-13-28'),
    '`teams.iaas.meeting.skip.0`: expected a date like 2023-01-18, found "2022-13-28".',
  ],
  [
    'two teams with one path',
    example.replace('firstHeading: 2', 'path: iaas/{yyyymmdd}.md'),
    'team iaas and team sig-standardization would write to the same file',
  ],
  [
    'a team and the community call with one path',
    example.replace('path: community-call/{yyyymmdd}.md', 'path: iaas/{yyyymmdd}.md'),
    'team iaas and the community call would write to the same file',
  ],
  ['a path without a date', example.replace('"{team}/{yyyymmdd}.md"', '"{team}/minutes.md"'), 'every meeting would overwrite the last one'],
  [
    'a path out of the repository',
    example.replace('"{team}/{yyyymmdd}.md"', '"../{team}/{yyyymmdd}.md"'),
    'expected a path inside the repository',
  ],
  [
    'a pad on a host that is not listed',
    example.replace('hosts: [input.scs.community]', 'hosts: [pad.example.org]'),
    'its host input.scs.community is not in `pads.hosts` (pad.example.org)',
  ],
  [
    'a zone that does not exist',
    example.replace('Europe/Berlin', 'Europe/Berlinn'),
    '`timezone`: expected an IANA zone like Europe/Berlin, found "Europe/Berlinn".',
  ],
  ['every second week without a first one', example.replace('everyWeeks: 1', 'everyWeeks: 2'), 'expected `startsOn` next to it'],
  [
    'an exempt epic that is no reference',
    example.replace('labels: [on hold]', 'epics: ["#25"]'),
    'expected references like owner/repo#1, found "#25"',
  ],
  [
    'secrets cannot be published as typed',
    `${smallest}privacy: { secrets: keep }\n`,
    '`privacy.secrets`: expected one of stop, mask, found "keep".',
  ],
  ...(
    [
      ['repository: acme/minutes', 'repository: acme/..', 'expected a repository like "owner/repo"'],
      ['repository: acme/minutes', 'repository: acme/.', 'expected a repository like "owner/repo"'],
      ['repository: acme/minutes', 'repository: ../minutes', 'expected a repository like "owner/repo"'],
      ['repository: acme/minutes', 'repository: acme/minutes.git', 'expected a repository like "owner/repo"'],
      ['repository: acme/minutes', 'repository: acme/a/b', 'expected a repository like "owner/repo"'],
      ['organization: acme', 'organization: ../acme', '`organization`: expected the name of a GitHub organization'],
      ['teams:', 'board: { owner: a/b, number: 1 }\nteams:', '`board.owner`: expected the name of a GitHub organization'],
      ['teams:', 'aliases: { a: acme/.. }\nteams:', '`aliases.a`: expected a repository'],
      ['teams:', 'pads: { hosts: ["https://pads.example"] }\nteams:', '`pads.hosts.0`: expected a host'],
      ['teams:', 'pads: { hosts: ["me:pw@pads.example"] }\nteams:', '`pads.hosts.0`: expected a host'],
      ['teams:', 'hygiene: { digestIssue: "acme/..#1" }\nteams:', '`hygiene.digestIssue`: expected an issue like owner/repo#1'],
    ] as const
  ).map(([before, after, told]): [string, string, string] => [
    `names that lead elsewhere: ${after}`,
    smallest.replace(before, after),
    told,
  ]),
  ...[
    '../../x y~^:',
    'a..b',
    'a b',
    '-x',
    'a:b',
    'a.lock',
    'x/.git',
    '/x',
    'x/',
    'a@{1',
    'a~1',
    'a^',
    'a*',
    '@',
    'refs/heads/x',
    '"a\\\\b"',
  ].map((branch): [string, string, string] => [
    `a branch that git does not allow: ${branch}`,
    smallest.replace('acme/minutes', `acme/minutes, branch: ${branch.startsWith('"') ? branch : `'${branch}'`}`),
    '`minutes.branch`: expected a valid git branch name',
  ]),
  ...[
    ['.github/workflows/{yyyymmdd}.yml', 'control git or GitHub'],
    ['.GitHub/{yyyymmdd}.md', 'control git or GitHub'],
    ['a/.git/hooks/{yyyymmdd}', 'control git or GitHub'],
    ['.git/{yyyymmdd}', 'control git or GitHub'],
    ['a/../../{yyyymmdd}.md', 'a path inside the repository'],
    ['/a/{yyyymmdd}.md', 'a path inside the repository'],
    ['a//{yyyymmdd}.md', 'a path inside the repository'],
    ['./{yyyymmdd}.md', 'a path inside the repository'],
    ['a\\{yyyymmdd}.md', 'a path inside the repository'],
    ['main:{yyyymmdd}.md', 'a path inside the repository'],
    ['{team}/{yyyymmd}.md', 'Did you mean {yyyymmdd}?'],
    ['{Team}/{yyyymmdd}.md', 'Did you mean {team}?'],
    ['{team}/{year}/{yyyymmdd}.md', 'Take {year} out.'],
    ['{team}/{date}.md', 'Did you mean {yyyymmdd}?'],
    ['{team}/{year}.md', 'Take {year} out, and write the date as {yyyymmdd} or {yyyy-mm-dd}.'],
    ['{team/{yyyymmdd}.md', 'expected only the placeholders'],
    ['\u0024{team}/{yyyymmdd}.md', 'placeholders in single braces'],
    ['$TEAM/{yyyymmdd}.md', 'placeholders in single braces'],
    ['%team%/{yyyymmdd}.md', 'placeholders in single braces'],
    ['[team]/{yyyymmdd}.md', 'placeholders in single braces'],
  ].flatMap(([path = '', told = '']): [string, string, string][] => [
    [`minutes.path ${path}`, smallest.replace('acme/minutes', `acme/minutes, path: '${path}'`), told],
    [`path of a team ${path}`, smallest.replace('name: Core', `name: Core, path: '${path}'`), told],
    [`path of the call ${path}`, `${smallest}communityCall: { weekday: thursday, time: "15:05", path: '${path}' }\n`, told],
  ]),
  [
    'a day without meeting on another weekday',
    example.replace('2022-12-28', '2022-12-29'),
    '`teams.iaas.meeting.skip.0`: expected a wednesday, the weekday of the meeting, found 2022-12-29, a thursday.',
  ],
  [
    'a rhythm that starts on another weekday',
    example.replace('      everyWeeks: 1', '      everyWeeks: 2\n      startsOn: 2023-01-17'),
    '`teams.iaas.meeting.startsOn`: expected a wednesday, the weekday of the meeting, found 2023-01-17, a tuesday.',
  ],
  [
    'a day left out in a week without meeting',
    smallest.replace(
      'name: Core',
      'name: Core, meeting: { weekday: wednesday, time: "10:00", everyWeeks: 2, startsOn: 2023-01-18, skip: [2023-02-01, 2023-02-08] }',
    ),
    '`teams.core.meeting.skip.1`: expected a meeting date (every 2 weeks from 2023-01-18), found 2023-02-08, in a week without a meeting.',
  ],
  [
    'a call that is skipped on another weekday',
    `${smallest}communityCall: { weekday: thursday, time: "15:05", skip: [2026-12-25] }\n`,
    '`communityCall.skip.0`: expected a thursday, the weekday of the call, found 2026-12-25, a friday.',
  ],
  [
    'a call without its time',
    `${smallest}communityCall: { weekday: thursday }\n`,
    '`communityCall`: expected `weekday` and `time`, or `calendar` with the title of its events, found only a part.',
  ],
  [
    'a call of a calendar that is not there',
    `${smallest}communityCall: { calendar: SCS Call }\n`,
    '`communityCall.calendar`: expected `calendar` with `url` or `repository` at the top of the file as well, found none.',
  ],
  [
    'a call with a day and a calendar',
    `${smallest}calendar: { url: https://scs.example/scs.ics }\ncommunityCall: { calendar: SCS Call, skip: [2026-12-24] }\n`,
    '`communityCall.skip`: expected no `skip`, because `communityCall.calendar` says when the call is, found one.',
  ],
  ['no team at all', smallest.replace('{ core: { name: Core } }', '{}'), 'expected at least one team, found none'],
  [
    'text that is no YAML',
    'teams: [',
    'sprint.yml is not readable YAML:\n- line 1, column 8: expected ] for the [ here, found none. Add it.',
  ],
  ['an empty file', '', 'expected settings (organization, minutes, teams, …), found nothing'],
  ['a key that stands twice', `${smallest}organization: other\n`, 'expected each key once, found `organization` again. Keep one of them.'],
  ['a second document', `${smallest}---\norganization: other\n`, 'expected one document, found a second one behind `---`'],
  ['brackets without end', `${smallest}people: ${'{ a: '.repeat(5000)}1${'}'.repeat(5000)}\n`, 'found brackets nested too deeply'],
  ['a team’s key with a slash', smallest.replace('core:', 'a/b:'), 'found "a/b"'],
  ['a blank name', smallest.replace('name: Core', 'name: "  "'), 'expected a name that is not blank, found "  "'],
  ['an empty name', smallest.replace('name: Core', 'name: ""'), 'expected a text that is not empty, found ""'],
]

test('valid names of branches, paths and repositories', () => {
  const odd = smallest
    .replace('acme/minutes', "acme/minutes.github.io, branch: release/2023-01_x.y, path: 'docs/.notes/{team}/{yyyy-mm-dd}.md'")
    .replace('teams:', 'pads: { hosts: [pad.my-org.org, "localhost:3000"] }\nteams:')
  expect(parseSettings(odd, 'sprint.yml', rules).minutes).toMatchObject({ branch: 'release/2023-01_x.y' })
})

test('what teams share may be written once, and merged', () => {
  const shared = 'organization: acme\nminutes: { repository: acme/minutes }\nteams:\n'
  const teams = '  core: &core { name: Core, label: Core }\n  edge: { <<: *core, name: Edge }\n'
  expect(parseSettings(shared + teams, 'sprint.yml', rules).teams).toMatchObject({ edge: { name: 'Edge', label: 'Core' } })
  expect(complaint(`${shared}${teams.replace('label', 'lable')}`)).toContain('Did you mean `label`?')
})

test('an unknown name finds nothing', () => {
  const settings = parseSettings(smallest, 'sprint.yml', rules)
  expect([settings.teams.constructor, settings.people.toString, settings.aliases.valueOf]).toEqual([undefined, undefined, undefined])
})

test.each(bad)('%s', (_name, text, told) => {
  expect(complaint(text)).toContain(told)
})

test('every problem is reported at once', () => {
  const told = complaint(example.replace('mode: comment', 'mode: loud').replace('number: 6', 'number: six'))
  expect(told.match(/^- line/gm)).toHaveLength(2)
})

test('a thousand aliases of aliases do not fill the memory', () => {
  const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c]\n${smallest}`
  expect(complaint(bomb)).toContain('sprint.yml')
})

test.each([
  ['a team', 'teams:\n  core: { name: Core }\n  "__proto__": { name: Proto }\n', 5],
  ['all teams', 'teams: { "__proto__": { core: { name: Core } } }\n', 3],
  ['a person', 'teams: { core: { name: Core } }\npeople:\n  "__proto__": ada\n', 5],
  ['an alias', 'teams: { core: { name: Core } }\naliases:\n  __proto__: acme/issues\n', 5],
  ['a rule', 'teams: { core: { name: Core } }\nhygiene:\n  rules:\n    __proto__: off\n', 6],
  ['a key of a team', 'teams:\n  core:\n    name: Core\n    __proto__: { label: x }\n', 6],
  ['the whole', 'teams: { core: { name: Core } }\n__proto__: { people: { a: ada } }\n', 4],
])('%s named __proto__ is rejected with its line, because it would disappear', (_what, text, line) => {
  const message = complaint(`organization: acme\nminutes: { repository: acme/minutes }\n${text}`)
  expect(message).toBe(
    `sprint.yml is not valid:\n- line ${line}: expected a name, found \`__proto__\`, which is not allowed as a name. Use another key.`,
  )
})
