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

test('a missing key leads to no further problems', async () => {
  const { err } = await check('organization: acme\nteams: { core: { label: Core } }\ntimezone: Mars/Base\n')
  expect([...err.matchAll(/^- .*`(.+?)`:/gm)].map(([, place]) => place).sort()).toEqual(['minutes', 'teams.core.name', 'timezone'])
})

test.each([
  ['- a\n- b\n', 'found a list.'],
  ['just words\n', 'found text.'],
  ['organization: acme\nminutes:\n\trepository: acme/minutes\n', '- line 3: indent with spaces, not tabs\n'],
])('%j', async (text, told) => {
  const { err } = await check(text)
  expect(err).toContain(told)
  expect(err).not.toContain('column')
})

test.each([
  [['log', '--limit', 'x'], 'Expected a number from 1, found "x".'],
  [['log', '--limit', '0'], 'Expected a number from 1, found "0".'],
  [['log', '--limit', '-3'], 'found "-3"'],
  [['format', '--write', '--check', 'a.md'], "option '--write' cannot be used with option '--check'"],
])('%j is wrong usage', async (argv, told) => {
  expect(await scsSprint(argv)).toMatchObject({ code: 2, out: '', err: expect.stringContaining(told) })
})
