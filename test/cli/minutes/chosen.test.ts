/** What is chosen where options are left out, and that it is said. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { aFolder, scsSprint } from '../terminal.ts'

const CORE = '  core: { name: Core, pad: "http://127.0.0.1:1/{yyyy}-core", meeting: { weekday: wednesday, time: "10:00" } }\n'
const OPS = '  ops: { name: Ops }\n'

function aConfig(teams: string): { readonly config: string; readonly minutes: string; readonly pad: string } {
  const folder = aFolder()
  const at = { config: join(folder, 'sprint.yml'), minutes: join(folder, 'minutes'), pad: join(folder, 'pad.md') }
  mkdirSync(join(at.minutes, 'core'), { recursive: true })
  writeFileSync(at.config, `organization: acme\nminutes: { repository: acme/minutes }\npads: { hosts: ["127.0.0.1:1"] }\nteams:\n${teams}`)
  writeFileSync(join(at.minutes, 'core/20230111.md'), '# 2023-01-11\n\n## Participants\n\n- @alba\n')
  writeFileSync(at.pad, '# 2023-01-18\n\n## Participants\n\n- @alba\n')
  return at
}

const NOW = { SPRINT_NOW: '2023-01-18T12:00:00Z' }

test('the only team and its last meeting', async () => {
  const { config, minutes, pad } = aConfig(CORE)
  const { code, out, err } = await scsSprint(['minutes', '--config', config, '--minutes', minutes, '--pad', pad], NOW)
  expect(code).toBe(0)
  expect(out).toContain('# 2023-01-18')
  expect(err).toContain(`Team: core, the only one in ${config}.\nDate: 2023-01-18, the last meeting of Core (10:00).\n`)
  expect(err).not.toContain('Pad: ')
})

test.each([
  [['presenter'], 0],
  [['actions'], 0],
  [['agenda'], 0],
])('%s knows the only team, too', async (command, code) => {
  const { config, minutes } = aConfig(CORE)
  const ran = await scsSprint([...command, '--config', config, '--minutes', minutes], NOW)
  expect([ran.code, ran.err]).toEqual([code, expect.stringContaining('Team: core, the only one')])
})

test('the pad of the year of the meeting', async () => {
  const { config, minutes } = aConfig(CORE)
  const { err } = await scsSprint(['minutes', '--config', config, '--minutes', minutes, '--date', '2022-12-28'], NOW)
  expect(err).toContain('Pad: http://127.0.0.1:1/2022-core, of Core.\n')
})

test('of several teams one must be named; they are listed', async () => {
  const { config, minutes, pad } = aConfig(CORE + OPS)
  for (const command of [['minutes', '--pad', pad], ['agenda'], ['presenter']]) {
    const { code, err } = await scsSprint([...command, '--config', config, '--minutes', minutes], NOW)
    expect([code, err]).toEqual([
      2,
      expect.stringContaining(`--team: expected a team of ${config} (core, ops), found none. There are several: name one.`),
    ])
  }
})
