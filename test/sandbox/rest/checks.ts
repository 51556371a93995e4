/** Check runs: made and finished by the app itself. */
import { resolveRef } from '../git.ts'
import type { Repository } from '../model.ts'
import { notFound, RestRefusal } from './refusal.ts'
import { type Answer, type Call, demandWrite, ok, type Route, repositoryIn } from './route.ts'

const annotationsIn = ({ output }: Call['body']): unknown[] => (output as { annotations?: unknown[] } | undefined)?.annotations ?? []

function createCheck(call: Call): Answer {
  const { world, token, body } = call
  const repository = repositoryIn(call)
  if (token.kind !== 'installation') throw new RestRefusal(403, 'You must authenticate via a GitHub App.')
  demandWrite(token, repository, 'checks', 'write')
  if (!repository.git.commits.has(String(body.head_sha))) throw new RestRefusal(422, `No commit found for SHA: ${body.head_sha}`)
  const conclusion = (body.conclusion as string | undefined) ?? null
  const check = {
    id: world.nextId(),
    name: String(body.name),
    headSha: String(body.head_sha),
    status: conclusion ? 'completed' : String(body.status ?? 'queued'),
    conclusion,
    output: body.output ?? null,
    annotations: annotationsIn(body),
  }
  repository.checkRuns.push(check)
  return { status: 201, json: checkShape(call, check) }
}

function updateCheck(call: Call): Answer {
  const { token, body, params } = call
  const repository = repositoryIn(call)
  if (token.kind !== 'installation') throw new RestRefusal(403, 'You must authenticate via a GitHub App.')
  demandWrite(token, repository, 'checks', 'write')
  const check = repository.checkRuns.find(({ id }) => id === Number(params.check_run_id))
  if (!check) throw notFound()
  if (typeof body.conclusion === 'string') check.conclusion = body.conclusion
  check.status = check.conclusion ? 'completed' : String(body.status ?? check.status)
  if (body.output) check.output = body.output
  // Annotations of an update are added to those that are there.
  check.annotations.push(...annotationsIn(body))
  return ok(checkShape(call, check))
}

function checkShape({ world, shapes, params }: Call, check: Repository['checkRuns'][number]) {
  const url = `${world.site}/${params.owner}/${params.repo}/runs/${check.id}`
  const output = (check.output ?? {}) as Record<string, unknown>
  return {
    id: check.id,
    node_id: `CR_${check.id}`,
    head_sha: check.headSha,
    external_id: '',
    url,
    html_url: url,
    details_url: url,
    status: check.status,
    conclusion: check.conclusion,
    started_at: null,
    completed_at: null,
    output: {
      title: output.title ?? null,
      summary: output.summary ?? null,
      text: output.text ?? null,
      annotations_count: check.annotations.length,
      annotations_url: `${url}/annotations`,
    },
    name: check.name,
    check_suite: { id: 1 },
    app: { ...shapes.app(), ...(check.app === undefined ? {} : { slug: check.app }) },
    pull_requests: [],
  }
}

/** Of each app and name the newest one. */
function listChecks(call: Call): Answer {
  const { params, query } = call
  const repository = repositoryIn(call, 'checks')
  const sha = resolveRef(repository.git, params.ref ?? '')
  if (sha === null) throw new RestRefusal(422, `No commit found for SHA: ${params.ref}`)
  const name = query.get('check_name')
  const found = repository.checkRuns.filter((check) => check.headSha === sha && (name === null || check.name === name))
  const newest = [...new Map(found.map((check) => [`${check.app} ${check.name}`, check])).values()]
  return ok({ total_count: newest.length, check_runs: newest.map((check) => checkShape(call, check)) })
}

export const checkRoutes: readonly Route[] = [
  { operation: 'POST /repos/{owner}/{repo}/check-runs', auth: 'token', answer: createCheck },
  { operation: 'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}', auth: 'token', answer: updateCheck },
  { operation: 'GET /repos/{owner}/{repo}/commits/{ref}/check-runs', auth: 'anyone', answer: listChecks },
]
