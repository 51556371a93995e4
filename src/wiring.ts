/** Environment -> real adapters. The only file that sees both ends. What is not needed is not made. */
import { isPublicRun, readEnvironment, readServerEnvironment } from './adapters/environment.ts'
import { expandFolder, readText, writeText } from './adapters/files.ts'
import { folderArchive } from './adapters/folder-archive.ts'
import { boardMeanings } from './adapters/github/board/access-errors.ts'
import { createBoardSource, type LiveBoard } from './adapters/github/board/read-board.ts'
import { type AccessOptions, createAccess } from './adapters/github/client/access.ts'
import type { GitHubAccess, Identity, InstalledAccess } from './adapters/github/client/client.ts'
import { translateError } from './adapters/github/client/errors.ts'
import { createComments } from './adapters/github/comments/comments.ts'
import { createOwnIssues } from './adapters/github/comments/own-issues.ts'
import { createMembers } from './adapters/github/members.ts'
import { createMinutesRepository } from './adapters/github/minutes/minutes-repository.ts'
import { createRepositoryArchive } from './adapters/github/minutes/repository-archive.ts'
import { ownTemplates, pageTemplates, renderers } from './adapters/own-templates.ts'
import { packageVersion, programStamp } from './adapters/package-version.ts'
import { createPadSource } from './adapters/pads/pad-source.ts'
import { padTokensOf } from './adapters/pads/pad-tokens.ts'
import { createPadWriter } from './adapters/pads/pad-writer.ts'
import { inThread, type Screening, screenInTime, withReadingTime } from './adapters/pads/reading-thread.ts'
import { screenedArchive } from './adapters/screened-archive.ts'
import { findTokens } from './adapters/secret-rules.ts'
import { type SettingsText, settingsText, usualSettingsText } from './adapters/settings-source.ts'
import { siteAssets } from './adapters/site-assets.ts'
import { openSiteFolder } from './adapters/site-folder.ts'
import { keepIfPossible, noteIfPossible, rememberIfPossible } from './adapters/store/best-effort.ts'
import type { ServerStore } from './adapters/store/database/server-store.ts'
import { createJsonAuditLog } from './adapters/store/files/json-audit.ts'
import { createJsonCommentMemory } from './adapters/store/files/json-comments.ts'
import { createJsonSnapshotStore } from './adapters/store/files/json-snapshots.ts'
import { writePrivate } from './adapters/store/files/private-files.ts'
import { createMemoryKeeper } from './adapters/store/memory-keeper.ts'
import { parseSnapshot } from './adapters/store/snapshot-schema.ts'
import { createSiteMemory, listedOnce, makeSiteApart } from './adapters/threads/site-thread.ts'
import type { Snapshot } from './domain/board/board.ts'
import { UserError } from './errors.ts'
import { rules } from './hygiene/registry.ts'
import { isUntouchedAgenda } from './minutes/agenda/agenda-marker.ts'
import type {
  AuditLog,
  Claims,
  Clock,
  CommentMemory,
  Comments,
  Log,
  Members,
  MinutesArchive,
  MinutesRepository,
  OwnIssues,
  PackedFile,
  PadSource,
  People,
  Screen,
  SnapshotStore,
  Templates,
} from './ports.ts'
import { parseSettings } from './settings/parse.ts'
import type { BoardSettings, Settings } from './settings/settings.ts'
import type { ApplyPorts } from './usecases/apply-plan.ts'
import type { ComposedData } from './usecases/minutes/compose-minutes.ts'
import type { PrepareMinutesPorts } from './usecases/minutes/prepare-minutes.ts'
import { createScreen } from './usecases/minutes/screen-text.ts'
import { requirePublishable } from './usecases/require-publishable.ts'

export { requestErrorInWords } from './adapters/github/client/errors.ts'
export { asLog, safeLogOptions } from './adapters/log.ts'
export { createDebouncedQueue } from './adapters/queue/debounced.ts'
export { openServerStore, type ServerStore, serverStoreIn } from './adapters/store/database/server-store.ts'
export { isPublicRun, packageVersion, readEnvironment, readServerEnvironment }

export type Variables = Readonly<Record<string, string | undefined>>

export type WiringOptions = {
  /** `--config`: goes before SPRINT_CONFIG. */
  readonly config?: string
  readonly log: Log
  readonly readStdin?: () => Promise<Uint8Array>
  /** In place of the real one (or SPRINT_NOW). */
  readonly clock?: Clock
  /** In place of JSON files in DATA_DIR: the server's database. */
  readonly store?: Pick<ServerStore, 'snapshots' | 'audit' | 'memory' | 'claims'>
  /** Without SPRINT_CONFIG look for `.github/sprint.yml` in the repository of the minutes of where the app is installed. */
  readonly isServer?: boolean
  /** Longest wait for one of GitHub's limits, in seconds: a person waits less long than a server. */
  readonly maxWaitSeconds?: number
  /** How requests to GitHub are tried again, in place of the usual times. */
  readonly attempts?: GitHubAttempts
}

export type GitHubAttempts = Pick<AccessOptions, 'timeoutSeconds' | 'retryUnitMs' | 'patience'>

export type Wiring = ReturnType<typeof createWiring>

/** GitHub asks for a second between two writes. */
const WRITE_PAUSE_MS = 1000
const USER_AGENT = 'scs-sprint'
/** Built or as source, like this file. */
const ENDING = import.meta.url.endsWith('.ts') ? '.ts' : '.js'
const READING_WORKER = new URL(`./reading-worker${ENDING}`, import.meta.url)
const SITE_WORKER = new URL(`./site-worker${ENDING}`, import.meta.url)

export function createWiring(
  variables: Variables,
  { config, log, readStdin, store, clock: givenClock, isServer = false, maxWaitSeconds = 60, attempts = {} }: WiringOptions,
) {
  const env = readEnvironment(variables)
  const clock: Clock = givenClock ?? { now: () => env.now ?? new Date() }
  const access: InstalledAccess | null = env.credentials
    ? createAccess(env.credentials, { baseUrl: env.baseUrl, userAgent: USER_AGENT, log, maxWaitSeconds, isLocal: env.isLocal, ...attempts })
    : null
  const files = createJsonSnapshotStore(env.dataDir, { log, clock })
  // A server's run that could not keep its board fails, and is made again.
  const snapshots: SnapshotStore = store?.snapshots ?? keepIfPossible(files, log)
  const audit: AuditLog = noteIfPossible(store?.audit ?? createJsonAuditLog(env.dataDir, log), log)
  const memory: CommentMemory = rememberIfPossible(store?.memory ?? createJsonCommentMemory(env.dataDir, log), log)
  // One command at a time works on JSON files: there is nobody to take turns with.
  const claims: Claims = store?.claims ?? { alone: (_names, task) => task(), once: (_name, task) => task() }
  const siteMemory = createSiteMemory()
  const repositories = new Map<string, MinutesRepository>()
  let comments: (Comments & People) | null = null

  const granted = (what: string): InstalledAccess => {
    if (access) return access
    throw new UserError(
      `${what}: expected credentials for GitHub, found none. Set GITHUB_TOKEN, or APP_ID with PRIVATE_KEY or PRIVATE_KEY_PATH.`,
    )
  }
  const minutesRepository = (repository: string): MinutesRepository => {
    const known = repositories.get(repository)
    if (known) return known
    const made = createMinutesRepository(granted(repository), repository, clock)
    repositories.set(repository, made)
    return made
  }
  const ownIssues = (repository: string): OwnIssues => createOwnIssues(granted('Issues of the app'), repository, clock)
  const commentsOf = (): Comments & People => {
    comments ??= createComments(granted('Comments on epics'), clock)
    return comments
  }

  return {
    env,
    clock,
    log,
    access,
    snapshots,
    audit,
    memory,
    claims,
    isOnline: access !== null,
    /** Where a board that cannot be kept is an error: `sync` is there to keep it. */
    snapshotFiles: files,
    memoryKeeper: createMemoryKeeper(env, { log, clock }),
    readText,
    writeText: async (path: string, text: string): Promise<void> => {
      requirePublishable(text)
      await writeText(path, text)
    },
    writePrivate,
    /** Where pages go; throws UserError for a place that is not for them. */
    siteFolder: openSiteFolder,
    siteAssets,
    programStamp,
    /** The pages of what is merged and kept, made in a thread of their own; ended by `signal`. Nothing is written. */
    sitePages: async (settings: Settings, signal: AbortSignal): Promise<readonly PackedFile[]> => {
      const { repository, branch } = settings.minutes
      const archive = listedOnce(createRepositoryArchive(granted(repository), repository, branch))
      const task = { settings, now: clock.now().toISOString(), stamp: programStamp(), templates: await ownTemplates(archive, '') }
      const ports = { archive, snapshots, pulls: minutesRepository(repository), members: createMembers(granted('Members'), clock) }
      return makeSiteApart(task, { ...ports, memory: siteMemory }, { worker: SITE_WORKER, signal })
    },
    expandFolder,
    parseSnapshot,
    comments: commentsOf,
    members: (): Members => createMembers(granted('Members of the organisation'), clock),
    minutesRepository,
    ownIssues,
    identity: (): Promise<Identity> => granted('The author of commits').identity(),
    installations: () => granted('Installations of the app').installations(),
    settings: async ({ example = false }: { readonly example?: boolean } = {}): Promise<Settings> =>
      parsed(await settingsText({ named: config, variable: env.config, access, workflowOf: env.workflowOf, isServer, example })),
    /** The configuration of the usual places, for spellings alone: the example counts. null when there is none. */
    settingsIfThere: async (): Promise<Settings | null> => {
      const found = await usualSettingsText({ example: true })
      return found === null ? null : parsed(found)
    },
    settingsFrom: async (path: string): Promise<Settings> => parsed({ text: await readText(path, 'settings'), source: path }),
    boardSource: (settings: Settings): Promise<LiveBoard> => liveBoard(granted('The board'), settings, clock),
    snapshotFrom: async (path: string): Promise<Snapshot> => parseSnapshot(await readText(path, 'a saved board'), path),
    screen: screenOf,
    /** What they hold is screened before anything is made of it; `asTyped`: for tools that show a person their own file. */
    pads: (settings: Pick<Settings, 'pads' | 'privacy'>, { asTyped = false }: { readonly asTyped?: boolean } = {}): PadSource => {
      const source = createPadSource({
        hosts: settings.pads.hosts,
        tokenOf: padTokensOf(variables),
        allowLoopback: env.isLocal,
        ...(readStdin ? { readStdin } : {}),
      })
      return withReadingTime(source, { worker: READING_WORKER }, asTyped ? undefined : screeningOf(settings))
    },
    /** `folder`: minutes on this machine; else the branch of the repository, where there are credentials. Screened as pads are. */
    archive: (settings: Settings, folder?: string): MinutesArchive | null => {
      const screened = (archive: MinutesArchive) => screenedArchive(archive, screenOf(settings))
      if (folder !== undefined) return screened(folderArchive(folder))
      return access ? screened(createRepositoryArchive(access, settings.minutes.repository, settings.minutes.branch)) : null
    },
    /** Composes the minutes of a long pad in a thread of its own, with the time limit of pads. */
    composeApart:
      (archive: MinutesArchive | null, team: string): PrepareMinutesPorts['composeApart'] =>
      async (input) => {
        const templates = await ownTemplates(archive, team)
        const where = input.pad.source ?? 'The pad'
        return (await inThread({ kind: 'compose', input, templates }, where, { worker: READING_WORKER })) as ComposedData
      },
    templates: (archive: MinutesArchive | null, teams: readonly string[]): Promise<(team?: string) => Templates['render']> =>
      renderers(archive, teams),
    pageTemplates,
    applyPorts: (settings: Settings): ApplyPorts => ({
      comments: {
        // Made when the first comment is written: a plan of other writes needs no right to comment.
        ...lazyComments(commentsOf),
      },
      memory,
      minutes: async (repository) => minutesRepository(repository),
      issues: ownIssues,
      pads: createPadWriter({
        hosts: settings.pads.hosts,
        tokenOf: padTokensOf(variables),
        allowLoopback: env.isLocal,
        isUntouched: isUntouchedAgenda,
      }),
      pause: () => new Promise((resolve) => setTimeout(resolve, env.isLocal ? 0 : WRITE_PAUSE_MS)),
      record: async (entry) => audit.record({ at: clock.now().toISOString(), ...entry }),
    }),
  }
}

function screeningOf({ privacy }: Pick<Settings, 'privacy'>): Screening {
  return { screen: createScreen(findTokens, privacy), privacy }
}

function screenOf(settings: Pick<Settings, 'privacy'>): Screen {
  return screenInTime(screeningOf(settings), { worker: READING_WORKER })
}

function parsed({ text, source }: SettingsText): Settings {
  return parseSettings(text, source, rules)
}

async function liveBoard(access: GitHubAccess, settings: Settings, clock: Clock): Promise<LiveBoard> {
  const board: BoardSettings | null = settings.board
  if (board === null) throw new UserError(`${settings.source}: expected \`board\` with \`owner\` and \`number\`, found none. Add it.`)
  try {
    const client = await access.clientFor({
      owner: board.owner,
      permissions: { organization_projects: 'read', issues: 'read', pull_requests: 'read' },
    })
    const { isApp } = await access.identity()
    return createBoardSource(client, { ...settings, board }, clock, { isApp })
  } catch (error) {
    throw translateError(error, { now: clock.now(), meanings: boardMeanings })
  }
}

function lazyComments(make: () => Comments): Comments {
  return {
    byApp: (ref) => make().byApp(ref),
    revisions: (ref, id) => make().revisions(ref, id),
    wasLabelled: (ref, label, since) => make().wasLabelled(ref, label, since),
    labelHistory: (ref, label) => make().labelHistory(ref, label),
    deletedByPerson: (ref) => make().deletedByPerson(ref),
    create: (ref, body) => make().create(ref, body),
    update: (ref, id, body) => make().update(ref, id, body),
    minimize: (ref, id, reason) => make().minimize(ref, id, reason),
    unminimize: (ref, id) => make().unminimize(ref, id),
    react: (ref, id, reaction) => make().react(ref, id, reaction),
    addLabel: (ref, label) => make().addLabel(ref, label),
    removeLabel: (ref, label) => make().removeLabel(ref, label),
  }
}
