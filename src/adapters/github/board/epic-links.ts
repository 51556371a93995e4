/** Reads what GitHub links to an epic: its sub-issues, and the issues tracked in its body. */
import { refKey } from '../../../domain/reference.ts'
import { UserError } from '../../../errors.ts'
import type { GraphqlProblem } from '../client/errors.ts'
import { allNodes, type PageInfo } from '../client/paginate.ts'
import { addGap, type Entry } from './accumulator.ts'
import { type Context, MOST_PAGES, noteProblems } from './bulk-reads.ts'
import { refOf } from './mapping.ts'
import * as queries from './queries/queries.ts'
import { EpicLinksAnswer, MoreSubIssues, MoreTracked, type Place } from './queries/schema.ts'

/** Sub-issues and tracked issues of epics; returns the places found. */
export async function readEpicLinks(context: Context, epics: readonly Entry[]): Promise<readonly Place[]> {
  const { reader, gathered } = context
  const { data, problems } = await reader.read(
    queries.EPIC_LINKS_QUERY,
    { ids: epics.map(({ item }) => item.nodeId ?? '') },
    EpicLinksAnswer,
  )
  noteProblems(gathered, problems, { part: 'children', what: 'Children of epics', mayBe: 'gone' })
  const found = new Map(data.nodes.flatMap((node) => (node && 'id' in node ? [[node.id, node] as const] : [])))
  const places = await Promise.all(
    epics.map(async ({ item }) => {
      const node = found.get(item.nodeId ?? '')
      if (item.ref === null) return []
      if (!node) {
        addGap(gathered, 'children', `Children of ${item.ref} could not be read: it was deleted or moved during the read.`)
        return []
      }
      return takeLinks(context, item.ref, node)
    }),
  )
  return places.flat()
}

type LinksNode = {
  readonly id: string
  readonly subIssuesSummary?: { total: number } | null | undefined
  readonly subIssues?: (Exclude<Places, null | undefined> & { readonly totalCount?: number | null | undefined }) | null | undefined
  readonly trackedIssues?: Places
}

/** Notes an epic's children, further pages too; returns their places. */
export async function takeLinks(context: Context, ref: string, node: LinksNode): Promise<readonly Place[]> {
  const { reader, gathered } = context
  const places = await allPlaces(context, ref, node.subIssues, async (cursor) => {
    const { data, problems } = await reader.read(queries.MORE_SUB_ISSUES_QUERY, { id: node.id, cursor }, MoreSubIssues)
    return { more: data.node?.subIssues, problems }
  })
  const tracked = await allPlaces(context, ref, node.trackedIssues, async (cursor) => {
    const { data, problems } = await reader.read(queries.MORE_TRACKED_QUERY, { id: node.id, cursor }, MoreTracked)
    return { more: data.node?.trackedIssues, problems }
  })
  const all = Math.max(node.subIssues?.totalCount ?? 0, node.subIssuesSummary?.total ?? 0)
  gathered.links.set(refKey(ref), {
    ref,
    subIssues: places.map(refOf),
    tracked: tracked.map(refOf),
    hidden: Math.max(0, all - places.length),
  })
  return [...places, ...tracked]
}

type Places =
  | {
      readonly pageInfo?: PageInfo | null | undefined
      readonly nodes?: readonly (Place | null)[] | null | undefined
    }
  | null
  | undefined

type ReadMore = (cursor: string) => Promise<{ readonly more: Places; readonly problems: readonly GraphqlProblem[] }>

/** The first page came with the epic; one that does not come leaves a gap. */
async function allPlaces({ gathered }: Context, ref: string, first: Places, readMore: ReadMore): Promise<readonly Place[]> {
  const shown = (places: Places) => (places?.nodes ?? []).filter((place) => place !== null)
  const next = first?.pageInfo?.hasNextPage ? (first.pageInfo.endCursor ?? null) : null
  if (next === null) return shown(first)
  const later = await allNodes(
    async (after) => {
      const { more, problems } = await readMore(after ?? next)
      noteProblems(gathered, problems, { part: 'children', what: `Children of ${ref}`, mayBe: 'gone' })
      if (!more) addGap(gathered, 'children', `Children of ${ref} could not be read in full.`)
      return { nodes: shown(more), pageInfo: more?.pageInfo ?? { hasNextPage: false } }
    },
    {
      maxPages: MOST_PAGES,
      tooMany: () => new UserError(`${ref}: expected at most ${MOST_PAGES * 100} children, found more. Split the epic.`),
    },
  )
  return [...shown(first), ...later]
}
