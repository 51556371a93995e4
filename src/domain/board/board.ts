/**
 * The board of a team at one moment. The shape is that of the published snapshot (`sync --out`, `--board`): plain JSON, dates as ISO
 * 8601 strings, references as `owner/repo#1`.
 */
export type BoardItem = {
  /** Node ID of the card; null for a child that is not on the board. */
  readonly itemId: string | null
  /** The `itemId` of board links (`?pane=issue&itemId=…`). */
  readonly databaseId: number | null
  /** null for drafts and for cards the app may not see. */
  readonly ref: string | null
  readonly kind: 'issue' | 'pull' | 'draft' | 'unreadable'
  readonly title: string
  readonly state: 'open' | 'closed'
  /** completed, not_planned, duplicate, reopened; `merged` for pull requests. */
  readonly stateReason: string | null
  readonly url: string | null
  /** The repository is private: nothing of it may reach a public file. */
  readonly private: boolean
  readonly labels: readonly string[]
  /** `state` is absent where it is not known: then it counts as open. */
  readonly milestone: { readonly title: string; readonly dueOn: string | null; readonly state?: 'open' | 'closed' } | null
  readonly assignees: readonly string[]
  readonly author: string | null
  readonly status: string | null
  readonly sprint: string | null
  /** Every further field the configuration names, by its key there (`priority`, `team`, `targetDate`). */
  readonly fields: Readonly<Record<string, string | number | null>>
  readonly createdAt: string | null
  readonly closedAt: string | null
  /** Last thing a person did here or in a linked pull request; null when it could not be read. */
  readonly lastHumanActivity: string | null
  readonly archived: boolean

  // Beyond the contract's fields; absent in snapshots that others made.
  readonly nodeId?: string | null
  readonly body?: string
  readonly type?: string | null
  readonly parent?: string | null
  /** Issues with it in their task list, on the board or not. */
  readonly trackedIn?: readonly string[]
  /** Epics the body names on a line of its own (`Part of #1`), as `owner/repo#1`. */
  readonly namedParents?: readonly string[]
  readonly pulls?: readonly PullLink[]
  readonly blockedBy?: readonly string[]
  readonly locked?: boolean
  /** What our own earlier snapshots saw of this item. GitHub's timeline of status changes is not reliable. */
  readonly observed?: Observed
}

/** How long an item has been in its sprint, as far as our own looks tell. */
export type SprintStay = {
  readonly sprint: { readonly name: string; readonly id?: string; readonly startsOn?: string; readonly endsOn?: string }
  /** The first look that saw it there, and the last one before, which did not; null: there was none before. */
  readonly from: string
  readonly after: string | null
  /** `sprints` names it because of this stay. */
  readonly counted: boolean
}

/** A pull request that closes the story. */
export type PullLink = {
  readonly ref: string
  readonly state: 'open' | 'closed' | 'merged'
  readonly lastHumanActivity: string | null
}

/** Carried from snapshot to snapshot; a first snapshot knows nothing older than itself. */
export type Observed = {
  readonly firstSeen: string
  /** Since when the status is what it is now; null when the first snapshot already had it so. */
  readonly statusSince: string | null
  /** Since when the item is active without a break, as far as seen (a lower bound of the real age). */
  readonly activeSince: string | null
  /** Names of the sprints that were current while the item was in them, oldest first. */
  readonly sprints: readonly string[]
  /** Its current sprint; null: none. Absent in memories that counted every sprint they saw. */
  readonly stay?: SprintStay | null
  /** Since when each label stands, as far as seen. */
  readonly labelsSince: Readonly<Record<string, string>>
}

export type ChildSource = 'sub-issue' | 'task-list' | 'child-line' | 'tracked-in'

export type EpicChild = {
  readonly ref: string
  readonly sources: readonly ChildSource[]
  /** false: the app may not see it. It counts as a child, as neither done nor quiet. */
  readonly readable: boolean
}

/** A task list line of an epic's body (`- [ ] text`), outside of code and HTML comments. */
export type TaskLine = { readonly text: string; readonly ref: string | null; readonly checked: boolean }

export type Epic = {
  readonly ref: string
  readonly children: readonly EpicChild[]
  readonly progress: { readonly done: number; readonly all: number }
  readonly taskLines: readonly TaskLine[]
}

/** A period with a name; both days belong to it (ISO dates). `id`: of an iteration, it stays when the name changes. */
export type Sprint = { readonly name: string; readonly startsOn: string; readonly endsOn: string; readonly id?: string }

export type Snapshot = {
  readonly schema: 'scs-sprint/board'
  readonly version: 1
  readonly takenAt: string
  /** false: something is missing (`problems` says what); nothing that accuses is built on it. */
  readonly complete: boolean
  readonly board: { readonly owner: string; readonly number: number; readonly title: string; readonly url?: string }
  readonly counts: {
    /** All cards of the board, drafts and unreadable ones included. */
    readonly items: number
    readonly drafts: number
    /** Cards only. */
    readonly unreadable: number
    readonly requests: number
    readonly points: number
  }
  /** Cards of the board, and children that are not on it (`itemId` null). */
  readonly items: readonly BoardItem[]
  readonly epics: readonly Epic[]
  /** Known sprints, oldest first, from the iteration field or from labels. */
  readonly sprints?: readonly Sprint[]
  readonly problems?: readonly string[]
  /** The `problems` about statuses that sprint.yml does not name: they are counted anew at each look. */
  readonly statusProblems?: readonly string[]
  /** What makes it incomplete; its sentences are among `problems`. Absent in snapshots that others made. */
  readonly gaps?: readonly BoardGap[]
}

/** cards: the board's own; children: which stories an epic has; stories: those that are no cards; people: of pull requests and drafts. */
export type BoardPart = 'cards' | 'children' | 'stories' | 'activity' | 'people' | 'types'

/** A part of the board that could not be read. */
export type BoardGap = {
  readonly part: BoardPart
  readonly told: string
  /** GitHub refused it: a person must act. false: it may work the next time. */
  readonly denied: boolean
}
