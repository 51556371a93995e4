/** Mutations of boards: fields of cards, cards, status updates. */
import { actorOf } from '../access.ts'
import type { Board, Card, Issue, Pull, StatusUpdate } from '../model.ts'
import { boardFor, type Context, isReadable, type Resolvers } from './context.ts'
import { forbidden, notFound, Refusal } from './refusal.ts'

type Input<Fields> = { input: Fields & { clientMutationId?: string } }

const missing = (id: string) => notFound(`Could not resolve to a node with the global id of '${id}'`)

/** The board, if the token may change it. */
function boardOf(id: string, context: Context): Board {
  const { world, token } = context
  const found = world.nodes.get(id) as Board | undefined
  if (found?.kind !== 'ProjectV2') throw missing(id)
  const board = boardFor(found, found.number, context)
  const may =
    token.kind === 'installation'
      ? ['write', 'admin'].includes(token.permissions.organization_projects ?? '')
      : token.scopes.includes('project') && (board.owner === token.user || board.owner.members.has(token.user.login.toLowerCase()))
  if (may) return board
  throw token.kind === 'installation'
    ? forbidden()
    : new Refusal('FORBIDDEN', `${actorOf(world, token).login} does not have permission to update this project.`)
}

function cardOf(id: string, board: Board): Card {
  const found = board.cards.find((card) => card.id === id)
  if (!found) throw missing(id)
  return found
}

type Value = { singleSelectOptionId?: string; iterationId?: string; text?: string; number?: number; date?: string }
type Update = { projectId: string; itemId: string; fieldId: string; value: Value }

function updateProjectV2ItemFieldValue(_: unknown, { input }: Input<Update>, context: Context) {
  const board = boardOf(input.projectId, context)
  const card = cardOf(input.itemId, board)
  const field = board.fields.find(({ id }) => id === input.fieldId)
  if (!field) throw missing(input.fieldId)
  const { singleSelectOptionId, iterationId, text, number, date } = input.value
  const chosen =
    field.options.find(({ id }) => id === singleSelectOptionId)?.name ?? field.iterations.find(({ id }) => id === iterationId)?.title
  if ((singleSelectOptionId ?? iterationId) !== undefined && chosen === undefined)
    throw new Refusal('UNPROCESSABLE', 'The single select option Id does not belong to the field')
  context.actions.moveCard(card, actorOf(context.world, context.token), field.name, chosen ?? text ?? number ?? date ?? null)
  return { kind: 'Payload', clientMutationId: input.clientMutationId ?? null, projectV2Item: card }
}

/** A card that is there already is the answer; an archived one comes back. */
function addProjectV2ItemById(_: unknown, { input }: Input<{ projectId: string; contentId: string }>, context: Context) {
  const board = boardOf(input.projectId, context)
  const content = context.world.nodes.get(input.contentId) as Issue | Pull | undefined
  if (!content || (content.kind !== 'Issue' && content.kind !== 'PullRequest') || !isReadable(content, context.token))
    throw missing(input.contentId)
  const actor = actorOf(context.world, context.token)
  const known = content.cards.find((card) => card.board === board)
  if (known?.isArchived) context.actions.archiveCard(known, actor, false)
  return {
    kind: 'Payload',
    clientMutationId: input.clientMutationId ?? null,
    item: known ?? context.actions.addIssueToBoard(board, content, actor),
  }
}

function deleteProjectV2Item(_: unknown, { input }: Input<{ projectId: string; itemId: string }>, context: Context) {
  const board = boardOf(input.projectId, context)
  context.actions.deleteCard(cardOf(input.itemId, board), actorOf(context.world, context.token))
  return { kind: 'Payload', clientMutationId: input.clientMutationId ?? null, deletedItemId: input.itemId }
}

type Told = { projectId: string; body?: string; status?: string }

function createProjectV2StatusUpdate(_: unknown, { input }: Input<Told>, context: Context) {
  const { world, token } = context
  const board = boardOf(input.projectId, context)
  const update = context.actions.updateStatus(board, actorOf(world, token), { status: input.status ?? 'INACTIVE', body: input.body ?? '' })
  return { kind: 'Payload', clientMutationId: input.clientMutationId ?? null, statusUpdate: update }
}

function updateProjectV2StatusUpdate(
  _: unknown,
  { input }: Input<{ statusUpdateId: string; body?: string; status?: string }>,
  context: Context,
) {
  const update = context.world.nodes.get(input.statusUpdateId) as StatusUpdate | undefined
  if (update?.kind !== 'ProjectV2StatusUpdate') throw missing(input.statusUpdateId)
  boardOf(update.board.id, context)
  if (input.body !== undefined) update.body = input.body
  if (input.status !== undefined) update.status = input.status
  return { kind: 'Payload', clientMutationId: input.clientMutationId ?? null, statusUpdate: update }
}

export const boardMutations: Resolvers = {
  Mutation: {
    updateProjectV2ItemFieldValue,
    addProjectV2ItemById,
    deleteProjectV2Item,
    createProjectV2StatusUpdate,
    updateProjectV2StatusUpdate,
  },
}
