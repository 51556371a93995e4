/** Reads the pages of a board one after another, each card once. Missing parts are recorded as gaps. */
import type { z } from 'zod'
import { httpStatus, TryAgainError } from '../../../errors.ts'
import type { Answer } from '../client/graphql-reader.ts'
import { boardNotRead, checkFields, fieldNamed } from './access-errors.ts'
import { addEntry, addGap, type Entry } from './accumulator.ts'
import { type Context, noteProblems, quiet, takeContent } from './bulk-reads.ts'
import { sprintsOfField, unreadableItem } from './mapping.ts'
import { boardPageQuery } from './queries/queries.ts'
import { BoardPage, type Field } from './queries/schema.ts'
import { NO_FEATURES, type ServerFeatures } from './queries/server-capabilities.ts'

export type PagesOptions = { readonly archived: boolean; readonly progress?: (done: number, all: number) => void }

export type PageRead = {
  readonly entries: readonly Entry[]
  /** null when the page was asked for before the server's features were known. */
  readonly features: ServerFeatures | null
  readonly isNextLast: boolean
}

const FULL_PAGE = 100
/** Cards with very long texts may be too heavy a hundred at a time. */
const SMALLEST_PAGE = 25

export async function* pages(
  context: Context,
  known: ServerFeatures | null,
  discovery: Promise<ServerFeatures>,
  options: PagesOptions,
): AsyncGenerator<PageRead> {
  let features = known
  discovery.then(
    (found) => {
      features = found
    },
    () => {},
  )
  const seen = new Set<string>()
  const ask = (cursor: string | null, size: number) => {
    const used: ServerFeatures | null = features
    const read = readPage(context, { cursor, size, isFirst: cursor === null, features: used, archived: options.archived })
    return { cursor, size, used, read: quiet(read) }
  }
  let next = ask(null, FULL_PAGE)
  for (;;) {
    const { cursor, size, used } = next
    const read = await next.read
    if (read === 'too heavy') {
      next = ask(cursor, Math.floor(size / 2))
      continue
    }
    const { items } = read
    const after = items.pageInfo.hasNextPage ? (items.pageInfo.endCursor ?? null) : null
    // Asked for before this one is worked through: the server need not wait for that.
    if (after !== null) next = ask(after, size)
    const entries = (items.nodes ?? []).flatMap((card) => takeCard(context, card, seen, options.archived) ?? [])
    options.progress?.(Math.min(seen.size, items.totalCount), items.totalCount)
    const rest = items.totalCount - seen.size
    yield { entries, features: used, isNextLast: rest > 0 && rest <= size }
    if (after !== null) continue
    const missing = items.totalCount - seen.size
    if (missing > 0) addGap(context.gathered, 'cards', `GitHub did not return ${missing} of the ${items.totalCount} cards on the board.`)
    return
  }
}

type Project = NonNullable<NonNullable<BoardPage['organization']>['projectV2']>
type PageCard = NonNullable<Project['items']['nodes']>[number]

/** The card's entry where it has content that can be read further. A card may come twice when others move meanwhile. */
function takeCard(context: Context, card: PageCard, seen: Set<string>, archived: boolean): Entry | null {
  if (card === null) {
    addGap(context.gathered, 'cards', 'GitHub returned empty cards of the board, without a reason.')
    return null
  }
  if (seen.has(card.id)) return null
  seen.add(card.id)
  if (card.isArchived && !archived) return null
  if (card.content) return takeContent(context, card, card.content)
  addEntry(context.gathered, { item: unreadableItem(card), activity: null, pullIds: [] })
  return null
}

type PageAsked = {
  readonly cursor: string | null
  readonly size: number
  readonly isFirst: boolean
  readonly features: ServerFeatures | null
  readonly archived: boolean
}

async function readPage(context: Context, { cursor, size, isFirst, features, archived }: PageAsked): Promise<Project | 'too heavy'> {
  const { reader, settings, fieldKeys, ownComments, gathered } = context
  const { board } = settings
  const names = Object.fromEntries(fieldKeys.map((key) => [`field_${key}`, board.fields[key as keyof typeof board.fields]]))
  const query = boardPageQuery(fieldKeys, features ?? NO_FEATURES, archived && (features?.archivedStates ?? false))
  const variables = { owner: board.owner, number: board.number, cursor, size, first: isFirst, ownComments, ...names }
  let answer: Answer<z.infer<typeof BoardPage>>
  try {
    answer = await reader.read(query, variables, BoardPage)
  } catch (error) {
    if (isTooHeavy(error) && size / 2 >= SMALLEST_PAGE) return 'too heavy'
    throw error
  }
  const project = answer.data.organization?.projectV2
  if (!project) throw await boardNotRead(reader, board, answer)
  noteProblems(gathered, answer.problems, { part: 'cards', what: 'The board', mayBe: 'there' })
  if (isFirst) takeBoard(context, project, project.fields)
  return project
}

/** GitHub gives up on a query after ten seconds, with 502 or a sentence about it. */
function isTooHeavy(error: unknown): boolean {
  if (!(error instanceof TryAgainError)) return false
  const status = httpStatus(error.cause)
  return status === 502 || status === 504 || /Something went wrong while executing/i.test(error.message)
}

function takeBoard({ gathered, settings }: Context, project: Project, fields: readonly Field[]): void {
  const { board, sprints } = settings
  checkFields(board, fields, sprints.labelPrefix !== null)
  gathered.fieldSprints = sprintsOfField(fieldNamed(fields, board.fields.sprint))
  gathered.board = { owner: board.owner, number: board.number, title: project.title, ...(project.url ? { url: project.url } : {}) }
}
