/** Processes of a bench, and the webhooks it sends them: as fast as they are answered, or at a fixed rate. */
import { type ChildProcess, spawn } from 'node:child_process'
import { createHmac, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'

export type Sandbox = {
  readonly env: Readonly<Record<string, string>>
  readonly webhooks: readonly { readonly event: string; readonly body: string }[]
}
export type Server = {
  readonly url: string
  /** Until it listened. */
  readonly seconds: number
  /** Seconds of CPU that it has used, all threads; 0 where the system does not tell. */
  readonly cpu: () => number
  readonly stop: () => Promise<void>
}

const AT_ONCE = 32
/** Linux counts in hundredths of a second. */
const TICKS = 100
const running = new Set<ChildProcess>()

export function killAll(): void {
  for (const child of running) child.kill('SIGKILL')
}

export async function startSandboxProcess(cards: number): Promise<Sandbox> {
  const file = 'test/bench/webhook-sandbox.ts'
  const child = started(['--import', 'tsx', file, String(cards)], {})
  return JSON.parse(await lineOf(child, file, (line) => line)) as Sandbox
}

export async function listening(argv: readonly string[], env: Record<string, string>): Promise<Server> {
  const begun = performance.now()
  const child = started(argv, env)
  const url = await lineOf(child, argv.join(' '), (line) => /Listening on (http:\/\/[\d.]+:\d+)/.exec(line)?.[1])
  return {
    url,
    seconds: (performance.now() - begun) / 1000,
    cpu: () => cpuOf(child),
    stop: async () => {
      const closed = once(child, 'close')
      child.kill('SIGTERM')
      await closed
    },
  }
}

/** Asks again and again; resolves with the seconds that it took. */
export async function ready(url: string): Promise<number> {
  const begun = performance.now()
  while ((await fetch(`${url}/ready`)).status !== 200) await pause(10)
  return (performance.now() - begun) / 1000
}

export type Send = (url: string) => Promise<number>

/** Sends the next webhook under an ID of its own; resolves with the milliseconds until it was answered with 2xx. */
export function sender({ env, webhooks }: Sandbox): Send {
  // Given up before the server does: a connection that both end at once would lose a webhook.
  const agent = new Agent({ keepAlive: true, maxSockets: 200, timeout: 2000 })
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

/** As fast as it answers. Returns answers a second. */
export async function burst(url: string, send: Send, count: number): Promise<number> {
  const begun = performance.now()
  let left = count
  const one = async () => {
    while (left-- > 0) await send(url)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, one))
  return (count * 1000) / (performance.now() - begun)
}

/** At a fixed rate, whatever the answers take. The waits in milliseconds, in the order of sending. */
export async function steady(url: string, send: Send, { perSecond, seconds }: { perSecond: number; seconds: number }) {
  const waits: Promise<number>[] = []
  const begun = performance.now()
  for (let sent = 0; sent < perSecond * seconds; sent++) {
    const due = begun + (sent * 1000) / perSecond
    const now = performance.now()
    if (due > now) await pause(due - now)
    waits.push(send(url))
  }
  return Promise.all(waits)
}

/** `share` of the values are at most this. */
export function shareOf(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

function lineOf(child: ChildProcess, name: string, find: (line: string) => string | undefined): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('close', (code) => reject(new Error(`${name} ended with ${code}.`)))
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      const found = find(line)
      if (found) resolve(found)
    })
  })
}

function started(argv: readonly string[], env: Record<string, string>): ChildProcess {
  const child = spawn(process.execPath, [...argv], { env: { PATH: process.env.PATH ?? '', ...env }, stdio: ['ignore', 'pipe', 'inherit'] })
  running.add(child)
  child.once('close', () => running.delete(child))
  return child
}

function cpuOf({ pid }: ChildProcess): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const [user, system] = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 13)
    return (Number(user) + Number(system)) / TICKS
  } catch {
    return 0
  }
}
