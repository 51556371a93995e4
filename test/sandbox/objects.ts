/** The objects of the living world: plain and mutable, with GitHub's ids; found by name or node id. */
import type { Git, Signature } from './git.ts'
import type { RefText, WorldFile } from './world.ts'

export type Account = {
  readonly kind: 'User' | 'Bot' | 'Mannequin' | 'Organization'
  readonly id: string
  readonly databaseId: number
  /** As GraphQL says it: a bot's has no `[bot]`. */
  readonly login: string
  name: string | null
  email: string
  /** Of an organization. */
  readonly members: Set<string>
}

export type Label = {
  readonly kind: 'Label'
  readonly id: string
  readonly databaseId: number
  name: string
  description: string | null
  repository: Repository
}

export type Milestone = {
  readonly kind: 'Milestone'
  readonly id: string
  readonly databaseId: number
  readonly number: number
  title: string
  dueOn: string | null
  repository: Repository
}

export type Comment = {
  readonly kind: 'IssueComment'
  readonly id: string
  readonly databaseId: number
  readonly on: Issue | Pull
  readonly author: Account
  readonly createdAt: string
  body: string
  updatedAt: string
  lastEditedAt: string | null
  editor: Account | null
  isMinimized: boolean
  minimizedReason: string | null
  edits: { kind: 'UserContentEdit'; id: string; editedAt: string; editor: Account; diff: string }[]
  reactions: { content: string; user: Account; databaseId: number }[]
}

/** An entry of the timeline that is no comment, commit or review; `kind` is GitHub's type. */
export type TimelineEvent = {
  readonly kind: string
  readonly id: string
  readonly createdAt: string
  readonly actor: Account | null
  readonly [detail: string]: unknown
}

export type Review = {
  readonly kind: 'PullRequestReview'
  readonly id: string
  readonly databaseId: number
  readonly author: Account
  readonly createdAt: string
  readonly submittedAt: string
  state: string
  body: string
  pull: Pull
}

/** A talk at a line of the diff. */
export type ReviewThread = {
  readonly kind: 'PullRequestReviewThread'
  readonly id: string
  readonly pull: Pull
  readonly path: string
  /** Of the commit it was begun on. */
  readonly originalLine: number
  readonly commit: string
  isResolved: boolean
  resolvedBy: Account | null
  comments: ReviewComment[]
}

export type ReviewComment = {
  readonly kind: 'PullRequestReviewComment'
  readonly id: string
  readonly databaseId: number
  readonly author: Account
  readonly createdAt: string
  readonly thread: ReviewThread
  readonly review: Review
  body: string
}

type Common = {
  readonly id: string
  readonly databaseId: number
  number: number
  repository: Repository
  title: string
  body: string
  readonly author: Account
  readonly createdAt: string
  updatedAt: string
  closedAt: string | null
  lastEditedAt: string | null
  editor: Account | null
  edits: { kind: 'UserContentEdit'; id: string; editedAt: string; editor: Account; diff: string }[]
  labels: Label[]
  assignees: Account[]
  milestone: Milestone | null
  locked: boolean
  comments: Comment[]
  events: TimelineEvent[]
  cards: Card[]
}

export type Issue = Common & {
  readonly kind: 'Issue'
  state: 'OPEN' | 'CLOSED'
  stateReason: string | null
  type: string | null
  parent: Issue | null
  subIssues: Issue[]
  tracked: (Issue | Pull)[]
  trackedIn: Issue[]
  blockedBy: Issue[]
  blocking: Issue[]
  closedBy: Pull[]
  gone: { status: 301; to: Issue } | { status: 404 | 410 } | null
}

export type Pull = Common & {
  readonly kind: 'PullRequest'
  state: 'OPEN' | 'CLOSED' | 'MERGED'
  mergedAt: string | null
  mergedBy: Account | null
  isDraft: boolean
  head: string
  base: string
  closes: Issue[]
  reviews: Review[]
  threads: ReviewThread[]
  requestedReviewers: Account[]
  requestedTeams: string[]
  /** `owner/repo` of the fork it comes from; its branch lies in our git as `pull/<number>/head`. null: from the repository itself. */
  fork: string | null
  /** The head when it was closed or merged; null: it is open. */
  lastHead: string | null
}

/** Name in our git of the branch a pull request comes from. */
export const headBranch = ({ fork, number, head }: Pull): string => (fork === null ? head : `pull/${number}/head`)

export const headShaOf = (pull: Pull): string => pull.lastHead ?? pull.repository.git.branches.get(headBranch(pull)) ?? '0'.repeat(40)

export type WorkflowRun = {
  readonly id: number
  readonly event: 'schedule' | 'workflow_dispatch'
  readonly status: 'completed' | 'in_progress'
  readonly conclusion: 'success' | 'failure' | 'cancelled' | null
  readonly startedAt: Date
  /** Names of steps that failed. */
  readonly failedSteps?: readonly string[]
}

export type Repository = {
  readonly kind: 'Repository'
  readonly id: string
  readonly databaseId: number
  readonly owner: Account
  name: string
  nameWithOwner: string
  isPrivate: boolean
  isArchived: boolean
  description: string | null
  hasIssuesEnabled: boolean
  defaultBranch: string
  labels: Label[]
  milestones: Milestone[]
  collaborators: Map<string, string>
  issues: Map<number, Issue>
  pulls: Map<number, Pull>
  git: Git
  /** Base branches whose pull requests must be up to date before they are merged. */
  strictBranches: Set<string>
  /** Base branches whose pull requests need an approval. */
  reviewedBranches: Set<string>
  /** How pull requests may be merged. */
  mergeMethods: ('merge' | 'squash' | 'rebase')[]
  /** Slugs of teams of the organization that have access. */
  teams: string[]
  /** By path; what is not there is active and never ran. */
  workflows: Map<string, { readonly state: string; readonly runs: readonly WorkflowRun[] }>
  checkRuns: {
    id: number
    name: string
    headSha: string
    status: string
    conclusion: string | null
    output: unknown
    annotations: unknown[]
    /** Slug of another app that made it; absent: the app under test. */
    app?: string
  }[]
}

type Option = { readonly id: string; name: string }

export type Iteration = { readonly id: string; title: string; startDate: string; duration: number }

export type Field = {
  readonly kind: 'ProjectV2Field' | 'ProjectV2SingleSelectField' | 'ProjectV2IterationField'
  readonly id: string
  readonly databaseId: number
  name: string
  dataType: string
  options: Option[]
  iterations: Iteration[]
  duration: number
  board: Board
}

export type Draft = {
  readonly kind: 'DraftIssue'
  readonly id: string
  title: string
  body: string
  readonly creator: Account
  assignees: Account[]
  readonly createdAt: string
  updatedAt: string
}

export type Card = {
  readonly kind: 'ProjectV2Item'
  readonly id: string
  readonly databaseId: number
  readonly board: Board
  content: Issue | Pull | Draft
  /** By the field's name: option or iteration id, text, number or day. */
  values: Map<string, string | number>
  isArchived: boolean
  readonly createdAt: string
  updatedAt: string
  readonly creator: Account
}

export type StatusUpdate = {
  readonly kind: 'ProjectV2StatusUpdate'
  readonly id: string
  status: string
  body: string
  readonly creator: Account
  readonly createdAt: string
  board: Board
}

export type Board = {
  readonly kind: 'ProjectV2'
  readonly id: string
  readonly databaseId: number
  readonly owner: Account
  readonly number: number
  title: string
  isPublic: boolean
  isClosed: boolean
  readonly createdAt: string
  fields: Field[]
  cards: Card[]
  statusUpdates: StatusUpdate[]
}

export type Installation = {
  readonly id: number
  readonly account: Account
  repositories: 'all' | string[]
  permissions: Record<string, string>
  suspended: boolean
}

export type App = {
  readonly id: number
  readonly slug: string
  readonly name: string
  readonly owner: Account | null
  readonly bot: Account
  permissions: Record<string, string>
  events: string[]
}

/** What a token may do. `repositories` (lower case): null for all of the installation's. */
export type Token = { readonly value: string; readonly expiresAt: Date | null } & (
  | { readonly kind: 'personal'; readonly user: Account; readonly scopes: readonly string[] }
  | {
      readonly kind: 'installation'
      readonly installation: Installation
      readonly permissions: Record<string, string>
      readonly repositories: readonly string[] | null
      readonly workflow: boolean
    }
)

export type World = {
  now: () => Date
  site: string
  features: WorldFile['features']
  accounts: Map<string, Account>
  repositories: Map<string, Repository>
  /** By `owner/number`, lower case. */
  boards: Map<string, Board>
  nodes: Map<string, { readonly kind: string; readonly id: string }>
  app: App
  installations: Installation[]
  tokens: Map<string, Token>
  nextId: () => number
}

/** GitHub's form of a moment: whole seconds, UTC. */
export const stamp = (date: Date): string => `${date.toISOString().slice(0, 19)}Z`

export const restLogin = ({ kind, login }: Account): string => (kind === 'Bot' ? `${login}[bot]` : login)

export const urlOf = (world: World, { kind, number, repository }: Issue | Pull): string =>
  `${world.site}/${repository.nameWithOwner}/${kind === 'Issue' ? 'issues' : 'pull'}/${number}`

/** Puts an object among those found by node id. */
export function addNode<Node extends { kind: string; id: string }>(world: World, node: Node): Node {
  world.nodes.set(node.id, node)
  return node
}

export function accountOf(world: World, login: string): Account {
  const known = findAccount(world, login)
  if (known) return known
  const bot = login.endsWith('[bot]')
  return addAccount(world, bot ? 'Bot' : 'User', login.replace(/\[bot\]$/, ''), {})
}

export function findAccount(world: World, login: string): Account | null {
  return world.accounts.get(login.toLowerCase()) ?? null
}

export function addAccount(
  world: World,
  kind: Account['kind'],
  login: string,
  given: { id?: number | undefined; name?: string | undefined; email?: string | undefined },
): Account {
  const databaseId = given.id ?? 5_000_000 + world.nextId()
  const prefix = { User: 'U', Bot: 'BOT', Mannequin: 'M', Organization: 'O' }[kind]
  const rest = kind === 'Bot' ? `${login}[bot]` : login
  const account: Account = {
    kind,
    id: `${prefix}_${databaseId}`,
    databaseId,
    login,
    name: given.name ?? null,
    email: given.email ?? `${databaseId}+${rest}@users.noreply.${new URL(world.site).hostname}`,
    members: new Set(),
  }
  world.accounts.set(rest.toLowerCase(), account)
  return addNode(world, account)
}

export const signatureOf = (account: Account, date: string): Signature => ({
  name: account.name ?? restLogin(account),
  email: account.email,
  account,
  date,
})

export function findRepository(world: World, owner: string, name: string): Repository | null {
  return world.repositories.get(`${owner}/${name}`.toLowerCase()) ?? null
}

/** An issue or pull request; null when there is none (or it is gone, unless `gone` is asked for). */
export function findThing(repository: Repository, number: number, gone = false): Issue | Pull | null {
  const issue = repository.issues.get(number)
  if (issue) return issue.gone && !gone ? null : issue
  return repository.pulls.get(number) ?? null
}

/** `owner/repo#1`, or a number within `home`. Throws where it leads nowhere: a world must not be broken. */
export function thingAt(world: World, ref: RefText, home?: Repository): Issue | Pull {
  const [place = '', digits = ''] = typeof ref === 'number' ? ['', String(ref)] : ref.includes('#') ? ref.split('#') : ['', ref]
  const repository = place === '' ? home : world.repositories.get(place.toLowerCase())
  const found = repository ? findThing(repository, Number(digits), true) : null
  if (!found)
    throw new Error(`The world has no ${place || home?.nameWithOwner || '?'}#${digits}, which ${home?.nameWithOwner ?? 'a board'} names.`)
  return found
}
