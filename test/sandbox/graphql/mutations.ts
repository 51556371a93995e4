/** Mutations, each with what GitHub checks before it writes. */
import { actorOf, mayRead, mayWrite } from '../access.ts'
import { type Comment, findRepository, type Issue, type Pull, type ReviewThread } from '../model.ts'
import { type Context, isReadable, type Resolvers } from './context.ts'
import { forbidden, notFound, Refusal } from './refusal.ts'
import { commitIn, refOf } from './repositories.ts'

/** A comment or issue is written where it lies: with `issues`, or `pull_requests` for those of a pull request. */
const permissionFor = (thing: Issue | Pull) => (thing.kind === 'Issue' ? 'issues' : 'pull_requests')

function commentOf(id: string, { world, token }: Context): Comment {
  const found = world.nodes.get(id) as Comment | undefined
  if (found?.kind === 'IssueComment' && isReadable(found.on, token)) return found
  throw notFound(`Could not resolve to a node with the global id of '${id}'`)
}

function demandWrite(thing: Issue | Pull, role: string, { token }: Context, login: string, what: string): void {
  if (mayWrite(token, thing.repository, permissionFor(thing), role)) return
  throw token.kind === 'installation'
    ? forbidden()
    : new Refusal('FORBIDDEN', `${login} does not have the correct permissions to execute \`${what}\``)
}

const MAX_BODY = 65_536

function demandBody(body: string): void {
  if (body.trim() === '') throw new Refusal('UNPROCESSABLE', "Body can't be blank")
  if (body.length > MAX_BODY) throw new Refusal('UNPROCESSABLE', `Body is too long (maximum is ${MAX_BODY} characters)`)
}

type CommitInput = {
  branch: { id?: string; repositoryNameWithOwner?: string; branchName?: string }
  expectedHeadOid: string
  message: { headline: string; body?: string }
  fileChanges?: { additions?: { path: string; contents: string }[]; deletions?: { path: string }[] }
  clientMutationId?: string
}

function createCommitOnBranch(_: unknown, { input }: { input: CommitInput }, context: Context) {
  const { world, token, actions } = context
  const [owner = '', name = ''] = (input.branch.repositoryNameWithOwner ?? '').split('/')
  const repository = findRepository(world, owner, name)
  if (!repository || !mayRead(token, repository)) throw notFound(`Could not resolve to a Repository with the name '${owner}/${name}'.`)
  const actor = actorOf(world, token)
  if (!mayWrite(token, repository, 'contents', 'write')) {
    throw token.kind === 'installation'
      ? forbidden()
      : new Refusal('FORBIDDEN', `${actor.login} does not have the correct permissions to execute \`CreateCommitOnBranch\``)
  }
  const branch = (input.branch.branchName ?? '').replace(/^refs\/heads\//, '')
  const head = repository.git.branches.get(branch)
  if (!head) throw new Refusal('NOT_FOUND', `No such branch: ${branch}`)
  if (repository.git.protectedBranches.has(branch)) {
    throw new Refusal('BRANCH_PROTECTION_RULE_VIOLATION', 'Changes must be made through a pull request.')
  }
  if (head !== input.expectedHeadOid) {
    throw new Refusal('STALE_DATA', `Expected branch to point to "${input.expectedHeadOid}" but it did not.  Pull and try again.`)
  }
  const { additions = [], deletions = [] } = input.fileChanges ?? {}
  if (additions.length + deletions.length === 0) throw new Refusal('UNPROCESSABLE', 'A commit must contain at least one file change.')
  const files = repository.git.commits.get(head)?.files
  const missing = deletions.find(({ path }) => !files?.has(path))
  if (missing)
    throw new Refusal(
      'UNPROCESSABLE',
      `A path was requested for deletion which does not exist as of commit oid \`${head}\`: ${missing.path}`,
    )
  const message = input.message.body ? `${input.message.headline}\n\n${input.message.body}` : input.message.headline
  const changes = Object.fromEntries([
    ...additions.map(({ path, contents }) => [path, Buffer.from(contents, 'base64')]),
    ...deletions.map(({ path }) => [path, null]),
  ])
  const made = actions.push(repository, branch, actor, message, changes, true)
  return {
    kind: 'CreateCommitOnBranchPayload',
    clientMutationId: input.clientMutationId ?? null,
    commit: commitIn(repository, made.sha),
    ref: refOf(repository, branch),
  }
}

const MINIMIZABLE = { kind: 'Payload' }

function pullOf(id: string, { world, token }: Context): Pull {
  const found = world.nodes.get(id) as Pull | undefined
  if (found?.kind === 'PullRequest' && isReadable(found, token)) return found
  throw notFound(`Could not resolve to a node with the global id of '${id}'`)
}

type OnPull = { input: { pullRequestId: string; clientMutationId?: string } }

function setDraft(isReady: boolean, what: string) {
  return (_: unknown, { input }: OnPull, context: Context) => {
    const { world, token, actions } = context
    const pull = pullOf(input.pullRequestId, context)
    const actor = actorOf(world, token)
    demandWrite(pull, 'triage', context, actor.login, what)
    if (pull.isDraft === isReady) actions.markReady(pull, actor, isReady)
    return { ...MINIMIZABLE, clientMutationId: input.clientMutationId ?? null, pullRequest: pull }
  }
}

function setResolved(isResolved: boolean, what: string) {
  return (_: unknown, { input }: { input: { threadId: string; clientMutationId?: string } }, context: Context) => {
    const { world, token, actions } = context
    const thread = world.nodes.get(input.threadId) as ReviewThread | undefined
    if (thread?.kind !== 'PullRequestReviewThread' || !isReadable(thread.pull, token))
      throw notFound(`Could not resolve to a node with the global id of '${input.threadId}'`)
    const actor = actorOf(world, token)
    // Apps need the right to write contents as well.
    demandWrite(thread.pull, 'write', context, actor.login, what)
    if (!mayWrite(token, thread.pull.repository, 'contents', 'write')) throw forbidden()
    actions.resolveThread(thread, actor, isResolved)
    return { ...MINIMIZABLE, clientMutationId: input.clientMutationId ?? null, thread }
  }
}

export const mutations: Resolvers = {
  Mutation: {
    createCommitOnBranch,
    markPullRequestReadyForReview: setDraft(true, 'MarkPullRequestReadyForReview'),
    convertPullRequestToDraft: setDraft(false, 'ConvertPullRequestToDraft'),
    resolveReviewThread: setResolved(true, 'ResolveReviewThread'),
    unresolveReviewThread: setResolved(false, 'UnresolveReviewThread'),
    minimizeComment: (_: unknown, { input }: { input: { subjectId: string; classifier: string; clientMutationId?: string } }, context) => {
      const comment = commentOf(input.subjectId, context)
      demandWrite(comment.on, 'triage', context, actorOf(context.world, context.token).login, 'MinimizeComment')
      context.actions.minimize(comment, input.classifier.toLowerCase().replaceAll('_', '-'))
      return { ...MINIMIZABLE, clientMutationId: input.clientMutationId ?? null, minimizedComment: comment }
    },
    unminimizeComment: (_: unknown, { input }: { input: { subjectId: string; clientMutationId?: string } }, context) => {
      const comment = commentOf(input.subjectId, context)
      demandWrite(comment.on, 'triage', context, actorOf(context.world, context.token).login, 'UnminimizeComment')
      context.actions.minimize(comment, null)
      return { ...MINIMIZABLE, clientMutationId: input.clientMutationId ?? null, unminimizedComment: comment }
    },
    updateIssueComment: (_: unknown, { input }: { input: { id: string; body: string; clientMutationId?: string } }, context) => {
      const comment = commentOf(input.id, context)
      const actor = actorOf(context.world, context.token)
      if (comment.author !== actor || context.token.kind === 'installation') {
        demandWrite(comment.on, 'write', context, actor.login, 'UpdateIssueComment')
      }
      demandBody(input.body)
      context.actions.editComment(comment, actor, input.body)
      return { ...MINIMIZABLE, clientMutationId: input.clientMutationId ?? null, issueComment: comment }
    },
    addComment: (_: unknown, { input }: { input: { subjectId: string; body: string; clientMutationId?: string } }, context) => {
      const { world, token, actions } = context
      const subject = world.nodes.get(input.subjectId) as Issue | Pull | undefined
      if (!subject || (subject.kind !== 'Issue' && subject.kind !== 'PullRequest') || !isReadable(subject, token)) {
        throw notFound(`Could not resolve to a node with the global id of '${input.subjectId}'`)
      }
      const actor = actorOf(world, token)
      demandWrite(subject, 'read', context, actor.login, 'AddComment')
      demandBody(input.body)
      if (subject.locked && !mayWrite(token, subject.repository, permissionFor(subject), 'write'))
        throw new Refusal('FORBIDDEN', 'Unable to create comment because issue is locked.')
      const comment = actions.comment(subject, actor, input.body)
      return {
        ...MINIMIZABLE,
        clientMutationId: input.clientMutationId ?? null,
        subject,
        commentEdge: { kind: 'IssueCommentEdge', node: comment, cursor: comment.id },
      }
    },
  },
}
