/** Pull requests. */
import { actorOf, hasRole } from '../access.ts'
import { blobSha, commitsAhead, conflictsOf, differences, diffLines, mergeBase } from '../git.ts'
import { pullCommits } from '../graphql/issues.ts'
import { mergeState } from '../merge-state.ts'
import { findAccount, headShaOf, type Pull } from '../model.ts'
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
  const teams = (body.team_reviewers as string[] | undefined) ?? []
  if (people.includes(pull.author)) throw new RestRefusal(422, 'Review cannot be requested from pull request author.')
  if (
    people.some((person) => person === null || !isCollaborator(pull, person)) ||
    teams.some((slug) => !pull.repository.teams.includes(slug))
  ) {
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
  actions.requestTeamReview(pull, actorOf(world, token), teams)
  return { status: 201, json: shapes.pull(pull) }
}

const isCollaborator = ({ repository }: Pull, person: Pull['author']): boolean =>
  repository.collaborators.has(person.login.toLowerCase()) ||
  repository.owner.members.has(person.login.toLowerCase()) ||
  (repository.isPrivate && hasRole(repository, person, 'read'))

type LineComment = { readonly path: string; readonly line?: number; readonly body: string }

/** Comments must stand at lines that the diff shows. */
function createReview(call: Call): Answer {
  const { world, token, actions, shapes, body } = call
  const pull = pullIn(call)
  demandWrite(token, pull.repository, 'pull_requests', 'read')
  const { git } = pull.repository
  const head = git.commits.get(headShaOf(pull))
  const left = git.commits.get(mergeBase(git, git.branches.get(pull.base) ?? '', head?.sha ?? '') ?? '')
  const comments = (body.comments as LineComment[] | undefined) ?? []
  for (const { path, line } of comments) {
    const after = head?.files.get(path)
    const before = left?.files.get(path)
    if (!after || before?.equals(after)) throw invalid('Path could not be resolved')
    if (line === undefined || !diffLines(before?.toString('utf8') ?? null, after.toString('utf8')).has(line))
      throw invalid('Line could not be resolved')
  }
  const event = (body.event as string | undefined) ?? 'PENDING'
  const actor = actorOf(world, token)
  if (event !== 'COMMENT' && event !== 'PENDING' && pull.author === actor)
    throw invalid(`Can not ${event === 'APPROVE' ? 'approve' : 'request changes on'} your own pull request`)
  const state = { APPROVE: 'approved', REQUEST_CHANGES: 'changes_requested', COMMENT: 'commented' }[event] ?? 'pending'
  const at = comments.map(({ path, line = 0, body: text }) => ({ path, line, body: text }))
  return ok(shapes.review(actions.review(pull, actor, state, String(body.body ?? ''), at)))
}

function listCommits(call: Call): Answer {
  const pull = pullIn(call)
  const { shapes } = call
  const where = `${shapes.repositoryApi(pull.repository)}/pulls/${pull.number}/commits`
  return paged(call, pullCommits(pull), where, ({ commit }) => shapes.commit(pull.repository, commit))
}

function listFiles(call: Call): Answer {
  const pull = pullIn(call)
  const { shapes, world } = call
  const { git, nameWithOwner } = pull.repository
  const head = git.commits.get(headShaOf(pull))
  if (!head) throw notFound()
  const left = git.commits.get(mergeBase(git, git.branches.get(pull.base) ?? '', head.sha) ?? '')
  const before = left?.files ?? new Map<string, Buffer>()
  const files = differences(before, head.files)
  const html = `${world.site}/${nameWithOwner}`
  return paged(call, files, `${shapes.repositoryApi(pull.repository)}/pulls/${pull.number}/files`, ({ path, status }) => ({
    sha: blobSha(head.files.get(path) ?? Buffer.alloc(0)),
    filename: path,
    status,
    additions: 0,
    deletions: 0,
    changes: 0,
    blob_url: `${html}/blob/${head.sha}/${path}`,
    raw_url: `${html}/raw/${head.sha}/${path}`,
    contents_url: `${shapes.repositoryApi(pull.repository)}/contents/${path}?ref=${head.sha}`,
  }))
}

function demandPush(token: Call['token'], pull: Pull): void {
  demandWrite(token, pull.repository, 'pull_requests', 'write')
  demandWrite(token, pull.repository, 'contents', 'write')
}

function updateBranch(call: Call): Answer {
  const { world, token, actions, body } = call
  const pull = pullIn(call)
  demandPush(token, pull)
  const { git } = pull.repository
  const [head, base] = [headShaOf(pull), git.branches.get(pull.base) ?? '']
  if (body.expected_head_sha !== undefined && body.expected_head_sha !== head)
    throw new RestRefusal(422, 'expected head sha didn’t match current head ref.')
  if (commitsAhead(git, head, base).length === 0) throw new RestRefusal(422, 'There are no new commits on the base branch.')
  if (conflictsOf(git, base, head).length > 0) throw new RestRefusal(422, 'merge conflict between base and head')
  actions.updateBranch(pull, actorOf(world, token))
  return {
    status: 202,
    json: { message: 'Updating pull request branch.', url: `${world.site}/${pull.repository.nameWithOwner}/pull/${pull.number}` },
  }
}

function merge(call: Call): Answer {
  const { world, token, actions, body } = call
  const pull = pullIn(call)
  demandWrite(token, pull.repository, 'contents', 'write')
  const method = (body.merge_method as 'merge' | 'squash' | 'rebase' | undefined) ?? 'merge'
  const names = { merge: 'Merge commits', squash: 'Squash merges', rebase: 'Rebase merges' }
  if (pull.state !== 'OPEN') throw new RestRefusal(405, 'Pull Request is not mergeable')
  if (!pull.repository.mergeMethods.includes(method)) throw new RestRefusal(405, `${names[method]} are not allowed on this repository.`)
  if (pull.isDraft) throw new RestRefusal(405, 'Pull Request is still a draft')
  const state = mergeState(pull)
  if (state === 'DIRTY') throw new RestRefusal(405, 'Pull Request is not mergeable')
  if (state === 'BLOCKED') throw new RestRefusal(405, 'At least 1 approving review is required by reviewers with write access.')
  if (state === 'BEHIND') throw new RestRefusal(405, 'Head branch is out of date. Review and try the merge again.')
  if (body.sha !== undefined && body.sha !== headShaOf(pull))
    throw new RestRefusal(409, 'Head branch was modified. Review and try the merge again.')
  const { sha } = actions.mergePull(pull, actorOf(world, token), method)
  return ok({ sha, merged: true, message: 'Pull Request successfully merged' })
}

export const pullRoutes: readonly Route[] = [
  { operation: 'GET /repos/{owner}/{repo}/pulls', auth: 'anyone', answer: list },
  { operation: 'POST /repos/{owner}/{repo}/pulls', auth: 'token', answer: create },
  { operation: 'GET /repos/{owner}/{repo}/pulls/{pull_number}', auth: 'anyone', answer: (call) => ok(call.shapes.fullPull(pullIn(call))) },
  { operation: 'PATCH /repos/{owner}/{repo}/pulls/{pull_number}', auth: 'token', answer: update },
  { operation: 'POST /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers', auth: 'token', answer: requestReviewers },
  { operation: 'POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews', auth: 'token', answer: createReview },
  { operation: 'GET /repos/{owner}/{repo}/pulls/{pull_number}/commits', auth: 'anyone', answer: listCommits },
  { operation: 'GET /repos/{owner}/{repo}/pulls/{pull_number}/files', auth: 'anyone', answer: listFiles },
  { operation: 'PUT /repos/{owner}/{repo}/pulls/{pull_number}/update-branch', auth: 'token', answer: updateBranch },
  { operation: 'PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge', auth: 'token', answer: merge },
]
