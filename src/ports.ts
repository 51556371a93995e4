/**
 * The ports of the use cases: what they need from outside, in the words of the glossary. Each port is small enough to fake in ten
 * lines.
 */

import type { BoardItem, Snapshot } from './domain/board/board.ts'
import type { OthersComments } from './domain/others-comments.ts'
import type { PadText } from './domain/pads/pad-text.ts'
import type { BoardHistory, BoardName, BoardNames } from './ports/boards.ts'
import type { DeadLetter, DeadLetters } from './ports/dead-letters.ts'
import type { UsageDay } from './ports/usage.ts'

export type { BoardHistory, BoardName, BoardNames, EpicLookup, SnapshotStore } from './ports/boards.ts'
export type { DeadLetter, DeadLetters } from './ports/dead-letters.ts'
export type { MinutesRepository, OwnComment, PullRequest } from './ports/minutes-repository.ts'

export type Clock = { readonly now: () => Date }

/** Where people see what is going on; never the place for secrets or pad text. */
export type Log = {
  readonly info: (message: string, facts?: Readonly<Record<string, unknown>>) => void
  readonly warn: (message: string, facts?: Readonly<Record<string, unknown>>) => void
}

export type BoardSource = {
  /** Reads the whole board; `previous` feeds what our own snapshots observed. */
  readonly readBoard: (options?: {
    readonly archived?: boolean
    readonly previous?: Snapshot | null
    readonly progress?: (done: number, all: number) => void
  }) => Promise<Snapshot>
}

/** GitHub's board, of which parts can be read again. */
export type LiveBoard = BoardSource & {
  /** Reads again only what is named; at most 1 + ceil(named / 100) requests. */
  readonly readChanged: (previous: Snapshot, named: BoardNames) => Promise<Snapshot>
}

/** A comment of the app itself on an issue. */
export type AppComment = {
  /** Node id. */
  readonly id: string
  readonly body: string
  readonly minimized: boolean
  readonly createdAt: string
  /** Last edited by a person (then only what stands between the marks may be written). */
  readonly editedByPerson: boolean
  /** Newest first; given where a person edited last. */
  readonly revisions?: readonly CommentRevision[]
  readonly url: string
}

/** One version of a comment; `by`: a login, null where GitHub does not say. */
export type CommentRevision = { readonly by: string | null; readonly byApp: boolean; readonly body: string }

export type LabelChange = { readonly at: string; readonly isSet: boolean; readonly byApp: boolean }

export type Comments = {
  /** Comments by the app itself, oldest first. */
  readonly byApp: (ref: string) => Promise<readonly AppComment[]>
  /** To be asked before the first comment of the app on an issue: another account may have made it. */
  readonly byOthers: (ref: string) => Promise<OthersComments>
  /** Versions of one of them, newest first; empty where it was never edited. */
  readonly revisions: (ref: string, id: string) => Promise<readonly CommentRevision[]>
  /** Was the label set, by anybody, since that moment? It may have been taken off again. */
  readonly wasLabeled: (ref: string, label: string, since: string) => Promise<boolean>
  /** When the label was last set and taken off, oldest first, and whether by the app. */
  readonly labelHistory: (ref: string, label: string) => Promise<readonly LabelChange[]>
  /** When somebody else last deleted a comment of the app there, by GitHub's own record; null: nobody did. */
  readonly deletedByPerson: (ref: string) => Promise<string | null>
  /** `isPull`: it is a pull request, which asks for another right. */
  readonly create: (ref: string, body: string, isPull?: boolean) => Promise<{ id: string; url: string }>
  readonly update: (ref: string, id: string, body: string) => Promise<void>
  readonly minimize: (ref: string, id: string, reason: 'OUTDATED' | 'RESOLVED') => Promise<void>
  readonly unminimize: (ref: string, id: string) => Promise<void>
  readonly react: (ref: string, id: string, reaction: '+1' | 'eyes' | 'confused') => Promise<void>
  readonly addLabel: (ref: string, label: string, isPull?: boolean) => Promise<void>
  readonly removeLabel: (ref: string, label: string, isPull?: boolean) => Promise<void>
}

/** What the store knows of the app's comment on an epic: distinguishes one that a person deleted from one that was never made. */
export type KnownComment = {
  /** Node id. */
  readonly commentId: string
  /** `rule story` of the findings it reported. */
  readonly findings: readonly string[]
}

export type CommentMemory = {
  /** By `refKey` of the epic. */
  readonly known: () => Promise<ReadonlyMap<string, KnownComment>>
  readonly remember: (epic: string, known: KnownComment) => Promise<void>
}

/** An issue that the app itself has opened. */
export type OwnIssue = {
  readonly number: number
  readonly title: string
  readonly body: string
  readonly state: 'open' | 'closed'
  readonly url: string
}

/** The app's own issues in one repository. */
export type OwnIssues = {
  /** Newest first. */
  readonly list: () => Promise<readonly OwnIssue[]>
  /** Open issues with a mark of this project by other accounts, oldest first. An app is not told of any: nobody holds it back. */
  readonly byOthers: () => Promise<OthersComments>
  /** Returns its address. */
  readonly open: (issue: { readonly title: string; readonly body: string }) => Promise<string>
  readonly update: (number: number, change: { title: string; body: string; state: 'open' | 'closed' }) => Promise<void>
  /** Throws UserError where the app may open none. */
  readonly demand: () => Promise<void>
}

/** Minutes that are there already: a folder of this machine, or a branch of the repository of the minutes. */
export type MinutesArchive = {
  /** Paths below the folder (`iaas`, empty for all), with `/`, sorted. */
  readonly list: (folder: string) => Promise<readonly string[]>
  /** null when there is no such file. */
  readonly read: (path: string) => Promise<string | null>
  /** A mark that changes with the text, cheaper than reading it, of a file that `list` named; null where none is known. */
  readonly mark?: (path: string) => Promise<string | null>
}

/** What pages know of minutes that were read before, by team; public data only. What cannot be read or kept is no error. */
export type SiteMemory = {
  readonly recall: (team: string) => Promise<string | null>
  readonly keep: (team: string, text: string) => Promise<void>
}

/** A file of the pages as a server keeps it. */
export type PackedFile = {
  /** Below the site: `teams/iaas/index.html`. */
  readonly path: string
  readonly body: Uint8Array
  /** Compressed; null where that saves little. */
  readonly gzip: Uint8Array | null
  /** Of the body: another one, another digest. */
  readonly digest: string
}

/** People's text -> the same lines without secrets and e-mail addresses; `where` names the text in messages. */
export type Screen = (text: string, where: string) => Promise<string>

export type PadSource = {
  readonly readPad: (location: string) => Promise<PadText>
  /** When somebody edited it last; null: nobody can tell. Where its server tells that alone, the pad itself is not read. */
  readonly lastEdit: (location: string) => Promise<Date | null>
}

/** Fills a template; a team's own one (`templates/<team>/…` of its repository) goes before ours. */
export type Templates = {
  readonly render: (name: string, data: unknown) => string
  /** Of the texts in force of all templates of a folder (`site`): another word in one of them, another fingerprint. */
  readonly fingerprint: (folder: string) => string
}

/** Turns at work that two must not do at once, in this process or in another one on the same database. */
export type Claims = {
  /** Waits until nobody holds one of the names. Throws TryAgainError when that takes too long. */
  readonly alone: <Value>(names: readonly string[], task: () => Promise<Value>) => Promise<Value>
  /**
   * Never again after it succeeded. What was asked for at `madeAt`, before a backup was restored, may have succeeded after the
   * backup was made: it is not done.
   */
  readonly once: (name: string, task: () => Promise<void>, madeAt?: Date) => Promise<void>
  /** Like `alone`; after the task nobody has the name for `pauseMs`. */
  readonly paced: <Value>(name: string, pauseMs: number, task: () => Promise<Value>) => Promise<Value>
}

/** One write of the app's, and why; never texts of people, never tokens. */
export type AuditEntry = {
  readonly at: string
  readonly kind: string
  readonly where: string
  readonly why: string
  readonly url: string | null
}

export type AuditLog = {
  readonly record: (entry: AuditEntry) => Promise<void>
  /** Newest first. */
  readonly entries: (options?: { readonly limit?: number }) => Promise<readonly AuditEntry[]>
}

/** All that a store keeps, as `backup` saves it. */
export type Memory = {
  readonly history: readonly BoardHistory[]
  /** Oldest first. */
  readonly audit: readonly AuditEntry[]
  /** By `refKey` of the epic. */
  readonly comments: Readonly<Record<string, KnownComment>>
  /** Of a server: the rows of its other tables (webhooks that came, looks at the schedule), by table. */
  readonly tables: Readonly<Record<string, readonly MemoryRow[]>>
}

export type MemoryRow = Readonly<Record<string, string | number | boolean | null>>

/** Files in DATA_DIR (the command line), or the database of the server. */
export type MemoryPlace = 'files' | 'database'

/** What the weekly report of maintainers is made of. */
export type WeekFacts = {
  /** Newest first. */
  readonly entries: readonly AuditEntry[]
  readonly dead: readonly DeadLetters[]
  readonly usage: readonly UsageDay[]
  /** Of the newest complete snapshot; null: there is none. */
  readonly snapshot: { readonly items: readonly Pick<BoardItem, 'ref' | 'labels'>[] } | null
}

/** Where the app's memory lies. */
export type MemoryKeeper = {
  /** The places that hold something, each read whole; a server that runs is asked. Throws rather than leave one out. */
  readonly read: () => Promise<Partial<Record<MemoryPlace, Memory>>>
  /** The log of writes of all places, newest first. */
  readonly entries: (options: { readonly limit: number }) => Promise<readonly AuditEntry[]>
  /** Jobs of the server that failed for good, by kind. Throws UserError when a server holds the data and does not answer. */
  readonly deadLetters: () => Promise<readonly DeadLetters[]>
  /** Each of them, newest first. */
  readonly listDeadLetters: () => Promise<readonly DeadLetter[]>
  /** Makes jobs of them again. Returns of how many; throws UserError when a server holds the data. */
  readonly retryDeadLetters: (ids: readonly string[]) => Promise<number>
  /** Since that moment, of all places. Throws like `deadLetters`. */
  readonly week: (asked: { readonly since: Date; readonly board: BoardName | null }) => Promise<WeekFacts>
  /** Adds what is missing in a place; what is there already stays. Returns what was added. */
  readonly add: (place: MemoryPlace, memory: Memory) => Promise<AddedMemory>
  /** The place of a server's memory is given by DATABASE_URL. */
  readonly hasServer: boolean
  /** Where was looked, for people. */
  readonly looked: string
}

export type AddedMemory = { readonly snapshots: number; readonly entries: number; readonly comments: number }

/** People of an organization. */
export type Members = {
  /** By login in lower case: `left` is no member, `away` has contributed nothing to the organization for so many days. */
  readonly standings: (
    organization: string,
    logins: readonly string[],
    awayDays: number,
  ) => Promise<ReadonlyMap<string, 'here' | 'left' | 'away'>>
}

/** What GitHub says of a person, asked at the moment it matters. */
export type People = {
  /** Triage rights, or more, in the repository of `ref` (`owner/repo#1`). */
  readonly mayTriage: (ref: string, login: string) => Promise<boolean>
  readonly isAssigned: (ref: string, login: string) => Promise<boolean>
}
