/** Adds objects to the living world: issues, comments, events, cards. */
import {
  type Account,
  accountOf,
  addNode,
  type Board,
  type Card,
  type Comment,
  type Draft,
  type Field,
  headShaOf,
  type Issue,
  type Label,
  type Pull,
  type Repository,
  type Review,
  type ReviewComment,
  type ReviewThread,
  type TimelineEvent,
  type World,
} from './objects.ts'
import type { WorldFile } from './world.ts'

export function addLabel(world: World, repository: Repository, name: string, description: string | null): Label {
  const id = world.nextId()
  const label: Label = { kind: 'Label', id: `LA_${id}`, databaseId: id, name, description, repository }
  repository.labels.push(label)
  return addNode(world, label)
}

export type Written = WorldFile['repositories'][string]['issues'][number] | WorldFile['repositories'][string]['pulls'][number]

/** What issues and pull requests have in common. */
export function newThing(
  world: World,
  repository: Repository,
  number: number,
  prefix: string,
  given: Pick<Written, 'title' | 'author' | 'created'> & Partial<Written>,
) {
  const databaseId = 20_000 + world.nextId()
  const where = `${repository.nameWithOwner}#${number}`
  const milestone = given.milestone === undefined ? null : repository.milestones.find(({ title }) => title === given.milestone)
  if (milestone === undefined) throw new Error(`${where} has the milestone ${given.milestone}, which its repository lacks.`)
  const labels = (given.labels ?? []).map((name) => {
    const label = repository.labels.find((known) => known.name === name)
    if (!label) throw new Error(`${where} has the label ${name}, which its repository lacks.`)
    return label
  })
  const comments = given.comments ?? []
  const dates = [
    given.created,
    given.closed,
    given.edited?.at,
    ...comments.map(({ at }) => at),
    ...(given.timeline ?? []).map(({ at }) => at),
  ]
  const editor = given.edited ? accountOf(world, given.edited.by) : null
  return {
    id: `${prefix}_${databaseId}`,
    databaseId,
    number,
    repository,
    title: given.title,
    body: given.body ?? '',
    author: accountOf(world, given.author),
    createdAt: given.created,
    updatedAt: given.updated ?? dates.reduce<string>((last, date) => (date && date > last ? date : last), ''),
    closedAt: given.closed ?? null,
    lastEditedAt: given.edited?.at ?? null,
    editor,
    edits:
      given.edited && editor
        ? [{ kind: 'UserContentEdit' as const, id: `UCE_${world.nextId()}`, editedAt: given.edited.at, editor, diff: given.body ?? '' }]
        : [],
    labels,
    assignees: (given.assignees ?? []).map((login) => accountOf(world, login)),
    milestone,
    locked: given.locked ?? false,
    comments: [] as Comment[],
    events: [] as TimelineEvent[],
    cards: [] as Card[],
  }
}

export function addIssue(
  world: World,
  repository: Repository,
  number: number,
  given: Pick<Written, 'title' | 'author' | 'created'> & Partial<WorldFile['repositories'][string]['issues'][number]>,
): Issue {
  const closed = given.state === 'closed'
  const issue: Issue = {
    kind: 'Issue',
    ...newThing(world, repository, number, 'I', given),
    state: closed ? 'CLOSED' : 'OPEN',
    stateReason: given.reason?.toUpperCase() ?? (closed ? 'COMPLETED' : null),
    type: given.type ?? null,
    parent: null,
    subIssues: [],
    tracked: [],
    trackedIn: [],
    blockedBy: [],
    blocking: [],
    closedBy: [],
    gone: given.deleted ? { status: 410 } : null,
  }
  if (closed) issue.closedAt ??= issue.createdAt
  repository.issues.set(number, issue)
  return addNode(world, issue)
}

export function addComment(world: World, on: Issue | Pull, author: Account, body: string, at: string): Comment {
  const id = world.nextId()
  const comment: Comment = {
    kind: 'IssueComment',
    id: `IC_${100_000 + id}`,
    databaseId: 100_000 + id,
    on,
    author,
    createdAt: at,
    body,
    updatedAt: at,
    lastEditedAt: null,
    editor: null,
    isMinimized: false,
    minimizedReason: null,
    edits: [],
    reactions: [],
  }
  on.comments.push(comment)
  return addNode(world, comment)
}

export function addReview(
  world: World,
  pull: Pull,
  { by, at, state, text }: { by: string; at: string; state: string; text: string },
): Review {
  const id = world.nextId()
  const review: Review = {
    kind: 'PullRequestReview',
    id: `PRR_${id}`,
    databaseId: id,
    author: accountOf(world, by),
    createdAt: at,
    submittedAt: at,
    state: state.toUpperCase(),
    body: text,
    pull,
  }
  pull.reviews.push(review)
  return addNode(world, review)
}

/** A talk at a line, begun with a review. */
export function addThread(
  world: World,
  review: Review,
  at: { readonly path: string; readonly line: number; readonly body: string },
): ReviewThread {
  const { pull } = review
  const thread: ReviewThread = {
    kind: 'PullRequestReviewThread',
    id: `PRRT_${world.nextId()}`,
    pull,
    path: at.path,
    originalLine: at.line,
    commit: headShaOf(pull),
    isResolved: false,
    resolvedBy: null,
    comments: [],
  }
  pull.threads.push(addNode(world, thread))
  addReviewComment(world, thread, review, at.body)
  return thread
}

export function addReviewComment(world: World, thread: ReviewThread, review: Review, body: string): ReviewComment {
  const id = 200_000 + world.nextId()
  const { author, createdAt } = review
  const comment: ReviewComment = {
    kind: 'PullRequestReviewComment',
    id: `PRRC_${id}`,
    databaseId: id,
    author,
    createdAt,
    thread,
    review,
    body,
  }
  thread.comments.push(comment)
  return addNode(world, comment)
}

export function addEvent(
  world: World,
  thing: Issue | Pull,
  kind: string,
  actor: Account | null,
  at: string,
  details: Record<string, unknown>,
): TimelineEvent {
  const event: TimelineEvent = { kind, id: `EV_${world.nextId()}`, createdAt: at, actor, subject: thing, ...details }
  thing.events.push(event)
  thing.events.sort((a, b) => (a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : 0))
  return addNode(world, event)
}

/** An issue has one parent: the second one is a mistake of the world's author. */
export function linkSubIssue(parent: Issue, child: Issue): void {
  if (child.parent && child.parent !== parent) {
    throw new Error(
      `${child.repository.nameWithOwner}#${child.number} has the parent #${child.parent.number} already; ${parent.repository.nameWithOwner}#${parent.number} cannot be another.`,
    )
  }
  child.parent = parent
  if (!parent.subIssues.includes(child)) parent.subIssues.push(child)
}

export const optionId = (world: World) => world.nextId().toString(16).padStart(8, '0')

export function addField(world: World, board: Board, name: string, dataType: string): Field {
  const databaseId = world.nextId()
  const kind =
    dataType === 'SINGLE_SELECT' ? 'ProjectV2SingleSelectField' : dataType === 'ITERATION' ? 'ProjectV2IterationField' : 'ProjectV2Field'
  const prefix = { ProjectV2SingleSelectField: 'PVTSSF', ProjectV2IterationField: 'PVTIF', ProjectV2Field: 'PVTF' }[kind]
  const field: Field = { kind, id: `${prefix}_${databaseId}`, databaseId, name, dataType, options: [], iterations: [], duration: 14, board }
  board.fields.push(field)
  return addNode(world, field)
}

export function addCard(
  world: World,
  board: Board,
  content: Issue | Pull | Draft,
  { at, creator, id }: { at: string; creator: Account; id?: number },
): Card {
  const databaseId = id ?? 30_000_000 + world.nextId()
  const card: Card = {
    kind: 'ProjectV2Item',
    id: `PVTI_${databaseId}`,
    databaseId,
    board,
    content,
    values: new Map(),
    isArchived: false,
    createdAt: at,
    updatedAt: at,
    creator,
  }
  board.cards.push(card)
  if (content.kind !== 'DraftIssue') content.cards.push(card)
  return addNode(world, card)
}

/** Sets a value by what people see: an option's or iteration's name. null takes it away. */
export function setValue(card: Card, name: string, value: string | number | null): void {
  const field = card.board.fields.find((known) => known.name === name)
  const board = `${card.board.owner.login}/${card.board.number}`
  if (!field) throw new Error(`The board ${board} has no field ${name}. It has ${card.board.fields.map((known) => known.name).join(', ')}.`)
  if (value === null) {
    card.values.delete(name)
    return
  }
  if (field.dataType === 'SINGLE_SELECT' || field.dataType === 'ITERATION') {
    const choices: readonly { id: string; name: string }[] =
      field.dataType === 'ITERATION' ? field.iterations.map(({ id, title }) => ({ id, name: title })) : field.options
    const choice = choices.find((known) => known.name === value)
    if (!choice)
      throw new Error(`The field ${name} of the board ${board} has no ${value}. It has ${choices.map((known) => known.name).join(', ')}.`)
    card.values.set(name, choice.id)
  } else card.values.set(name, value)
}
