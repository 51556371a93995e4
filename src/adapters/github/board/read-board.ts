/**
 * Reads the whole board page by page. The cursor of a page is known only after the previous page, so everything else (pull requests,
 * types, cards that are not issues) is read in parallel, and the children of epics last.
 */
import type { Snapshot } from '../../../domain/board/board.ts'
import { refKey } from '../../../domain/reference.ts'
import { problemOf, UserError } from '../../../errors.ts'
import type { BoardNames, Clock, LiveBoard } from '../../../ports.ts'
import type { GitHubClient } from '../client/client.ts'
import { type BudgetSettings, createReader, DEFAULT_BUDGET } from '../client/graphql-reader.ts'
import { boardMeanings } from './access-errors.ts'
import { addGap, type BoardReadSettings, type Entry, nothingYet, toSnapshot } from './accumulator.ts'
import { createTree } from './below-epics.ts'
import {
  type Context,
  epicsAmong,
  inBatches,
  quiet,
  readChildren,
  readExtras,
  readMorePulls,
  readOtherCards,
  readPulls,
} from './bulk-reads.ts'
import { readOlderEvents } from './older-events.ts'
import { type PagesOptions, pages } from './pages.ts'
import { reachable } from './patch-snapshot.ts'
import { featuresOf, knownFeatures, NO_FEATURES, type ServerFeatures } from './queries/server-capabilities.ts'
import { firstWanted, readChangedBoard, type Wanted } from './refresh-board.ts'

export type BoardSourceOptions = {
  readonly budget?: Partial<BudgetSettings>
  /** false: comments are written with a person's token, so the app's own are known by their mark. Default false. */
  readonly isApp?: boolean
  /** Waits of a slowed-down sync. */
  readonly wait?: (ms: number) => Promise<void>
}

/** `client` may read the organization's projects and the issues of its repositories. */
export function createBoardSource(
  client: Pick<GitHubClient, 'graphql' | 'github'>,
  settings: BoardReadSettings,
  clock: Clock,
  options: BoardSourceOptions = {},
): LiveBoard {
  const budget = { ...DEFAULT_BUDGET, ...options.budget }
  const open = (): Context => ({
    reader: createReader(client, { clock, budget, wait: options.wait, meanings: boardMeanings }),
    gathered: nothingYet(settings.board),
    settings,
    fieldKeys: Object.entries(settings.board.fields).flatMap(([key, name]) => (name ? [key] : [])),
    ownComments: options.isApp !== true,
    bots: new Set(settings.bots ?? []),
  })
  const readBoard: LiveBoard['readBoard'] = async ({ archived = false, previous = null, progress } = {}) => {
    const takenAt = clock.now().toISOString()
    const context = open()
    const before = knownFeatures(client)
    const discovery = featuresOf(client, context.reader, (error) => withoutTypes(context, error))
    // Only archived cards must be asked for by a name the server may not know.
    const known = archived ? await discovery : before
    const options = { archived, ...(progress ? { progress } : {}) }
    await readAll(context, { known, discovery, options, remembered: rememberedChildren(previous) })
    return reachable(toSnapshot(context.gathered, settings, { takenAt, ...context.reader.spent(), previous }))
  }
  const readWanted = async (previous: Snapshot, wanted: Wanted): Promise<Snapshot> => {
    const context = open()
    // A type may make an epic: then it must not be lost for want of knowing that the server has types.
    const features =
      settings.epics.types.length > 0
        ? await featuresOf(client, context.reader, (error) => withoutTypes(context, error))
        : knownFeatures(client)
    return readChangedBoard(context, { takenAt: clock.now().toISOString(), previous, wanted, features: features ?? NO_FEATURES })
  }
  return {
    readBoard,
    readChanged: async (previous, named) => {
      const wanted = firstWanted(previous, named)
      if (cardsAmong(wanted, previous, named) <= mostCards(previous)) return readWanted(previous, wanted)
      const whole = await readBoard({ previous })
      // What is no card and nobody's child yet is on no page. Of a read with gaps nobody knows what is on none.
      const beside = whole.complete ? namedBeside(whole, wanted) : null
      return beside === null ? whole : withCounts(await readWanted(whole, beside), whole)
    },
  }
}

/**
 * GitHub charges half a point for an item by its name with all that is linked to it, 4 for a page of a hundred cards, and some for what
 * every full read asks. After so many names the whole board costs less: a bulk move must not use up the points of the hour.
 */
function mostCards({ items }: Snapshot): number {
  return 25 + items.length / 8
}

/** How many of the names a full read comes upon, as far as one can tell before. */
function cardsAmong({ ids }: Wanted, previous: Snapshot, { itemIds = [] }: BoardNames): number {
  const cards = new Set([...previous.items.flatMap(({ nodeId, itemId }) => [nodeId, itemId]), ...itemIds])
  return [...ids].filter((id) => cards.has(id)).length
}

/** What a full read did not come upon; null: nothing. */
function namedBeside({ items }: Snapshot, { ids, refs }: Wanted): Wanted | null {
  const seen = new Set(items.flatMap(({ ref, nodeId, itemId }) => [ref === null ? null : refKey(ref), nodeId, itemId]))
  const beside = {
    ids: new Set([...ids].filter((id) => !seen.has(id))),
    refs: new Map([...refs].filter(([key]) => !seen.has(key))),
  }
  return beside.ids.size + beside.refs.size === 0 ? null : beside
}

/** What both reads cost. */
function withCounts(snapshot: Snapshot, { counts }: Snapshot): Snapshot {
  const { requests, points } = snapshot.counts
  return { ...snapshot, counts: { ...snapshot.counts, requests: requests + counts.requests, points: points + counts.points } }
}

/** Where types tell which issue is an epic, a snapshot without them lacks epics; without dependencies it lacks what blocks. */
function withoutTypes({ gathered, settings }: Context, error: unknown): void {
  // A server that has no introspection, or keeps it to itself, has a board all the same; one that failed may have types.
  const hasNone = error instanceof UserError || /introspection/i.test((error as Error).message)
  if (settings.epics.types.length === 0 && hasNone) return
  addGap(gathered, 'types', `Issue types and dependencies could not be requested: ${problemOf(error as Error)}`, error instanceof UserError)
}

/** Issues that are no cards and name their epic themselves: nothing on the board leads to them, a webhook once did. */
function rememberedChildren(previous: Snapshot | null): readonly string[] {
  const items = previous?.items ?? []
  return items.flatMap(({ itemId, nodeId, namedParents }) => (itemId === null && nodeId && namedParents?.length ? [nodeId] : []))
}

type WholeBoard = {
  /** What is known of the server before the first page. */
  readonly known: ServerFeatures | null
  readonly discovery: Promise<ServerFeatures>
  readonly options: PagesOptions
  /** Node ids of issues that are no cards and name their epic themselves. */
  readonly remembered: readonly string[]
}

async function readAll(context: Context, { known, discovery, options, remembered }: WholeBoard): Promise<void> {
  const aside = createAside(context)
  const tree = createTree(context)
  const extras: Promise<void>[] = []
  for await (const { entries, features, isNextLast } of pages(context, known, discovery, options)) {
    aside.take(entries)
    // Most epics are known now, and their answers come while the last page does.
    if (isNextLast) tree.begin(epicsAmong(context.gathered.entries.values(), context.settings))
    if (features === null) extras.push(quiet(discovery.then((found) => readMissing(context, entries, found))))
  }
  const features = await discovery
  const cards = [...context.gathered.entries.values()]
  const trees = async () => tree.read(epicsAmong(cards, context.settings), features)
  await Promise.all([
    aside.finish(),
    readOlderEvents(context, cards, []),
    readRemembered(context, remembered, features).then(trees),
    // Types tell epics too: the ones known by nothing else are looked at as soon as types are there.
    Promise.all([...extras, ...readBlockers(context, cards, features)]).then(trees),
  ])
  const children = [...context.gathered.entries.values()].slice(cards.length)
  aside.take(children)
  await Promise.all([aside.finish(), ...readBlockers(context, children, features)])
  await readOlderEvents(context, children, [...context.gathered.pulls.keys()])
}

/** What blocks the issues of which GitHub says that something does: few, so it is not asked of all. */
function readBlockers(context: Context, entries: readonly Entry[], features: ServerFeatures): readonly Promise<void>[] {
  return inBatches(entries.filter(({ isBlocked }) => isBlocked)).map((batch) => readExtras(context, batch, features))
}

async function readRemembered(context: Context, ids: readonly string[], features: ServerFeatures): Promise<void> {
  const known = new Set([...context.gathered.entries.values()].map(({ item }) => item.nodeId))
  const missing = ids.filter((id) => !known.has(id))
  await Promise.all(inBatches(missing).map((batch) => readChildren(context, batch, features)))
}

/** Types and blockers of cards that were read before it was known that the server has them. */
async function readMissing(context: Context, entries: readonly Entry[], features: ServerFeatures): Promise<void> {
  if (!features.issueType && !features.blockedBy) return
  const issues = entries.filter(({ item }) => item.kind === 'issue')
  await Promise.all(inBatches(issues).map((batch) => readExtras(context, batch, features)))
}

/** Reads of pull requests and other cards, begun as soon as a hundred of them are known. */
function createAside(context: Context) {
  const asked = new Set<string>()
  let pulls: string[] = []
  let others: Entry[] = []
  const running: Promise<void>[] = []
  const start = (task: Promise<void>) => void running.push(quiet(task))
  const takeIds = (ids: readonly string[]) => {
    for (const id of ids) if (!asked.has(id)) pulls.push(id)
    for (const id of ids) asked.add(id)
  }
  const flush = (least: number) => {
    while (pulls.length >= least && pulls.length > 0) {
      start(readPulls(context, pulls.slice(0, 100)))
      pulls = pulls.slice(100)
    }
    while (others.length >= least && others.length > 0) {
      start(readOtherCards(context, others.slice(0, 100)))
      others = others.slice(100)
    }
  }
  return {
    take: (entries: readonly Entry[]) => {
      for (const entry of entries) {
        takeIds(entry.pullIds)
        if (entry.morePulls) start(readMorePulls(context, entry).then(takeIds))
        if (entry.item.itemId !== null && (entry.item.kind === 'pull' || entry.item.kind === 'draft')) others.push(entry)
      }
      flush(100)
    },
    finish: async () => {
      // What is read on the way may name further pull requests.
      do {
        flush(1)
        await Promise.all(running)
      } while (pulls.length > 0)
    },
  }
}
