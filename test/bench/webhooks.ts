/**
 * What it costs to answer webhooks, against a bare Probot app that stores the same bodies, in the same run and on the same
 * kind of database: throughput as a ratio, the median of some rounds taken in turns; and how long GitHub waits for an answer
 * at a hundred webhooks a second, while the server works on a board of 1,000 cards all the time. Embedded, and on PostgreSQL
 * where a server is at hand (TEST_DATABASE_URL).
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { createHmac, randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { buildIfStale } from '../fresh-build.ts'
import { ownDatabase, postgresServer } from '../postgres.ts'

const CARDS = 1000
const ROUNDS = 5
const PER_ROUND = 400
const AT_ONCE = 32
const PER_SECOND = 100
const SECONDS = Number(process.env.BENCH_SECONDS ?? 30)
const GOALS = { throughput: 0.8, p99: 100 }

type Webhook = { readonly event: string; readonly body: string }
type Sandbox = { readonly env: Record<string, string>; readonly webhooks: readonly Webhook[] }

const running = new Set<ChildProcess>()

/** Prints a table; false when a goal is missed. */
export async function benchWebhooks(print: (line: string) => void): Promise<boolean> {
  buildIfStale()
  const folder = mkdtempSync(join(tmpdir(), 'scs-bench-'))
  try {
    const sandbox = JSON.parse(await firstLine('test/bench/webhook-sandbox.ts', [String(CARDS)], {})) as Sandbox
    let isKept = true
    for (const kind of ['embedded', 'PostgreSQL']) {
      if (kind === 'PostgreSQL' && postgresServer === null) continue
      print(`Webhooks: ${kind}, a board of ${CARDS} cards, bodies of ${Math.round((sandbox.webhooks[0]?.body.length ?? 0) / 1024)} KB`)
      isKept = (await benchOn(kind, join(folder, kind), sandbox, print)) && isKept
    }
    return isKept
  } finally {
    for (const child of running) child.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
}

async function benchOn(kind: string, folder: string, sandbox: Sandbox, print: (line: string) => void): Promise<boolean> {
  mkdirSync(folder, { recursive: true })
  const config = join(folder, 'sprint.yml')
  writeFileSync(config, SETTINGS)
  const databases = kind === 'embedded' ? [] : await Promise.all([ownDatabase(postgresServer ?? ''), ownDatabase(postgresServer ?? '')])
  const env = (index: number) => ({
    ...sandbox.env,
    SPRINT_CONFIG: config,
    DATA_DIR: join(folder, 'data'),
    PORT: '0',
    HOST: '127.0.0.1',
    ...(databases[index] ? { DATABASE_URL: databases[index].url } : {}),
  })
  const begun = performance.now()
  const ours = await listening(['bin/scs-sprint.js', 'start'], env(0))
  print(`       first start until it listens ${((performance.now() - begun) / 1000).toFixed(1)} s`)
  const bare = await listening(['--import', 'tsx', 'test/bench/bare-probot.ts'], env(1))
  const send = sender(sandbox)
  await burst(ours.url, send, PER_ROUND)
  await burst(bare.url, send, PER_ROUND)
  const ratios: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const [first, second] = [await burst(ours.url, send, PER_ROUND), await burst(bare.url, send, PER_ROUND)]
    ratios.push(first / second)
    print(`       round ${round + 1}: ${first.toFixed(0)} answers a second, the bare app ${second.toFixed(0)}`)
  }
  const [waits, bareWaits] = [await steady(ours.url, send), await steady(bare.url, send)]
  bare.child.kill('SIGKILL')
  const shareOf = (all: readonly number[], share: number) => all[Math.min(all.length - 1, Math.floor(all.length * share))] ?? 0
  const at = (share: number) => shareOf(waits, share)
  const metrics = await (await fetch(`${ours.url}/metrics`)).text()
  const looks = Number(/name="look-again",result="done"} (\d+)/.exec(metrics)?.[1] ?? 0)
  ours.child.kill('SIGKILL')
  await Promise.all(databases.map(({ drop }) => drop()))
  const ratio = [...ratios].sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0
  const mark = (isMet: boolean) => (isMet ? 'ok  ' : 'MISS')
  print(`  ${mark(ratio >= GOALS.throughput)} throughput against the bare app ${ratio.toFixed(2)}, at least ${GOALS.throughput}`)
  print(
    `  ${mark(at(0.99) <= GOALS.p99)} answer at ${PER_SECOND} a second for ${SECONDS} s: median ${at(0.5).toFixed(0)} ms, 99 % within ${at(0.99).toFixed(0)} ms (at most ${GOALS.p99}), all within ${at(1).toFixed(0)} ms; ${looks} looks at the board meanwhile`,
  )
  print(
    `       the bare app at that rate, without any work: median ${shareOf(bareWaits, 0.5).toFixed(0)} ms, 99 % within ${shareOf(bareWaits, 0.99).toFixed(0)} ms`,
  )
  return ratio >= GOALS.throughput && at(0.99) <= GOALS.p99
}

const SETTINGS = `organization: scs
minutes: { repository: scs/issues }
board: { owner: scs, number: 6, fields: { status: Status, sprint: Sprint } }
epics: { labels: [epic] }
teams: { iaas: { name: Team IaaS, label: IaaS } }
`

type Send = (url: string) => Promise<number>

/** Sends the next webhook under an ID of its own; resolves with the milliseconds until it was answered with 2xx. */
function sender({ env, webhooks }: Sandbox): Send {
  const agent = new Agent({ keepAlive: true, maxSockets: 200 })
  const signed = webhooks.map(({ event, body }) => ({
    event,
    body,
    signature: `sha256=${createHmac('sha256', env.WEBHOOK_SECRET ?? '')
      .update(body)
      .digest('hex')}`,
  }))
  let next = 0
  return (url) =>
    new Promise((resolve, reject) => {
      const { event, body, signature } = signed[next++ % signed.length] as (typeof signed)[number]
      const headers = {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'x-github-event': event,
        'x-github-delivery': randomUUID(),
        'x-hub-signature-256': signature,
      }
      const begun = performance.now()
      const post = request(`${url}/api/github/webhooks`, { method: 'POST', agent, headers }, (response) => {
        response.resume().once('end', () => {
          if ((response.statusCode ?? 0) >= 300) reject(new Error(`A webhook was answered with ${response.statusCode}.`))
          else resolve(performance.now() - begun)
        })
      })
      post.once('error', reject).end(body)
    })
}

/** Answers a second. */
async function burst(url: string, send: Send, count: number): Promise<number> {
  const begun = performance.now()
  let left = count
  const one = async () => {
    while (left-- > 0) await send(url)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, one))
  return (count * 1000) / (performance.now() - begun)
}

/** At a fixed rate, whatever the answers take. Sorted waits in milliseconds. */
async function steady(url: string, send: Send): Promise<readonly number[]> {
  const waits: Promise<number>[] = []
  const begun = performance.now()
  for (let sent = 0; sent < PER_SECOND * SECONDS; sent++) {
    const due = begun + (sent * 1000) / PER_SECOND
    const now = performance.now()
    if (due > now) await pause(due - now)
    waits.push(send(url))
  }
  return (await Promise.all(waits)).sort((a, b) => a - b)
}

async function listening(
  argv: readonly string[],
  env: Record<string, string>,
): Promise<{ readonly child: ChildProcess; readonly url: string }> {
  const child = started(argv, env)
  const url = await new Promise<string>((resolve, reject) => {
    child.once('close', (code) => reject(new Error(`${argv.join(' ')} ended with ${code}.`)))
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      const found = /Listening on (http:\/\/[\d.]+:\d+)/.exec(line)?.[1]
      if (found) resolve(found)
    })
  })
  return { child, url }
}

function firstLine(file: string, args: readonly string[], env: Record<string, string>): Promise<string> {
  const child = started(['--import', 'tsx', file, ...args], env)
  return new Promise((resolve, reject) => {
    child.once('close', (code) => reject(new Error(`${file} ended with ${code}.`)))
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).once('line', resolve)
  })
}

function started(argv: readonly string[], env: Record<string, string>): ChildProcess {
  const child = spawn(process.execPath, [...argv], { env: { PATH: process.env.PATH ?? '', ...env }, stdio: ['ignore', 'pipe', 'inherit'] })
  running.add(child)
  return child
}
