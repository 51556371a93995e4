/** Three servers on one database under load; one of them dies and never comes back. */
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { buildIfStale } from '../../fresh-build.ts'
import { postgresServer } from '../../postgres.ts'
import { type Part, type Row, told } from '../part.ts'
import { type Played, play, type Running, type Script } from './campaign.ts'
import { failuresOf, figuresOf } from './figures.ts'
import { longScript, undisturbedRounds } from './kills.ts'
import type { Slot } from './servers.ts'

const SERVERS = 3
const SPELLS = 20
/** So many jobs run when one of the servers dies, or so long has passed. */
const LEAST_RUNNING = 3
const LONGEST_WAIT_MS = 20_000
/** A server renews what it holds more often: what was not renewed for so long was the dead one's. */
const RENEWED_WITHIN_MS = 15_000
const GOAL_SECONDS = 60

/** Seconds from the death of a server until another one had each of its jobs. */
export type TakenOver = { readonly seconds: readonly number[]; readonly left: number }

export const replicasPart: Part = {
  name: 'replicas',
  title: 'Three servers on one PostgreSQL, of which one dies',
  run: async ({ print, until }) => {
    if (postgresServer === null) return { did: 'PostgreSQL was not at hand: nothing was done.', rows: [], failures: [] }
    buildIfStale()
    const long = longScript(until)
    const script: Script = {
      ...{ ...long, servers: SERVERS, postgres: postgresServer, print },
      rounds: undisturbedRounds(SPELLS),
    }
    const undisturbed = await play(script)
    print(`undisturbed: ${undisturbed.seconds} s`)
    const { played, taken } = await withOneDeath(script)
    return {
      did: `${long.deliveries} webhooks, ${long.perSecond} a second, to ${SERVERS} servers as processes on one PostgreSQL, in turn; one is killed with SIGKILL while jobs run, and never started again. Commands, changes and scheduled work as in the part \`kills\`. Between the two days the others are restarted one after the other, as for an update.`,
      rows: [...figuresOf('Three servers', played, undisturbed), ...takeOverRows(taken)],
      failures: [...failuresOf('Undisturbed', undisturbed, undisturbed), ...failuresOf('Three servers', played, undisturbed)],
    }
  },
}

export async function withOneDeath(script: Script): Promise<{ readonly played: Played; readonly taken: TakenOver }> {
  let taken: TakenOver = { seconds: [], left: 0 }
  const beside = async (running: Running) => {
    taken = await killOne(running)
  }
  const played = await play({ ...script, beside })
  return { played, taken }
}

function takeOverRows({ seconds, left }: TakenOver): readonly Row[] {
  const longest = Math.max(0, ...seconds)
  return [
    told('Jobs that the dead server held', seconds.length + left),
    {
      what: 'Seconds until other servers had taken over all of them',
      found: left > 0 ? `${left} were not` : longest.toFixed(1),
      goal: `at most ${GOAL_SECONDS}`,
      isMet: left === 0 && seconds.length > 0 && longest <= GOAL_SECONDS,
    },
  ]
}

/** Then the campaign says that it saw no takeover. */
const MOST_TIMES = 8

type Held = { readonly id: string; readonly retries: number; readonly renewedAgo: number }

/** Kills one for good while it has jobs: which server has one is seen only afterwards, so one that had none starts again. */
async function killOne(running: Running): Promise<TakenOver> {
  const [victim] = running.slots
  const [phase] = running.script.phases
  if (victim === undefined || phase === undefined) throw new Error('There is no server to kill.')
  for (let time = 1; ; time++) {
    const taken = await killAndWatch(running, victim)
    if (taken.seconds.length + taken.left > 0 || time === MOST_TIMES) {
      running.gone.add(victim)
      return taken
    }
    await victim.start(running.envAt(phase.now))
  }
}

/** Waits until all have work, kills one, and watches what becomes of the jobs that ran in this moment. */
async function killAndWatch(running: Running, victim: Slot): Promise<TakenOver> {
  const { databaseUrl } = running
  const client = new pg.Client({ connectionString: databaseUrl ?? '' })
  await client.connect()
  try {
    const held = async (): Promise<readonly Held[]> => {
      const { rows } = await client.query(`select id::text, retry_count as retries,
        (extract(epoch from now() - started_on) * 1000)::int as "renewedAgo"
        from pgboss.job where state = 'active' and name in ('delivery', 'look-again', 'scheduled')`)
      return rows
    }
    const start = performance.now()
    let before = await held().catch(() => [])
    while (before.length < LEAST_RUNNING && performance.now() - start < LONGEST_WAIT_MS) {
      await pause(100)
      before = await held().catch(() => [])
    }
    await victim.kill()
    running.kills++
    return await watch(before, held)
  } finally {
    await client.end()
  }
}

async function watch(before: readonly Held[], held: () => Promise<readonly Held[]>): Promise<TakenOver> {
  const died = performance.now()
  const waiting = new Map(before.map((job) => [job.id, job]))
  const seconds: number[] = []
  while (waiting.size > 0 && performance.now() - died < 3 * GOAL_SECONDS * 1000) {
    const sinceDeath = performance.now() - died
    const now = new Map((await held()).map((job) => [job.id, job]))
    for (const [id, { retries }] of waiting) {
      const job = now.get(id)
      const isSame = job?.retries === retries
      // Renewed after the death: another server has it, and had it before.
      if (isSame && sinceDeath > job.renewedAgo + 1000) waiting.delete(id)
      if (isSame) continue
      waiting.delete(id)
      // What ended sooner was a living server's.
      if (sinceDeath > RENEWED_WITHIN_MS) seconds.push(sinceDeath / 1000)
    }
    await pause(200)
  }
  return { seconds, left: waiting.size }
}
