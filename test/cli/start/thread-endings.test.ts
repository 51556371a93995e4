/** A thread of the server ends by an error: the server says so and ends as well, so that whatever watches it starts it again. */
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../../sandbox/github.ts'
import { aFolder } from '../terminal.ts'
import { aDataDir } from './data-dir.ts'
import { eventually, type Harm, harmTo, killServers, scsSprintProcess, startedServer } from './server-process.ts'

const NOW = '2023-01-17T07:00:00Z'
let sandbox: Sandbox

beforeAll(async () => {
  sandbox = await startSandbox({ world: 'test/demo/world.yml', now: () => new Date(NOW) })
})
afterAll(async () => {
  killServers()
  await sandbox?.close()
})

/** A server whose thread `thread` comes to harm as soon as it is said. */
async function fragileServer(thread: string) {
  const when = join(aFolder(), 'when')
  const env = { ...sandbox.env, SPRINT_NOW: NOW, SPRINT_CONFIG: 'minutes/sprint.yml', DATA_DIR: await aDataDir() }
  const server = await startedServer({ ...env, ...harmTo(thread, when) })
  return { env, server, when, harm: (how: Harm) => writeFileSync(when, how), mend: () => rmSync(when) }
}

test.each([
  ['answering-worker', 'The thread that answers requests ended (made by the test). Start the server again.'],
  ['lite-worker', 'The thread of the embedded database ended (made by the test). Check that the disk is not full'],
])('%s: exit code 3, the reason, and the next start goes on with the same database', async (thread, told) => {
  const { env, server, harm } = await fragileServer(thread)
  expect((await fetch(`${server.url}/ready`)).status).toBe(200)
  harm('end')
  const { code, err } = await server.ended
  expect([code, err]).toEqual([3, expect.stringContaining(told)])
  await expect(fetch(`${server.url}/health`)).rejects.toThrow()

  const next = await startedServer(env)
  expect((await fetch(`${next.url}/ready`)).status).toBe(200)
  next.child.kill('SIGTERM')
  expect((await next.ended).code).toBe(0)
})

test('a disk that is full ends the server with embedded database; the next one does what was accepted and asks for the rest', async () => {
  const { env, server, when, harm, mend } = await fragileServer('lite-worker')
  const { webhooks } = sandbox
  const goTo = (url: string) => {
    webhooks.target = { url: `${url}/api/github/webhooks`, secret: sandbox.env.WEBHOOK_SECRET }
  }
  const ignore = async (epic: number) => {
    const comment = await sandbox.edit('garloff').comment(`SovereignCloudStack/issues#${epic}`, '/epic ignore epic-quiet it is known')
    await webhooks.settled()
    return comment
  }
  goTo(server.url)
  const before = await ignore(28)
  harm('log full')
  const meanwhile = await ignore(168)
  const { code, err } = await server.ended
  expect([code, err]).toEqual([3, expect.stringMatching(/embedded database ended \(could not write .*No space left on device\)/)])
  expect(webhooks.deliveries.map(({ status }) => status)).toEqual([202, expect.toSatisfy((status) => status === null || status >= 500)])

  // It is still full: a restart does not help yet, and says so.
  const early = await scsSprintProcess(['start'], { ...env, PORT: '0', ...harmTo('lite-worker', when) }).ended
  expect([early.code, early.err]).toEqual([1, expect.stringContaining('Check that the disk is not full.')])

  mend()
  const next = await startedServer(env)
  goTo(next.url)
  await eventually(() => [before, meanwhile].every(({ reactions }) => reactions.length === 1))
  next.child.kill('SIGTERM')
  expect((await next.ended).code).toBe(0)
})

test('a disk that is full at the first start: exit code 1, and what to do', async () => {
  const [when, folder] = [join(aFolder(), 'when'), aFolder()]
  writeFileSync(when, 'full' satisfies Harm)
  const env = { ...sandbox.env, SPRINT_NOW: NOW, SPRINT_CONFIG: 'minutes/sprint.yml', DATA_DIR: folder }
  const { code, err } = await scsSprintProcess(['start'], { ...env, PORT: '0', ...harmTo('lite-worker', when) }).ended
  expect([code, err]).toEqual([
    1,
    `${folder}/database: cannot write here, the disk is full. Free some space, or choose another location.\n`,
  ])
})
