/** Creates the real adapters from the environment, only when they are needed. The only file that knows both use cases and adapters. */
import { createChat } from './adapters/chat/chat.ts'
import { isCi, isPublicRun, readEnvironment, readServerEnvironment, type Variables } from './adapters/environment.ts'
import { expandFolder, readText, textIfThere, writeText } from './adapters/files/files.ts'
import { folderArchive } from './adapters/files/folder-archive.ts'
import { gitOrigin } from './adapters/files/git-origin.ts'
import { packageVersion, programStamp, startingCommand } from './adapters/files/package-version.ts'
import { type AccessOptions, createAccess } from './adapters/github/client/access.ts'
import type { InstalledAccess } from './adapters/github/client/client.ts'
import { createRepositoryArchive } from './adapters/github/minutes/repository-archive.ts'
import { countedPad, measuredSnapshots, measureRequest, noMetrics } from './adapters/metrics/measured.ts'
import { createUsageMeter } from './adapters/metrics/usage-meter.ts'
import { padTokensOf } from './adapters/pads/fetching/pad-tokens.ts'
import { createPadWriter } from './adapters/pads/pad-writer.ts'
import { siteAssets } from './adapters/site/site-assets.ts'
import { inSiteFolder } from './adapters/site/site-folder.ts'
import { usageInMemory } from './adapters/store/add-usage.ts'
import { keepIfPossible, noteIfPossible, rememberIfPossible } from './adapters/store/best-effort.ts'
import type { ServerStore } from './adapters/store/database/server-store.ts'
import { createJsonAuditLog } from './adapters/store/files/json-audit.ts'
import { createJsonCommentMemory } from './adapters/store/files/json-comments.ts'
import { createJsonRunTimes } from './adapters/store/files/json-run-times.ts'
import { createJsonSnapshotStore } from './adapters/store/files/json-snapshots.ts'
import { writePrivate } from './adapters/store/files/private-files.ts'
import { createMemoryKeeper } from './adapters/store/memory-keeper.ts'
import { parseSnapshot } from './adapters/store/snapshot-schema.ts'
import { ownTemplates } from './adapters/templates/own-templates.ts'
import { type AnsweringThread, openAnsweringThread } from './adapters/threads/answering-thread.ts'
import { createSiteMemory, makeSiteApart } from './adapters/threads/site-thread.ts'
import { isUntouchedAgenda } from './minutes/agenda/agenda-marker.ts'
import { requirePublishable } from './minutes/privacy/require-publishable.ts'
import type { ApplyPorts, AppPorts, CalendarPorts, Environment, FilePorts, GithubPorts, SitePorts, StorePorts } from './ports/app-ports.ts'
import type { Metrics } from './ports/metrics.ts'
import type { Clock, Log } from './ports.ts'
import type { Settings } from './settings/settings.ts'
import { minutesWithFiles } from './usecases/minutes/read-minutes-file.ts'
import { readSiteMeetings } from './usecases/read-meeting-plan.ts'
import { createCalendarPorts } from './wiring/calendar-ports.ts'
import { createGithubPorts, lazyComments, lazyRepairs, requireAccess } from './wiring/github-ports.ts'
import { createSettingsPorts } from './wiring/settings-ports.ts'
import { createTextPorts } from './wiring/text-ports.ts'

export { withEnvFile } from './adapters/files/env-file.ts'
export { requestErrorInWords } from './adapters/github/client/errors.ts'
export { asLog, safeLogOptions } from './adapters/log.ts'
export { databaseErrorInWords } from './adapters/store/database/database-errors.ts'
export { type OpenedStore, openServerStore, serverStoreIn } from './adapters/store/database/server-store.ts'

/** What a server counts, with the metrics of its process. Loaded here, so that no other command waits for it. */
export async function openMetrics(): Promise<Metrics> {
  const { createMetrics } = await import('./adapters/metrics/metrics.ts')
  return createMetrics({ ofProcess: true })
}

/** The thread that answers requests. It loads its code meanwhile. */
export function openAnswering(): AnsweringThread {
  return openAnsweringThread(ANSWERING_WORKER)
}

export { createRegistrationPorts, type RegistrationPorts } from './wiring/registration-ports.ts'
export type { AnsweringThread, Variables }
export { isCi, isPublicRun, packageVersion, readEnvironment, readServerEnvironment }

export type WiringOptions = {
  /** `--config`: goes before SPRINT_CONFIG. */
  readonly config?: string
  readonly log: Log
  readonly readStdin?: () => Promise<Uint8Array>
  /** In place of the real one (or SPRINT_NOW). */
  readonly clock?: Clock
  /** In place of JSON files in DATA_DIR: the server's database. */
  readonly store?: Pick<ServerStore, 'snapshots' | 'audit' | 'memory' | 'claims'> & Partial<Pick<ServerStore, 'usage'>>
  /** Without SPRINT_CONFIG look for `.github/sprint.yml` in the repository of the minutes of where the app is installed. */
  readonly isServer?: boolean
  /** `--apply`: without it, nothing but the board is kept. */
  readonly applies?: boolean
  /** Longest wait for one of GitHub's limits, in seconds: a person waits less long than a server. */
  readonly maxWaitSeconds?: number
  /** Where a server counts what it does. */
  readonly metrics?: Metrics
  /** How requests to GitHub are tried again, in place of the usual times. */
  readonly attempts?: GitHubAttempts
}

export type GitHubAttempts = Pick<AccessOptions, 'timeoutSeconds' | 'retryUnitMs' | 'patience'>

/** GitHub asks for a second between two writes. */
const WRITE_PAUSE_MS = 1000
const USER_AGENT = 'scs-sprint'
/** Built or as source, like this file. */
const ENDING = import.meta.url.endsWith('.ts') ? '.ts' : '.js'
const READING_WORKER = new URL(`./reading-worker${ENDING}`, import.meta.url)
const ANSWERING_WORKER = new URL(`./answering-worker${ENDING}`, import.meta.url)
const SITE_WORKER = new URL(`./site-worker${ENDING}`, import.meta.url)

export function createWiring(variables: Variables, options: WiringOptions): AppPorts {
  const { config, log, readStdin, isServer = false, applies = false, maxWaitSeconds = 60, metrics = noMetrics, attempts = {} } = options
  const env = readEnvironment(variables)
  const clock: Clock = options.clock ?? { now: () => env.now ?? new Date() }
  const usage = createUsageMeter(options.store?.usage ?? usageInMemory(), { clock, log })
  const sent: AccessOptions['sent'] = (request) => {
    measureRequest(metrics, request)
    usage.add(request)
  }
  const { baseUrl, isLocal } = env
  const access: InstalledAccess | null = env.credentials
    ? createAccess(env.credentials, { baseUrl, github: env.github, userAgent: USER_AGENT, log, maxWaitSeconds, isLocal, sent, ...attempts })
    : null
  const context: Context = { variables, env, clock, log, access, metrics }
  const github = createGithubPorts(access, context)
  const store = storePorts(context, options.store)
  const calendars = createCalendarPorts({ env, access, clock, log, keeps: isServer || applies })
  return {
    env,
    clock,
    log,
    githubUsage: usage.days,
    keepUsage: usage.keep,
    ...github,
    ...store,
    ...filePorts,
    ...createTextPorts({ variables, access, github: env.github, isLocal, readStdin, worker: READING_WORKER, metrics }),
    ...createSettingsPorts({ named: config, variable: env.config, access, workflowOf: env.workflowOf, github: env.github, isServer }),
    ...calendars,
    chat: () => createChat({ variables, allowLoopback: isLocal }),
    ...sitePorts(context, github, { ...store, ...calendars }),
    applyPorts: (settings) => applyPorts(context, { ...github, ...store }, settings),
  }
}

type Context = {
  readonly variables: Variables
  readonly env: Environment
  readonly clock: Clock
  readonly log: Log
  readonly access: InstalledAccess | null
  readonly metrics: Metrics
}

function storePorts({ env, clock, log, metrics }: Context, store: WiringOptions['store']): StorePorts {
  const files = createJsonSnapshotStore(env.dataDir, { log, clock })
  return {
    // A server's run that could not keep its board fails, and is made again.
    snapshots: store ? measuredSnapshots(store.snapshots, metrics) : keepIfPossible(files, log),
    snapshotFiles: files,
    audit: noteIfPossible(store?.audit ?? createJsonAuditLog(env.dataDir, log), log),
    memory: rememberIfPossible(store?.memory ?? createJsonCommentMemory(env.dataDir, log), log),
    // One command at a time works on JSON files: there is nobody to take turns with.
    claims: store?.claims ?? { alone: (_names, task) => task(), once: (_name, task) => task(), paced: (_name, _pauseMs, task) => task() },
    memoryKeeper: createMemoryKeeper(env, { log, clock }),
    runTimes: createJsonRunTimes(env.dataDir, log),
  }
}

const filePorts: FilePorts = {
  readText,
  textIfThere,
  minutesFolder: folderArchive,
  gitOrigin,
  startingCommand: () => startingCommand(process.cwd()),
  writeText: async (path, text) => {
    requirePublishable(text)
    await writeText(path, text)
  },
  writeBytes: writeText,
  writePrivate,
  expandFolder,
  parseSnapshot,
  snapshotFrom: async (path) => parseSnapshot(await readText(path, 'a saved board'), path),
}

function sitePorts({ access, clock, log }: Context, github: GithubPorts, { snapshots, calendar }: StorePorts & CalendarPorts): SitePorts {
  const memory = createSiteMemory()
  return {
    inSiteFolder,
    siteAssets,
    programStamp,
    sitePages: async (settings, signal) => {
      const { repository, branch } = settings.minutes
      const archive = createRepositoryArchive(requireAccess(access, repository), repository, branch)
      const meetings = await readSiteMeetings({ calendar, clock }, settings)
      const task = { settings, meetings, now: clock.now().toISOString(), stamp: programStamp(), templates: await ownTemplates(archive, '') }
      const ports = { archive, snapshots, pulls: minutesWithFiles(github, repository), members: github.members() }
      return makeSiteApart(task, { ...ports, memory, log: { warn: async (message) => log.warn(message) } }, { worker: SITE_WORKER, signal })
    },
  }
}

type Written = Pick<GithubPorts, 'boardStatus' | 'comments' | 'epicRepairs' | 'minutesPulls' | 'minutesRepository' | 'ownIssues'> &
  Pick<StorePorts, 'memory' | 'audit' | 'claims'>

function applyPorts(
  { variables, env, clock, metrics }: Context,
  { boardStatus, comments, epicRepairs, minutesPulls, minutesRepository, ownIssues, memory, audit, claims }: Written,
  settings: Settings,
): ApplyPorts {
  const { hosts } = settings.pads
  const pads = createPadWriter({
    hosts,
    tokenOf: padTokensOf(variables),
    allowLoopback: env.isLocal,
    isUntouched: isUntouchedAgenda,
  })
  return {
    comments: lazyComments(comments),
    memory,
    minutes: async (repository) => minutesRepository(repository),
    issues: ownIssues,
    repairs: lazyRepairs(() => epicRepairs(settings)),
    pulls: minutesPulls,
    status: () => boardStatus(settings),
    chat: async (message) => {
      const chat = createChat({ variables, allowLoopback: env.isLocal })
      if (chat === null) throw new Error('No chat is named in the environment.')
      await chat.send(message)
    },
    pads: {
      write: (location, text) => countedPad({ location, hosts, operation: 'write', metrics }, () => pads.write(location, text)),
    },
    pause: () => new Promise((resolve) => setTimeout(resolve, env.isLocal ? 0 : WRITE_PAUSE_MS)),
    inTurn: (owner, write) => claims.paced(`write:${owner.toLowerCase()}`, env.isLocal ? 0 : WRITE_PAUSE_MS, write),
    record: async (entry) => audit.record({ at: clock.now().toISOString(), ...entry }),
  }
}
