/** The items named by a webhook, to be read again. Nothing else in it is used, so lost, duplicate and late deliveries do no harm. */
import { z } from 'zod'
import type { BoardItem, Snapshot } from '../../domain/board/board.ts'
import { refKey } from '../../domain/reference.ts'
import type { BoardNames } from '../../ports.ts'
import { isWebhookEvent, type WebhookEvent } from './webhook-events.ts'

export type Named = Required<BoardNames> & {
  /** Only a full read can tell: the board itself changed, or repositories came or went. */
  readonly whole: boolean
}

const Repository = z.object({ full_name: z.string() })
const Issue = z.object({ number: z.number(), node_id: z.string().nullish(), html_url: z.string().nullish() })
/** For a commit of a fork GitHub names no pull request. */
const Checked = z.object({ pull_requests: z.array(z.object({ number: z.number() })), head_sha: z.string().nullish() })
const Payload = z.object({
  action: z.string().nullish(),
  repository: Repository.nullish(),
  issue: Issue.nullish(),
  pull_request: Issue.nullish(),
  check_run: Checked.nullish(),
  check_suite: Checked.nullish(),
  parent_issue: Issue.nullish(),
  sub_issue: Issue.nullish(),
  blocked_issue: Issue.nullish(),
  blocking_issue: Issue.nullish(),
  projects_v2_item: z.object({ node_id: z.string(), content_node_id: z.string().nullish(), content_type: z.string().nullish() }).nullish(),
  milestone: z.object({ title: z.string() }).nullish(),
  label: z.object({ name: z.string() }).nullish(),
  changes: z
    .object({
      title: z.object({ from: z.string() }).nullish(),
      name: z.object({ from: z.string() }).nullish(),
      repository: z.object({ name: z.object({ from: z.string() }).nullish() }).nullish(),
      owner: z
        .object({
          from: z
            .object({ user: z.object({ login: z.string() }).nullish(), organization: z.object({ login: z.string() }).nullish() })
            .nullish(),
        })
        .nullish(),
      new_issue: Issue.nullish(),
      new_repository: Repository.nullish(),
      old_issue: Issue.nullish(),
      old_repository: Repository.nullish(),
    })
    .nullish()
    .catch(null),
})
type Payload = z.infer<typeof Payload>

const NOTHING: Named = { refs: [], itemIds: [], nodeIds: [], whole: false }

/**
 * `event` is the webhook's name. `previous` is the last snapshot: it knows which items carry a milestone or label, or
 * belong to a repository. A payload of another shape names nothing: the next full read catches what it meant.
 */
export function affectedBy(event: string, payload: unknown, previous: Snapshot | null): Named {
  const checked = Payload.safeParse(payload)
  if (!checked.success) return NOTHING
  return isWebhookEvent(event) ? readers[event](checked.data, previous?.items ?? []) : NOTHING
}

/** What is kept of a payload until it is looked at: names, none of its texts. null when it names nothing. */
export function namingPart(event: string, payload: unknown): unknown {
  const checked = Payload.safeParse(payload)
  return checked.success && isWebhookEvent(event) ? checked.data : null
}

/**
 * What waits for quiet together: an epic or story with all that happens to it, whichever webhook tells of it; everything
 * that is no single issue with the board. One that is edited all day keeps no other waiting.
 */
export function debouncedBy(event: string, payload: unknown): { readonly key: string; readonly issue?: string } {
  const checked = Payload.safeParse(payload)
  if (!checked.success) return { key: BOARD_KEY }
  const { issue, pull_request, parent_issue, projects_v2_item: card } = checked.data
  const id = card?.content_node_id ?? (event === 'sub_issues' ? parent_issue : (issue ?? pull_request))?.node_id
  return id ? { key: `issue:${id}`, issue: id } : { key: BOARD_KEY }
}

const BOARD_KEY = 'board'

/** Names of several webhooks, each once. */
export function mergeNamed(all: readonly Named[]): Named {
  const unique = (pick: (named: Named) => readonly string[]) => [...new Map(all.flatMap(pick).map((name) => [refKey(name), name])).values()]
  return {
    refs: unique(({ refs }) => refs),
    itemIds: [...new Set(all.flatMap(({ itemIds }) => itemIds))],
    nodeIds: [...new Set(all.flatMap(({ nodeIds }) => nodeIds))],
    whole: all.some(({ whole }) => whole),
  }
}

/** true when there is nothing to look at. */
export function namesNothing({ refs, itemIds, nodeIds, whole }: Named): boolean {
  return !whole && refs.length + itemIds.length + nodeIds.length === 0
}

type Read = (payload: Payload, items: readonly BoardItem[]) => Named

const ofIssue: Read = ({ issue, repository, changes }) => {
  const moved = [
    refOf(changes?.new_issue, changes?.new_repository),
    refOf(changes?.old_issue, changes?.old_repository),
    refOf(issue, repository),
  ]
  // By id too: of a deleted or transferred issue the name leads nowhere, or somewhere else.
  return {
    ...NOTHING,
    refs: moved.flatMap((ref) => ref ?? []),
    nodeIds: [issue?.node_id, changes?.new_issue?.node_id].flatMap((id) => id ?? []),
  }
}

const ofPull: Read = ({ pull_request, repository }) => ({ ...NOTHING, refs: [refOf(pull_request, repository)].flatMap((ref) => ref ?? []) })

const ofRelations: Read = ({ parent_issue, sub_issue, blocked_issue, blocking_issue }) => {
  const issues = [parent_issue, sub_issue, blocked_issue, blocking_issue]
  return { ...NOTHING, refs: issues.flatMap((issue) => refOf(issue, null) ?? []), nodeIds: issues.flatMap((issue) => issue?.node_id ?? []) }
}

const ofCard: Read = ({ projects_v2_item: card }) => {
  if (!card) return NOTHING
  // A card that is gone leaves its issue, which may still be an epic's child.
  const content = card.content_node_id && card.content_type !== 'DraftIssue' ? [card.content_node_id] : []
  return { ...NOTHING, itemIds: [card.node_id], nodeIds: content }
}

const ofMilestone: Read = ({ milestone, repository, changes }, items) => {
  const titles = [milestone?.title, changes?.title?.from]
  return carrying(items, repository, (item) => item.milestone !== null && titles.includes(item.milestone.title))
}

const ofLabel: Read = ({ label, repository, changes }, items) => {
  const names = new Set([label?.name, changes?.name?.from].map((name) => name?.toLowerCase()))
  return carrying(items, repository, (item) => item.labels.some((name) => names.has(name.toLowerCase())))
}

const ofRepository: Read = ({ repository, changes }, items) => {
  if (!repository) return NOTHING
  const [owner, name] = repository.full_name.split('/')
  const before = changes?.owner?.from?.organization?.login ?? changes?.owner?.from?.user?.login ?? owner
  const old = { full_name: `${before}/${changes?.repository?.name?.from ?? name}` }
  return mergeNamed([carrying(items, repository, () => true), carrying(items, old, () => true)])
}

const ofBoard: Read = () => ({ ...NOTHING, whole: true })

/** A check is no part of the board. */
const ofCheck: Read = () => NOTHING

const readers: Readonly<Record<WebhookEvent, Read>> = {
  issues: ofIssue,
  issue_comment: ofIssue,
  sub_issues: ofRelations,
  issue_dependencies: ofRelations,
  projects_v2_item: ofCard,
  projects_v2: ofBoard,
  installation: ofBoard,
  installation_repositories: ofBoard,
  check_run: ofCheck,
  check_suite: ofCheck,
  pull_request: ofPull,
  pull_request_review: ofPull,
  pull_request_review_comment: ofPull,
  milestone: ofMilestone,
  label: ofLabel,
  repository: ofRepository,
}

/** Items of a repository, by id: their names may just have changed. */
function carrying(
  items: readonly BoardItem[],
  repository: { full_name: string } | null | undefined,
  test: (item: BoardItem) => boolean,
): Named {
  const prefix = `${repository?.full_name.toLowerCase()}#`
  const found = items.filter((item) => item.ref?.toLowerCase().startsWith(prefix) && test(item))
  return {
    ...NOTHING,
    refs: found.flatMap(({ ref, nodeId }) => (ref !== null && !nodeId ? [ref] : [])),
    nodeIds: found.flatMap(({ nodeId }) => nodeId ?? []),
  }
}

/** The repository of an issue stands beside it in the payload, or in its address. */
function refOf(issue: z.infer<typeof Issue> | null | undefined, repository: { full_name: string } | null | undefined): string | null {
  if (!issue) return null
  const place = repository?.full_name ?? /^https?:\/\/[^/]+\/([^/]+\/[^/]+)\/(?:issues|pull)\/\d+/.exec(issue.html_url ?? '')?.[1]
  return place ? `${place}#${issue.number}` : null
}
