import { createHmac, randomUUID } from 'node:crypto'
import { request } from 'node:http'
import { Writable } from 'node:stream'
import { pino } from 'pino'
import { Probot } from 'probot'
import { afterEach, expect, test, vi } from 'vitest'
import { safeLogOptions } from '../src/adapters/log.ts'
import { createMetrics } from '../src/adapters/metrics/metrics.ts'
import { sprintApp } from '../src/app.ts'
import { UserError } from '../src/errors.ts'
import type { Delivery, JobQueue } from '../src/ports/jobs.ts'
import { startAnswering } from '../src/server/answering.ts'
import type { BodyLimits } from '../src/server/bodies.ts'
import { createJobWorker } from '../src/server/job-worker.ts'
import { createSitePages } from '../src/server/pages.ts'
import { type RunningServer, startServer } from '../src/server.ts'
import type { CommentCommand } from '../src/service/work.ts'
import { expectGrowsWithSize } from './growth.ts'
import { type MemoryJobs, memoryJobs } from './memory-jobs.ts'

const secret = 'a secret of this test'
const running: RunningServer[] = []
afterEach(async () => {
  for (const server of running.splice(0)) await server.stop()
})

type Given = {
  work?: () => Promise<void>
  ready?: () => Promise<void>
  drain?: () => Promise<void>
  limits?: BodyLimits
  kept?: MemoryJobs
}

const pace = { pollMs: 20, mostMs: 20, gatherMs: 0 }

async function aServer(options: Given = {}) {
  let logged = ''
  const sink = new Writable({
    write(chunk, _encoding, done) {
      logged += String(chunk)
      done()
    },
  })
  const changed: { event: string; payload: unknown }[] = []
  const commands: CommentCommand[] = []
  const probot = new Probot({ appId: 1, privateKey: 'unused', secret, log: pino(safeLogOptions('trace'), sink) })
  await probot.load(
    sprintApp({
      changed: async (event, payload) => {
        changed.push({ event, payload })
        await options.work?.()
      },
      command: async (command) => {
        commands.push(command)
      },
    }),
  )
  const told: string[] = []
  const noted: string[] = []
  const log = {
    info: (message: string) => void noted.push(message),
    warn: (message: string, facts?: object) => void told.push(`${message} ${JSON.stringify(facts)}`),
  }
  const metrics = createMetrics()
  const kept = options.kept ?? memoryJobs()
  const receive = ({ id, event, body }: Delivery) => probot.receive({ id, name: event as 'issues', payload: JSON.parse(body) })
  const delivery = {
    perform: async ([job]: readonly { data: unknown }[]) => receive(job?.data as Delivery),
    together: 1,
    atOnce: 100,
    mayWait: true,
  }
  const site = createSitePages()
  site.replace([])
  const answered = {
    verify: (body: string, signature: string) => probot.webhooks.verify(body, signature),
    site,
    deliveries: kept.deliveries,
    ...(options.limits ? { limits: options.limits } : {}),
  }
  const server = await startServer(
    {
      answer: (rest, listen) => startAnswering({ ...rest, ...answered }, listen),
      log,
      metrics,
      ready: options.ready ?? (async () => {}),
      drain: options.drain ?? (async () => {}),
      worker: createJobWorker(kept.jobs, { work: { delivery }, log, metrics, pace }),
    },
    { port: 0, host: '127.0.0.1' },
  )
  running.push(server)
  const url = `http://127.0.0.1:${server.port}`
  /** All that was accepted has been worked on, well or not. */
  const settled = () =>
    expect
      .poll(() => [...kept.rows.values()].filter(({ state, attempts }) => state !== 'done' && (state !== 'due' || attempts === 0)), {
        timeout: 4000,
      })
      .toEqual([])
  return { server, url, changed, commands, told, noted, settled, logs: () => logged + told.join('\n') }
}

function deliver(url: string, payload: object, change: { signature?: string; id?: string; event?: string; type?: string } = {}) {
  return send(url, JSON.stringify(payload), change)
}

function send(url: string, body: string, change: { signature?: string; id?: string; event?: string; type?: string } = {}) {
  const signature = change.signature ?? `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`
  return fetch(`${url}/api/github/webhooks`, {
    method: 'POST',
    body,
    headers: {
      'content-type': change.type ?? 'application/json',
      'x-github-event': change.event ?? 'issues',
      'x-github-delivery': change.id ?? randomUUID(),
      'x-hub-signature-256': signature,
    },
  })
}

const opened = { action: 'edited', issue: { number: 1, body: 'typed by people' }, sender: { login: 'fkr', type: 'User' } }

test('a signed webhook is accepted at once and processed later', async () => {
  const { url, changed, settled } = await aServer()
  const response = await deliver(url, opened)
  expect([response.status, await response.text()]).toEqual([202, ''])
  await settled()
  expect(changed).toMatchObject([{ event: 'issues', payload: { action: 'edited' } }])
})

test('a duplicate delivery runs once', async () => {
  const { url, changed, settled } = await aServer()
  await deliver(url, opened, { id: 'same' })
  expect((await deliver(url, opened, { id: 'same' })).status).toBe(202)
  await settled()
  expect(changed).toHaveLength(1)
})

test.each([
  ['a forged signature', { signature: `sha256=${'0'.repeat(64)}` }, 401],
  ['a signature of another form', { signature: 'sha1=abc' }, 400],
  ['another content type', { type: 'application/x-www-form-urlencoded' }, 415],
  ['a content type that only begins alike', { type: 'application/json-patch+json' }, 415],
  ['an event that has no name of an event', { event: 'schedule:' }, 400],
])('%s is rejected, and nothing of it is returned or logged', async (_name, change, status) => {
  const { url, changed, logs, settled } = await aServer()
  const response = await deliver(url, opened, change)
  expect([response.status, await response.text()]).toEqual([status, ''])
  await settled()
  expect(changed).toEqual([])
  expect(logs()).not.toContain('typed by people')
  expect(logs()).not.toContain('signature' in change ? change.signature : 'x-www-form')
})

test('a body announced as too large is not read', async () => {
  const { server, changed } = await aServer()
  const status = await new Promise<number>((resolve, reject) => {
    const post = request(
      {
        port: server.port,
        host: '127.0.0.1',
        method: 'POST',
        path: '/api/github/webhooks',
        headers: {
          'content-type': 'application/json',
          'content-length': 26 * 1024 * 1024,
          'x-github-event': 'issues',
          'x-github-delivery': 'large',
          'x-hub-signature-256': `sha256=${'0'.repeat(64)}`,
        },
      },
      (response) => resolve(response.statusCode ?? 0),
    )
    post.on('error', reject)
    post.flushHeaders()
  })
  expect(status).toBe(413)
  expect(changed).toEqual([])
})

const nested = (depth: number) => `{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`

test.each([
  ['no JSON', '{"action":', 400],
  ['no object', '["action"]', 400],
  ['nothing', '', 401],
  ['JSON nested 20,000 deep', nested(20_000), 400],
  ['JSON nested as deep as it may be', nested(90), 202],
  ['brackets in strings', JSON.stringify({ body: '[{'.repeat(20_000), quoted: '\\"[' }), 202],
])('a signed body with %s is answered, never with 500', async (_name, body, status) => {
  const { url } = await aServer()
  expect((await send(url, body)).status).toBe(status)
})

test('a store that cannot store a webhook leads to 503, and the webhook may be sent again', async () => {
  const kept = memoryJobs()
  let isGone = true
  const accept = (delivery: Delivery) => (isGone ? Promise.reject(new Error('no database')) : kept.deliveries.accept(delivery))
  const { url, changed } = await aServer({ kept: { ...kept, deliveries: { ...kept.deliveries, accept } } })
  expect((await deliver(url, opened, { id: 'same' })).status).toBe(503)
  isGone = false
  expect((await deliver(url, opened, { id: 'same' })).status).toBe(202)
  await expect.poll(() => changed).toHaveLength(1)
})

test('failed work is retried until it succeeds, and is not finished before', async () => {
  const kept = memoryJobs()
  let failures = 3
  const states: (string | undefined)[] = []
  const work = async () => {
    states.push(kept.rows.get('d1')?.state)
    if (failures-- > 0) throw new Error('GitHub is down')
  }
  const { url, changed } = await aServer({ kept, work })
  await deliver(url, opened, { id: 'd1' })
  await expect.poll(() => kept.rows.get('d1')?.state).toBe('done')
  expect(changed).toHaveLength(4)
  expect(states).toEqual(['held', 'held', 'held', 'held'])
})

test('webhooks that need someone to act are logged once, and retried once a day', async () => {
  const kept = memoryJobs()
  let tries = 0
  const { url, told } = await aServer({
    kept,
    work: async () => {
      tries++
      throw new UserError('The board: expected the permission to read it, found none. Grant it.')
    },
  })
  await Promise.all([1, 2, 3].map(() => deliver(url, opened)))
  const waits = () => [...kept.rows.values()].map(({ dueAt }) => Math.round((dueAt - Date.now()) / 3_600_000))
  await expect.poll(waits).toEqual([24, 24, 24])
  expect(tries).toBe(3)
  expect(told.filter((line) => line.includes('expected the permission'))).toHaveLength(1)
})

test('an unavailable store is logged once, and its work is processed when it is back', async () => {
  const kept = memoryJobs()
  await kept.deliveries.accept({ id: 'd1', event: 'issues', body: JSON.stringify(opened) })
  let failures = 4
  const away = () => Promise.reject(new Error('no database'))
  const take: JobQueue['take'] = (kind, limit) => (failures-- > 0 ? away() : kept.jobs.take(kind, limit))
  const { changed, logs } = await aServer({ kept: { ...kept, jobs: { ...kept.jobs, take, takeOver: away } } })
  await expect.poll(() => changed, { timeout: 5000 }).toHaveLength(1)
  expect(logs().match(/The store is unavailable/g)).toHaveLength(1)
})

test('a hanging store does not prevent the server from stopping', async () => {
  const kept = memoryJobs()
  const hanging = { ...kept, jobs: { ...kept.jobs, handBack: () => new Promise<void>(() => {}) } }
  const { server, url } = await aServer({ kept: hanging })
  running.pop()
  // One that waits for it never gets here.
  await server.stop(50)
  await expect(fetch(`${url}/health`)).rejects.toThrow()
})

test('work that still hangs at a stop is released for others', async () => {
  const kept = memoryJobs()
  const { server, url } = await aServer({ kept, work: () => new Promise(() => {}) })
  await deliver(url, opened, { id: 'd1' })
  await expect.poll(() => kept.rows.get('d1')?.state).toBe('held')
  running.pop()
  await server.stop(50)
  expect(kept.rows.get('d1')?.state).toBe('due')
})

test('a crash in a job returns no details to the sender and logs no payload', async () => {
  const { url, logs, settled } = await aServer({
    work: async () => {
      throw Object.assign(new Error('the store is gone'), {
        event: { payload: opened },
        request: { headers: { authorization: 'token ghs_secret' } },
      })
    },
  })
  const response = await deliver(url, opened)
  expect([response.status, await response.text()]).toEqual([202, ''])
  await settled()
  expect(logs()).toContain('the store is gone')
  expect(logs()).not.toContain('typed by people')
  expect(logs()).not.toContain('ghs_secret')
  expect(logs()).not.toContain('sha256=')
})

test('commands by people are found in new comments, those by bots are ignored', async () => {
  const { url, commands, settled } = await aServer()
  const comment = (user: object) => ({
    action: 'created',
    issue: { number: 28 },
    repository: { full_name: 'SovereignCloudStack/issues' },
    comment: { node_id: 'IC_1', body: '/epic snooze 2 weeks', user },
    sender: user,
  })
  await deliver(url, comment({ login: 'fkr', type: 'User' }), { event: 'issue_comment' })
  await deliver(url, comment({ login: 'other[bot]', type: 'Bot' }), { event: 'issue_comment' })
  await settled()
  expect(commands).toEqual([
    { on: 'SovereignCloudStack/issues#28', commentId: 'IC_1', author: 'fkr', body: '/epic snooze 2 weeks', isPull: false },
  ])
})

test('a comment in an unexpected shape contains no command, and is finished', async () => {
  const kept = memoryJobs()
  const { url, commands } = await aServer({ kept })
  const shapes = [{}, { comment: null }, { comment: { body: 7 } }, { comment: { body: '/epic check', node_id: 'IC_1' } }]
  for (const shape of shapes) await deliver(url, { action: 'created', ...shape }, { event: 'issue_comment' })
  await expect.poll(() => [...kept.rows.values()].map(({ state }) => state)).toEqual(['done', 'done', 'done', 'done'])
  expect(commands).toEqual([])
})

test('a command that someone adds to a comment later does not run', async () => {
  const { url, commands, settled } = await aServer()
  const user = { login: 'fkr', type: 'User' }
  const edited = {
    action: 'edited',
    changes: { body: { from: 'Thanks.' } },
    issue: { number: 28 },
    repository: { full_name: 'SovereignCloudStack/issues' },
    comment: { node_id: 'IC_1', body: '/epic snooze 2 weeks', user },
    sender: user,
  }
  await deliver(url, edited, { event: 'issue_comment' })
  await settled()
  expect(commands).toEqual([])
})

test('health, readiness and metrics respond; anything else is not found', async () => {
  const { url } = await aServer({ ready: async () => Promise.reject(new Error('no store')) })
  await deliver(url, opened, { id: 'same' })
  const status = async (path: string) => (await fetch(url + path)).status
  expect([await status('/health'), await status('/ready'), await status('/nothing'), await status('//')]).toEqual([200, 503, 404, 404])
  await deliver(url, opened, { id: 'same' })
  await fetch(`${url}/api/github/webhooks`, { method: 'PUT' })
  const response = await fetch(`${url}/metrics`)
  expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
  const text = await response.text()
  expect(text).toContain('scs_sprint_webhooks_total{result="accepted"} 1')
  for (const result of ['accepted', 'duplicate', 'refused']) {
    expect(text).toContain(`scs_sprint_webhooks_total{result="${result}"} 1`)
    expect(text).toContain(`scs_sprint_webhook_duration_seconds_count{result="${result}"} 1`)
  }
  await expect
    .poll(async () => (await fetch(`${url}/metrics`)).text())
    .toContain('scs_sprint_job_duration_seconds_count{kind="delivery",result="done"} 1')
})

test('the server tells its visitors nothing about why it is not ready, and no names in its metrics', async () => {
  const { url, told } = await aServer({ ready: async () => Promise.reject(new Error('password of postgres://app:s3cret@db.example')) })
  await deliver(url, { ...opened, repository: { full_name: 'SovereignCloudStack/secret' } })
  const answers = await Promise.all(
    ['/health', '/ready', '/metrics', '/SovereignCloudStack/secret'].map(async (path) => (await fetch(url + path)).text()),
  )
  expect(answers.join('\n')).not.toMatch(/s3cret|postgres|password|SovereignCloudStack|fkr/)
  expect(told.join('\n')).toContain('Not ready.')
})

test('a stop accepts no new work and waits for running work', async () => {
  let finish = () => {}
  const work = new Promise<void>((resolve) => {
    finish = resolve
  })
  let done = false
  const { server, url } = await aServer({
    work: async () => {
      await work
      done = true
    },
  })
  await deliver(url, opened)
  const stopped = server.stop()
  await expect(deliver(url, opened)).rejects.toThrow()
  finish()
  await stopped
  expect(done).toBe(true)
})

test('a stop waits for the work beside jobs, and ends in time if a job never ends', async () => {
  let end = () => {}
  let stopped = false
  const drained = new Promise<void>((resolve) => {
    end = resolve
  })
  let asked = () => {}
  const isAsked = new Promise<void>((resolve) => {
    asked = resolve
  })
  const drain = () => {
    asked()
    return drained
  }
  const { server, noted } = await aServer({ drain })
  const stopping = server.stop().then(() => {
    stopped = true
  })
  await isAsked
  expect(stopped).toBe(false)
  end()
  await stopping
  expect(noted).toEqual([])
  const hung = await aServer({ work: () => new Promise(() => {}) })
  await deliver(hung.url, opened)
  running.pop()
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  const late = hung.server.stop(100)
  await vi.advanceTimersByTimeAsync(100)
  vi.useRealTimers()
  await late
  expect(hung.noted).toEqual(['Some work did not end in time: it is left to the next start.'])
})

test.each([
  ['newlines', '\n'],
  ['carriage returns', '\r'],
  ['spaces', ' '],
  ['a fence that a separator ends', '`', '\u2028'],
])('a comment of up to 65,000 %s by a stranger costs what its length costs', async (_what, sign, end = '') => {
  const { url, commands, settled } = await aServer()
  const receive = async (size: number) => {
    const comment = { node_id: 'C_1', body: sign.repeat(size) + end, user: { login: 'stranger', type: 'User' } }
    const payload = { ...opened, action: 'created', comment, repository: { full_name: 'acme/issues' } }
    await deliver(url, payload, { event: 'issue_comment' })
    expect((await fetch(`${url}/health`)).status).toBe(200)
    await settled()
  }
  await expectGrowsWithSize(receive, { from: 65_000 / 8 })
  expect(commands).toEqual([])
})
