/** Senders that may not be GitHub: their limits for memory, time and connections. */
import { createHmac, randomUUID } from 'node:crypto'
import { createServer, request } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { pino } from 'pino'
import { Probot } from 'probot'
import { afterEach, expect, test } from 'vitest'
import { createMetrics } from '../../src/adapters/metrics/metrics.ts'
import { startAnswering } from '../../src/server/answering.ts'
import { type BodyLimits, usualLimits } from '../../src/server/bodies.ts'
import { boundConnections } from '../../src/server/connections.ts'
import { createJobWorker, usualPace } from '../../src/server/job-worker.ts'
import { createSitePages } from '../../src/server/pages.ts'
import { type RunningServer, startServer } from '../../src/server.ts'
import { memoryJobs } from '../memory-jobs.ts'

const KiB = 1024
const secret = 'a secret of this test'
const running: RunningServer[] = []
const sockets: Socket[] = []
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  for (const server of running.splice(0)) await server.stop()
})

async function aServer(limits: BodyLimits) {
  const probot = new Probot({ appId: 1, privateKey: 'unused', secret, log: pino({ level: 'silent' }) })
  const { deliveries, jobs } = memoryJobs()
  const metrics = createMetrics()
  const log = { info: () => {}, warn: () => {} }
  const verify = (body: string, signature: string) => probot.webhooks.verify(body, signature)
  const answered = { verify, site: createSitePages(), deliveries, limits }
  const server = await startServer(
    {
      answer: (rest, listen) => startAnswering({ ...rest, ...answered }, listen),
      log,
      metrics,
      ready: async () => {},
      drain: async () => {},
      worker: createJobWorker(jobs, { work: {}, log, metrics, pace: usualPace }),
    },
    { port: 0, host: '127.0.0.1' },
  )
  running.push(server)
  return { port: server.port, url: `http://127.0.0.1:${server.port}` }
}

const signedHeaders = (body: string | Buffer) => ({
  'content-type': 'application/json',
  'content-length': String(Buffer.byteLength(body)),
  'x-github-event': 'issues',
  'x-github-delivery': randomUUID(),
  'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
})

const right = (url: string) => {
  const body = JSON.stringify({ action: 'edited' })
  return fetch(`${url}/api/github/webhooks`, { method: 'POST', body, headers: signedHeaders(body) })
}

/** A stranger: headers of the right form, a body that is announced with `length` (absent: in chunks) and written by the test. */
async function aStranger(port: number, length?: number): Promise<{ socket: Socket; heard: () => string; closed: Promise<void> }> {
  const socket = connect(port, '127.0.0.1')
  sockets.push(socket)
  let heard = ''
  socket.on('data', (chunk) => {
    heard += String(chunk)
  })
  socket.on('error', () => {})
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  await new Promise<void>((resolve) => socket.once('connect', resolve))
  const announced = length === undefined ? 'transfer-encoding: chunked' : `content-length: ${length}`
  socket.write(
    `POST /api/github/webhooks HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n${announced}\r\nx-github-event: issues\r\n` +
      `x-github-delivery: ${randomUUID()}\r\nx-hub-signature-256: sha256=${'0'.repeat(64)}\r\n\r\n`,
  )
  return { socket, heard: () => heard, closed }
}

async function bytesHeld(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text()
  return Number(/^scs_sprint_unverified_bytes (\d+)$/m.exec(text)?.[1] ?? Number.NaN)
}

test('forty strangers with large open bodies share limited memory, and a valid sender gets through', async () => {
  const limits = { mostBytes: 256 * KiB, mostBytesAtOnce: 1024 * KiB, mostMs: 30_000 }
  const { port, url } = await aServer(limits)
  const held: number[] = []
  for (let stranger = 0; stranger < 40; stranger++) {
    const { socket } = await aStranger(port, 256 * KiB)
    await new Promise<void>((resolve) => socket.write(Buffer.alloc(240 * KiB, 'a'), () => resolve()))
    held.push(await bytesHeld(url))
  }
  expect((await right(url)).status).toBe(202)
  expect(Math.max(...held)).toBeGreaterThan(512 * KiB)
  expect(Math.max(...held)).toBeLessThanOrEqual(limits.mostBytesAtOnce)
})

test('memory is released when strangers disconnect, finish, or send too much', async () => {
  const { port, url } = await aServer({ mostBytes: 100 * KiB, mostBytesAtOnce: 1024 * KiB, mostMs: 30_000 })
  const going = await aStranger(port, 90 * KiB)
  going.socket.write(Buffer.alloc(50 * KiB))
  const finishing = await aStranger(port, 10 * KiB)
  finishing.socket.write(Buffer.alloc(10 * KiB))
  const large = await aStranger(port)
  large.socket.write(`${(200 * KiB).toString(16)}\r\n${'a'.repeat(200 * KiB)}\r\n0\r\n\r\n`)
  await expect.poll(large.heard).toContain('HTTP/1.1 413')
  await expect.poll(finishing.heard).toContain('HTTP/1.1 401')
  await expect.poll(() => bytesHeld(url)).toBe(50 * KiB)
  going.socket.destroy()
  await expect.poll(() => bytesHeld(url)).toBe(0)
})

test('a webhook of 25 MB is accepted, and another one is answered while it comes in; one byte more is refused', async () => {
  const { port, url } = await aServer(usualLimits)
  const text = JSON.stringify({ action: 'edited', text: '' })
  const body = Buffer.from(text.replace('""', `"${'a'.repeat(usualLimits.mostBytes - text.length)}"`))
  const half = body.length / 2
  const post = request({ port, host: '127.0.0.1', method: 'POST', path: '/api/github/webhooks', headers: signedHeaders(body) })
  const answered = new Promise<number>((resolve, reject) => {
    post.on('error', reject).on('response', (response) => resolve(response.resume().statusCode ?? 0))
  })
  post.write(body.subarray(0, half))
  await expect.poll(() => bytesHeld(url), { timeout: 30_000 }).toBe(half)
  expect((await right(url)).status).toBe(202)
  post.end(body.subarray(half))
  expect(await answered).toBe(202)
  expect(await bytesHeld(url)).toBe(0)

  const longer = Buffer.concat([body, Buffer.from(' ')])
  const refused = await fetch(`${url}/api/github/webhooks`, { method: 'POST', body: longer, headers: signedHeaders(longer) })
  expect(refused.status).toBe(413)
}, 60_000)

test('three hundred slow senders do not delay a valid one, and are timed out', async () => {
  const { port, url } = await aServer({ mostBytes: 256 * KiB, mostBytesAtOnce: 1024 * KiB, mostMs: 3000 })
  const slow = await Promise.all(Array.from({ length: 300 }, () => aStranger(port, 1000)))
  for (const { socket } of slow) socket.write('{')
  expect((await right(url)).status).toBe(202)
  // Nobody was let go to make room for it.
  expect(slow.filter(({ heard }) => heard() !== '')).toEqual([])
  await Promise.all(slow.map(({ closed }) => closed))
  expect(slow.filter(({ heard }) => !heard().startsWith('HTTP/1.1 408'))).toEqual([])
}, 20_000)

test('a sender of too much gets the response, although it sends everything before reading', async () => {
  const { url } = await aServer({ mostBytes: 256 * KiB, mostBytesAtOnce: 1024 * KiB, mostMs: 5000 })
  const headers = { 'content-type': 'application/json', 'x-github-event': 'issues', 'x-github-delivery': 'd' }
  const signature = { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` }
  for (let round = 0; round < 10; round++) {
    const body = Buffer.alloc(4096 * KiB)
    const answer = await fetch(`${url}/api/github/webhooks`, { method: 'POST', body, headers: { ...headers, ...signature } })
    expect(answer.status).toBe(413)
  }
})

test('of too many connections, the oldest is closed', async () => {
  const server = createServer((_request, response) => void response.end('here'))
  boundConnections(server, 3)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    const { port } = server.address() as AddressInfo
    const closed: number[] = []
    for (let index = 0; index < 3; index++) {
      const socket = connect(port, '127.0.0.1')
      sockets.push(socket)
      socket.on('error', () => {}).on('close', () => closed.push(index))
      await new Promise<void>((resolve) => socket.once('connect', resolve))
    }
    expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe('here')
    await expect.poll(() => closed).toEqual([0])
  } finally {
    server.closeAllConnections()
    server.close()
  }
})
