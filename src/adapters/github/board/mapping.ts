/** Maps GitHub responses to board items of the domain. */
import type { BoardItem, PullLink, Sprint } from '../../../domain/board/board.ts'
import { type EpicMarks, isEpic, parseParentLines } from '../../../domain/board/epics.ts'
import { bodyContext } from '../../../domain/body/first-reference.ts'
import { addDays } from '../../../domain/time/dates.ts'
import { isSprintLabel, type SprintLabel } from '../../../domain/time/sprints.ts'
import {
  type Actor,
  type Blockers,
  type Card,
  type Content,
  type DraftNode,
  type Field,
  fieldValue,
  type IssueNode,
  type Place,
  type PullNode,
} from './queries/schema.ts'

/** What of the settings the mapping needs. */
export type MappingSettings = { readonly marks: EpicMarks; readonly fieldKeys: readonly string[] }

export function refOf({ number, repository }: Pick<Place, 'number' | 'repository'>): string {
  return `${repository.nameWithOwner}#${number}`
}

/** A card without content: redacted by GitHub, or of a kind this app does not know. */
export function unreadableItem(card: Card): BoardItem {
  return { ...empty, ...cardPart(card, []), kind: 'unreadable', title: '' }
}

/** `card` is null for a child that is not on the board. */
export function itemOf(card: Card | null, content: Content, settings: MappingSettings): BoardItem {
  const onBoard = card === null ? {} : cardPart(card, settings.fieldKeys)
  if (content.__typename === 'DraftIssue') return { ...empty, ...draftPart(content), ...onBoard }
  const item = content.__typename === 'Issue' ? issueItem(content) : pullItem(content)
  return withBody({ ...item, ...onBoard }, content.body ?? '', settings.marks)
}

const empty: BoardItem = {
  itemId: null,
  databaseId: null,
  ref: null,
  kind: 'issue',
  title: '',
  state: 'open',
  stateReason: null,
  url: null,
  private: false,
  labels: [],
  milestone: null,
  assignees: [],
  author: null,
  status: null,
  sprint: null,
  fields: {},
  createdAt: null,
  closedAt: null,
  lastHumanActivity: null,
  archived: false,
}

function cardPart(card: Card, keys: readonly string[]): Partial<BoardItem> {
  const text = (key: string) => {
    const value = keys.includes(key) ? fieldValue(card, key) : null
    return value === null ? null : String(value)
  }
  const others = keys.filter((key) => key !== 'status' && key !== 'sprint')
  return {
    itemId: card.id,
    databaseId: card.fullDatabaseId == null ? null : Number(card.fullDatabaseId),
    archived: card.isArchived,
    status: text('status'),
    sprint: text('sprint'),
    fields: Object.fromEntries(others.map((key) => [key, fieldValue(card, key)])),
  }
}

function draftPart(draft: DraftNode): Partial<BoardItem> {
  return {
    kind: 'draft',
    title: draft.title,
    nodeId: draft.id,
    author: nameOf(draft.creator),
    assignees: draft.assignees.map(({ login }) => login),
    createdAt: draft.createdAt ?? null,
  }
}

/** GraphQL leaves the end off a bot's login that everybody sees. */
function nameOf(actor: Actor): string | null {
  if (actor == null) return null
  return actor.__typename === 'Bot' && !actor.login.endsWith('[bot]') ? `${actor.login}[bot]` : actor.login
}

function commonPart(node: IssueNode | PullNode): BoardItem {
  return {
    ...empty,
    ref: refOf(node),
    nodeId: node.id,
    title: node.title,
    url: node.url ?? null,
    private: node.repository.isPrivate ?? false,
    labels: node.labels.map(({ name }) => name),
    milestone: node.milestone ? milestoneOf(node.milestone) : null,
    assignees: node.assignees.map(({ login }) => login),
    author: nameOf(node.author),
    createdAt: node.createdAt ?? null,
    closedAt: node.closedAt ?? null,
    ...(node.locked ? { locked: true } : {}),
  }
}

function milestoneOf({ title, dueOn, state }: NonNullable<IssueNode['milestone']>): BoardItem['milestone'] {
  return { title, dueOn: dueOn ?? null, ...(state ? { state: state === 'CLOSED' ? ('closed' as const) : ('open' as const) } : {}) }
}

function issueItem(node: IssueNode): BoardItem {
  return {
    ...commonPart(node),
    kind: 'issue',
    state: node.state === 'CLOSED' ? 'closed' : 'open',
    stateReason: node.stateReason?.toLowerCase() ?? null,
    type: node.issueType?.name ?? null,
    parent: node.parent ? refOf(node.parent) : null,
    pulls: node.closedByPullRequestsReferences.nodes.map((pull) => pullLink(pull)),
    ...(node.blockedBy ? { blockedBy: blockersOf(node.blockedBy) } : {}),
  }
}

/** Open issues that block it: a closed one does not any more. */
export function blockersOf({ nodes }: Blockers): readonly string[] {
  return (nodes ?? []).flatMap((place) => (place?.state === 'OPEN' ? [refOf(place)] : []))
}

function pullItem(node: PullNode): BoardItem {
  return {
    ...commonPart(node),
    kind: 'pull',
    state: node.pullState === 'OPEN' ? 'open' : 'closed',
    stateReason: node.pullState === 'MERGED' ? 'merged' : null,
  }
}

export function pullLink(pull: Place & { state: string }, lastHumanActivity: string | null = null): PullLink {
  const state = pull.state === 'MERGED' ? 'merged' : pull.state === 'CLOSED' ? 'closed' : 'open'
  return { ref: refOf(pull), state, lastHumanActivity }
}

/** Bodies are kept where a rule reads them (epics, open issues); of the others what they say about their epic is enough. */
function withBody(item: BoardItem, body: string, marks: EpicMarks): BoardItem {
  const namedParents = item.kind === 'issue' && body !== '' ? parseParentLines(body, bodyContext(item)) : []
  const keeps = item.kind === 'issue' && (item.state === 'open' || isEpic(item, marks))
  return { ...item, ...(keeps ? { body } : {}), ...(namedParents.length > 0 ? { namedParents } : {}) }
}

/** Iterations of a field as sprints; completed ones too, since reviews look back. */
export function sprintsOfField(field: Field | undefined): readonly Sprint[] {
  const iterations = [...(field?.configuration?.completedIterations ?? []), ...(field?.configuration?.iterations ?? [])]
  return iterations
    .map(({ id, title, startDate, duration }) => ({
      name: title,
      startsOn: startDate,
      endsOn: addDays(startDate, Math.max(1, duration) - 1),
      ...(id ? { id } : {}),
    }))
    .sort((a, b) => (a.startsOn < b.startsOn ? -1 : 1))
}

/** Labels of a node that name a sprint, with the text that holds their weeks. */
export function sprintLabelsOf(content: Content, prefix: string): readonly SprintLabel[] {
  if (content.__typename === 'DraftIssue') return []
  return content.labels
    .filter(({ name }) => isSprintLabel(name, prefix))
    .map(({ name, description }) => ({ name, description: description ?? null }))
}
