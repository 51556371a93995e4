/** `sync --at`: the board of a past day, byte for byte as `sync --out` saved it then. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../../sandbox/github.ts'
import { thingAt } from '../../sandbox/model.ts'
import { aFolder, scsSprint } from '../terminal.ts'

let sandbox: Sandbox
let folder: string
const days = ['2023-01-18', '2023-01-19', '2023-01-25']
const at = (name: string) => join(folder, name)

beforeEach(async () => {
  sandbox = await startSandbox({ world: 'test/sandbox/worlds/small.yml' })
  folder = aFolder()
  writeFileSync(
    at('sprint.yml'),
    'organization: scs\ntimezone: Europe/Berlin\nminutes: { repository: scs/minutes }\nboard: { owner: scs, number: 6, fields: { status: Status, sprint: Sprint } }\nteams:\n  iaas: { name: Team IaaS, label: IaaS }\n',
  )
})
afterEach(() => sandbox.close())

const sync = (now: string, ...more: string[]) =>
  scsSprint(['sync', '--config', at('sprint.yml'), ...more], { ...sandbox.env, DATA_DIR: at('data'), SPRINT_NOW: `${now}T12:00:00Z` })
/** Without credentials: nothing is read from GitHub. */
const past = (day: string, ...more: string[]) =>
  scsSprint(['sync', '--config', at('sprint.yml'), '--at', day, ...more], { DATA_DIR: at('data'), SPRINT_NOW: '2023-02-01T12:00:00Z' })

async function keepDays(): Promise<void> {
  for (const [index, day] of days.entries()) {
    thingAt(sandbox.world, 'scs/issues#1').title = `An epic on ${day}`
    if (index === 2) thingAt(sandbox.world, 'scs/issues#1').state = 'CLOSED'
    expect((await sync(day, '--out', at(`${day}.json`))).code).toBe(0)
  }
}

test('each day that was kept comes back as it was', async () => {
  await keepDays()
  for (const day of days) {
    const { code, out } = await past(day, '--out', at('rebuilt.json'))
    expect([code, out]).toEqual([0, expect.stringContaining(`as read on ${day}`)])
    expect(readFileSync(at('rebuilt.json'), 'utf8')).toBe(readFileSync(at(`${day}.json`), 'utf8'))
  }
  const { out } = await past('2023-01-22', '--json')
  expect(out).toBe(readFileSync(at('2023-01-19.json'), 'utf8'))
})

test('a day before the first snapshot, and no day at all, are told', async () => {
  await keepDays()
  const early = await past('2023-01-01')
  expect([early.code, early.err]).toEqual([
    1,
    expect.stringMatching(/found none; the oldest is from 2023-01-18T12:00:00.000Z\. Choose a later day/),
  ])
  expect((await past('yesterday')).code).toBe(2)
})

test('snapshots that an earlier version saved are found', async () => {
  await sync('2023-01-18', '--out', at('board.json'))
  const kept = at('other/snapshots/scs-6')
  mkdirSync(kept, { recursive: true })
  const text = JSON.stringify(JSON.parse(readFileSync(at('board.json'), 'utf8')))
  writeFileSync(join(kept, '2023-01-18T120000.000Z.json'), text)
  const { out } = await scsSprint(['sync', '--config', at('sprint.yml'), '--at', '2023-01-20', '--json'], {
    DATA_DIR: at('other'),
    SPRINT_NOW: '2023-02-01T12:00:00Z',
  })
  expect(out).toBe(readFileSync(at('board.json'), 'utf8'))
})
