/** `start`: the server. Webhooks, the clock, health; SIGTERM lets running work finish. */
import type { Command } from 'commander'
import { sprintApp } from '../../app.ts'
import { errorFacts, UserError } from '../../errors.ts'
import { createMetrics } from '../../metrics.ts'
import type { Clock, Log } from '../../ports.ts'
import { usualPace } from '../../server/delivery-worker.ts'
import { startServer } from '../../server.ts'
import { createService, type Later, type Service } from '../../service/service.ts'
import {
  asLog,
  createWiring,
  openServerStore,
  readEnvironment,
  readServerEnvironment,
  type ServerStore,
  safeLogOptions,
} from '../../wiring.ts'
import { type CommonOptions, commandOf } from '../command.ts'
import type { Shell } from '../shell.ts'

/** Edits are collected until it has been quiet for a minute, and never longer than five. */
const DEBOUNCE = { quietMs: 60_000, maxMs: 5 * 60_000 }
/** A sandbox is looked at, not lived with. */
const SANDBOX_DEBOUNCE = { quietMs: 300, maxMs: 2000 }
const SANDBOX_PACE = { pollMs: 300, firstMs: 500, mostMs: 5000 }
const CLOCK_MS = 30_000
/** For what no longer ends by itself when all is closed: 20 s are allowed, the server's stop takes up to 18. */
const LAST_MS = 1000
/** The server may wait for GitHub; nobody sits before it. */
const MAX_WAIT_SECONDS = 300

export function startCommand(shell: Shell): Command {
  return commandOf('start', 'the server: webhooks, schedule, health').action((options: CommonOptions) => serve(shell, options))
}

async function serve(shell: Shell, { config }: CommonOptions): Promise<void> {
  // Loaded here, so that no other command waits for them.
  const [{ pino }, { Probot }] = await Promise.all([import('pino'), import('probot')])
  const env = readEnvironment(shell.env)
  const server = readServerEnvironment(shell.env, env)
  if (env.credentials === null) {
    throw new UserError('The server: expected credentials of the app, found none. Set APP_ID with PRIVATE_KEY or PRIVATE_KEY_PATH.')
  }
  const logger = pino(safeLogOptions(server.logLevel), pino.destination({ fd: 1, sync: true }))
  const log = asLog(logger)
  const clock = { now: () => env.now ?? new Date() }
  const store = await openServerStore(env, { log, clock })
  const metrics = createMetrics()
  const wiring = createWiring(shell.env, {
    ...(config === undefined ? {} : { config }),
    log,
    store,
    isServer: true,
    maxWaitSeconds: MAX_WAIT_SECONDS,
  })
  const service = createService({ wiring, metrics, debounce: env.isLocal ? SANDBOX_DEBOUNCE : DEBOUNCE })
  // What is wrong with the configuration is told at the start, not by the first webhook.
  const settings = await service.settings()
  const probot = new Probot({
    ...(env.credentials.kind === 'app'
      ? { appId: env.credentials.appId, privateKey: env.credentials.privateKey }
      : { githubToken: env.credentials.token }),
    secret: server.webhookSecret,
    log: logger,
  })
  await probot.load(sprintApp(service))
  const ready = async () => {
    await service.settings()
    await store.ping()
  }
  const drain = async () => void (await Promise.all([theClock.stop(), service.drain()]))
  const pace = env.isLocal ? SANDBOX_PACE : usualPace
  const { deliveries } = store
  const running = await startServer({ probot, log, metrics, ready, deliveries, scheduled: service.scheduled, pace, drain }, server)
  const theClock = createClock(service, store, running.later, clock, log)
  log.info(`Listening on http://${server.host}:${running.port} for ${settings.organization}. Configuration: ${settings.source}.`)
  theClock.start()
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve())
  })
  log.info('Stopping: no new work, what runs is finished.')
  // What does not end in time is taken up at the next start: its delivery is unfinished.
  await running.stop()
  setTimeout(() => process.exit(), LAST_MS).unref()
  await store.close()
  log.info('Stopped.')
}

/**
 * Looks at the clock now and every half minute; what fell into a time without a server is caught up. What is due is kept
 * before the look is noted: several servers keep the same work once, and it is done until it succeeds.
 */
function createClock(
  service: Service,
  store: ServerStore,
  later: Later,
  clock: Clock,
  log: Log,
): { readonly start: () => void; readonly stop: () => Promise<void> } {
  let timer: NodeJS.Timeout | null = null
  let looking: Promise<void> = Promise.resolve()
  let busy = false
  const look = async () => {
    const now = clock.now()
    const last = (await store.lastLook()) ?? now
    if (last < now) await service.lookAtTheClock(last, now, later)
    await store.looked(now)
  }
  const tick = () => {
    if (busy) return
    busy = true
    looking = look()
      .catch((error: unknown) => log.warn('A look at the clock failed.', { error: errorFacts(error) }))
      .finally(() => {
        busy = false
      })
  }
  return {
    start: () => {
      tick()
      timer = setInterval(tick, CLOCK_MS)
    },
    stop: async () => {
      if (timer) clearInterval(timer)
      await looking
    },
  }
}
