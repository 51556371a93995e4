/** `config check` and wrong usage: what people read after their first mistakes. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { aFolder, scsSprint } from '../terminal.ts'

async function check(text: string) {
  const path = join(aFolder(), 'sprint.yml')
  writeFileSync(path, text)
  return scsSprint(['config', 'check', path])
}

test('every problem is reported in one run, those of single keys and those across keys', async () => {
  const { code, err } = await check(`organization: acme
minutes: { repository: acme/minutes, brunch: main }
timezone: Europe/Berlinn
hygiene: { mode: loud }
pads: { hosts: [pad.example] }
teams:
  core: { name: Core, pad: "https://other.example/core", meeting: { weekday: monday, time: "25:00", minutes: 60 } }
  ops: { name: Ops, path: "core/{yyyymmdd}.md", board: no }
`)
  expect(code).toBe(1)
  const places = [...err.matchAll(/^- line \d+, `([^`]+)`/gm)].map(([, place]) => place)
  expect(places.sort()).toEqual(
    ['hygiene.mode', 'minutes.brunch', 'teams.core.meeting.time', 'teams.core.pad', 'teams.ops.board', 'teams.ops.path', 'timezone'].sort(),
  )
  expect(err).toContain('`teams.ops.board`: expected `off`, found "no".')
})

test('a misspelled key is told once, in order of lines, and a value without quotes says so', async () => {
  const { code, err } = await check(`organisation: acme
minutes: { repository: minutes }
teams:
  core: { nam: Core, meeting: { weekday: monday, time: 10.05 } }
`)
  expect(code).toBe(1)
  expect(err.split('\n').slice(1)).toEqual([
    '- line 1, `organisation`: unknown key. Did you mean `organization`?',
    '- line 2, `minutes.repository`: expected a repository like "owner/repo", found "minutes".',
    '- line 4, `teams.core.meeting.time`: expected text, found 10.05. Put it in quotes.',
    '- line 4, `teams.core.nam`: unknown key. Did you mean `name`?',
    '',
  ])
})

test('of a valid file it is told what it does not set up yet, and the key that does', async () => {
  const { code, out } = await check('organization: acme\nminutes: { repository: acme/minutes }\nteams: { core: { name: Core } }\n')
  expect(code).toBe(0)
  expect(out.split('\n')[0]).toMatch(/sprint\.yml is valid: acme, minutes in acme\/minutes, team core \(Core\)\.$/)
  expect(out).toContain('Not set up, minutes and agenda on schedule: no meeting times in sprint.yml. Add `teams.core.meeting`')
  expect(out.match(/^Not set up/gm)).toHaveLength(4)
})

test('a missing key leads to no further problems', async () => {
  const { err } = await check('organization: acme\nteams: { core: { label: Core } }\ntimezone: Mars/Base\n')
  expect([...err.matchAll(/^- .*`(.+?)`:/gm)].map(([, place]) => place).sort()).toEqual(['minutes', 'teams.core.name', 'timezone'])
})

test.each([
  ['- a\n- b\n', 'found a list.'],
  ['just words\n', 'found text.'],
  [
    'organization: acme\nminutes:\n\trepository: acme/minutes\n',
    '- line 3, column 1: expected spaces before a key, found a tab. Replace each tab with two spaces.\n',
  ],
])('%j', async (text, told) => {
  const { err } = await check(text)
  expect(err).toContain(told)
  expect(err).not.toMatch(/column.*column/)
})

test.each([
  [['log', '--limit', 'x'], 'Expected a number from 1, found "x".'],
  [['log', '--limit', '0'], 'Expected a number from 1, found "0".'],
  [['log', '--limit', '-3'], 'found "-3"'],
  [['format', '--write', '--check', 'a.md'], "option '--write' cannot be used with option '--check'"],
])('%j is wrong usage', async (argv, told) => {
  expect(await scsSprint(argv)).toMatchObject({ code: 2, out: '', err: expect.stringContaining(told) })
})
