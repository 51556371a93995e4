/** Files that people break while they write them: each message says where, what was expected, what was found, and what to do. */
import { expect, test } from 'vitest'
import { rules } from '../../src/hygiene/registry.ts'
import { parseSettings } from '../../src/settings/parse.ts'

const ORGANIZATION = 'organization: acme\n'
const MINUTES = 'minutes: { repository: acme/minutes }\n'
const TEAMS = 'teams: { core: { name: Core } }\n'
const ALL = ORGANIZATION + MINUTES + TEAMS
const team = (more: string) => `${ORGANIZATION}${MINUTES}teams: { core: { name: Core, ${more} } }\n`

function told(text: string): string {
  try {
    parseSettings(text, 'sprint.yml', rules)
    return 'valid'
  } catch (error) {
    return (error as Error).message
  }
}

test.each<[string, string, string]>([
  [
    'a tab',
    `${ORGANIZATION}minutes:\n\trepository: acme/minutes\n`,
    'line 3, column 1: expected spaces before a key, found a tab. Replace each tab with two spaces.',
  ],
  [
    'an open quote',
    `organization: "acme\n${MINUTES}`,
    'line 1, column 15: expected a closing quote (") for the text that begins here, found none. Add it.',
  ],
  [
    'an open brace',
    `${ORGANIZATION}minutes: { repository: acme/minutes\n${TEAMS}`,
    'line 2, column 10: expected } for the { here, found none. Add it.',
  ],
  ['an open bracket', `${ALL}pads: { hosts: [a.example }\n`, 'line 4, column 16: expected ] for the [ here, found none. Add it.'],
  ['no colon', `organization acme\n${MINUTES}`, 'line 1, column 1: expected `key: value`, found no colon with a space behind it. Add it.'],
  [
    'no space behind the colon',
    `organization:acme\n${MINUTES}`,
    'line 1, column 1: expected `key: value`, found no colon with a space behind it. Add it.',
  ],
  [
    'another indentation',
    `${ORGANIZATION}minutes:\n  repository: acme/minutes\n branch: main\n${TEAMS}`,
    'line 4, column 1: expected the indentation of the keys above, found a different one. Use the same number of spaces.',
  ],
  [
    'two colons',
    `${ORGANIZATION}${MINUTES}teams:\n  core:\n    name: Team: Core\n`,
    'line 5, column 11: expected one value, found a second `: ` in the line. Put the value in quotes.',
  ],
  ['a key twice', `${ALL}organization: other\n`, 'line 4, column 1: expected each key once, found `organization` again. Keep one of them.'],
  [
    'a second document',
    `${ALL}---\n${ALL}`,
    'line 4, column 1: expected one document, found a second one behind `---`. Remove it, or the line.',
  ],
  ['a sign that YAML reserves', team('label: @core'), 'expected a value, found one that begins with `@`. Put it in quotes.'],
  [
    'two colons in braces',
    team('pad: https://x/y: z'),
    'line 3, column 35: expected one value, found a second `: ` in the line. Put the value in quotes.',
  ],
  [
    'a list with a dash in braces',
    `${ALL}pads: { hosts: - a.example }\n`,
    'line 4, column 16: expected values in brackets, found a list with `-`. Write it as `[a, b]`.',
  ],
  ['a percent sign', 'organization: %acme\n', 'expected a value, found one that begins with `%`. Put it in quotes.'],
  [
    'an unknown alias',
    'organization: *acme\n',
    'line 1: expected a value, found `*acme`, which YAML takes for an alias. Put it in quotes.',
  ],
  ['nothing', '', 'sprint.yml: expected settings (organization, minutes, teams, …), found nothing. `scs-sprint init` writes them'],
])('broken YAML: %s', (_what, text, message) => {
  expect(told(text)).toContain(message)
  expect(told(text).split('\n').length).toBeLessThan(4)
})

test.each<[string, string, string]>([
  ['no organization', MINUTES + TEAMS, '`organization`: missing. Add it, for example `organization: SovereignCloudStack`.'],
  ['no minutes', ORGANIZATION + TEAMS, '`minutes`: missing. Add it, for example `minutes: { repository: SovereignCloudStack/minutes }`.'],
  ['no teams', ORGANIZATION + MINUTES, '`teams`: missing. Add it, for example `teams: { iaas: { name: Team IaaS } }`.'],
  [
    'empty teams',
    `${ORGANIZATION}${MINUTES}teams:\n`,
    'line 3, `teams`: expected keys with values, found nothing. Write it like `teams: { iaas: { name: Team IaaS } }`.',
  ],
  [
    'no repository',
    `${ORGANIZATION}minutes: { branch: main }\n${TEAMS}`,
    '`minutes.repository`: missing. Add it, for example `repository: SovereignCloudStack/minutes`.',
  ],
  [
    'no name',
    `${ORGANIZATION}${MINUTES}teams: { core: { label: Core } }\n`,
    '`teams.core.name`: missing. Add it, for example `name: Team IaaS`.',
  ],
  ['no number of the board', `${ALL}board: { owner: acme }\n`, '`board.number`: missing. Add it, for example `number: 6`.'],
  ['no time', team('meeting: { weekday: monday }'), '`teams.core.meeting.time`: missing. Add it, for example `time: "10:05"`.'],
  ['a misspelled key', `organisation: acme\n${MINUTES}${TEAMS}`, 'line 1, `organisation`: unknown key. Did you mean `organization`?'],
  ['a misspelled value', team('meeting: { weekday: wensday, time: "10:05" }'), 'found "wensday". Did you mean wednesday?'],
  ...['no', 'false', 'never', 'disabled', 'none', 'No'].map((word): [string, string, string] => [
    `${word} for a rule that is off`,
    `${ALL}hygiene: { rules: { epic-without-owner: "${word}" } }\n`,
    `found "${word}". Did you mean off?`,
  ]),
  ...['yes', 'true', 'enabled'].map((word): [string, string, string] => [
    `${word} for a rule that is on`,
    `${ALL}hygiene: { rules: { epic-without-owner: "${word}" } }\n`,
    `found "${word}". Did you mean on?`,
  ]),
  ['never, for a reminder', `${ORGANIZATION}minutes: { repository: acme/minutes, remindAfterDays: never }\n${TEAMS}`, 'Did you mean off?'],
  ['no, for true or false', team('communityCall: no'), 'expected true or false, found "no". Did you mean false?'],
  ['a misspelled mode', `${ALL}hygiene: { mode: coment }\n`, 'found "coment". Did you mean comment?'],
  ['a host with a password', `${ALL}pads: { hosts: "https://me:hunter2@a.example" }\n`, 'Put it in brackets: ["https://…@a.example"].'],
  [
    'a misspelled rule',
    `${ALL}hygiene: { rules: { epic-quit: off } }\n`,
    '`hygiene.rules.epic-quit`: unknown key. Did you mean `epic-quiet`?',
  ],
  ['a quoted number', `${ALL}board: { owner: acme, number: "6" }\n`, '`board.number`: expected a number, found "6". Remove the quotes.'],
  ['a number for a text', team('label: 2026'), '`teams.core.label`: expected text, found 2026. Put it in quotes.'],
  [
    'one value for a list',
    `${ALL}pads: { hosts: a.example }\n`,
    '`pads.hosts`: expected a list, found "a.example". Put it in brackets: ["a.example"].',
  ],
  [
    'a text for keys',
    `${ORGANIZATION}minutes: acme/minutes\n${TEAMS}`,
    'found "acme/minutes". Write it like `minutes: { repository: SovereignCloudStack/minutes }`.',
  ],
  [
    'a list for teams',
    `${ORGANIZATION}${MINUTES}teams:\n  - name: Core\n`,
    'found [{"name":"Core"}]. Write it like `teams: { iaas: { name: Team IaaS } }`.',
  ],
])('a wrong value: %s', (_what, text, message) => {
  expect(told(text)).toContain(message)
})

const TWO = 'teams:\n  core: { name: Core }\n  docs: { name: Docs }\n'

test.each([
  [
    'a path with an unknown placeholder is not also one file for two teams',
    `${ORGANIZATION}minutes: { repository: acme/minutes, path: "minutes/{date}.md" }\n${TWO}`,
    '- line 2, `minutes.path`: expected only the placeholders {team}, {yyyymmdd} and {yyyy-mm-dd}, found "minutes/{date}.md". Did you mean {yyyymmdd}?',
  ],
  [
    'a malformed host does not make every pad’s host an unlisted one',
    `${ORGANIZATION}${MINUTES}pads: { hosts: ["https://hackmd.io"] }\nteams: { core: { name: Core, pad: "https://hackmd.io/core" } }\n`,
    '- line 3, `pads.hosts.0`: expected a host like "pads.example.org", without https:// and path, found "https://hackmd.io".',
  ],
])('one mistake is told once: %s', (_what, text, message) => {
  expect(told(text).split('\n').slice(1)).toEqual([message])
})

test('a bad key of a team hides no mistake in that team', () => {
  const text = `${ORGANIZATION}${MINUTES}teams:\n  Core Team: { name: Core, lable: Core }\n  docs: { name: Docs, firstHeading: 3 }\n`
  expect(told(text)).toContain('`teams.Core Team`: expected a key of lower-case letters, digits and dashes, found "Core Team".')
  expect(told(text)).toContain('line 4, `teams.Core Team.lable`: unknown key. Did you mean `label`?')
  expect(told(text)).toContain('line 5, `teams.docs.firstHeading`: expected')
})
