/** Mutations of issues: text, milestone, state, sub-issues. */
import { actorOf, mayRead, mayWrite } from '../access.ts'
import type { Issue, Repository } from '../model.ts'
import { type Context, isReadable, type Resolvers } from './context.ts'
import { forbidden, notFound, Refusal } from './refusal.ts'

type Input<Fields> = { input: Fields & { clientMutationId?: string } }

const MAX_BODY = 65_536
const MAX_TITLE = 256
const MAX_SUB_ISSUES = 100

function issueOf(id: string, { world, token }: Context): Issue {
  const found = world.nodes.get(id) as Issue | undefined
  if (found?.kind === 'Issue' && !found.gone && isReadable(found, token)) return found
  throw notFound(`Could not resolve to a node with the global id of '${id}'`)
}

function demand(issue: Issue, role: string, { token, world }: Context, what: string): void {
  if (mayWrite(token, issue.repository, 'issues', role)) return
  throw token.kind === 'installation'
    ? forbidden()
    : new Refusal('FORBIDDEN', `${actorOf(world, token).login} does not have the correct permissions to execute \`${what}\``)
}

function demandText(title: string | undefined, body: string | undefined): void {
  if (title !== undefined && title.trim() === '') throw new Refusal('UNPROCESSABLE', "Title can't be blank")
  if ((title?.length ?? 0) > MAX_TITLE) throw new Refusal('UNPROCESSABLE', `Title is too long (maximum is ${MAX_TITLE} characters)`)
  if ((body?.length ?? 0) > MAX_BODY) throw new Refusal('UNPROCESSABLE', `Body is too long (maximum is ${MAX_BODY} characters)`)
}

const answer = (issue: Issue, { clientMutationId }: { clientMutationId?: string }) => ({
  kind: 'Payload',
  clientMutationId: clientMutationId ?? null,
  issue,
})

type Update = { id: string; title?: string; body?: string; milestoneId?: string | null; state?: string }

function updateIssue(_: unknown, { input }: Input<Update>, context: Context) {
  const issue = issueOf(input.id, context)
  const actor = actorOf(context.world, context.token)
  demand(issue, 'triage', context, 'UpdateIssue')
  demandText(input.title, input.body)
  if (input.milestoneId !== undefined) {
    const milestone = issue.repository.milestones.find(({ id }) => id === input.milestoneId)
    if (input.milestoneId !== null && !milestone) throw notFound(`Could not resolve to a node with the global id of '${input.milestoneId}'`)
    context.actions.setMilestone(issue, actor, milestone ?? null)
  }
  if (input.title !== undefined || input.body !== undefined) context.actions.edit(issue, actor, { title: input.title, body: input.body })
  return answer(issue, input)
}

function closeIssue(_: unknown, { input }: Input<{ issueId: string; stateReason?: string }>, context: Context) {
  const issue = issueOf(input.issueId, context)
  demand(issue, 'triage', context, 'CloseIssue')
  if (issue.state === 'OPEN') context.actions.close(issue, actorOf(context.world, context.token), input.stateReason ?? 'COMPLETED')
  return answer(issue, input)
}

type Create = { repositoryId: string; title: string; body?: string; parentIssueId?: string }

function createIssue(_: unknown, { input }: Input<Create>, context: Context) {
  const { world, token, actions } = context
  const repository = world.nodes.get(input.repositoryId) as Repository | undefined
  if (repository?.kind !== 'Repository' || !mayRead(token, repository))
    throw notFound(`Could not resolve to a node with the global id of '${input.repositoryId}'`)
  if (!repository.hasIssuesEnabled) throw new Refusal('UNPROCESSABLE', 'Issues are disabled for this repo')
  const parent = input.parentIssueId === undefined ? null : issueOf(input.parentIssueId, context)
  if (!mayWrite(token, repository, 'issues', 'read')) throw forbidden()
  demandText(input.title, input.body)
  if (parent && parent.subIssues.length >= MAX_SUB_ISSUES)
    throw new Refusal('UNPROCESSABLE', `Parent cannot have more than ${MAX_SUB_ISSUES} sub-issues`)
  const actor = actorOf(world, token)
  const made = actions.createIssue(repository, actor, { title: input.title, body: input.body ?? '' })
  if (parent) actions.addSubIssue(parent, made, actor)
  return answer(made, input)
}

function removeSubIssue(_: unknown, { input }: Input<{ issueId: string; subIssueId: string }>, context: Context) {
  const [parent, child] = [issueOf(input.issueId, context), issueOf(input.subIssueId, context)]
  demand(parent, 'triage', context, 'RemoveSubIssue')
  if (!parent.subIssues.includes(child)) throw new Refusal('UNPROCESSABLE', 'The provided sub-issue does not belong to the parent')
  context.actions.removeSubIssue(parent, child, actorOf(context.world, context.token))
  return { ...answer(parent, input), subIssue: child }
}

export const issueMutations: Resolvers = { Mutation: { updateIssue, closeIssue, createIssue, removeSubIssue } }
