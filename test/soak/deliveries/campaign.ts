/**
 * People change things on a simulated GitHub, a hundred changes a second; GitHub tells the servers, which are killed meanwhile.
 * What no server answered waits in GitHub's list until the app asks for it again. The servers' clock stands still within a
 * phase, so that a disturbed run and an undisturbed one write the same.
 */
import { randomBytes } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { createDatabaseSnapshots } from '../../../src/adapters/store/database/board/board-store.ts'
import { type Database, openDatabase } from '../../../src/adapters/store/database/database.ts'
import { aDataDir } from '../../cli/start/data-dir.ts'
import { aFolder } from '../../cli/terminal.ts'
import { type OwnDatabase, ownDatabase } from '../../postgres.ts'
import { type Sandbox, startSandbox } from '../../sandbox/github.ts'
import { type PadServer, startPadServer } from '../../sandbox/pads/pad-server.ts'
import { teamsWorld } from '../../sandbox/teams-world.ts'
import { padOf, settings } from '../days-world.ts'
import { type Asked, type Change, changesOf, dateOf, type Phase, teams } from './changes.ts'
import { doubledIn, endStateOf, wrongAnswers } from './end-state.ts'
import { aSlot, jobsToldBy, type Slot } from './servers.ts'

/** `afterMs`: after it was started, or after it listens; the changes of the round are sent meanwhile. */
export type Kill = { readonly when: 'starting' | 'listening'; readonly afterMs: number }
/** A part of the changes, sent without a pause; a server may be killed on the way, and another one is started then. */
export type Round = { readonly kill: Kill | null }
/** `rounds`: of each phase. */
export type Script = {
  readonly phases: readonly Phase[]
  /** The last look at the clock before: what is due since then is done in the first phase. */
  readonly lookedBefore: string
  readonly deliveries: number
  readonly perSecond: number
  readonly rounds: readonly (readonly Round[])[]
  readonly servers: number
  /** A server of PostgreSQL; null: the embedded database. */
  readonly postgres: string | null
  readonly print?: (line: string) => void
  /** Runs beside the first phase: it may kill a server for good. */
  readonly beside?: (running: Running) => Promise<void>
}

export type Running = {
  readonly script: Script
  readonly sandbox: Sandbox
  readonly pads: PadServer
  readonly slots: readonly Slot[]
  /** Slots whose server is never started again. */
  readonly gone: Set<Slot>
  readonly databaseUrl: string | null
  readonly asked: Asked[]
  readonly logs: string[]
  readonly open: () => Promise<Database>
  readonly envAt: (now: string) => Record<string, string>
  kills: number
  /** Restarts beside the kills until everything was done: a person's, or the hourly look's work. */
  restarts: number
}

export type Played = {
  readonly endState: unknown
  readonly kills: number
  readonly deliveries: number
  readonly missed: number
  readonly askedAgain: number
  /** Lines that say what is wrong; empty: nothing. */
  readonly lost: readonly string[]
  readonly undone: readonly string[]
  readonly repeated: readonly string[]
  readonly doubled: readonly string[]
  readonly restarts: number
  readonly warnings: ReadonlyMap<string, number>
  readonly seconds: number
}

/** Longest wait for the end of a phase: for what hangs, not for what is slow. */
const SETTLE_MS = 60 * 60_000
const MOST_RESTARTS = 10

export async function play(script: Script): Promise<Played> {
  const started = performance.now()
  const running = await prepare(script)
  try {
    for (const [index, phase] of script.phases.entries()) {
      await playPhase(running, index, phase)
      script.print?.(`phase ${index + 1}: ${Math.round((performance.now() - started) / 1000)} s, ${running.kills} kills`)
    }
    const database = await running.open()
    try {
      return { ...(await judge(running, database)), seconds: Math.round((performance.now() - started) / 1000) }
    } finally {
      await database.close()
    }
  } finally {
    for (const slot of running.slots) await slot.kill()
    await Promise.all([running.sandbox.close(), running.pads.close(), running.cleanUp()])
  }
}

async function prepare(script: Script): Promise<Running & { readonly cleanUp: () => Promise<void> }> {
  const folder = aFolder()
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  }
  const now = { at: new Date(script.lookedBefore) }
  const sandbox = await startSandbox({
    world: file('world.yml', teamsWorld({ now: script.lookedBefore, teams })),
    now: () => now.at,
    delayMs: 5,
  })
  sandbox.limits.points = 1_000_000
  const typed = teams.map(({ id }) => ({ name: id, markdownTyped: `# ${id}\n`, editedAt: script.lookedBefore }))
  const pads = await startPadServer({ pads: typed })
  const own: OwnDatabase | null = script.postgres === null ? null : await ownDatabase(script.postgres)
  const config = file('sprint.yml', settings(pads.url, teams))
  const dataDir = own === null ? await aDataDir() : join(folder, 'data')
  const logs: string[] = []
  const slots = Array.from({ length: script.servers }, () => aSlot((line) => logs.push(line)))
  const open = () => openDatabase({ url: own?.url ?? null, dataDir, waitMs: 10_000 })
  const database = await open()
  await database.db.insertInto('looks').values({ name: 'schedule', at: script.lookedBefore }).execute()
  await database.close()
  sandbox.webhooks.atOnce = true
  sandbox.webhooks.target = { url: '', secret: sandbox.env.WEBHOOK_SECRET }
  balance(sandbox, slots)
  return {
    ...{ script, sandbox, pads, slots, logs, open, gone: new Set(), asked: [], kills: 0, restarts: 0, databaseUrl: own?.url ?? null },
    envAt: (at) => {
      now.at = new Date(at)
      const place: Record<string, string> =
        own === null ? { DATA_DIR: dataDir } : { DATABASE_URL: own.url, DATA_DIR: join(folder, randomBytes(4).toString('hex')) }
      return { ...sandbox.env, ...place, SPRINT_NOW: at, SPRINT_CONFIG: config }
    },
    cleanUp: async () => {
      await own?.drop()
      for (const made of [folder, dataDir]) rmSync(made, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** Each webhook goes to the next server; a balancer learns that one is dead from a connection that is refused. */
function balance(sandbox: Sandbox, slots: readonly Slot[]): void {
  let turn = 0
  sandbox.webhooks.target = {
    secret: sandbox.env.WEBHOOK_SECRET,
    get url() {
      const up = slots.flatMap((slot) => slot.url() ?? [])
      return `${up[turn++ % up.length] ?? 'http://127.0.0.1:1'}/api/github/webhooks`
    },
  }
}

async function playPhase(running: Running, index: number, phase: Phase): Promise<void> {
  const { script, slots, pads, gone } = running
  const env = running.envAt(phase.now)
  for (const team of teams.filter(({ weekday }) => weekday === phase.met))
    pads.edit(team.id, padOf(team, dateOf(phase)), `${dateOf(phase)}T16:00:00.000Z`)
  // Typed after the minutes were made; no new topic, which the call's notes would tell of.
  for (const team of teams.filter(({ weekday }) => weekday === script.phases[index - 1]?.met))
    pads.edit(team.id, `${pads.text(team.id)}  - That is for ${team.id} alone\n`, `${dateOf(phase)}T08:00:00.000Z`)
  const changes = changesOf(index, Math.round(script.deliveries / script.phases.length))
  const rounds = script.rounds[index] ?? []
  const size = Math.ceil(changes.length / rounds.length)
  const living = slots.filter((slot) => !gone.has(slot))
  let up = Promise.all(living.map((slot) => slot.start(env)))
  const beside = index === 0 ? script.beside?.(running) : undefined
  for (const [at, { kill }] of rounds.entries()) {
    if (kill?.when !== 'starting') await up
    const sent = send(running, changes.slice(at * size, (at + 1) * size))
    if (kill !== null) {
      await pause(kill.afterMs)
      const alive = slots.filter((slot) => !gone.has(slot))
      const victim = alive[at % alive.length] as Slot
      await victim.kill()
      running.kills++
      await sent
      up = Promise.all([up, victim.start(env)]).then(() => [])
    }
    await sent
  }
  await up
  await beside
  await settle(running, env)
}

async function send({ script, sandbox, asked }: Running, changes: readonly Change[]): Promise<void> {
  const started = performance.now()
  for (const [index, change] of changes.entries()) {
    const due = started + (index * 1000) / script.perSecond
    if (performance.now() < due) await pause(due - performance.now())
    change(sandbox, asked)
  }
}

/** Waits until all is done, and ends the servers. What then is left over is done by the next ones. */
async function settle(running: Running, env: Record<string, string>): Promise<void> {
  const deadline = performance.now() + SETTLE_MS
  for (let restart = 0; ; restart++) {
    await idle(running, deadline)
    const living = running.slots.filter((slot) => !running.gone.has(slot))
    await Promise.all(living.map((slot) => slot.stop()))
    const database = await running.open()
    const open = await openWork(database)
    // An answer may be lost on its way from a server that has stored the webhook.
    const stored = await storedIn(database)
    const missing = [...unanswered(running)].filter((guid) => !stored.has(guid))
    // As if an hour had passed: what a server had asked GitHub for, and was killed before it came, is asked for again.
    await database.db.deleteFrom('hook_asks').execute()
    await database.close()
    if (open.length + missing.length === 0) return
    if (restart === MOST_RESTARTS || performance.now() > deadline) return
    running.restarts++
    await Promise.all(living.map((slot) => slot.start(env)))
  }
}

/** Two looks of the servers apart nobody has anything to do. */
async function idle(running: Running, deadline: number): Promise<void> {
  const QUIET_LOOKS = 14
  for (let quiet = 0; quiet < QUIET_LOOKS && performance.now() < deadline; ) {
    await pause(500)
    await running.sandbox.webhooks.settled()
    const counts = await Promise.all(running.slots.flatMap((slot) => slot.url() ?? []).map(jobsToldBy))
    quiet = counts.every((count) => count === 0) ? quiet + 1 : 0
  }
}

/** Webhooks to which no attempt got a 2xx, by their ID. */
function unanswered({ sandbox }: Pick<Running, 'sandbox'>): ReadonlySet<string> {
  const answered = new Set<string>()
  const all = sandbox.webhooks.attempts()
  for (const { guid, status } of all) if (status !== null && status < 300) answered.add(guid)
  return new Set(all.flatMap(({ guid }) => (answered.has(guid) ? [] : [guid])))
}

async function storedIn({ db }: Database): Promise<ReadonlySet<string>> {
  return new Set((await db.selectFrom('deliveries').select('id').execute()).map(({ id }) => id))
}

async function openWork({ db }: Database): Promise<readonly string[]> {
  const { rows } = await sql<{ what: string }>`select 'delivery ' || event as what from deliveries where finished_at is null
    union all select 'noted ' || key from touched
    union all select 'job ' || name || ' ' || state from pgboss.job where state < 'completed'
      and name in ('delivery', 'look-again', 'scheduled')
    union all select 'dead letter ' || coalesce(data->>'kind', '') from pgboss.job where name = 'dead-letters'`.execute(db)
  return rows.map(({ what }) => what)
}

async function judge(running: Running, database: Database): Promise<Omit<Played, 'seconds'>> {
  const { sandbox, pads, logs, asked } = running
  const attempts = sandbox.webhooks.attempts()
  const stored = await storedIn(database)
  const guids = new Set(attempts.map(({ guid }) => guid))
  const answers = wrongAnswers(sandbox, asked)
  const warnings = new Map<string, number>()
  for (const line of logs) {
    const kind = warningIn(line)
    if (kind !== null) warnings.set(kind, (warnings.get(kind) ?? 0) + 1)
  }
  return {
    endState: endStateOf(sandbox, pads),
    kills: running.kills,
    deliveries: guids.size,
    missed: attempts.filter(({ redelivery, status }) => !redelivery && (status === null || status >= 300)).length,
    askedAgain: attempts.filter(({ redelivery }) => redelivery).length,
    lost: [...guids].filter((guid) => !stored.has(guid)).map((guid) => `never stored: ${guid}: ${statusesOf(running, guid)}`),
    undone: [...(await openWork(database)), ...answers.missing, ...(await staleCards(running, database))],
    repeated: answers.doubled,
    doubled: doubledIn(sandbox),
    restarts: running.restarts,
    warnings,
  }
}

function statusesOf({ sandbox }: Running, guid: string): string {
  const attempts = sandbox.webhooks.attempts().filter((one) => one.guid === guid)
  return attempts.map(({ status }) => status ?? 'no answer').join(', ')
}

/** What is remembered of the board is what is on it: each webhook led to a look. */
async function staleCards({ sandbox, script }: Running, database: Database): Promise<string[]> {
  const tools = { log: { info: () => {}, warn: () => {} }, clock: { now: () => new Date(script.phases.at(-1)?.now ?? '') } }
  const snapshot = await createDatabaseSnapshots(database, tools).latest({ owner: 'scs', number: 6 })
  const known = new Map(snapshot?.items.map((item) => [item.ref?.toLowerCase(), item]))
  const cards = [...(sandbox.world.boards.get('scs/6')?.cards ?? [])]
  return cards.flatMap(({ content }) => {
    if (content.kind === 'DraftIssue') return []
    const ref = `${content.repository.nameWithOwner}#${content.number}`.toLowerCase()
    const item = known.get(ref)
    const [found, wanted] = [
      { title: item?.title, labels: [...(item?.labels ?? [])].sort(), assignees: [...(item?.assignees ?? [])].sort() },
      {
        title: content.title,
        labels: content.labels.map(({ name }) => name).sort(),
        assignees: content.assignees.map(({ login }) => login).sort(),
      },
    ]
    return JSON.stringify(found) === JSON.stringify(wanted)
      ? []
      : [`${ref} is remembered as ${JSON.stringify(found)}, not ${JSON.stringify(wanted)}`]
  })
}

function warningIn(line: string): string | null {
  if (!line.startsWith('{')) return line.slice(0, 100)
  const { level, msg = '' } = JSON.parse(line) as { level?: unknown; msg?: string }
  return level === 'warn' || level === 'error' || Number(level) >= 40 ? msg.replaceAll(/\d+/g, 'N').slice(0, 100) : null
}
