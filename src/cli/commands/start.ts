/** `start`: runs the server with webhooks, schedule and health checks. On SIGTERM, running work is finished. */
import type { Command } from 'commander'
import type { Logger } from 'pino'
import { sprintApp } from '../../app.ts'
import { TryAgainError } from '../../errors.ts'
import type { Delivery } from '../../ports/jobs.ts'
import type { Metrics } from '../../ports/metrics.ts'
import type { Clock, Log } from '../../ports.ts'
import { createJobWorker, GATHER_MS, usualPace } from '../../server/job-worker.ts'
import { startServer } from '../../server.ts'
import { jobWork } from '../../service/job-work.ts'
import { createService } from '../../service/service.ts'
import { createSiteJobs } from '../../service/site-jobs.ts'
import { askForMissed } from '../../service/webhooks/ask-for-missed.ts'
import { listUnconfigured } from '../../settings/list-unconfigured.ts'
import type { Settings } from '../../settings/settings.ts'
import {
  type AnsweringThread,
  asLog,
  createWiring,
  databaseErrorInWords,
  type OpenedStore,
  openAnswering,
  openMetrics,
  openServerStore,
  readEnvironment,
  readServerEnvironment,
  safeLogOptions,
} from '../../wiring.ts'
import { type CommonOptions, commandOf } from '../command-context.ts'
import { cannotListen } from '../listening.ts'
import { registerApp } from '../register-app.ts'
import type { Shell } from '../shell.ts'

/** Edits are collected until it has been quiet for a minute, and never longer than five. */
const DEBOUNCE = { quietMs: 60_000, maxMs: 5 * 60_000 }
/** People who try the sandbox want to see what an edit leads to right away. */
const SANDBOX_DEBOUNCE = { quietMs: 300, maxMs: 2000 }
const SANDBOX_PACE = { pollMs: 300, mostMs: 1000, gatherMs: GATHER_MS }
/** 20 s are allowed to stop, of which the work that is finished takes up to 18. */
const CLOSE_MS = 1000
/** A thread says within as long why it ended. */
const REASON_MS = 500
/** The server may wait for GitHub longer than a command that a person started. */
const MAX_WAIT_SECONDS = 300
/** Not at the start: whoever looks after the server wants to know soon, and starts it again. */
const START_MS = 60_000

type StartOptions = CommonOptions & { readonly organization?: string }

export function startCommand(shell: Shell): Command {
  return commandOf('start', 'start the server: webhooks, schedule, health checks; without credentials, first register the GitHub App')
    .option('--organization <name>', 'organization that the registration page suggests (default: the one in sprint.yml)')
    .action(async (options: StartOptions) => {
      if (readEnvironment(shell.env).credentials !== null) return serve(shell, options)
      const registered = await registerApp(shell, options)
      if (registered !== null) await serve({ ...shell, env: { ...shell.env, ...registered.variables } }, options)
      else shell.leave?.()
    })
}

/**
 * The configuration comes first: a server that cannot work opens nothing, and ends with an exit code (1: a person must
 * fix it; 3: GitHub or the database did not answer, start it again). Whatever happens, the store is closed.
 */
async function serve(shell: Shell, options: CommonOptions): Promise<void> {
  const env = readEnvironment(shell.env)
  const server = readServerEnvironment(shell.env, env)
  // Loaded here, so that no other command waits for it.
  const { pino } = await import('pino')
  const logger = pino(safeLogOptions(server.logLevel), pino.destination({ fd: 1, sync: true }))
  const debounce = env.isLocal ? SANDBOX_DEBOUNCE : DEBOUNCE
  const metrics = await openMetrics()
  const parts = { env, server, logger, log: asLog(logger), metrics, clock: { now: () => env.now ?? new Date() }, debounce }
  const answering = openAnswering()
  try {
    const settings = await readAtStart(shell, options, parts)
    const store = await openServerStore(env, parts)
    try {
      await listen(shell, options, { ...parts, settings, store, answering })
    } catch (error) {
      throw await reasonOf(error, store)
    } finally {
      await atMost(CLOSE_MS, store.close())
    }
  } catch (error) {
    throw databaseErrorInWords(error) ?? error
  } finally {
    await answering.end()
    shell.leave?.()
  }
  parts.log.info('Stopped.')
}

/** A database that ends breaks its connections first: what was asked fails before the reason is known. */
async function reasonOf(error: unknown, store: OpenedStore): Promise<unknown> {
  if (databaseErrorInWords(error) === null) return error
  const known = store.failed.catch((reason: unknown) => reason)
  return Promise.race([known, new Promise((late) => setTimeout(late, REASON_MS, error).unref())])
}

async function atMost(ms: number, task: Promise<void>): Promise<void> {
  await Promise.race([task, new Promise((late) => setTimeout(late, ms).unref())])
}

type Parts = {
  readonly env: ReturnType<typeof readEnvironment>
  readonly server: ReturnType<typeof readServerEnvironment>
  readonly logger: Logger
  readonly log: Log
  readonly metrics: Metrics
  readonly clock: Clock
  readonly debounce: { readonly quietMs: number; readonly maxMs: number }
}

/** Reports an invalid configuration at the start, not with the first webhook. */
async function readAtStart(shell: Shell, { config }: CommonOptions, { log, metrics }: Parts): Promise<Settings> {
  const wiring = createWiring(shell.env, { ...(config === undefined ? {} : { config }), log, metrics, isServer: true })
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    const told = () => reject(new TryAgainError(`GitHub did not return the configuration within ${START_MS / 1000} s.`))
    timer = setTimeout(told, START_MS)
  })
  return Promise.race([wiring.settings(), late]).finally(() => clearTimeout(timer))
}

/** Runs until a signal asks it to stop, and then until running work has ended. */
async function listen(
  shell: Shell,
  { config }: CommonOptions,
  {
    env,
    server,
    logger,
    log,
    metrics,
    clock,
    debounce,
    settings,
    store,
    answering,
  }: Parts & { readonly settings: Settings; readonly store: OpenedStore; readonly answering: AnsweringThread },
): Promise<void> {
  const { Probot } = await import('probot')
  const wiring = createWiring(shell.env, {
    ...(config === undefined ? {} : { config }),
    log,
    metrics,
    store,
    isServer: true,
    maxWaitSeconds: MAX_WAIT_SECONDS,
  })
  const siteJobs = createSiteJobs({
    make: async (signal) => {
      const current = await service.settings()
      return current.enabled ? wiring.sitePages(current, signal) : null
    },
    publish: answering.pages.replace,
    without: answering.pages.without,
    ...{ log, metrics, debounce },
  })
  const service = createService({
    ports: wiring,
    metrics,
    lookAgain: store.lookAgain,
    jobs: store.jobs,
    ran: siteJobs.changed,
  })
  const probot = new Probot({ ...credentialsOf(env), secret: server.webhookSecret, log: logger })
  await probot.load(sprintApp(service))
  const ready = async () => {
    await service.settings()
    await store.ping()
  }
  const receive = ({ id, event, body }: Delivery) => probot.receive({ id, name: event as 'issues', payload: JSON.parse(body) })
  const hooks = wiring.hookDeliveries()
  const askAgain = () => askForMissed({ hooks, deliveries: store.deliveries, marks: store.marks, claims: wiring.claims, clock, log })
  const { lookAgain, times, deliveries } = store
  const work = jobWork({ service, receive, bodyOf: deliveries.body, lookAgain, times, askForMissed: askAgain, clock, log })
  const worker = createJobWorker(store.jobs, { work, log, metrics, pace: env.isLocal ? SANDBOX_PACE : usualPace })
  const setUp = { webhookSecret: server.webhookSecret, database: store.place(), now: env.now?.toISOString() ?? null }
  const parts = { answer: answering.answerFor(setUp), log, metrics, ready, worker, drain: siteJobs.stop }
  // Before it listens: whoever reads that it does may ask it to stop at once.
  const stopAsked = new Promise<void>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve())
  })
  const running = await startServer(parts, server).catch((error: unknown) => {
    throw cannotListen(error, server)
  })
  log.info(`Listening on http://${server.host}:${running.port} for ${settings.organization}. Configuration: ${settings.source}.`)
  for (const { what, told } of listUnconfigured(settings)) log.info(`Off: ${what}: ${told}`)
  if (hooks === null) log.info('Off: webhooks that never arrived: only with APP_ID and a private key can GitHub be asked for them.')
  await store.jobs.add('tick')
  await store.jobs.add('missed-deliveries')
  siteJobs.start()
  await Promise.race([stopAsked, answering.failed, store.failed])
  log.info('Stopping: finishing running work, accepting no new work.')
  // What does not end in time is taken up at the next start: its delivery is unfinished.
  await running.stop()
  await atMost(CLOSE_MS, wiring.keepUsage())
}

function credentialsOf({ credentials }: Parts['env']): { appId: string; privateKey: string } | { githubToken: string } {
  if (credentials?.kind === 'app') return { appId: credentials.appId, privateKey: credentials.privateKey }
  return { githubToken: credentials?.token ?? '' }
}
