/**
 * Reads only the items named by webhooks again, and updates the last snapshot with them. The content of a webhook is never used, so
 * late, duplicate and reordered deliveries do no harm.
 */
import { z } from 'zod'
import type { Snapshot } from '../../../domain/board/board.ts'
import { isEpic, parseTaskLines } from '../../../domain/board/epics.ts'
import { bodyContext } from '../../../domain/body/first-reference.ts'
import { parseRef, refKey } from '../../../domain/reference.ts'
import type { BoardNames } from '../../../ports.ts'
import { addEntry, byRef, type Entry, toSnapshot } from './accumulator.ts'
import { type Activity, latest, linkedActivityOf } from './activity.ts'
import { type Context, inBatches, noteProblems, readMorePulls, readPulls, takeContent } from './bulk-reads.ts'
import { takeLinks } from './epic-links.ts'
import { refOf, unreadableItem } from './mapping.ts'
import { readOlderEvents } from './older-events.ts'
import { forget, leaveOldParents, moveChildren, reachable } from './patch-snapshot.ts'
import { changedQuery } from './queries/queries.ts'
import { type Card, Content, DraftNode, IssueNode, ProjectCard, PullNode } from './queries/schema.ts'
import type { ServerFeatures } from './queries/server-capabilities.ts'

/** Ids and names in one request together. */
const AT_ONCE = 100
/** Children of children of what was named. */
const ROUNDS = 8

const CardNode = ProjectCard.extend({ __typename: z.literal('ProjectV2Item'), content: Content.nullish() })
const Named = z.union([CardNode, IssueNode, PullNode, DraftNode, z.strictObject({ __typename: z.string().optional() })]).nullable()
const ChangedAnswer = z.looseObject({ nodes: z.array(Named) })
const NamedRef = z.object({ issueOrPullRequest: z.discriminatedUnion('__typename', [IssueNode, PullNode]).nullish() }).nullish()

/** What to look at again: issues and pull requests by `owner/repo#1`, cards and issues by node id. */
export type Wanted = { readonly ids: ReadonlySet<string>; readonly refs: ReadonlyMap<string, string> }

export type ChangesWanted = {
  readonly takenAt: string
  readonly previous: Snapshot
  readonly wanted: Wanted
  readonly features: ServerFeatures
}

export async function readChangedBoard(context: Context, { takenAt, previous, wanted: first, features }: ChangesWanted): Promise<Snapshot> {
  takePrevious(context, previous)
  const asked = new Set<string>()
  const fresh: Entry[] = []
  let wanted = first
  for (let round = 0; round < ROUNDS && wanted.ids.size + wanted.refs.size > 0; round += 1) {
    for (const key of [...wanted.ids, ...wanted.refs.keys()]) asked.add(key)
    const read = await readWanted(context, wanted, features)
    fresh.push(...read.entries)
    wanted = stillUnknown(context, read.ids, asked)
  }
  rememberActivity(fresh, previous)
  if (!features.issueType) rememberTypes(fresh, previous)
  await readOlderEvents(
    context,
    fresh,
    fresh.flatMap(({ pullIds }) => pullIds),
  )
  return reachable(toSnapshot(context.gathered, context.settings, { takenAt, ...context.reader.spent(), previous }))
}

/** The snapshot there was, as if it had been read just now. */
function takePrevious({ gathered }: Context, previous: Snapshot): void {
  gathered.board = previous.board
  gathered.fieldSprints = previous.sprints ?? []
  for (const item of previous.items) addEntry(gathered, { item, activity: null, pullIds: [] })
  for (const { ref, children } of previous.epics) {
    const ofSource = (source: string) => children.filter((child) => child.sources.some((one) => one === source)).map((child) => child.ref)
    const known = ofSource('sub-issue').filter((child) => parseRef(child) !== null)
    gathered.links.set(refKey(ref), {
      ref,
      subIssues: known,
      tracked: ofSource('tracked-in'),
      hidden: children.filter((child) => !child.readable && child.sources.includes('sub-issue')).length,
    })
  }
  // Unknown statuses are counted anew; everything else stays true until the next full read.
  const ofStatuses = new Set(previous.statusProblems ?? [])
  for (const problem of previous.problems ?? []) if (!ofStatuses.has(problem)) gathered.remarks.add(problem)
}

/** Names -> ids where the last snapshot knows them; with a pull request the stories it closes. */
export function firstWanted(previous: Snapshot, named: BoardNames): Wanted {
  const ids = new Set([...(named.itemIds ?? []), ...(named.nodeIds ?? [])])
  const refs = new Map<string, string>()
  const known = new Map(previous.items.flatMap((item) => (item.ref === null ? [] : [[refKey(item.ref), item] as const])))
  for (const ref of named.refs ?? []) {
    const item = known.get(refKey(ref))
    if (item?.nodeId) ids.add(item.nodeId)
    else if (parseRef(ref) !== null) refs.set(refKey(ref), ref)
  }
  const pulls = new Set((named.refs ?? []).map(refKey))
  for (const item of previous.items) {
    if (item.nodeId && item.pulls?.some((pull) => pulls.has(refKey(pull.ref)))) ids.add(item.nodeId)
  }
  return { ids, refs }
}

type Read = { readonly entries: readonly Entry[]; readonly ids: readonly string[] }

async function readWanted(context: Context, { ids, refs }: Wanted, features: ServerFeatures): Promise<Read> {
  const all = [...[...ids].map((id) => ({ id, ref: null })), ...[...refs.values()].map((ref) => ({ id: null, ref }))]
  const reads = await Promise.all(
    inBatches(all, AT_ONCE).map((batch) =>
      readBatch(
        context,
        batch.flatMap(({ id }) => id ?? []),
        batch.flatMap(({ ref }) => ref ?? []),
        features,
      ),
    ),
  )
  return { entries: reads.flatMap(({ entries }) => entries), ids: reads.flatMap((read) => read.ids) }
}

async function readBatch(context: Context, ids: readonly string[], refs: readonly string[], features: ServerFeatures): Promise<Read> {
  const { reader, gathered, settings, fieldKeys, ownComments } = context
  const { fields } = settings.board
  const places = refs.flatMap((ref) => parseRef(ref) ?? [])
  const variables = Object.fromEntries([
    ...fieldKeys.map((key) => [`field_${key}`, fields[key as keyof typeof fields]]),
    ...places.flatMap(({ owner, repo, number }, i) => [
      [`owner${i}`, owner],
      [`name${i}`, repo],
      [`number${i}`, number],
    ]),
  ])
  const query = changedQuery(fieldKeys, places.length, features)
  const { data, problems } = await reader.read(query, { ids, ownComments, ...variables }, ChangedAnswer)
  noteProblems(gathered, problems, { part: 'cards', what: 'What changed', mayBe: 'gone' })
  const entries: Entry[] = []
  const further: string[] = []
  const take = async (card: Card | null, content: Content) => {
    const entry = replace(context, card, content)
    if (entry) entries.push(entry)
    further.push(...(await takeRelations(context, entry, content)))
  }
  for (const [index, node] of data.nodes.entries()) await takeNode(context, ids[index] ?? '', node, take)
  for (const [index, { owner, repo, number }] of places.entries()) {
    const node = NamedRef.parse(data[`ref${index}`])?.issueOrPullRequest
    if (!node) continue
    const askedFor = refKey(`${owner}/${repo}#${number}`)
    if (askedFor !== refKey(refOf(node))) gathered.moved.set(askedFor, refOf(node))
    await take(cardOn(context, node), node)
  }
  return { entries, ids: further }
}

async function takeNode(
  context: Context,
  id: string,
  node: z.infer<typeof Named>,
  take: (card: Card | null, content: Content) => Promise<void>,
): Promise<void> {
  if (node === null || !('id' in node)) return forget(context.gathered, id)
  if (node.__typename === 'DraftIssue') return
  if (node.__typename !== 'ProjectV2Item') return take(cardOn(context, node), node)
  if (!isOurs(context, node)) return
  if (node.isArchived && !keepsArchived(context)) return forget(context.gathered, id)
  if (node.content) return take(node, node.content)
  context.gathered.entries.set(node.id, { item: unreadableItem(node), activity: null, pullIds: [] })
}

/** The card of an issue on our board; it may lie on others too. */
function cardOn(context: Context, node: IssueNode | PullNode): Card | null {
  const card = node.projectItems.find((one) => isOurs(context, one))
  return card && (!card.isArchived || keepsArchived(context)) ? card : null
}

function isOurs({ settings }: Context, { project }: z.infer<typeof ProjectCard>): boolean {
  return project?.number === settings.board.number && project.owner?.login?.toLowerCase() === settings.board.owner.toLowerCase()
}

function keepsArchived({ gathered }: Context): boolean {
  return [...gathered.entries.values()].some(({ item }) => item.archived)
}

/** Puts what was read where the same thing stood before: the same card, node or place. */
function replace(context: Context, card: Card | null, content: Content): Entry | null {
  const { entries, links } = context.gathered
  const ref = content.__typename === 'DraftIssue' ? null : refKey(refOf(content))
  for (const [key, { item }] of entries) {
    const isSame =
      item.nodeId === content.id ||
      (card !== null && item.itemId === card.id) ||
      (ref !== null && item.ref !== null && refKey(item.ref) === ref)
    if (!isSame) continue
    entries.delete(key)
    if (item.ref !== null) links.delete(refKey(item.ref))
  }
  const entry = takeContent(context, card, content)
  if (entry && ref !== null) leaveOldParents(context.gathered, ref)
  return entry
}

/** Children, pull requests and stories that belong to it; returns the ids of those that may have to be read too. */
async function takeRelations(context: Context, entry: Entry | null, content: Content): Promise<readonly string[]> {
  const { gathered, settings } = context
  if (content.__typename === 'PullRequest') {
    if (content.pullEvents) gathered.pulls.set(content.id, linkedActivityOf(content, content.pullEvents, context.bots))
    return content.closingIssuesReferences.filter((place) => !closes(context, place, content)).map(({ id }) => id)
  }
  if (content.__typename !== 'Issue') return []
  for (const pull of content.linked) gathered.pulls.set(pull.id, linkedActivityOf(pull, pull.timelineItems, context.bots))
  if (entry?.morePulls) {
    const ids = await readMorePulls(context, entry)
    for (const batch of inBatches(ids)) await readPulls(context, batch)
  }
  if (!entry || entry.item.ref === null || !isEpic(entry.item, settings.epics)) return []
  const places = await takeLinks(context, entry.item.ref, content)
  moveChildren(gathered, entry.item.ref)
  const known = byRef(gathered)
  return places.filter((place) => !known.has(refKey(refOf(place)))).map(({ id }) => id)
}

/** Known already as a pull request of that story, or the story is none of the board's. */
function closes({ gathered }: Context, story: Parameters<typeof refOf>[0], pull: PullNode): boolean {
  const known = byRef(gathered).get(refKey(refOf(story)))
  return known === undefined || (known.item.pulls?.some(({ ref }) => refKey(ref) === refKey(refOf(pull))) ?? false)
}

/** Children the snapshot does not hold yet: by id, or by name out of task lists. */
function stillUnknown({ gathered, settings }: Context, ids: readonly string[], asked: ReadonlySet<string>): Wanted {
  const known = byRef(gathered)
  const refs = [...gathered.entries.values()]
    .filter(({ item, activity }) => activity !== null && isEpic(item, settings.epics))
    .flatMap(({ item }) => parseTaskLines(item.body ?? '', bodyContext(item)).flatMap(({ ref }) => (ref === null ? [] : [ref])))
    .filter((ref) => !known.has(refKey(ref)) && !asked.has(refKey(ref)) && !gathered.moved.has(refKey(ref)))
  return { ids: new Set(ids.filter((id) => !asked.has(id))), refs: new Map(refs.map((ref) => [refKey(ref), ref])) }
}

/** Only bots since the last look: what was known of people then is still so. */
function rememberActivity(fresh: readonly Entry[], previous: Snapshot): void {
  const before = new Map(previous.items.flatMap((item) => (item.nodeId ? [[item.nodeId, item.lastHumanActivity] as const] : [])))
  for (const { item, activity } of fresh) {
    const known = before.get(item.nodeId ?? '') ?? null
    if (activity === null || known === null || !isHidden(activity)) continue
    activity.at = latest([activity.at, known])
    activity.before = null
    activity.editsHidden = false
  }
}

/** Where types are not asked for, the last ones known stay. */
function rememberTypes(fresh: readonly Entry[], previous: Snapshot): void {
  const before = new Map(previous.items.flatMap((item) => (item.nodeId && item.type ? [[item.nodeId, item.type] as const] : [])))
  for (const entry of fresh) {
    const type = before.get(entry.item.nodeId ?? '')
    if (type !== undefined) entry.item = { ...entry.item, type }
  }
}

function isHidden({ before, editsHidden }: Activity): boolean {
  return before !== null || editsHidden
}
