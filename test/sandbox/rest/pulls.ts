/** Pull requests. */
import { actorOf, hasRole } from '../access.ts'
import { commitsAhead } from '../git.ts'
import { findAccount, type Pull } from '../model.ts'
import { invalid, notFound, RestRefusal } from './refusal.ts'
import { type Answer, type Call, demandWrite, ok, paged, type Route, repositoryIn } from './route.ts'

function pullIn(call: Call): Pull {
  const found = repositoryIn(call, 'pull_requests').pulls.get(Number(call.params.pull_number))
  if (!found) throw notFound()
  return found
}

function list(call: Call): Answer {
  const { query, shapes } = call
  const repository = repositoryIn(call, 'pull_requests')
  const state = query.get('state') ?? 'open'
  const head = query.get('head')
  const base = query.get('base')
  const pulls = [...repository.pulls.values()]
    .filter(
      (pull) =>
        (state === 'all' || (state === 'open') === (pull.state === 'OPEN')) &&
        // Without `owner:` GitHub takes no notice of the filter.
        (!head?.includes(':') || `${repository.owner.login}:${pull.head}`.toLowerCase() === head.toLowerCase()) &&
        (!base || pull.base === base),
    )
    .sort((a, b) => b.number - a.number)
  return paged(call, pulls, `${shapes.repositoryApi(repository)}/pulls`, (one) => shapes.pull(one))
}

function create(call: Call): Answer {
  const { world, token, actions, shapes, body } = call
  const repository = repositoryIn(call)
  demandWrite(token, repository, 'pull_requests', 'read')
  const { git, owner } = repository
  const head = String(body.head).replace(new RegExp(`^${owner.login}:`, 'i'), '')
  const base = String(body.base)
  const wrong = (field: string) => ({ resource: 'PullRequest', field, code: 'invalid' })
  if (!git.branches.has(head)) throw invalid(wrong('head'))
  if (!git.branches.has(base)) throw invalid(wrong('base'))
  const custom = (message: string) => invalid({ resource: 'PullRequest', code: 'custom', message })
  if ([...repository.pulls.values()].some((pull) => pull.state === 'OPEN' && pull.head === head && pull.base === base)) {
    throw custom(`A pull request already exists for ${owner.login}:${head}.`)
  }
  if (commitsAhead(git, git.branches.get(base) ?? '', git.branches.get(head) ?? '').length === 0)
    throw custom(`No commits between ${base} and ${head}`)
  if (typeof body.title !== 'string' || body.title.trim() === '')
    throw invalid({ resource: 'PullRequest', code: 'missing_field', field: 'title' })
  const pull = actions.openPull(repository, actorOf(world, token), {
    title: body.title,
    body: String(body.body ?? ''),
    head,
    base,
    draft: body.draft === true,
  })
  return { status: 201, json: shapes.fullPull(pull) }
}

function update(call: Call): Answer {
  const { world, token, actions, shapes, body } = call
  const pull = pullIn(call)
  const actor = actorOf(world, token)
  if (token.kind === 'installation' || pull.author !== actor) demandWrite(token, pull.repository, 'pull_requests', 'triage')
  const text = (key: string) => (typeof body[key] === 'string' ? (body[key] as string) : undefined)
  actions.edit(pull, actor, { title: text('title'), body: text('body') })
  if (body.state === 'closed' && pull.state === 'OPEN') actions.close(pull, actor)
  if (body.state === 'open' && pull.state === 'CLOSED') actions.reopen(pull, actor)
  return ok(shapes.fullPull(pull))
}

function requestReviewers(call: Call): Answer {
  const { world, token, actions, shapes, body } = call
  const pull = pullIn(call)
  demandWrite(token, pull.repository, 'pull_requests', 'triage')
  const logins = (body.reviewers as string[] | undefined) ?? []
  const people = logins.map((login) => findAccount(world, login))
  if (people.includes(pull.author)) throw new RestRefusal(422, 'Review cannot be requested from pull request author.')
  if (people.some((person) => person === null || !isCollaborator(pull, person))) {
    throw new RestRefusal(
      422,
      `Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a collaborator of the ${pull.repository.nameWithOwner} repository.`,
    )
  }
  actions.requestReview(
    pull,
    actorOf(world, token),
    people.flatMap((person) => person ?? []),
  )
  return { status: 201, json: shapes.pull(pull) }
}

const isCollaborator = ({ repository }: Pull, person: Pull['author']): boolean =>
  repository.collaborators.has(person.login.toLowerCase()) ||
  repository.owner.members.has(person.login.toLowerCase()) ||
  (repository.isPrivate && hasRole(repository, person, 'read'))

/** A check on a commit: made and finished by the app itself. */
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
  return ok(checkShape(call, check))
}

function checkShape(
  { world, shapes, params }: Call,
  check: { id: number; name: string; headSha: string; status: string; conclusion: string | null; output: unknown },
) {
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
      annotations_count: Array.isArray(output.annotations) ? output.annotations.length : 0,
      annotations_url: `${url}/annotations`,
    },
    name: check.name,
    check_suite: { id: 1 },
    app: shapes.app(),
    pull_requests: [],
  }
}

export const pullRoutes: readonly Route[] = [
  { operation: 'GET /repos/{owner}/{repo}/pulls', auth: 'anyone', answer: list },
  { operation: 'POST /repos/{owner}/{repo}/pulls', auth: 'token', answer: create },
  { operation: 'GET /repos/{owner}/{repo}/pulls/{pull_number}', auth: 'anyone', answer: (call) => ok(call.shapes.fullPull(pullIn(call))) },
  { operation: 'PATCH /repos/{owner}/{repo}/pulls/{pull_number}', auth: 'token', answer: update },
  { operation: 'POST /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers', auth: 'token', answer: requestReviewers },
  { operation: 'POST /repos/{owner}/{repo}/check-runs', auth: 'token', answer: createCheck },
  { operation: 'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}', auth: 'token', answer: updateCheck },
]
