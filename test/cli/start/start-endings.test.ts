/** A server that cannot start says why, closes what it opened, and exits with a code that tells whether to restart it. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ownDatabase, postgresServer } from '../../postgres.ts'
import { type Sandbox, startSandbox } from '../../sandbox/github.ts'
import { aFolder, scsSprint } from '../terminal.ts'
import { aDataDir } from './data-dir.ts'
import { type Ended, eventually, killServers, scsSprintProcess, startedServer } from './server-process.ts'

const IN_REPOSITORY = 'SovereignCloudStack/minutes:.github/sprint.yml'
const NOW = '2023-01-17T07:00:00Z'
let sandbox: Sandbox
let base: Record<string, string>

beforeAll(async () => {
  sandbox = await startSandbox({ world: 'test/demo/world.yml', now: () => new Date(NOW) })
  base = { ...sandbox.env, SPRINT_NOW: NOW, SPRINT_CONFIG: 'minutes/sprint.yml', PORT: '0', HOST: '127.0.0.1' }
})
afterAll(async () => {
  killServers()
  await sandbox?.close()
})

/** Starts it, and waits until it has ended: for ever is what these tests are against. */
async function start(change: Readonly<Record<string, string>>, dataDir?: string) {
  const { ended } = scsSprintProcess(['start'], { ...base, DATA_DIR: dataDir ?? (await aDataDir()), ...change })
  return ended
}

/** The same in this process, where the modules are loaded: it says that the process may end, whatever is still open. */
async function startHere(change: Readonly<Record<string, string>>) {
  let left = 0
  const ran = await scsSprint(['start'], { ...base, ...change }, '', { leave: () => left++ })
  expect(left).toBe(1)
  return ran
}

describe('a folder that a start gave up, and the next one uses', () => {
  let dataDir: string
  let server: Awaited<ReturnType<typeof startedServer>>
  let unavailable: Ended

  beforeAll(async () => {
    dataDir = await aDataDir()
    unavailable = await start({ SPRINT_CONFIG: IN_REPOSITORY, GHE_HOST: 'localhost:9' }, dataDir)
    server = await startedServer({ ...base, DATA_DIR: dataDir })
  })

  test('GitHub is unavailable and has the configuration: exit code 3, and the database is free', () => {
    expect(unavailable.code).toBe(3)
    expect(unavailable.err).toMatch(/again/)
  })

  test('a second server on the same folder is rejected, and the first one continues', async () => {
    const { code, err } = await startHere({ DATA_DIR: dataDir })
    expect([code, err]).toEqual([1, expect.stringMatching(/in use by process \d+ on .*DATABASE_URL/)])
    expect((await fetch(`${server.url}/ready`)).status).toBe(200)
  })

  test('a server that does not answer is reported, and not mistaken for an empty store', async () => {
    server.child.kill('SIGSTOP')
    const ran = await Promise.all([
      scsSprint(['log'], { ...base, DATA_DIR: dataDir }),
      scsSprint(['backup', join(aFolder(), 'backup.json')], { ...base, DATA_DIR: dataDir }),
    ])
    server.child.kill('SIGCONT')
    for (const { code, out, err } of ran) {
      expect([code, out]).toEqual([1, ''])
      expect(err).toMatch(/in use by process \d+ on .*does not answer this command.*or stop the server first/)
    }
  })

  test('it ends when it is asked to', async () => {
    server.child.kill('SIGTERM')
    expect((await server.ended).code).toBe(0)
  })
})

test('an invalid sprint.yml stops the start with exit code 1', async () => {
  const config = join(aFolder(), 'sprint.yml')
  writeFileSync(config, 'organisation: SCS\n')
  const { code, err } = await startHere({ SPRINT_CONFIG: config })
  expect([code, err]).toEqual([1, expect.stringContaining('organization')])
})

// In a process of its own, which must end: nothing else has opened as much by then.
test('a port in use is reported', async () => {
  const other = createServer()
  await new Promise<void>((listening) => other.listen(0, '127.0.0.1', listening))
  const { port } = other.address() as AddressInfo
  const { code, err } = await start({ PORT: String(port) })
  other.close()
  expect([code, err]).toEqual([
    1,
    expect.stringMatching(new RegExp(`HOST and PORT \\(127\\.0\\.0\\.1, ${port}\\): .* another program is using`)),
  ])
})

const folders: [string, (dataDir: string) => void, RegExp][] = [
  ['is a file', (dataDir) => writeFileSync(dataDir, ''), /expected a folder, found a file/],
  [
    'holds a database that is broken',
    (dataDir) => {
      mkdirSync(join(dataDir, 'database'), { recursive: true })
      writeFileSync(join(dataDir, 'database', 'PG_VERSION'), 'nonsense\n')
    },
    /database: expected a database of this app, found one that cannot be opened .*scs-sprint restore FILE/,
  ],
]
test.each(folders)('a DATA_DIR that %s: exit code 1 and what to do', async (_name, make, message) => {
  const dataDir = join(aFolder(), 'data')
  make(dataDir)
  const { code, err } = await startHere({ DATA_DIR: dataDir })
  expect([code, err]).toEqual([1, expect.stringMatching(message)])
})

const databases: [string, string, number, RegExp][] = [
  ['no address', 'localhost', 1, /DATABASE_URL: expected a URL like postgres:/],
  ['nobody answers', 'postgres://scs:s3cret@127.0.0.1:9/scs', 3, /cannot be reached \(ECONNREFUSED\).*again/],
]
test.each(databases)(
  'DATABASE_URL, %s: exits with the matching code',
  async (_name, url, expected, message) => {
    for (const argv of [['start'], ['log'], ['backup', join(aFolder(), 'backup.json')]]) {
      const { code, out, err } = await scsSprint(argv, { ...base, DATABASE_URL: url })
      expect([code, err]).toEqual([expected, expect.stringMatching(message)])
      expect(out + err).not.toContain('s3cret')
    }
  },
  60_000,
)

test.skipIf(postgresServer === null)('a PostgreSQL server without that database or user: exit code 1', async () => {
  const url = new URL(postgresServer ?? '')
  url.pathname = '/scs_sprint_no_such_database'
  expect(await scsSprint(['log'], { ...base, DATABASE_URL: String(url) })).toMatchObject({
    code: 1,
    err: expect.stringContaining('DATABASE_URL: expected a database that exists'),
  })
  url.username = 'scs_sprint_no_such_user'
  expect(await scsSprint(['log'], { ...base, DATABASE_URL: String(url) })).toMatchObject({
    code: 1,
    err: expect.stringContaining('DATABASE_URL: expected a user name and password that the server accepts'),
  })
})

test('a GITHUB_TOKEN that is not a valid header is reported, and not shown', async () => {
  for (const token of ['ghs_öäü', 'ghs_one ghs_two', 'ghs_one\nghs_two']) {
    const { code, err } = await scsSprint(['sync', '--config', 'minutes/sprint.yml'], { ...base, GITHUB_TOKEN: token })
    expect([code, err]).toEqual([1, expect.stringContaining('GITHUB_TOKEN: expected a token in one word')])
    expect(err).not.toContain('ghs_')
  }
})

test.skipIf(postgresServer === null)(
  'PostgreSQL goes down: not ready, nothing is accepted; it comes back: ready, and redelivered webhooks are processed',
  async () => {
    const own = await ownDatabase(postgresServer ?? '')
    try {
      const server = await startedServer({ ...base, DATABASE_URL: own.url, DATA_DIR: join(aFolder(), 'data') })
      const status = async () => (await fetch(`${server.url}/ready`)).status
      sandbox.webhooks.target = { url: `${server.url}/api/github/webhooks`, secret: base.WEBHOOK_SECRET ?? '' }
      expect(await status()).toBe(200)
      await own.endConnections()
      await eventually(async () => (await status()) === 200)
      await own.goAway()
      expect(await status()).toBe(503)
      await sandbox.edit('fkr').label('SovereignCloudStack/issues#28', 'upstream')
      await sandbox.webhooks.settled()
      const lost = sandbox.webhooks.deliveries.at(-1)
      expect(lost?.status).toBeGreaterThanOrEqual(500)
      expect((await fetch(`${server.url}/health`)).status).toBe(200)
      await own.comeBack()
      await eventually(async () => (await status()) === 200)
      // As a person does on the app's page, or a program through GitHub's API.
      expect(lost && (await sandbox.webhooks.redeliver(lost))).toBe(202)
      await eventually(async () => /look-again",result="done"\} [1-9]/.test(await (await fetch(`${server.url}/metrics`)).text()))
      server.child.kill('SIGTERM')
      expect((await server.ended).code).toBe(0)
    } finally {
      killServers()
      await own.drop()
    }
  },
  120_000,
)
