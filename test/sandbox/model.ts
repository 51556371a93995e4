/** The living world, made from a world file. */
import { createGit, commit as gitCommit } from './git.ts'
import {
  addCard,
  addComment,
  addEvent,
  addField,
  addIssue,
  addLabel,
  addReview,
  linkSubIssue,
  newThing,
  optionId,
  setValue,
  type Written,
} from './makers.ts'
import {
  type Account,
  type App,
  accountOf,
  addAccount,
  addNode,
  type Board,
  type Draft,
  type Issue,
  type Milestone,
  type Pull,
  type Repository,
  type StatusUpdate,
  signatureOf,
  thingAt,
  type World,
} from './objects.ts'
import type { CommitFile, RefText, TimelineFile, WorldFile } from './world.ts'

export * from './makers.ts'
export * from './objects.ts'

function issueAt(world: World, ref: RefText, home?: Repository): Issue {
  const found = thingAt(world, ref, home)
  if (found.kind !== 'Issue')
    throw new Error(`${found.repository.nameWithOwner}#${found.number} is a pull request; an issue is needed there.`)
  return found
}

/** `now`: the world's clock, if another than the file says. */
export function createWorld(file: WorldFile, now?: () => Date): World {
  let last = 0
  const accounts = new Map<string, Account>()
  const start = new Date(file.now)
  const world: World = {
    now: now ?? (() => start),
    site: file.site,
    features: { ...file.features },
    accounts,
    repositories: new Map(),
    boards: new Map(),
    nodes: new Map(),
    app: { id: file.app.id } as App,
    installations: [],
    tokens: new Map(),
    nextId: () => {
      last += 1
      return last
    },
  }
  for (const [login, organization] of Object.entries(file.organizations)) addAccount(world, 'Organization', login, organization)
  for (const [login, user] of Object.entries(file.users)) {
    addAccount(world, login.endsWith('[bot]') ? 'Bot' : (user.type ?? 'User'), login.replace(/\[bot\]$/, ''), user)
  }
  for (const [login, { members }] of Object.entries(file.organizations)) {
    for (const member of members) accountOf(world, login).members.add(accountOf(world, member).login.toLowerCase())
  }
  addApp(world, file)
  for (const name of Object.keys(file.repositories)) addRepository(world, file, name)
  for (const name of Object.keys(file.repositories)) addIssues(world, file, name)
  for (const name of Object.keys(file.repositories)) addLinks(world, file, name)
  for (const name of Object.keys(file.boards)) addBoard(world, file, name)
  for (const [value, token] of Object.entries(file.tokens)) addToken(world, value, token)
  return world
}

function addApp(world: World, { app, installations }: WorldFile): void {
  const bot = addAccount(world, 'Bot', app.slug, { id: app.bot_id })
  bot.name = `${app.slug}[bot]`
  world.app = { ...app, owner: app.owner ? accountOf(world, app.owner) : null, bot }
  for (const [login, installation] of Object.entries(installations)) {
    world.installations.push({
      id: installation.id ?? 7000 + world.nextId(),
      account: accountOf(world, login),
      repositories: installation.repositories,
      permissions: installation.permissions ?? app.permissions,
      suspended: installation.suspended,
    })
  }
}

function addToken(world: World, value: string, token: WorldFile['tokens'][string]): void {
  if ('user' in token) {
    world.tokens.set(value, { kind: 'personal', value, expiresAt: null, user: accountOf(world, token.user), scopes: token.scopes })
    return
  }
  const repository = world.repositories.get(token.workflow.toLowerCase())
  if (!repository) throw new Error(`The token ${value} is of a workflow in ${token.workflow}, which the world lacks.`)
  const installation = {
    id: 1,
    account: repository.owner,
    repositories: [repository.name],
    permissions: token.permissions,
    suspended: false,
  }
  world.tokens.set(value, {
    kind: 'installation',
    value,
    expiresAt: null,
    installation,
    permissions: token.permissions,
    repositories: [repository.name.toLowerCase()],
    workflow: true,
  })
}

function addRepository(world: World, file: WorldFile, nameWithOwner: string): void {
  const given = file.repositories[nameWithOwner] as WorldFile['repositories'][string]
  const [owner = '', name = ''] = nameWithOwner.split('/')
  const databaseId = given.id ?? 3000 + world.nextId()
  const repository: Repository = addNode(world, {
    kind: 'Repository',
    id: `R_${databaseId}`,
    databaseId,
    owner: accountOf(world, owner),
    name,
    nameWithOwner,
    isPrivate: given.private,
    isArchived: given.archived,
    description: given.description ?? null,
    hasIssuesEnabled: given.issues_enabled,
    defaultBranch: given.default_branch,
    labels: [],
    milestones: [],
    collaborators: new Map(Object.entries(given.collaborators).map(([login, role]) => [accountOf(world, login).login.toLowerCase(), role])),
    issues: new Map(),
    pulls: new Map(),
    git: createGit(given.protected),
    strictBranches: new Set(given.strict),
    reviewedBranches: new Set(given.reviewed),
    mergeMethods: [...given.merge_methods],
    teams: [...given.teams],
    workflows: new Map(),
    checkRuns: [],
  })
  world.repositories.set(nameWithOwner.toLowerCase(), repository)
  for (const [label, description] of Object.entries(given.labels)) addLabel(world, repository, label, description)
  for (const [title, dueOn] of Object.entries(given.milestones)) {
    const id = world.nextId()
    const number = repository.milestones.length + 1
    const milestone: Milestone = {
      kind: 'Milestone',
      id: `MI_${id}`,
      databaseId: id,
      number,
      title,
      dueOn: dueOn === null ? null : `${dueOn}T00:00:00Z`,
      repository,
    }
    repository.milestones.push(addNode(world, milestone))
  }
  const first = signatureOf(repository.owner, '2022-01-01T00:00:00Z')
  const changes = Object.entries(given.files).map(([path, text]) => ({ path, content: Buffer.from(text) }))
  gitCommit(repository.git, repository.defaultBranch, { parent: null, changes, message: 'Initial commit', author: first })
  for (const [branch, { from, commits }] of Object.entries(given.branches)) addBranch(world, repository, branch, from, commits)
}

function addBranch(
  world: World,
  { git, defaultBranch, nameWithOwner }: Repository,
  branch: string,
  from: string | undefined,
  commits: readonly CommitFile[],
): void {
  const start = git.branches.get(branch) ?? git.branches.get(from ?? defaultBranch)
  if (!start) throw new Error(`Branch ${branch} of ${nameWithOwner} begins at ${from}, which the world lacks.`)
  git.branches.set(branch, start)
  for (const { by, at, message, files, committer } of commits) {
    gitCommit(git, branch, {
      parent: git.branches.get(branch) ?? null,
      changes: Object.entries(files).map(([path, text]) => ({ path, content: text === null ? null : Buffer.from(text) })),
      message,
      author: signatureOf(accountOf(world, by), at),
      committer: signatureOf(accountOf(world, committer ?? by), at),
    })
  }
}

function addIssues(world: World, file: WorldFile, nameWithOwner: string): void {
  const given = file.repositories[nameWithOwner] as WorldFile['repositories'][string]
  const repository = world.repositories.get(nameWithOwner.toLowerCase()) as Repository
  for (const [number, issue] of Object.entries(given.issues)) addTalk(world, addIssue(world, repository, Number(number), issue), issue)
  for (const [number, written] of Object.entries(given.pulls)) {
    const { head, base = repository.defaultBranch } = written
    if (repository.issues.has(Number(number))) throw new Error(`${nameWithOwner} has both an issue and a pull request #${number}.`)
    if (!repository.git.branches.has(head) || written.commits.length > 0) addBranch(world, repository, head, base, written.commits)
    const pull: Pull = {
      kind: 'PullRequest',
      ...newThing(world, repository, Number(number), 'PR', written),
      state: written.state.toUpperCase() as Pull['state'],
      mergedAt: written.state === 'merged' ? (written.merged ?? written.created) : null,
      mergedBy: written.state === 'merged' ? accountOf(world, written.merged_by ?? written.author) : null,
      isDraft: written.draft,
      head,
      base,
      closes: [],
      reviews: [],
      threads: [],
      requestedReviewers: [],
      requestedTeams: [],
      fork: null,
      lastHead: null,
    }
    pull.closedAt = pull.mergedAt ?? pull.closedAt
    for (const review of written.reviews) addReview(world, pull, review)
    repository.pulls.set(Number(number), addNode(world, pull))
    addTalk(world, pull, written)
    if (pull.mergedAt) addEvent(world, pull, 'MergedEvent', pull.mergedBy, pull.mergedAt, {})
  }
}

function addTalk(world: World, thing: Issue | Pull, given: Written): void {
  for (const { by, at, text, edited, minimized } of given.comments) {
    const comment = addComment(world, thing, accountOf(world, by), text, at)
    if (edited) {
      comment.lastEditedAt = edited.at
      comment.updatedAt = edited.at
      comment.editor = accountOf(world, edited.by)
      comment.edits.push({ kind: 'UserContentEdit', id: `UCE_${world.nextId()}`, editedAt: edited.at, editor: comment.editor, diff: text })
    }
    comment.isMinimized = minimized !== undefined
    comment.minimizedReason = minimized ?? null
  }
  if (thing.closedAt && thing.state !== 'OPEN' && !given.timeline.some(({ event }) => event === 'closed')) {
    addEvent(world, thing, 'ClosedEvent', accountOf(world, given.closed_by ?? given.author), thing.closedAt, {
      stateReason: 'stateReason' in thing ? thing.stateReason : null,
    })
  }
}

const EVENT_TYPES: Record<string, string> = {
  renamed: 'RenamedTitleEvent',
  sub_issue_added: 'SubIssueAddedEvent',
  sub_issue_removed: 'SubIssueRemovedEvent',
  'cross-referenced': 'CrossReferencedEvent',
}

function addWrittenEvent(world: World, thing: Issue | Pull, written: TimelineFile): void {
  const { event, by, at, label, assignee, milestone, from, to, source } = written
  const kind = EVENT_TYPES[event] ?? `${event.charAt(0).toUpperCase()}${event.slice(1)}Event`
  addEvent(world, thing, kind, accountOf(world, by), at, {
    ...(label
      ? {
          label: thing.repository.labels.find(({ name }) => name === label) ?? {
            kind: 'Label',
            id: 'LA_0',
            name: label,
            description: null,
          },
        }
      : {}),
    ...(assignee ? { assignee: accountOf(world, assignee) } : {}),
    ...(milestone ? { milestoneTitle: milestone } : {}),
    ...(from ? { previousTitle: from, currentTitle: to ?? thing.title } : {}),
    ...(source
      ? { source: thingAt(world, source, thing.repository), target: thing, isCrossRepository: false, willCloseTarget: false }
      : {}),
  })
}

function addLinks(world: World, file: WorldFile, nameWithOwner: string): void {
  const given = file.repositories[nameWithOwner] as WorldFile['repositories'][string]
  const repository = world.repositories.get(nameWithOwner.toLowerCase()) as Repository
  for (const [number, written] of Object.entries(given.issues)) {
    const issue = repository.issues.get(Number(number)) as Issue
    for (const ref of written.sub_issues) linkSubIssue(issue, issueAt(world, ref, repository))
    for (const ref of written.tracks) {
      const child = thingAt(world, ref, repository)
      issue.tracked.push(child)
      if (child.kind === 'Issue') child.trackedIn.push(issue)
    }
    for (const ref of written.blocked_by) {
      const blocker = issueAt(world, ref, repository)
      issue.blockedBy.push(blocker)
      blocker.blocking.push(issue)
    }
    for (const event of written.timeline) addWrittenEvent(world, issue, event)
    if (written.transferred_to !== undefined) issue.gone = { status: 301, to: issueAt(world, written.transferred_to, repository) }
  }
  for (const [number, written] of Object.entries(given.pulls)) {
    const pull = repository.pulls.get(Number(number)) as Pull
    for (const ref of written.closes) {
      const issue = issueAt(world, ref, repository)
      pull.closes.push(issue)
      issue.closedBy.push(pull)
    }
    for (const event of written.timeline) addWrittenEvent(world, pull, event)
  }
}

function addBoard(world: World, file: WorldFile, name: string): void {
  const given = file.boards[name] as WorldFile['boards'][string]
  const [owner = '', number = ''] = name.split('/')
  const databaseId = 4000 + world.nextId()
  const board: Board = {
    kind: 'ProjectV2',
    id: `PVT_${databaseId}`,
    databaseId,
    owner: accountOf(world, owner),
    number: Number(number),
    title: given.title,
    isPublic: given.public,
    isClosed: given.closed,
    createdAt: '2022-01-01T00:00:00Z',
    fields: [],
    cards: [],
    statusUpdates: [],
  }
  world.boards.set(name.toLowerCase(), addNode(world, board))
  const builtIn = { Title: 'TITLE', Assignees: 'ASSIGNEES', Labels: 'LABELS', Milestone: 'MILESTONE', Repository: 'REPOSITORY' }
  for (const [title, dataType] of Object.entries(builtIn)) addField(world, board, title, dataType)
  for (const [title, field] of Object.entries(given.fields)) {
    if (Array.isArray(field))
      addField(world, board, title, 'SINGLE_SELECT').options.push(...field.map((option) => ({ id: optionId(world), name: option })))
    else if (typeof field === 'string') addField(world, board, title, field.toUpperCase())
    else {
      const made = addField(world, board, title, 'ITERATION')
      made.duration = field.days
      made.iterations.push(
        ...Object.entries(field.iterations).map(([sprint, startDate]) => ({
          id: optionId(world),
          title: sprint,
          startDate,
          duration: field.days,
        })),
      )
    }
  }
  for (const card of given.cards) addWrittenCard(world, board, card)
  for (const { status, by, at, text } of given.status_updates) {
    const update: StatusUpdate = {
      kind: 'ProjectV2StatusUpdate',
      id: `PVTSU_${world.nextId()}`,
      status: status.toUpperCase(),
      body: text,
      creator: accountOf(world, by),
      createdAt: at,
      board,
    }
    board.statusUpdates.push(addNode(world, update))
  }
}

const CARD_KEYS = new Set(['of', 'draft', 'body', 'by', 'assignees', 'added', 'updated', 'archived', 'id'])

function addWrittenCard(world: World, board: Board, given: WorldFile['boards'][string]['cards'][number]): void {
  const creator = accountOf(world, given.by ?? board.owner.login)
  const at = given.added ?? '2022-01-01T09:00:00Z'
  const content =
    given.of !== undefined
      ? thingAt(world, given.of)
      : addNode<Draft>(world, {
          kind: 'DraftIssue',
          id: `DI_${world.nextId()}`,
          title: given.draft ?? '',
          body: given.body,
          creator,
          assignees: given.assignees.map((login) => accountOf(world, login)),
          createdAt: at,
          updatedAt: given.updated ?? at,
        })
  const card = addCard(world, board, content, { at, creator, ...(given.id === undefined ? {} : { id: given.id }) })
  card.isArchived = given.archived
  card.updatedAt = given.updated ?? at
  for (const [name, value] of Object.entries(given)) {
    if (!CARD_KEYS.has(name) && value !== null) setValue(card, name, value as string | number)
  }
}
