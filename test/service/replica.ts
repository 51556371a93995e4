/** A server as `start` makes it, in this process: several of them on one database are replicas. */
import { pino } from 'pino'
import { Probot } from 'probot'
import { createMetrics } from '../../src/adapters/metrics/metrics.ts'
import type { Database } from '../../src/adapters/store/database/database.ts'
import { noteRestore } from '../../src/adapters/store/database/marks.ts'
import { sprintApp } from '../../src/app.ts'
import type { Delivery } from '../../src/ports/jobs.ts'
import { startAnswering } from '../../src/server/answering.ts'
import { createJobWorker } from '../../src/server/job-worker.ts'
import { createSitePages } from '../../src/server/pages.ts'
import { startServer } from '../../src/server.ts'
import { jobWork } from '../../src/service/job-work.ts'
import { createService } from '../../src/service/service.ts'
import { askForMissed } from '../../src/service/webhooks/ask-for-missed.ts'
import { createWiring, serverStoreIn } from '../../src/wiring.ts'
import { aFolder } from '../cli/terminal.ts'
import type { Sandbox } from '../sandbox/github.ts'

const POLL_MS = 50

export type Replica = Awaited<ReturnType<typeof aReplica>>

type Given = { sandbox: Sandbox; database: Database; now: () => Date; config: string; quietMs?: number; pollMs?: number }

export async function aReplica({ sandbox, database, now, config, quietMs = 20, pollMs = POLL_MS }: Given) {
  const told: string[] = []
  const log = {
    info: (message: string) => void told.push(message),
    warn: (message: string, facts?: object) => void told.push(`${message} ${JSON.stringify(facts ?? {})}`),
  }
  const clock = { now }
  const stored = await serverStoreIn(
    { ...database, close: async () => {} },
    { log, clock, debounce: { quietMs, maxMs: 5 * quietMs }, keepsTime: false },
  )
  let picturesRead = 0
  const latest: typeof stored.snapshots.latest = (...args) => {
    picturesRead++
    return stored.snapshots.latest(...args)
  }
  const store = { ...stored, snapshots: { ...stored.snapshots, latest } }
  const env = { ...sandbox.env, DATA_DIR: aFolder(), SPRINT_CONFIG: config }
  const wiring = createWiring(env, { log, clock, store, isServer: true, attempts: { retryUnitMs: 1 } })
  const metrics = createMetrics()
  const service = createService({ ports: wiring, metrics, lookAgain: store.lookAgain })
  const probot = new Probot({
    appId: Number(sandbox.env.APP_ID),
    privateKey: sandbox.env.PRIVATE_KEY,
    secret: sandbox.env.WEBHOOK_SECRET,
    log: pino({ level: 'silent' }),
  })
  await probot.load(sprintApp(service))
  const receive = ({ id, event, body }: Delivery) => probot.receive({ id, name: event as 'issues', payload: JSON.parse(body) })
  const { lookAgain, times, deliveries, marks } = store
  const hooks = wiring.hookDeliveries()
  const missed = () => askForMissed({ hooks, deliveries, marks, claims: wiring.claims, clock, log })
  const worker = createJobWorker(store.jobs, {
    work: jobWork({ service, receive, bodyOf: deliveries.body, lookAgain, times, askForMissed: missed, clock, log }),
    log,
    metrics,
    pace: { pollMs, mostMs: 300, gatherMs: 0 },
  })
  const verify = (body: string, signature: string) => probot.webhooks.verify(body, signature)
  const server = await startServer(
    {
      answer: (rest, listen) => startAnswering({ ...rest, verify, site: createSitePages(), deliveries }, listen),
      ...{ log, metrics, ready: store.ping, worker, drain: async () => {} },
    },
    { port: 0, host: '127.0.0.1' },
  )
  /** A look at the clock at `to`, after one at `from`. `began`: nothing is due for meetings that were over by then. */
  const look = async (from: Date, to: Date, began?: Date) => {
    const { work: due } = await service.dueBetween(from, to, began)
    await times.looked(
      to,
      due.map((work) => ({ id: JSON.stringify(work), at: work.at, work })),
    )
    worker.poke()
  }
  const stop = async (graceMs?: number) => {
    await server.stop(graceMs)
    await store.close()
  }
  const askAgain = async () => {
    await store.jobs.add('missed-deliveries')
    worker.poke()
  }
  return {
    askAgain,
    restored: () => noteRestore(database.db, now()),
    url: `http://127.0.0.1:${server.port}/api/github/webhooks`,
    told,
    stop,
    look,
    picturesRead: () => picturesRead,
  }
}
