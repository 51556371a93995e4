/** The server as a process: what was answered survives a crash, and nothing that hangs keeps it from stopping. */
import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../sandbox/github.ts'
import { aFolder } from './terminal.ts'

const EPIC = 'SovereignCloudStack/issues#28'
let sandbox: Sandbox
let env: Record<string, string>
const running = new Set<ChildProcess>()

beforeAll(async () => {
  sandbox = await startSandbox({ world: 'test/demo/world.yml', now: () => new Date('2023-01-17T07:00:00Z') })
  const own = { PATH: process.env.PATH ?? '', PORT: '0', HOST: '127.0.0.1', SPRINT_NOW: '2023-01-17T07:00:00Z' }
  env = { ...own, ...sandbox.env, SPRINT_CONFIG: 'minutes/sprint.yml', DATA_DIR: join(aFolder(), 'data') }
})

afterAll(async () => {
  for (const child of running) child.kill('SIGKILL')
  await sandbox?.close()
})

/** Resolves when it listens, with its webhooks sent there. */
async function started() {
  // From the sources: a build beside the one of the demo's test would take its files away while it reads them.
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli.ts', 'start'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  running.add(child)
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) =>
    child.once('close', (code, signal) => {
      running.delete(child)
      resolve(code ?? signal)
    }),
  )
  const url = await new Promise<string>((resolve) =>
    createInterface({ input: child.stdout }).on('line', (line) => {
      const listening = /Listening on (http:\S+:\d+)/.exec(line)
      if (listening?.[1]) resolve(listening[1])
    }),
  )
  sandbox.webhooks.target = { url: `${url}/api/github/webhooks`, secret: sandbox.env.WEBHOOK_SECRET }
  return { child, ended }
}

const comments = () =>
  sandbox.world.repositories
    .get('sovereigncloudstack/issues')
    ?.issues.get(28)
    ?.comments.filter(({ body }) => body.includes('scs-sprint:hygiene'))

async function eventually(isSo: () => boolean): Promise<void> {
  const deadline = Date.now() + 20_000
  while (!isSo() && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 50))
  expect(isSo()).toBe(true)
}

test('a webhook that was answered before a crash is worked on after it; SIGTERM ends work that hangs, with exit code 0', async () => {
  const crashed = await started()
  await sandbox.edit('fkr').label(EPIC, 'upstream')
  await sandbox.webhooks.settled()
  expect(sandbox.webhooks.deliveries.at(-1)?.status).toBe(202)
  crashed.child.kill('SIGKILL')
  expect(await crashed.ended).toBe('SIGKILL')
  expect(comments()).toEqual([])

  const second = await started()
  await eventually(() => comments()?.length === 1)

  sandbox.faults.add({ kind: 'hang' }, { match: 'query', times: 1000 })
  const asked = sandbox.requests.length
  await sandbox.edit('fkr').label(EPIC, 'docs')
  await sandbox.webhooks.settled()
  await eventually(() => sandbox.requests.length > asked)
  const before = performance.now()
  second.child.kill('SIGTERM')
  expect(await second.ended).toBe(0)
  expect(performance.now() - before).toBeLessThan(20_000)
}, 90_000)
