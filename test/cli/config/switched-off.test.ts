/** `enabled: false` in sprint.yml: no command and no service reads the board, the minutes or a pad. */
import { writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createMetrics } from '../../../src/adapters/metrics/metrics.ts'
import { createService } from '../../../src/service/service.ts'
import { createWiring } from '../../../src/wiring.ts'
import { type Sandbox, startSandbox } from '../../sandbox/github.ts'
import { memoryLookAgain } from '../../service/memory-look-again.ts'
import { aFolder, scsSprint } from '../terminal.ts'

const folder = aFolder()
const config = join(folder, 'sprint.yml')
let sandbox: Sandbox
let pad: Server
let address = ''
let reads = 0

beforeAll(async () => {
  sandbox = await startSandbox({ world: 'test/sandbox/worlds/small.yml' })
  pad = createServer((_request, response) => {
    reads += 1
    response.writeHead(200, { 'content-type': 'text/markdown' }).end('# 2023-01-18\n\n- a topic\n')
  })
  await new Promise<void>((resolve) => pad.listen(0, '127.0.0.1', resolve))
  address = `http://127.0.0.1:${(pad.address() as AddressInfo).port}/iaas`
  for (const enabled of [true, false])
    writeFileSync(
      enabled ? join(folder, 'on.yml') : config,
      `enabled: ${enabled}
organization: scs
minutes: { repository: scs/minutes }
board: { owner: scs, number: 6 }
communityCall: { weekday: thursday, time: "15:05" }
pads: { hosts: [127.0.0.1] }
teams: { iaas: { name: Team IaaS, label: IaaS, pad: "${address}", meeting: { weekday: wednesday, time: "10:05" } } }
`,
    )
})
afterAll(async () => {
  await sandbox.close()
  await new Promise((resolve) => pad.close(resolve))
})
beforeEach(() => {
  reads = 0
})

const run = (argv: readonly string[], file = config) =>
  scsSprint([...argv, '--config', file], { ...sandbox.env, SPRINT_NOW: '2023-01-18T11:20:00Z' })
const asked = () => sandbox.requests.length

const DAY = ['--date', '2023-01-18']
const TEAM = ['--team', 'iaas']
const COMMANDS: readonly (readonly string[])[] = [
  ['minutes', ...TEAM, ...DAY],
  ['minutes', ...TEAM, ...DAY, '--apply'],
  ['agenda', ...TEAM, ...DAY],
  ['agenda', ...TEAM, ...DAY, '--apply'],
  ['digest', ...DAY],
  ['digest', ...DAY, '--apply'],
  ['hygiene'],
  ['hygiene', '--json'],
  ['hygiene', '--apply'],
  ['sync'],
  ['sync', '--json'],
  ['missing'],
  ['minutes', ...TEAM, '--since', '2023-01-01'],
  ['presenter', ...TEAM],
  ['actions', ...TEAM],
  ['attendance', ...TEAM],
  ['explain', 'scs/issues#1'],
]

test.each(COMMANDS.map((argv) => [argv.join(' '), argv] as const))('%s reads nothing, prints nothing and says why', async (_name, argv) => {
  const before = asked()
  const { code, out, err } = await run(argv)
  expect(err).toContain('`enabled` is false, so nothing was read or written. Set it to true to continue.')
  expect({ code, out, reads, asked: asked() - before }).toEqual({ code: 1, out: '', reads: 0, asked: 0 })
})

test('simulate reads nothing if the current configuration is disabled', async () => {
  const before = asked()
  const { code, err } = await scsSprint(['simulate', '--current', config, '--config', join(folder, 'on.yml')], sandbox.env)
  expect(err).toContain('`enabled` is false')
  expect({ code, asked: asked() - before }).toEqual({ code: 1, asked: 0 })
})

test('doctor checks only the configuration, and says so', async () => {
  const before = asked()
  const { code, out } = await run(['doctor'])
  expect(out).toContain('`enabled` is false, so nothing else was checked')
  expect({ code, lines: out.trim().split('\n').length, reads, asked: asked() - before }).toEqual({ code: 0, lines: 1, reads: 0, asked: 0 })
})

test('when enabled, the same commands do read', async () => {
  const before = asked()
  await run(['minutes', ...TEAM, ...DAY], join(folder, 'on.yml'))
  expect(reads).toBeGreaterThan(0)
  expect(asked()).toBeGreaterThan(before)
})

test('webhooks, commands in comments and the schedule lead to nothing', async () => {
  const log = { info: () => {}, warn: () => {} }
  const now = new Date('2023-01-18T12:00:00Z')
  const wiring = createWiring({ ...sandbox.env, DATA_DIR: aFolder(), SPRINT_CONFIG: config }, { log, clock: { now: () => now } })
  const lookAgain = memoryLookAgain()
  const service = createService({ ports: wiring, metrics: createMetrics(), lookAgain })
  const before = asked()
  await service.changed('issues', { action: 'edited', issue: { number: 1 }, repository: { full_name: 'scs/issues' } })
  await service.command({ on: 'scs/issues#1', commentId: '1', author: 'fkr', body: '/epic check', isPull: false })
  await service.runSchedule(new Date('2023-01-17T12:00:00Z'), now)
  await service.scheduled({ kind: 'sync', at: now.toISOString() })
  await lookAgain.lookNow(service)
  expect({ reads, asked: asked() - before }).toEqual({ reads: 0, asked: 0 })
})
