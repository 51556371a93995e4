/** A thread of the server ends by an error: the server says so and ends as well, so that whatever watches it starts it again. */
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../../sandbox/github.ts'
import { aFolder } from '../terminal.ts'
import { aDataDir } from './data-dir.ts'
import { killServers, startedServer } from './server-process.ts'

const NOW = '2023-01-17T07:00:00Z'
const PRELOAD = new URL('./end-thread.mjs', import.meta.url).href
let sandbox: Sandbox

beforeAll(async () => {
  sandbox = await startSandbox({ world: 'test/demo/world.yml', now: () => new Date(NOW) })
})
afterAll(async () => {
  killServers()
  await sandbox?.close()
})

test.each([
  ['answering-worker', 'The thread that answers requests ended (made by the test).'],
  ['lite-worker', 'The thread of the embedded database ended (made by the test).'],
])('%s: exit code 3, the reason, and the next start goes on with the same database', async (thread, told) => {
  const end = join(aFolder(), 'end')
  const env = { ...sandbox.env, SPRINT_NOW: NOW, SPRINT_CONFIG: 'minutes/sprint.yml', DATA_DIR: await aDataDir() }
  const server = await startedServer({ ...env, NODE_OPTIONS: `--import=${PRELOAD}`, END_THREAD: thread, END_WHEN: end })
  expect((await fetch(`${server.url}/ready`)).status).toBe(200)
  writeFileSync(end, '')
  const { code, err } = await server.ended
  expect([code, err]).toEqual([3, expect.stringContaining(`${told} Start the server again.`)])
  await expect(fetch(`${server.url}/health`)).rejects.toThrow()

  rmSync(end)
  const next = await startedServer(env)
  expect((await fetch(`${next.url}/ready`)).status).toBe(200)
  next.child.kill('SIGTERM')
  expect((await next.ended).code).toBe(0)
})
