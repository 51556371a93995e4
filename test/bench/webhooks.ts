/**
 * What it costs to answer webhooks, against a bare Probot app that stores the same bodies, in the same run and on the same
 * kind of database: throughput as a ratio, the median of some rounds taken in turns, with the CPU it takes; and how long GitHub
 * waits for an answer at a hundred webhooks a second, while the server works on a board of 1,000 cards all the time. Embedded,
 * and on PostgreSQL where a server is at hand (TEST_DATABASE_URL). `--minutes N`: for so long at that rate, in place of half a minute.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { buildIfStale } from '../fresh-build.ts'
import { ownDatabase, postgresServer } from '../postgres.ts'
import {
  burst,
  killAll,
  listening,
  ready,
  type Sandbox,
  type Send,
  type Server,
  sender,
  shareOf,
  startSandboxProcess,
  steady,
} from './webhook-load.ts'

const CARDS = 1000
const ROUNDS = 7
const PER_ROUND = 400
const PER_SECOND = 100
/** For the bare app, before and after ours. */
const BARE_SECONDS = 15
const FIRST_LOOK_MS = 3 * 60_000
const GOALS = { throughput: 0.8, p99: 100 }
/** From the start of the process until `/ready` says so: on an empty database, and after that. */
const STARTS = { embedded: [6, 3], PostgreSQL: [1.5, 1.5] } as const

type Kind = keyof typeof STARTS
type Print = (line: string) => void
type Run = { readonly ours: Server; readonly bare: Server; readonly send: Send; readonly print: Print }

/** Prints a table; false when a goal is missed. */
export async function benchWebhooks(print: Print, minutes = 0.5): Promise<boolean> {
  buildIfStale()
  const folder = mkdtempSync(join(tmpdir(), 'scs-bench-'))
  try {
    let isKept = true
    for (const kind of ['embedded', 'PostgreSQL'] as const) {
      if (kind === 'PostgreSQL' && postgresServer === null) continue
      // One of its own, in which no comments stand yet.
      const sandbox = await startSandboxProcess(CARDS)
      print(`Webhooks: ${kind}, a board of ${CARDS} cards, bodies of ${Math.round((sandbox.webhooks[0]?.body.length ?? 0) / 1024)} KB`)
      isKept = (await benchOn(kind, { folder: join(folder, kind), sandbox, print, minutes })) && isKept
    }
    return isKept
  } finally {
    killAll()
    rmSync(folder, { recursive: true, force: true })
  }
}

type Given = { readonly folder: string; readonly sandbox: Sandbox; readonly print: Print; readonly minutes: number }

async function benchOn(kind: Kind, { folder, sandbox, print, minutes }: Given): Promise<boolean> {
  mkdirSync(join(folder, 'data'), { recursive: true })
  const config = join(folder, 'sprint.yml')
  writeFileSync(config, SETTINGS)
  const databases = kind === 'embedded' ? [] : await Promise.all([ownDatabase(postgresServer ?? ''), ownDatabase(postgresServer ?? '')])
  const env = (index: number) => ({
    ...sandbox.env,
    SPRINT_ENV_FILE: 'none',
    SPRINT_CONFIG: config,
    DATA_DIR: join(folder, 'data'),
    PORT: '0',
    HOST: '127.0.0.1',
    ...(databases[index] ? { DATABASE_URL: databases[index].url } : {}),
  })
  const start = () => listening(['bin/scs-sprint.js', 'start'], env(0))
  const first = await start()
  const firstReady = first.seconds + (await ready(first.url))
  await first.stop()
  const ours = await start()
  const areQuick = startsIn(kind, [firstReady, ours.seconds + (await ready(ours.url))], print)
  const bare = await listening(['--import', 'tsx', 'test/bench/bare-probot.ts'], env(1))
  const run = { ours, bare, send: sender(sandbox), print }
  const isFast = await throughput(run)
  const isSteady = await answers(run, minutes)
  await Promise.all([ours.stop(), bare.stop()])
  await Promise.all(databases.map(({ drop }) => drop()))
  return areQuick && isFast && isSteady
}

function startsIn(kind: Kind, seconds: readonly [number, number], print: Print): boolean {
  const goals = STARTS[kind]
  const areMet = seconds.every((taken, at) => taken <= (goals[at] ?? 0))
  print(
    `  ${mark(areMet)} first start until ready ${seconds[0].toFixed(1)} s (at most ${goals[0]}), second ${seconds[1].toFixed(1)} s (at most ${goals[1]})`,
  )
  return areMet
}

async function throughput({ ours, bare, send, print }: Run): Promise<boolean> {
  const rounds: { readonly ratio: number; readonly ours: number; readonly bare: number }[] = []
  const round = async ({ url, cpu }: Server) => {
    const before = cpu()
    const rate = await burst(url, send, PER_ROUND)
    return { rate, cpu: ((cpu() - before) * 1000) / PER_ROUND }
  }
  await round(ours)
  await round(bare)
  for (let at = 1; at <= ROUNDS; at++) {
    const [first, second] = [await round(ours), await round(bare)]
    rounds.push({ ratio: first.rate / second.rate, ours: first.cpu, bare: second.cpu })
    print(`       round ${at}: ${first.rate.toFixed(0)} answers a second, the bare app ${second.rate.toFixed(0)}`)
  }
  const median = (pick: 'ratio' | 'ours' | 'bare') =>
    shareOf(
      rounds.map((one) => one[pick]),
      0.5,
    )
  const isMet = median('ratio') >= GOALS.throughput
  print(`  ${mark(isMet)} throughput against the bare app ${median('ratio').toFixed(2)}, at least ${GOALS.throughput}`)
  print(
    `       CPU for 1,000 webhooks ${median('ours').toFixed(2)} s with work that goes on meanwhile, the bare app ${median('bare').toFixed(2)} s`,
  )
  return isMet
}

async function answers({ ours, bare, send, print }: Run, minutes: number): Promise<boolean> {
  const bareWaits = await steady(bare.url, send, { perSecond: PER_SECOND, seconds: BARE_SECONDS })
  const isReady = await boardIsRead(ours, print)
  const looksBefore = await looksOf(ours)
  const before = ours.cpu()
  const waits = await steady(ours.url, send, { perSecond: PER_SECOND, seconds: minutes * 60 })
  const cpu = ((ours.cpu() - before) * 1000) / waits.length
  bareWaits.push(...(await steady(bare.url, send, { perSecond: PER_SECOND, seconds: BARE_SECONDS })))
  const looks = (await looksOf(ours)) - looksBefore
  const at = (all: readonly number[], share: number) => `${shareOf(all, share).toFixed(0)} ms`
  const isMet = shareOf(waits, 0.99) <= GOALS.p99
  print(
    `  ${mark(isMet)} answer at ${PER_SECOND} a second for ${minutes} min: median ${at(waits, 0.5)}, 99 % within ${at(waits, 0.99)} (at most ${GOALS.p99}), all within ${at(waits, 1)}`,
  )
  const perMinute = PER_SECOND * 60
  const each = Array.from({ length: Math.ceil(waits.length / perMinute) }, (_, minute) =>
    at(waits.slice(minute * perMinute, (minute + 1) * perMinute), 0.99),
  )
  if (each.length > 1) print(`       99 % within, minute by minute: ${each.join(', ')}`)
  print(`  ${mark(looks > 0)} looks at the board meanwhile: ${looks} (at least 1, or no work ran beside)`)
  print(`       CPU for 1,000 webhooks with all of their work ${cpu.toFixed(2)} s`)
  print(`       the bare app at that rate, without any work: median ${at(bareWaits, 0.5)}, 99 % within ${at(bareWaits, 0.99)}`)
  return isMet && isReady && looks > 0
}

/** The first look reads the whole board and writes all comments: it is no work as webhooks bring it, and may last longer than the bench. */
async function boardIsRead(server: Server, print: Print): Promise<boolean> {
  const begun = performance.now()
  while ((await looksOf(server)) === 0) {
    if (performance.now() - begun > FIRST_LOOK_MS) {
      print(`  ${mark(false)} the first look at the board did not end within ${FIRST_LOOK_MS / 60_000} min: no work runs beside`)
      return false
    }
    await pause(250)
  }
  return true
}

async function looksOf({ url }: Server): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text()
  return Number(/name="look-again",result="done"} (\d+)/.exec(metrics)?.[1] ?? 0)
}

function mark(isMet: boolean): string {
  return isMet ? 'ok  ' : 'MISS'
}

const SETTINGS = `organization: scs
minutes: { repository: scs/issues }
board: { owner: scs, number: 6, fields: { status: Status, sprint: Sprint } }
epics: { labels: [epic] }
teams: { iaas: { name: Team IaaS, label: IaaS } }
`
