/** Cards of the board: their status, new ones, and ones taken away again. */
import { z } from 'zod'
import { type IssueRef, parseRef } from '../../../domain/reference.ts'
import { userError } from '../../../errors.ts'
import type { EpicRepairs } from '../../../ports/epic-repairs.ts'
import type { Clock } from '../../../ports.ts'
import type { BoardSettings } from '../../../settings/settings.ts'
import { checked, written } from '../client/answers.ts'
import type { GitHubAccess, GitHubClient } from '../client/client.ts'
import { type Meanings, NotThere, translateError } from '../client/errors.ts'
import { organizationPermissionMissing } from '../client/missing-permission.ts'

const BOARD = `
query Board($owner: String!, $board: Int!, $status: String!) {
  organization(login: $owner) {
    projectV2(number: $board) {
      id
      field(name: $status) { ... on ProjectV2SingleSelectField { id options { id name } } }
    }
  }
}`

const BoardAnswer = z.object({
  organization: z
    .object({
      projectV2: z
        .object({
          id: z.string(),
          field: z
            .object({ id: z.string().optional(), options: z.array(z.object({ id: z.string(), name: z.string() })).optional() })
            .nullable(),
        })
        .nullable(),
    })
    .nullable(),
})

const CARDS = `
query Cards($owner: String!, $repo: String!, $number: Int!, $status: String!) {
  repository(owner: $owner, name: $repo) {
    issue(number: $number) {
      id
      projectItems(first: 50, includeArchived: true) {
        nodes {
          id isArchived project { id }
          fieldValueByName(name: $status) { ... on ProjectV2ItemFieldSingleSelectValue { name } }
          fieldValues(first: 50) {
            nodes { ... on ProjectV2ItemFieldValueCommon { field { ... on ProjectV2FieldCommon { name dataType } } } }
          }
        }
      }
    }
  }
}`

const CardsAnswer = z.object({
  repository: z
    .object({
      issue: z
        .object({
          id: z.string(),
          projectItems: z.object({
            nodes: z
              .array(
                z
                  .object({
                    id: z.string(),
                    isArchived: z.boolean(),
                    project: z.object({ id: z.string() }),
                    fieldValueByName: z.object({ name: z.string().nullish() }).nullable(),
                    fieldValues: z.object({
                      nodes: z
                        .array(
                          z
                            .object({ field: z.object({ name: z.string().optional(), dataType: z.string().optional() }).optional() })
                            .nullable(),
                        )
                        .nullable(),
                    }),
                  })
                  .nullable(),
              )
              .nullable(),
          }),
        })
        .nullable(),
    })
    .nullable(),
})

const MOVE = `
mutation MoveCard($input: UpdateProjectV2ItemFieldValueInput!) {
  updateProjectV2ItemFieldValue(input: $input) { projectV2Item { id } }
}`
const ADD = `mutation AddCard($input: AddProjectV2ItemByIdInput!) { addProjectV2ItemById(input: $input) { item { id } } }`
const REMOVE = `mutation RemoveCard($input: DeleteProjectV2ItemInput!) { deleteProjectV2Item(input: $input) { deletedItemId } }`

const Moved = z.object({ updateProjectV2ItemFieldValue: z.object({ projectV2Item: z.object({ id: z.string() }) }) })
const Added = z.object({ addProjectV2ItemById: z.object({ item: z.object({ id: z.string() }) }) })
const Removed = z.object({ deleteProjectV2Item: z.object({ deletedItemId: z.string() }) })

/** Kinds of fields that people fill in on a card; the others show what the issue says. */
const OWN_FIELDS = new Set(['SINGLE_SELECT', 'ITERATION', 'TEXT', 'NUMBER', 'DATE'])

type CardChanges = Pick<EpicRepairs, 'card' | 'moveCard' | 'addCard' | 'removeCard'>

export function createCardChanges(access: GitHubAccess, board: BoardSettings, clock: Clock): CardChanges {
  const at = async <Result>(ref: string, level: 'read' | 'write', task: (client: GitHubClient, place: IssueRef) => Promise<Result>) => {
    const place = parseRef(ref)
    if (!place) throw new Error(`${ref} is not a reference`)
    try {
      const permissions = { organization_projects: level, issues: 'read' } as const
      return await task(await access.clientFor({ owner: board.owner, permissions }), place)
    } catch (error) {
      throw translateError(error, { now: clock.now(), meanings: cardMeanings(board) })
    }
  }
  const status = board.fields.status
  return {
    card: (ref) =>
      at(ref, 'read', async (client, place) => {
        const { card } = await readCard(client, place, await boardOf(client, board), status)
        return card === null ? null : { status: card.status, archived: card.archived, isBare: card.isBare }
      }),
    moveCard: (ref, name) =>
      at(ref, 'write', async (client, place) => {
        const { id: projectId, field } = await boardOf(client, board)
        const option = field?.options?.find((one) => one.name === name)
        if (field?.id === undefined || option === undefined) throw noStatus(board, name, field?.options ?? [])
        const { card } = await readCard(client, place, { id: projectId }, status)
        if (card === null) throw new NotThere('the card', client)
        const input = { projectId, itemId: card.id, fieldId: field.id, value: { singleSelectOptionId: option.id } }
        await written(
          async () => checked(Moved, await client.graphql<unknown>(MOVE, { input })),
          async () => (await readCard(client, place, { id: projectId }, status)).card?.status === name,
        )
      }),
    addCard: (ref) =>
      at(ref, 'write', async (client, place) => {
        const { id: projectId } = await boardOf(client, board)
        const { issue: contentId } = await readCard(client, place, { id: projectId }, status)
        // GitHub answers with the card that is there already: to write again is to look.
        checked(Added, await client.graphql<unknown>(ADD, { input: { projectId, contentId } }))
        return (await readCard(client, place, { id: projectId }, status)).card?.status ?? null
      }),
    removeCard: (ref) =>
      at(ref, 'write', async (client, place) => {
        const { id: projectId } = await boardOf(client, board)
        const { card } = await readCard(client, place, { id: projectId }, status)
        if (card === null) return
        await written(
          async () => checked(Removed, await client.graphql<unknown>(REMOVE, { input: { projectId, itemId: card.id } })),
          async () => (await readCard(client, place, { id: projectId }, status)).card === null,
        )
      }),
  }
}

async function boardOf(client: GitHubClient, { owner, number, fields }: BoardSettings) {
  const answer = await client.graphql<unknown>(BOARD, { owner, board: number, status: fields.status })
  const found = checked(BoardAnswer, answer).organization?.projectV2
  if (!found) throw new NotThere('the board', client)
  return found
}

async function readCard(client: GitHubClient, { owner, repo, number }: IssueRef, board: { readonly id: string }, status: string) {
  const { repository } = checked(CardsAnswer, await client.graphql<unknown>(CARDS, { owner, repo, number, status }))
  const issue = repository?.issue
  if (!issue) throw new NotThere('the issue', client)
  const node = (issue.projectItems.nodes ?? []).find((one) => one?.project.id === board.id) ?? null
  const own = (node?.fieldValues.nodes ?? [])
    .flatMap((value) => value?.field ?? [])
    .filter(({ dataType }) => OWN_FIELDS.has(dataType ?? ''))
  const card = node && {
    id: node.id,
    archived: node.isArchived,
    status: node.fieldValueByName?.name ?? null,
    isBare: own.every(({ name }) => name === status),
  }
  return { issue: issue.id, card }
}

function cardMeanings(board: BoardSettings): Meanings {
  const where = `Board ${board.number} of ${board.owner}`
  const permission = '"Projects: read and write"'
  const denied = organizationPermissionMissing({ where, organization: board.owner, permission, scope: 'project' })
  return {
    denied,
    invalid: denied,
    missing: (_reason, cause) =>
      userError(
        { where, expected: 'the issue and its card', found: 'none that the app can read', fix: 'Check that the app is installed there.' },
        cause,
      ),
  }
}

function noStatus({ owner, number, fields }: BoardSettings, name: string, options: readonly { readonly name: string }[]) {
  return userError({
    where: `Board ${number} of ${owner}`,
    expected: `a status "${name}" in the field "${fields.status}"`,
    found: options.map((one) => `"${one.name}"`).join(', ') || 'none',
    fix: 'Set `board.status` in sprint.yml to names of the board.',
  })
}
