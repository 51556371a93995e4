/** Workflows of GitHub Actions and their runs. A workflow is a file of the default branch; its state and runs are the world's. */
import type { GitCommit } from '../git.ts'
import { type Repository, stamp, type WorkflowRun } from '../model.ts'
import { notFound } from './refusal.ts'
import { type Answer, type Call, ok, type Route, repositoryIn } from './route.ts'

const FOLDER = '.github/workflows/'

type Found = { readonly repository: Repository; readonly path: string; readonly id: number; readonly head: GitCommit }

function workflowIn(call: Call): Found {
  const repository = repositoryIn(call, 'actions')
  const head = repository.git.commits.get(repository.git.branches.get(repository.defaultBranch) ?? '')
  const paths = [...(head?.files.keys() ?? [])].filter((path) => path.startsWith(FOLDER)).sort()
  const asked = call.params.workflow_id ?? ''
  const path = paths.find((one, index) => one === `${FOLDER}${asked}` || String(index + 1) === asked)
  if (head === undefined || path === undefined) throw notFound()
  return { repository, path, id: paths.indexOf(path) + 1, head }
}

function showWorkflow(call: Call): Answer {
  const { repository, path, id } = workflowIn(call)
  const html = `${call.world.site}/${repository.nameWithOwner}`
  return ok({
    id,
    node_id: `W_${id}`,
    name: path,
    path,
    state: repository.workflows.get(path)?.state ?? 'active',
    created_at: '2022-01-01T00:00:00Z',
    updated_at: '2022-01-01T00:00:00Z',
    url: `${call.shapes.repositoryApi(repository)}/actions/workflows/${id}`,
    html_url: `${html}/blob/${repository.defaultBranch}/${path}`,
    badge_url: `${html}/workflows/${id}/badge.svg`,
  })
}

/** Newest first. `status` is the state of a run, or how it ended. */
function listRuns(call: Call): Answer {
  const found = workflowIn(call)
  const [event, status] = [call.query.get('event'), call.query.get('status')]
  const runs = (found.repository.workflows.get(found.path)?.runs ?? [])
    .filter((run) => (event === null || run.event === event) && (status === null || run.conclusion === status || run.status === status))
    .toReversed()
  const size = Math.min(100, Number(call.query.get('per_page')) || 30)
  return ok({ total_count: runs.length, workflow_runs: runs.slice(0, size).map((run) => showRun(call, found, run)) })
}

function showRun({ world, shapes }: Call, { repository, path, id, head }: Found, run: WorkflowRun) {
  const api = shapes.repositoryApi(repository)
  const url = `${api}/actions/runs/${run.id}`
  const person = ({ name, email }: GitCommit['author']) => ({ name, email })
  return {
    id: run.id,
    node_id: `WFR_${run.id}`,
    name: path,
    head_branch: repository.defaultBranch,
    head_sha: head.sha,
    path,
    display_title: path,
    run_number: run.id,
    run_attempt: 1,
    event: run.event,
    status: run.status,
    conclusion: run.conclusion,
    workflow_id: id,
    url,
    html_url: `${world.site}/${repository.nameWithOwner}/actions/runs/${run.id}`,
    pull_requests: [],
    created_at: stamp(run.startedAt),
    updated_at: stamp(run.startedAt),
    run_started_at: stamp(run.startedAt),
    ...Object.fromEntries(['jobs', 'logs', 'cancel', 'rerun', 'artifacts'].map((part) => [`${part}_url`, `${url}/${part}`])),
    check_suite_url: `${api}/check-suites/${run.id}`,
    workflow_url: `${api}/actions/workflows/${id}`,
    head_commit: {
      id: head.sha,
      tree_id: head.tree,
      message: head.message,
      timestamp: head.committer.date,
      author: person(head.author),
      committer: person(head.committer),
    },
    repository: shapes.minimalRepository(repository),
    head_repository: shapes.minimalRepository(repository),
  }
}

function listJobs(call: Call): Answer {
  const { world, shapes, params } = call
  const repository = repositoryIn(call, 'actions')
  const all = [...repository.workflows.values()].flatMap(({ runs }) => runs)
  const run = all.find(({ id }) => id === Number(params.run_id))
  if (run === undefined) throw notFound()
  const head = repository.git.branches.get(repository.defaultBranch) ?? ''
  const api = shapes.repositoryApi(repository)
  const html = `${world.site}/${repository.nameWithOwner}/actions/runs/${run.id}`
  const times = { started_at: stamp(run.startedAt), completed_at: stamp(run.startedAt) }
  const failed = (run.failedSteps ?? []).map((name) => ({ name, conclusion: 'failure' }))
  const job = {
    id: run.id,
    run_id: run.id,
    run_url: `${api}/actions/runs/${run.id}`,
    node_id: `CR_${run.id}`,
    head_sha: head,
    url: `${api}/actions/jobs/${run.id}`,
    html_url: html,
    status: run.status,
    conclusion: run.conclusion,
    created_at: stamp(run.startedAt),
    ...times,
    name: 'minutes',
    steps: [{ name: 'Set up job', conclusion: 'success' }, ...failed].map((step, index) => ({
      ...step,
      status: 'completed',
      number: index + 1,
      ...times,
    })),
    check_run_url: `${api}/check-runs/${run.id}`,
    labels: ['ubuntu-latest'],
    runner_id: 1,
    runner_name: 'runner',
    runner_group_id: 1,
    runner_group_name: 'GitHub Actions',
    workflow_name: 'Minutes',
    head_branch: repository.defaultBranch,
  }
  return ok({ total_count: 1, jobs: [job] })
}

export const workflowRoutes: readonly Route[] = [
  { operation: 'GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}', auth: 'anyone', answer: showWorkflow },
  { operation: 'GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs', auth: 'anyone', answer: listRuns },
  { operation: 'GET /repos/{owner}/{repo}/actions/runs/{run_id}/jobs', auth: 'anyone', answer: listJobs },
]
