/** `run` by the calendar that a community keeps as YAML files in a repository on GitHub (the sandbox). */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { scsToday } from '../../init/organizations/scs-today.ts'
import { type Sandbox, startSandbox } from '../../sandbox/github.ts'
import { createWorld } from '../../sandbox/model.ts'
import { checkWorld } from '../../sandbox/world.ts'
import { aFolder, scsSprint } from '../terminal.ts'

const REPOSITORY = 'SovereignCloudStack/calendar'
const FILE = 'sig-standardization.yml'

let sandbox: Sandbox
let config: string
beforeEach(async () => {
  sandbox = await startSandbox({ world: createWorld(checkWorld(scsToday.world)) })
  config = join(aFolder(), 'sprint.yml')
  writeFileSync(config, scsToday.truth)
})
afterEach(() => sandbox.close())

/** What `--list` says of one team in the day before 15:20 in Berlin, on June 11th. */
async function due(): Promise<readonly string[]> {
  const env = { ...sandbox.env, SPRINT_NOW: '2026-06-11T13:20:00Z' }
  const { code, out, err } = await scsSprint(['run', '--config', config, '--list', '--json', '--since', '2026-06-10T15:20'], env)
  expect([code, err]).toEqual([0, expect.not.stringContaining('could not be read')])
  const printed = JSON.parse(out) as { due: readonly { kind: string; team?: string; date?: string }[] }
  return printed.due.filter(({ team }) => team === 'sig-standardization').map(({ kind, team, date }) => `${kind} ${team} ${date}`)
}

const TEXT = String(scsToday.world.repositories[REPOSITORY]?.files?.[FILE])
const edit = (text: string) => sandbox.edit('fkr').push(REPOSITORY, 'main', 'Change the calendar', { [FILE]: text })

test('what is due comes from the files, as they are now: meetings, an exception with its reason, a new time', async () => {
  // It meets on June 11th, 14:05 to 14:55: the agenda was due at 18:05 the day before, the first look at the pad at 15:10.
  expect(await due()).toEqual(['agenda sig-standardization 2026-06-11', 'minutes sig-standardization 2026-06-11'])
  await edit(TEXT.replace('except_on: [2026-05-21 14:05:00]', 'except_on:\n        - 2026-06-11 14:05:00 # public holiday'))
  // Without it, the meeting before is the last one: the daily look for its minutes goes on.
  expect(await due()).toEqual(['minutes sig-standardization 2026-05-28'])
  const { err } = await scsSprint(['agenda', '--config', config, '--team', 'sig-standardization', '--date', '2026-06-11'], {
    ...sandbox.env,
    SPRINT_NOW: '2026-06-10T13:20:00Z',
  })
  expect(err).toContain('leaves it out (public holiday)')
  // Half an hour later, it has just ended: the pad is not read yet.
  await edit(TEXT.replace('begin: 2026-01-08 14:05:00', 'begin: 2026-01-08 14:35:00'))
  expect(await due()).toEqual(['agenda sig-standardization 2026-06-11', 'minutes sig-standardization 2026-05-28'])
})

test('a repository that the app cannot read is told, and the list is still printed', async () => {
  writeFileSync(config, scsToday.truth.replace('SovereignCloudStack/calendar', 'SovereignCloudStack/none'))
  const { code, out } = await scsSprint(['run', '--config', config, '--list', '--json'], {
    ...sandbox.env,
    SPRINT_NOW: '2026-06-11T13:20:00Z',
  })
  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject({ isDue: true, calendar: expect.stringContaining('SovereignCloudStack/none') })
})
