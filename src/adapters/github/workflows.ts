/** Workflows of GitHub Actions: their state, their runs, and what GitHub stops their schedules for. */
import { z } from 'zod'
import { httpStatus, TryAgainError, UserError } from '../../errors.ts'
import { SETTLED_STEP, type WorkflowFacts, type Workflows } from '../../ports/workflows.ts'
import type { Clock } from '../../ports.ts'
import { checked } from './client/answers.ts'
import type { GitHubAccess, GitHubClient, Step } from './client/client.ts'
import { translateError } from './client/errors.ts'
import { permissionMissing } from './client/missing-permission.ts'
import { placeOf } from './minutes/repository-files.ts'

const Workflow = z.object({ path: z.string(), state: z.string() })
const Runs = z.object({
  workflow_runs: z.array(
    z.object({ id: z.number(), conclusion: z.string().nullish(), run_started_at: z.string().nullish(), created_at: z.string() }),
  ),
})
const Jobs = z.object({
  jobs: z.array(z.object({ steps: z.array(z.object({ name: z.string(), conclusion: z.string().nullish() })).nullish() })),
})
const Repository = z.object({ private: z.boolean(), pushed_at: z.string().nullish() })
const Commits = z.array(z.object({ author: z.object({ login: z.string().optional(), type: z.string().optional() }).nullish() }))

/** `repository`: `owner/repo`. */
export function createWorkflows(access: GitHubAccess, repository: string, clock: Clock): Workflows {
  const { owner, repo } = placeOf(repository)
  const at = async <Result>(needed: Needed, task: (client: GitHubClient) => Promise<Result>): Promise<Result> => {
    try {
      return await task(await access.clientFor({ owner, repositories: [repo], permissions: needed.permissions }))
    } catch (error) {
      if (error instanceof UserError || error instanceof TryAgainError) throw error
      const denied = permissionMissing({ where: `workflows of ${repository}`, repository, permission: needed.name })
      // A token with more than the installation has granted is refused with 422.
      throw translateError(error, { now: clock.now(), meanings: { denied, invalid: denied } })
    }
  }
  const workflowAt = (path: string) => ({ owner, repo, workflow_id: path.split('/').at(-1) ?? path })
  return {
    look: async (path) => {
      const state = await at(ACTIONS, (client) => stateOf(client, workflowAt(path)))
      if (state === null) return null
      return at(CONTENTS, async (client): Promise<WorkflowFacts> => {
        const { private: isPrivate, pushed_at } = checked(
          Repository,
          (await client.request<unknown>('GET /repos/{owner}/{repo}', { owner, repo })).data,
        )
        const asked = { owner, repo, path, per_page: 1 }
        const [last] = checked(Commits, (await client.request<unknown>('GET /repos/{owner}/{repo}/commits', asked)).data)
        const { login, type } = last?.author ?? {}
        return {
          state,
          isPublic: !isPrivate,
          pushedAt: typeof pushed_at === 'string' ? new Date(pushed_at) : null,
          changedBy: login === undefined || type === 'Bot' ? null : login,
        }
      })
    },
    lastDone: (path) =>
      at(ACTIONS, async (client) => {
        const route = 'GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs'
        const asked = { ...workflowAt(path), event: 'schedule', status: 'completed', per_page: MOST_RUNS }
        for (const run of checked(Runs, (await client.request<unknown>(route, asked)).data).workflow_runs) {
          const isDone =
            run.conclusion === 'success' || (run.conclusion === 'failure' && (await isSettled(client, { owner, repo, run_id: run.id })))
          if (isDone) return new Date(run.run_started_at ?? run.created_at)
        }
        return null
      }),
  }
}

/** Where so many runs in a row could not do their work, a fixed time back is looked at. */
const MOST_RUNS = 10

async function isSettled(client: GitHubClient, run: Record<string, string | number>): Promise<boolean> {
  const { data } = await client.request<unknown>('GET /repos/{owner}/{repo}/actions/runs/{run_id}/jobs', run)
  const steps = checked(Jobs, data).jobs.flatMap((job) => job.steps ?? [])
  return steps.some(({ name, conclusion }) => name === SETTLED_STEP && conclusion === 'failure')
}

type Needed = { readonly permissions: Step['permissions']; readonly name: string }
const ACTIONS: Needed = { permissions: { actions: 'read' }, name: '"Actions: read"' }
const CONTENTS: Needed = { permissions: { contents: 'read' }, name: '"Contents: read"' }

async function stateOf(client: GitHubClient, workflow: Record<string, string>): Promise<string | null> {
  try {
    const { data } = await client.request<unknown>('GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}', workflow)
    return checked(Workflow, data).state
  } catch (error) {
    if (httpStatus(error) === 404) return null
    throw error
  }
}
