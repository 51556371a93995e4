/** The status updates of a board, read and written. */
import { z } from 'zod'
import type { BoardHealth, BoardStatus } from '../../../ports/board-status.ts'
import type { Clock } from '../../../ports.ts'
import type { BoardSettings } from '../../../settings/settings.ts'
import { checked, written } from '../client/answers.ts'
import type { GitHubAccess, GitHubClient } from '../client/client.ts'
import { NotThere, translateError } from '../client/errors.ts'
import { organizationPermissionMissing } from '../client/missing-permission.ts'

const LATEST = `
query StatusUpdates($owner: String!, $board: Int!) {
  organization(login: $owner) {
    projectV2(number: $board) {
      id
      statusUpdates(first: 10, orderBy: { field: CREATED_AT, direction: DESC }) { nodes { body createdAt } }
    }
  }
}`

const Latest = z.object({
  organization: z
    .object({
      projectV2: z
        .object({
          id: z.string(),
          statusUpdates: z.object({
            nodes: z.array(z.object({ body: z.string().nullable(), createdAt: z.string() }).nullable()).nullable(),
          }),
        })
        .nullable(),
    })
    .nullable(),
})

const WRITE = `
mutation WriteStatus($input: CreateProjectV2StatusUpdateInput!) {
  createProjectV2StatusUpdate(input: $input) { statusUpdate { id } }
}`

const Written = z.object({ createProjectV2StatusUpdate: z.object({ statusUpdate: z.object({ id: z.string() }) }) })

const NAMES: Readonly<Record<BoardHealth, string>> = { 'on-track': 'ON_TRACK', 'at-risk': 'AT_RISK', 'off-track': 'OFF_TRACK' }

export function createBoardStatus(access: GitHubAccess, board: BoardSettings, clock: Clock): BoardStatus {
  const at = async <Result>(level: 'read' | 'write', task: (client: GitHubClient) => Promise<Result>) => {
    try {
      return await task(await access.clientFor({ owner: board.owner, permissions: { organization_projects: level } }))
    } catch (error) {
      const denied = organizationPermissionMissing({
        where: `Board ${board.number} of ${board.owner}`,
        organization: board.owner,
        permission: `"Projects: ${level === 'write' ? 'read and write' : 'read'}"`,
        scope: 'project',
        otherwise: 'Or turn `afterMeeting.boardStatus` off in sprint.yml.',
      })
      throw translateError(error, { now: clock.now(), meanings: { denied, invalid: denied } })
    }
  }
  return {
    latest: () => at('read', async (client) => (await read(client, board)).updates),
    write: ({ health, body }) =>
      at('write', async (client) => {
        const { id: projectId } = await read(client, board)
        await written(
          async () => checked(Written, await client.graphql<unknown>(WRITE, { input: { projectId, status: NAMES[health], body } })),
          async () => (await read(client, board)).updates.some((one) => one.body.trim() === body.trim()),
        )
      }),
  }
}

async function read(client: GitHubClient, { owner, number }: BoardSettings) {
  const { organization } = checked(Latest, await client.graphql<unknown>(LATEST, { owner, board: number }))
  if (!organization?.projectV2) throw new NotThere('the board', client)
  const { id, statusUpdates } = organization.projectV2
  return {
    id,
    updates: (statusUpdates.nodes ?? []).flatMap((node) => (node === null ? [] : [{ body: node.body ?? '', createdAt: node.createdAt }])),
  }
}
