/** Bulk reads next to the pages of a board: pull requests, other cards, children by ID and by name. */
import type { BoardPart } from '../../../domain/board/board.ts'
import { isEpic } from '../../../domain/board/epics.ts'
import { parseRef, refKey } from '../../../domain/reference.ts'
import { problemOf, TryAgainError, UserError } from '../../../errors.ts'
import { type GraphqlProblem, isDenial } from '../client/errors.ts'
import type { Reader } from '../client/graphql-reader.ts'
import { allNodes } from '../client/paginate.ts'
import { addEntry, addGap, type BoardReadSettings, type Entry, type Gathered } from './accumulator.ts'
import { activityOf, type Bots, linkedActivityOf } from './activity.ts'
import { blockersOf, itemOf, pullLink, refOf, sprintLabelsOf } from './mapping.ts'
import * as queries from './queries/queries.ts'
import { type Card, type Content, ExtrasAnswer, Issues, MorePulls, OtherCards, Pulls, RefAnswer, Refs } from './queries/schema.ts'

/** GitHub's bound of ids in one request. */
const BULK = 100
/** Pages of what belongs to one issue: children of an epic, pull requests of a story. */
export const MOST_PAGES = 100

export type Context = {
  readonly reader: Reader
  readonly gathered: Gathered
  readonly settings: BoardReadSettings
  readonly fieldKeys: readonly string[]
  /** The app writes with a person's token: its comments are known by their mark only. */
  readonly ownComments: boolean
  /** Machine users that sprint.yml names. */
  readonly bots: Bots
}

/** Puts an issue, pull request or draft among what was gathered; null when it was there already. */
export function takeContent(context: Context, card: Card | null, content: Content): Entry | null {
  const { gathered, settings } = context
  const item = itemOf(card, content, { marks: settings.epics, fieldKeys: context.fieldKeys })
  const prefix = settings.sprints.labelPrefix
  if (prefix !== null) {
    // The same label lives in many repositories: one that has its weeks goes before one that lacks them.
    for (const label of sprintLabelsOf(content, prefix)) {
      if (label.description || !gathered.sprintLabels.has(label.name)) gathered.sprintLabels.set(label.name, label)
    }
  }
  const entry: Entry = {
    item,
    activity:
      content.__typename === 'Issue'
        ? activityOf(content, content.timelineItems, context.bots)
        : content.__typename === 'PullRequest'
          ? activityOf(content, content.pullEvents, context.bots)
          : null,
    pullIds: pullIdsOf(content),
    morePulls: content.__typename === 'Issue' ? content.closedByPullRequestsReferences.next : null,
    isBlocked: content.__typename === 'Issue' && !content.blockedBy && (content.issueDependenciesSummary?.blockedBy ?? 0) > 0,
  }
  return addEntry(gathered, entry) ? entry : null
}

/** A pull request that is a card itself has its events read with those that close stories. */
function pullIdsOf(content: Content): readonly string[] {
  if (content.__typename === 'Issue') return content.closedByPullRequestsReferences.nodes.map(({ id }) => id)
  return content.__typename === 'PullRequest' ? [content.id] : []
}

export type Asked = {
  readonly part: BoardPart
  /** In words, for the sentence about it. */
  readonly what: string
  /**
   * there: everything asked for must come. gone: GitHub named it itself a moment ago, so it may only have been deleted
   * since. hidden: people named it, so it may be something that the app is not to see.
   */
  readonly mayBe: 'there' | 'gone' | 'hidden'
}

/** Errors beside an answer: each is a gap, except where it only says that something is gone or hidden. */
export function noteProblems(gathered: Gathered, problems: readonly GraphqlProblem[], { part, what, mayBe }: Asked): void {
  for (const { type, message, path } of problems) {
    if (mayBe !== 'there' && type === 'NOT_FOUND') continue
    if (mayBe === 'hidden' && type === 'FORBIDDEN' && path.length > 0) continue
    if (mayBe === 'gone' && type === 'FORBIDDEN' && isBelowAnother(path)) continue
    addGap(gathered, part, `${what} could not be read in full: ${message || type || 'GitHub gives no reason'}`, isDenial(type))
  }
}

/** `nodes.0.subIssues.nodes.2`: one entry of a list below what was asked for, which the app is not to see. */
function isBelowAnother(path: GraphqlProblem['path']): boolean {
  return path.length > 2 && typeof path.at(-1) === 'number'
}

/** A small question that fails as a whole leaves a gap: what was read beside it is worth keeping. */
export async function orGap(gathered: Gathered, { part, what }: Pick<Asked, 'part' | 'what'>, ask: () => Promise<void>): Promise<void> {
  try {
    await ask()
  } catch (error) {
    if (!(error instanceof UserError || error instanceof TryAgainError)) throw error
    addGap(gathered, part, `${what} could not be read: ${problemOf(error)}`, error instanceof UserError)
  }
}

export function inBatches<Value>(values: readonly Value[], size = BULK): readonly (readonly Value[])[] {
  return Array.from({ length: Math.ceil(values.length / size) }, (_, index) => values.slice(index * size, (index + 1) * size))
}

/** A failure is thrown where the task is awaited; until then it must not count as unhandled. */
export function quiet<Result>(task: Promise<Result>): Promise<Result> {
  task.catch(() => {})
  return task
}

/** Last activity of pull requests that close stories, or that are cards themselves. */
export async function readPulls({ reader, gathered, ownComments, bots }: Context, ids: readonly string[]): Promise<void> {
  const asked: Asked = { part: 'activity', what: 'Pull requests', mayBe: 'gone' }
  await orGap(gathered, asked, async () => {
    const { data, problems } = await reader.read(queries.PULLS_QUERY, { ids, ownComments }, Pulls)
    noteProblems(gathered, problems, asked)
    for (const node of data.nodes) if (node && 'id' in node) gathered.pulls.set(node.id, linkedActivityOf(node, node.timelineItems, bots))
  })
}

/** The pull requests that close an issue beyond the first ten; returns their ids. */
export async function readMorePulls({ reader, gathered }: Context, entry: Entry): Promise<readonly string[]> {
  const before = entry.pullIds.length
  const asked: Asked = { part: 'activity', what: `Pull requests of ${entry.item.ref}`, mayBe: 'gone' }
  await orGap(gathered, asked, async () => {
    const first = entry.morePulls
    if (!first) return
    await allNodes(
      async (after) => {
        const { data, problems } = await reader.read(queries.MORE_PULLS_QUERY, { id: entry.item.nodeId, cursor: after ?? first }, MorePulls)
        noteProblems(gathered, problems, asked)
        const { nodes = [], next = null } = data.node?.closedByPullRequestsReferences ?? {}
        // Kept page by page: what was read stays when a later page does not come.
        entry.morePulls = next
        entry.pullIds = [...entry.pullIds, ...nodes.map(({ id }) => id)]
        entry.item = { ...entry.item, pulls: [...(entry.item.pulls ?? []), ...nodes.map((pull) => pullLink(pull))] }
        return { nodes, pageInfo: { hasNextPage: next !== null, endCursor: next } }
      },
      { maxPages: MOST_PAGES },
    )
  })
  return entry.pullIds.slice(before)
}

/** Labels and assignees of pull requests and drafts on the board. */
export async function readOtherCards({ reader, gathered }: Context, entries: readonly Entry[]): Promise<void> {
  const ids = entries.map(({ item }) => item.nodeId ?? '')
  const asked: Asked = { part: 'people', what: 'Cards that are not issues', mayBe: 'gone' }
  await orGap(gathered, asked, async () => {
    const { data, problems } = await reader.read(queries.OTHER_CARDS_QUERY, { ids }, OtherCards)
    noteProblems(gathered, problems, asked)
    const found = new Map(data.nodes.flatMap((node) => (node && 'id' in node ? [[node.id, node] as const] : [])))
    for (const entry of entries) {
      const node = found.get(entry.item.nodeId ?? '')
      if (!node) continue
      entry.item = { ...entry.item, labels: node.labels.map(({ name }) => name), assignees: node.assignees.map(({ login }) => login) }
    }
  })
}

/** Types and blockers of issues, where the server has them. */
export async function readExtras({ reader, gathered }: Context, entries: readonly Entry[], extras: queries.Extras): Promise<void> {
  const ids = entries.map(({ item }) => item.nodeId ?? '')
  const asked: Asked = { part: 'types', what: 'Types and dependencies of issues', mayBe: 'gone' }
  await orGap(gathered, asked, async () => {
    const { data, problems } = await reader.read(queries.extrasQuery(extras), { ids }, ExtrasAnswer)
    noteProblems(gathered, problems, asked)
    const found = new Map(data.nodes.flatMap((node) => (node && 'id' in node ? [[node.id, node] as const] : [])))
    for (const entry of entries) {
      const node = found.get(entry.item.nodeId ?? '')
      if (!node) continue
      const blockedBy = node.blockedBy ? { blockedBy: blockersOf(node.blockedBy) } : {}
      entry.item = { ...entry.item, ...(node.issueType ? { type: node.issueType.name } : {}), ...blockedBy }
    }
  })
}

/** Children that are not on the board, known by id. */
export async function readChildren(context: Context, ids: readonly string[], extras: queries.Extras): Promise<readonly Entry[]> {
  const { reader, gathered, ownComments } = context
  const { data, problems } = await reader.read(queries.issuesQuery(extras), { ids, ownComments }, Issues)
  noteProblems(gathered, problems, { part: 'stories', what: 'Stories that are not on the board', mayBe: 'gone' })
  return data.nodes.flatMap((node) => (node && 'id' in node ? (takeContent(context, null, node) ?? []) : []))
}

/** Children known by name only. What GitHub does not show stays a child that cannot be read. */
export async function readRefs(context: Context, refs: readonly string[], extras: queries.Extras): Promise<readonly Entry[]> {
  const { reader, gathered, ownComments } = context
  const places = refs.flatMap((ref) => parseRef(ref) ?? [])
  if (places.length === 0) return []
  const variables = Object.fromEntries(
    places.flatMap(({ owner, repo, number }, i) => [
      [`owner${i}`, owner],
      [`name${i}`, repo],
      [`number${i}`, number],
    ]),
  )
  const { data, problems } = await reader.read(queries.refsQuery(places.length, extras), { ...variables, ownComments }, Refs)
  noteProblems(gathered, problems, { part: 'stories', what: 'Stories named in task lists', mayBe: 'hidden' })
  const known = byNode(gathered)
  return places.flatMap(({ owner, repo, number }, i) => {
    const node = RefAnswer.parse(data[`ref${i}`])?.issueOrPullRequest
    if (!node) return []
    const asked = `${owner}/${repo}#${number}`
    if (refKey(asked) !== refKey(refOf(node))) gathered.moved.set(refKey(asked), refOf(node))
    return known.has(node.id) ? [] : (takeContent(context, null, node) ?? [])
  })
}

function byNode(gathered: Gathered): ReadonlySet<string> {
  return new Set([...gathered.entries.values()].flatMap(({ item }) => (item.nodeId ? [item.nodeId] : [])))
}

/** Epics among entries, by label, type or title. */
export function epicsAmong(entries: Iterable<Entry>, settings: BoardReadSettings): readonly Entry[] {
  return [...entries].filter(({ item }) => isEpic(item, settings.epics))
}
