/** The server as a process: accepted webhooks survive a crash, and hanging work does not prevent a stop. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../../sandbox/github.ts'
import { aDataDir } from './data-dir.ts'
import { eventually, killServers, startedServer } from './server-process.ts'

const EPIC = 'SovereignCloudStack/issues#28'
let sandbox: Sandbox
let env: Record<string, string>

beforeAll(async () => {
  sandbox = await startSandbox({ world: 'test/demo/world.yml', now: () => new Date('2023-01-17T07:00:00Z') })
  env = { ...sandbox.env, SPRINT_NOW: '2023-01-17T07:00:00Z', SPRINT_CONFIG: 'minutes/sprint.yml', DATA_DIR: await aDataDir() }
})

afterAll(async () => {
  killServers()
  await sandbox?.close()
})

/** Resolves when it listens, with its webhooks sent there. */
async function started() {
  const server = await startedServer(env)
  sandbox.webhooks.target = { url: `${server.url}/api/github/webhooks`, secret: sandbox.env.WEBHOOK_SECRET }
  return server
}

const comments = () =>
  sandbox.world.repositories
    .get('sovereigncloudstack/issues')
    ?.issues.get(28)
    ?.comments.filter(({ body }) => body.includes('scs-sprint:hygiene'))

test('a webhook accepted before a crash is processed after it; SIGTERM ends hanging work, with exit code 0', async () => {
  const crashed = await started()
  await sandbox.edit('fkr').label(EPIC, 'upstream')
  await sandbox.webhooks.settled()
  expect(sandbox.webhooks.deliveries.at(-1)?.status).toBe(202)
  crashed.child.kill('SIGKILL')
  expect((await crashed.ended).code).toBe('SIGKILL')
  expect(comments()).toEqual([])

  const second = await started()
  await eventually(() => comments()?.length === 1)

  // Not those for the pages: a stop does not wait for pages.
  const match = ({ operation }: { operation: string }) => operation.startsWith('query') && !operation.includes('Minutes')
  sandbox.faults.add({ kind: 'hang' }, { match, times: 1000 })
  const asked = sandbox.requests.length
  await sandbox.edit('fkr').label(EPIC, 'docs')
  await sandbox.webhooks.settled()
  // Requests without an answer have no status.
  await eventually(() => sandbox.requests.slice(asked).some(({ status }) => status === 0))
  second.child.kill('SIGTERM')
  const { code, out } = await second.ended
  expect(code).toBe(0)
  expect(out).toContain('Some work did not end in time: it is left to the next start.')
})
