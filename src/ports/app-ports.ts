/** What commands and the service are given of the world: all there is, in groups. Each names with `Uses` what it uses, and is given no more. */
import type { Snapshot } from '../domain/board/board.ts'
import type { GithubWeb } from '../domain/github-web.ts'
import type { ComposedMinutes } from '../minutes/compose/compose-minutes.ts'
import type { MinutesInput } from '../minutes/compose/read-meeting.ts'
import type {
  AuditEntry,
  AuditLog,
  Claims,
  Clock,
  CommentMemory,
  Comments,
  LiveBoard,
  Log,
  Members,
  MemoryKeeper,
  MinutesArchive,
  MinutesRepository,
  OwnIssues,
  PackedFile,
  PadSource,
  People,
  Screen,
  SiteMemory,
  SnapshotStore,
  Templates,
} from '../ports.ts'
import type { Settings } from '../settings/settings.ts'
import type { BoardStatus } from './board-status.ts'
import type { CalendarSource } from './calendar.ts'
import type { Chat } from './chat.ts'
import type { EpicRepairs } from './epic-repairs.ts'
import type { ImageSource } from './images.ts'
import type { IssueReader, IssueTemplateReader } from './issues.ts'
import type { HookDeliveries } from './jobs.ts'
import type { OrganizationReader } from './organization.ts'
import type { MinutesPulls } from './pulls.ts'
import type { RunTimes } from './run-times.ts'
import type { UsageDay } from './usage.ts'
import type { Workflows } from './workflows.ts'

/** For whom the app writes. */
export type Identity = {
  /** `scs-sprint[bot]`, or the login of the person whose token is used. */
  readonly login: string
  /** Of the bot user, for `<id>+<slug>[bot]@users.noreply.github.com`. */
  readonly id: number
  readonly isApp: boolean
}

/** An organization or person that has installed the app, with what it allows and tells. */
export type Installation = {
  readonly owner: string
  readonly permissions: Readonly<Record<string, string>>
  readonly events: readonly string[]
}

/** Each throws UserError where there are no credentials. */
export type GithubPorts = {
  readonly isOnline: boolean
  readonly comments: () => Comments & People
  readonly members: () => Members
  readonly minutesRepository: (repository: string) => MinutesRepository
  readonly minutesPulls: (repository: string) => MinutesPulls
  readonly ownIssues: (repository: string) => OwnIssues
  readonly boardStatus: (settings: Pick<Settings, 'board'>) => BoardStatus
  /** Issues and cards of the board that sprint.yml names. */
  readonly epicRepairs: (settings: Pick<Settings, 'board'>) => EpicRepairs
  readonly issueReader: () => IssueReader
  readonly issueTemplates: () => IssueTemplateReader
  /** The author of commits. */
  readonly identity: () => Promise<Identity>
  readonly installations: () => Promise<readonly Installation[]>
  readonly boardSource: (settings: Settings) => Promise<LiveBoard>
  /** An organization before there is a configuration. */
  readonly organization: (name: string) => OrganizationReader
  readonly workflows: (repository: string) => Workflows
  /** null where the credentials are not an app's: webhooks are sent to apps alone. */
  readonly hookDeliveries: () => HookDeliveries | null
}

/** Where texts come from and how they are rendered. */
export type TextPorts = {
  readonly screen: (settings: Pick<Settings, 'privacy'>) => Screen
  /** What they hold is screened before anything is made of it; `asTyped`: for tools that show a person their own file. */
  readonly pads: (settings: Pick<Settings, 'pads' | 'privacy'>, options?: { readonly asTyped?: boolean }) => PadSource
  /** Images on hosts of pads. */
  readonly images: (settings: Pick<Settings, 'pads' | 'privacy'>) => ImageSource
  /** `folder`: minutes on this machine; else the branch of the repository; null without credentials. Screened as pads are. */
  readonly archive: (settings: Settings, folder?: string) => MinutesArchive | null
  /** Renders with the templates of a team before those of the organization (both lie beside the minutes) before ours. */
  readonly renderer: (archive: MinutesArchive | null, team?: string) => Promise<Templates['render']>
  /** What is wrong with the text of a template; null: nothing. `name`: `minutes/summary`, or behind the ID of a team. */
  readonly templateProblem: (name: string, text: string) => string | null
  /** Of pages, which are of all teams. */
  readonly pageTemplates: (archive: MinutesArchive | null) => Promise<Templates>
  /** Slides as one page of HTML, which needs no network. `title` is plain text. */
  readonly renderDeck: (slides: string, title: string) => Promise<string>
  /** Composes the minutes of a long pad in a thread of its own, with the time limit of pads. */
  readonly composeApart: (archive: MinutesArchive | null, team: string) => (input: Omit<MinutesInput, 'render'>) => Promise<ComposedMinutes>
}

export type ChatPorts = {
  /** null: the environment names none. Throws UserError where what it names is not complete. */
  readonly chat: () => Chat | null
}

export type CalendarPorts = {
  /** The community's calendar; null: sprint.yml has none. For meetings use `readMeetingPlan` and `meetingsBetween`. */
  readonly calendar: (settings: Pick<Settings, 'calendar' | 'timezone'>) => CalendarSource | null
}

/** sprint.yml, from wherever it lies. */
export type SettingsPorts = {
  /** The configuration in force. `example`: the project's own may be it. */
  readonly settings: (options?: { readonly example?: boolean }) => Promise<Settings>
  /** The configuration of the usual places, for spellings alone: the example counts. null when there is none. */
  readonly settingsIfThere: () => Promise<Settings | null>
  readonly settingsFrom: (path: string) => Promise<Settings>
  /** What is wrong with the text of a sprint.yml, each with its line; empty: it is valid. */
  readonly settingsProblems: (text: string) => readonly { readonly line: number | null; readonly message: string }[]
}

/** What the app remembers. */
export type StorePorts = {
  readonly snapshots: SnapshotStore
  /** Where a board that cannot be kept is an error: `sync` is there to keep it. */
  readonly snapshotFiles: SnapshotStore
  readonly audit: AuditLog
  readonly memory: CommentMemory
  readonly claims: Claims
  readonly memoryKeeper: MemoryKeeper
  /** Files of the command line: a server keeps its times in the database. */
  readonly runTimes: RunTimes
}

/** Files of this machine. */
export type FilePorts = {
  readonly readText: (path: string, what: string) => Promise<string>
  /** null when there is no such file. */
  readonly textIfThere: (path: string, what: string) => Promise<string | null>
  /** Throws UserError for a text that must not be published. */
  readonly writeText: (path: string, text: string) => Promise<void>
  /** Of an image. */
  readonly writeBytes: (path: string, bytes: Uint8Array) => Promise<void>
  readonly writePrivate: (path: string, text: string) => Promise<void>
  readonly expandFolder: (path: string) => Promise<readonly string[]>
  /** Minutes on this machine, as they are: nothing of them is shown. */
  readonly minutesFolder: (path: string) => MinutesArchive
  /** The repository on a host (`github.com`) that a folder is a clone of, and its branch; null where there is none. */
  readonly gitOrigin: (folder: string, host: string) => Promise<{ readonly repository: string; readonly branch: string | null } | null>
  /** How to start the server from this folder. */
  readonly startingCommand: () => string
  readonly parseSnapshot: (text: string, source: string) => Snapshot
  /** A saved board. */
  readonly snapshotFrom: (path: string) => Promise<Snapshot>
}

/** `left`: pages that somebody changed, and that therefore stay as they are. `kept`: changed files that are no page any more. */
export type WrittenSite = {
  readonly written: number
  readonly unchanged: number
  readonly removed: number
  readonly left: readonly string[]
  readonly kept: readonly string[]
}

export type SiteFolder = {
  readonly memory: SiteMemory
  readonly write: (files: readonly NewFile[]) => Promise<WrittenSite>
}

/** `path` is below the folder, with `/`. The same key, the same text. */
export type NewFile = { readonly path: string; readonly key: string; readonly text: () => string }

export type SitePorts = {
  /** Where pages go; throws UserError for a place that is not for them. */
  readonly inSiteFolder: <Result>(folder: string, work: (site: SiteFolder) => Promise<Result>) => Promise<Result>
  /** Stylesheet, scripts, icon; `path` is below the site. */
  readonly siteAssets: () => readonly { readonly path: string; readonly text: string }[]
  /** Changes with the program: pages made by another one are made anew. */
  readonly programStamp: () => string
  /** The pages of what is merged and kept, made in a thread of their own; ended by `signal`. Nothing is written. */
  readonly sitePages: (settings: Settings, signal: AbortSignal) => Promise<readonly PackedFile[]>
}

/** What a plan is carried out with. */
export type ApplyPorts = {
  readonly comments: Comments
  readonly minutes: (repository: string) => Promise<MinutesRepository>
  readonly issues?: (repository: string) => OwnIssues
  /** What people may ask to have changed on an epic. */
  readonly repairs?: EpicRepairs
  readonly pulls?: (repository: string) => MinutesPulls
  readonly pads?: { readonly write: (url: string, text: string) => Promise<void> }
  readonly status?: () => BoardStatus
  readonly chat?: Chat['send']
  /** Waits between two writes: GitHub asks for a second, content creation has its own limits. */
  readonly pause: () => Promise<void>
  /** One write at a time to an organization or person, over all servers; absent: nobody else writes. For requests to GitHub alone. */
  readonly inTurn?: <Value>(owner: string, write: () => Promise<Value>) => Promise<Value>
  /** What was written and why, for `log`; never texts of people, never tokens. */
  readonly record: (entry: Omit<AuditEntry, 'at'>) => Promise<void>
  /** Where new comments on epics are remembered, so that one a person deletes stays deleted. */
  readonly memory?: Pick<CommentMemory, 'remember'>
}

/** What the variables of the environment say. */
export type Environment = {
  /** null: nothing to speak to GitHub with. */
  readonly credentials: Credentials | null
  /** Of GitHub's REST API: `https://api.github.com`, or `<protocol>://<host>/api/v3` of a server. */
  readonly baseUrl: string
  /** The same GitHub for browsers. */
  readonly github: GithubWeb
  readonly dataDir: string
  /** Address of a PostgreSQL server; null: embedded in `dataDir`. It holds a password: never shown. */
  readonly databaseUrl: string | null
  /** `owner/repo` in whose workflow the command runs (GITHUB_REPOSITORY); null elsewhere. */
  readonly workflowOf: string | null
  /** The workflow in which the command runs (GITHUB_WORKFLOW_REF); null elsewhere. */
  readonly workflow: { readonly repository: string; readonly path: string } | null
  /** A path, or `owner/repo:path`; null: the usual places. */
  readonly config: string | null
  /** A fixed time in place of the clock, for demos and tests. */
  readonly now: Date | null
  /** GitHub is a server on this machine: a sandbox, where pads on this machine may be asked too. */
  readonly isLocal: boolean
}

export type Credentials =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'app'; readonly appId: string; readonly privateKey: string }

export type AppPorts = GithubPorts &
  TextPorts &
  CalendarPorts &
  ChatPorts &
  SettingsPorts &
  StorePorts &
  FilePorts &
  SitePorts & {
    readonly env: Environment
    readonly clock: Clock
    readonly log: Log
    readonly applyPorts: (settings: Settings) => ApplyPorts
    /** What was asked of GitHub in the last days: by all servers on the database, else by this process. */
    readonly githubUsage: () => Promise<readonly UsageDay[]>
    /** Before the process ends: what it asked for is kept. */
    readonly keepUsage: () => Promise<void>
  }

/** Of all ports those that are named: `Uses<'comments' | 'clock'>`. */
export type Uses<Names extends keyof AppPorts> = Pick<AppPorts, Names>
