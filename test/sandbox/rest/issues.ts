/** Issues, their comments, reactions, labels and assignees. */
import { actorOf, hasRole } from '../access.ts'
import { type Comment, findAccount, type Issue, type Pull } from '../model.ts'
import { invalid, notFound, RestRefusal } from './refusal.ts'
import { type Call, demandWrite, ok, paged, permissionFor, type Route, repositoryIn, thingIn } from './route.ts'

const MAX_BODY = 65_536

function checkBody(body: unknown, resource: string): string {
  const text = String(body)
  if (text.length > MAX_BODY) {
    throw invalid({ resource, code: 'unprocessable', field: 'data', message: `Body is too long (maximum is ${MAX_BODY} characters)` })
  }
  if (text.trim() === '') throw invalid({ resource, code: 'unprocessable', field: 'data', message: "Body can't be blank" })
  return text
}

function createComment(call: Call) {
  const { world, token, actions, shapes, body } = call
  const thing = thingIn(call)
  demandWrite(token, thing.repository, permissionFor(thing), 'read')
  const text = checkBody(body.body, 'IssueComment')
  // An installation with write access counts as a collaborator; others are kept out of locked issues.
  const mayEnter = token.kind === 'personal' ? hasRole(thing.repository, token.user, 'write') : false
  if (thing.locked && !mayEnter) throw new RestRefusal(403, 'Unable to create comment because issue is locked.')
  const made = actions.comment(thing, actorOf(world, token), text)
  return { status: 201, json: shapes.comment(made) }
}

function commentIn(call: Call): Comment {
  const repository = repositoryIn(call, 'issues')
  const id = Number(call.params.comment_id)
  const all = [...repository.issues.values(), ...repository.pulls.values()].flatMap(({ comments }) => comments)
  const found = all.find(({ databaseId }) => databaseId === id)
  if (!found) throw notFound()
  return found
}

function updateComment(call: Call) {
  const { world, token, actions, shapes, body } = call
  const comment = commentIn(call)
  const actor = actorOf(world, token)
  const isOwn = comment.author === actor
  if (token.kind === 'installation' || !isOwn) demandWrite(token, comment.on.repository, permissionFor(comment.on), 'write')
  actions.editComment(comment, actor, checkBody(body.body, 'IssueComment'))
  return ok(shapes.comment(comment))
}

function createReaction(call: Call) {
  const { world, token, actions, shapes, body } = call
  const comment = commentIn(call)
  demandWrite(token, comment.on.repository, permissionFor(comment.on), 'read')
  const { made, reaction } = actions.react(comment, actorOf(world, token), String(body.content))
  return { status: made ? 201 : 200, json: shapes.reaction(reaction, `${world.now().toISOString().slice(0, 19)}Z`) }
}

function addLabels(call: Call) {
  const { world, token, actions, shapes, body } = call
  const thing = thingIn(call)
  demandWrite(token, thing.repository, permissionFor(thing), 'triage')
  const given = (Array.isArray(body) ? body : body.labels) as readonly (string | { name: string })[] | undefined
  actions.addLabels(
    thing,
    actorOf(world, token),
    (given ?? []).map((label) => (typeof label === 'string' ? label : label.name)),
  )
  return ok(thing.labels.map((label) => shapes.label(label)))
}

function removeLabel(call: Call) {
  const { world, token, actions, shapes, params } = call
  const thing = thingIn(call)
  demandWrite(token, thing.repository, permissionFor(thing), 'triage')
  if (!actions.removeLabel(thing, actorOf(world, token), params.name ?? '')) throw new RestRefusal(404, 'Label does not exist')
  return ok(thing.labels.map((label) => shapes.label(label)))
}

/** Who cannot be assigned is left out without a word, as GitHub does. */
function addAssignees(call: Call) {
  const { world, token, actions, shapes, body } = call
  const thing = thingIn(call)
  demandWrite(token, thing.repository, permissionFor(thing), 'triage')
  const people = ((body.assignees as string[] | undefined) ?? []).flatMap((login) => findAccount(world, login) ?? [])
  actions.assign(
    thing,
    actorOf(world, token),
    people.filter((person) => person.kind === 'User' && isAssignable(thing, person)),
  )
  return { status: 201, json: shapes.issue(thing) }
}

function removeAssignees(call: Call) {
  const { world, token, actions, shapes, body } = call
  const thing = thingIn(call)
  demandWrite(token, thing.repository, permissionFor(thing), 'triage')
  for (const login of (body.assignees as string[] | undefined) ?? []) {
    const person = findAccount(world, login)
    if (person && thing.assignees.includes(person)) actions.unassign(thing, actorOf(world, token), person)
  }
  return { status: 200, json: shapes.issue(thing) }
}

const isAssignable = ({ repository, comments, author }: Issue | Pull, person: Pull['author']): boolean =>
  author === person ||
  repository.collaborators.has(person.login.toLowerCase()) ||
  repository.owner.members.has(person.login.toLowerCase()) ||
  comments.some((comment) => comment.author === person)

/** Pull requests are issues here, as in GitHub's list. */
function listIssues(call: Call) {
  const { query, shapes } = call
  const repository = repositoryIn(call, 'issues')
  const state = query.get('state') ?? 'open'
  const creator = query.get('creator')?.toLowerCase()
  const things = [...repository.issues.values(), ...repository.pulls.values()]
    .filter((thing) => thing.kind === 'PullRequest' || !thing.gone)
    .filter((thing) => state === 'all' || (state === 'open') === (thing.state === 'OPEN'))
    .filter(({ author }) => creator === undefined || loginOf(author).toLowerCase() === creator)
    .sort((a, b) => b.number - a.number)
  return paged(call, things, `${shapes.repositoryApi(repository)}/issues`, (one) => shapes.issue(one))
}

/** Apps are named with their suffix. */
const loginOf = ({ kind, login }: Issue['author']): string => (kind === 'Bot' && !login.endsWith('[bot]') ? `${login}[bot]` : login)

function createIssue(call: Call) {
  const { world, token, actions, shapes, body } = call
  const repository = repositoryIn(call)
  if (!repository.hasIssuesEnabled) throw new RestRefusal(410, 'Issues has been disabled in this repository.')
  demandWrite(token, repository, 'issues', 'read')
  const made = actions.createIssue(repository, actorOf(world, token), {
    title: String(body.title),
    body: body.body === undefined || body.body === null ? '' : checkBody(body.body, 'Issue'),
  })
  return { status: 201, json: shapes.issue(made) }
}

function updateIssue(call: Call) {
  const { world, token, actions, shapes, body } = call
  const thing = thingIn(call)
  demandWrite(token, thing.repository, permissionFor(thing), 'triage')
  const actor = actorOf(world, token)
  const { title, state } = body
  const text = body.body === undefined || body.body === null ? undefined : checkBody(body.body, 'Issue')
  if (title !== undefined || text !== undefined)
    actions.edit(thing, actor, { title: title === undefined ? undefined : String(title), body: text })
  if (state === 'closed' && thing.state === 'OPEN') actions.close(thing, actor)
  if (state === 'open' && thing.state === 'CLOSED') actions.reopen(thing, actor)
  return ok(shapes.issue(thing))
}

export const issueRoutes: readonly Route[] = [
  { operation: 'GET /repos/{owner}/{repo}/issues', auth: 'anyone', answer: listIssues },
  { operation: 'POST /repos/{owner}/{repo}/issues', auth: 'token', answer: createIssue },
  { operation: 'PATCH /repos/{owner}/{repo}/issues/{issue_number}', auth: 'token', answer: updateIssue },
  { operation: 'GET /repos/{owner}/{repo}/issues/{issue_number}', auth: 'anyone', answer: (call) => ok(call.shapes.issue(thingIn(call))) },
  {
    operation: 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments',
    auth: 'anyone',
    answer: (call) => {
      const thing = thingIn(call)
      const since = call.query.get('since')
      const comments = thing.comments.filter(({ updatedAt }) => !since || updatedAt >= since)
      return paged(call, comments, `${call.shapes.repositoryApi(thing.repository)}/issues/${thing.number}/comments`, (one) =>
        call.shapes.comment(one),
      )
    },
  },
  { operation: 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments', auth: 'token', answer: createComment },
  {
    operation: 'GET /repos/{owner}/{repo}/issues/comments/{comment_id}',
    auth: 'anyone',
    answer: (call) => ok(call.shapes.comment(commentIn(call))),
  },
  { operation: 'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}', auth: 'token', answer: updateComment },
  { operation: 'POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions', auth: 'token', answer: createReaction },
  { operation: 'POST /repos/{owner}/{repo}/issues/{issue_number}/labels', auth: 'token', answer: addLabels },
  { operation: 'DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}', auth: 'token', answer: removeLabel },
  { operation: 'POST /repos/{owner}/{repo}/issues/{issue_number}/assignees', auth: 'token', answer: addAssignees },
  { operation: 'DELETE /repos/{owner}/{repo}/issues/{issue_number}/assignees', auth: 'token', answer: removeAssignees },
]
