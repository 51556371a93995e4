/** The thread that answers: it stores a webhook and answers it while the main thread is busy, and says what it received. */
import { createHmac } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type OpenedStore, openServerStore } from '../src/adapters/store/database/server-store.ts'
import { type AnsweringThread, openAnsweringThread } from '../src/adapters/threads/answering-thread.ts'
import type { ReceivedWebhook } from '../src/ports/answering.ts'

const webhookSecret = 'a secret of this test'
const listen = { port: 0, host: '127.0.0.1' }
const received: ReceivedWebhook[] = []
const warnings: string[] = []
const rest = {
  log: { warn: (message: string) => void warnings.push(message) },
  isReady: async () => true,
  metrics: async ({ unverifiedBytes }: { unverifiedBytes: number }) => `unverified ${unverifiedBytes}\n`,
  received: (webhook: ReceivedWebhook) => void received.push(webhook),
}
let folder: string
let store: OpenedStore
let thread: AnsweringThread
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'scs-sprint-answering-'))
  const log = { info: () => {}, warn: () => {} }
  const tools = { log, clock: { now: () => new Date() }, debounce: { quietMs: 1000, maxMs: 1000 }, keepsTime: false }
  store = await openServerStore({ databaseUrl: null, dataDir: folder }, tools)
  thread = openAnsweringThread(new URL('../dist/answering-worker.js', import.meta.url))
}, 120_000)
afterAll(async () => {
  await thread.end()
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Sends a webhook from a thread of its own, and stops this one until it is answered. */
function answeredMeanwhile(url: string, id: string): number {
  const status = new Int32Array(new SharedArrayBuffer(4))
  const body = '{"action":"edited"}'
  const signature = `sha256=${createHmac('sha256', webhookSecret).update(body).digest('hex')}`
  const headers = {
    'content-type': 'application/json',
    'x-github-event': 'issues',
    'x-hub-signature-256': signature,
    'x-github-delivery': id,
  }
  const code = `const { workerData: { url, status, init } } = require('node:worker_threads')
    fetch(url, init).then((answer) => { Atomics.store(status, 0, answer.status); Atomics.notify(status, 0) })`
  new Worker(code, { eval: true, workerData: { url, status, init: { method: 'POST', body, headers } } })
  Atomics.wait(status, 0, 0, 100_000)
  return status[0] ?? 0
}

test('a webhook is stored and answered while the main thread does something else', async () => {
  const { port, refuse, close } = await thread.answerFor({ webhookSecret, database: store.place(), now: null })(rest, listen)
  const url = `http://127.0.0.1:${port}`
  expect(answeredMeanwhile(`${url}/api/github/webhooks`, 'd1')).toBe(202)
  expect(answeredMeanwhile(`${url}/api/github/webhooks`, 'd1')).toBe(202)
  expect(await (await fetch(`${url}/metrics`)).text()).toBe('unverified 0\n')
  expect(received.map(({ result }) => result)).toEqual(['accepted', 'duplicate'])
  expect((await fetch(`${url}/ready`)).status).toBe(200)
  expect([...(await store.deliveries.known(['d1', 'd2']))]).toEqual(['d1'])
  expect(await store.jobs.take('delivery', 10)).toMatchObject([{ data: { id: 'd1', event: 'issues' } }])
  expect(await store.deliveries.body('d1')).toBe('{"action":"edited"}')

  thread.pages.replace([{ path: 'index.html', body: Buffer.from('<h1>Pages</h1>'), gzip: null, digest: 'x' }])
  await expect.poll(async () => (await fetch(url)).text()).toContain('<h1>Pages</h1>')
  refuse()
  await close()
  await expect(fetch(`${url}/health`)).rejects.toThrow()
  expect(warnings).toEqual([])
}, 120_000)
