/** Resolvers of issues, pull requests, drafts, their comments, reviews and timelines. */
import { hasRole, mayWrite } from '../access.ts'
import { commitsAhead, type GitCommit, mergeBase } from '../git.ts'
import { mergeState } from '../merge-state.ts'
import {
  type Card,
  type Comment,
  type Draft,
  headShaOf,
  type Issue,
  type Pull,
  type Review,
  type ReviewComment,
  type ReviewThread,
  type TimelineEvent,
} from '../model.ts'
import { connection, type PageArgs } from './connection.ts'
import { type Context, isReadable, type Resolver, type Resolvers, readable, repositoryUrl, urlIn } from './context.ts'
import { commitIn, refOf } from './repositories.ts'

const maySeeBoard = (card: Card, { token }: Context): boolean =>
  token.kind === 'personal'
    ? token.scopes.some((scope) => scope.endsWith('project')) &&
      (card.board.isPublic || card.board.owner.members.has(token.user.login.toLowerCase()))
    : !token.workflow && token.installation.account === card.board.owner && Boolean(token.permissions.organization_projects)

function mayUpdate(thing: Issue | Pull, { token }: Context): boolean {
  const permission = thing.kind === 'Issue' ? 'issues' : 'pull_requests'
  return mayWrite(token, thing.repository, permission, 'triage') || (token.kind === 'personal' && token.user === thing.author)
}

const talk: Record<string, Resolver> = {
  url: (thing: Issue | Pull, _: unknown, context) => urlIn(thing, context),
  resourcePath: (thing: Issue | Pull, _: unknown, context) => urlIn(thing, context).slice(context.world.site.length),
  fullDatabaseId: ({ databaseId }: Issue | Pull) => databaseId,
  bodyText: ({ body }: Issue | Pull) => body,
  publishedAt: ({ createdAt }: Issue | Pull) => createdAt,
  includesCreatedEdit: ({ edits }: Issue | Pull) => edits.length > 0,
  createdViaEmail: () => false,
  closed: ({ state }: Issue | Pull) => state !== 'OPEN',
  activeLockReason: () => null,
  authorAssociation: ({ author, repository }: Issue | Pull) =>
    author.kind === 'User' && hasRole(repository, author, 'write') ? 'MEMBER' : 'NONE',
  labels: ({ labels }: Issue | Pull, args: PageArgs) => connection(labels, args),
  assignees: ({ assignees }: Issue | Pull, args: PageArgs) => connection(assignees, args),
  participants: ({ author, comments }: Issue | Pull, args: PageArgs) =>
    connection(
      [...new Set([author, ...comments.map((comment) => comment.author)])].filter(({ kind }) => kind === 'User'),
      args,
    ),
  comments: ({ comments }: Issue | Pull, args: PageArgs & { orderBy?: { direction: string } }) =>
    connection(args.orderBy?.direction === 'DESC' ? [...comments].reverse() : comments, args),
  userContentEdits: ({ edits }: Issue | Pull, args: PageArgs) => connection([...edits].reverse(), args),
  reactions: (_: unknown, args: PageArgs) => connection([], args),
  projectItems: ({ cards }: Issue | Pull, args: PageArgs & { includeArchived?: boolean }, context) =>
    connection(
      cards.filter((card) => (args.includeArchived !== false || !card.isArchived) && maySeeBoard(card, context)),
      args,
    ),
  timelineItems: (thing: Issue | Pull, args: PageArgs & { itemTypes?: string[]; since?: string; skip?: number }, context) =>
    timeline(thing, args, context),
  viewerCanUpdate: (thing: Issue | Pull, _: unknown, context) => mayUpdate(thing, context),
  viewerCanClose: (thing: Issue | Pull, _: unknown, context) => mayUpdate(thing, context),
  viewerDidAuthor: ({ author }: Issue | Pull, _: unknown, context) => didAuthor(author, context),
  viewerCannotUpdateReasons: (thing: Issue | Pull, _: unknown, context) => (mayUpdate(thing, context) ? [] : ['INSUFFICIENT_ACCESS']),
}

function didAuthor(author: Issue['author'], { token, world }: Context): boolean {
  return token.kind === 'personal' ? token.user === author : !token.workflow && author === world.app.bot
}

/** `RenamedTitleEvent` -> `RENAMED_TITLE_EVENT`. */
const enumName = (kind: string) => kind.replace(/(?!^)(V\d|[A-Z])/g, '_$1').toUpperCase()

function timeline(thing: Issue | Pull, args: PageArgs & { itemTypes?: string[]; since?: string }, context: Context) {
  const dated: { at: string; entry: { kind: string; id: string } }[] = []
  for (const comment of thing.comments) dated.push({ at: comment.createdAt, entry: comment })
  for (const event of thing.events) {
    if (event.kind !== 'CrossReferencedEvent' || isReadable(event.source as Issue | Pull, context.token))
      dated.push({ at: event.createdAt, entry: event })
  }
  if (thing.kind === 'PullRequest') {
    for (const review of thing.reviews) dated.push({ at: review.submittedAt, entry: review })
    for (const entry of pullCommits(thing)) dated.push({ at: entry.commit.committer.date, entry })
  }
  dated.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  const wanted = args.itemTypes
  const chosen = dated
    .filter(({ at, entry }) => (!wanted || wanted.includes(enumName(entry.kind))) && (!args.since || at >= args.since))
    .map(({ entry }) => entry)
  const page = connection(chosen, args)
  return { ...page, filteredCount: chosen.length, pageCount: page.nodes.length, updatedAt: thing.updatedAt }
}

type PullCommit = { kind: 'PullRequestCommit'; id: string; commit: GitCommit; pullRequest: Pull }

/** Commits of the branch since it left its base; of a merged one too, where the merge keeps its parents. */
export function pullCommits(pull: Pull): readonly PullCommit[] {
  const { git } = pull.repository
  const head = headShaOf(pull)
  const base = git.branches.get(pull.base)
  if (!git.commits.has(head) || !base) return []
  const merge = pull.events.find(({ kind }) => kind === 'MergedEvent')?.commit as GitCommit | undefined
  const before = merge?.parents[0] ?? (mergeBase(git, base, head) === head ? null : base)
  const commits = before === null ? [] : commitsAhead(git, before, head)
  return commits.map((commit) => ({
    kind: 'PullRequestCommit',
    id: `PURC_${pull.databaseId}_${commit.sha}`,
    commit: { ...commit, repository: pull.repository },
    pullRequest: pull,
  }))
}

const comment: Record<string, Resolver> = {
  url: ({ on, databaseId }: Comment, _: unknown, context) => `${urlIn(on, context)}#issuecomment-${databaseId}`,
  fullDatabaseId: ({ databaseId }: Comment) => databaseId,
  bodyText: ({ body }: Comment) => body,
  publishedAt: ({ createdAt }: Comment) => createdAt,
  issue: ({ on }: Comment) => (on.kind === 'Issue' ? on : null),
  pullRequest: ({ on }: Comment) => (on.kind === 'PullRequest' ? on : null),
  repository: ({ on }: Comment) => on.repository,
  authorAssociation: ({ author, on }: Comment) => (author.kind === 'User' && hasRole(on.repository, author, 'write') ? 'MEMBER' : 'NONE'),
  includesCreatedEdit: ({ edits }: Comment) => edits.length > 0,
  createdViaEmail: () => false,
  userContentEdits: ({ edits }: Comment, args: PageArgs) => connection([...edits].reverse(), args),
  viewerDidAuthor: ({ author }: Comment, _: unknown, context) => didAuthor(author, context),
  viewerCanUpdate: ({ author, on }: Comment, _: unknown, context) => didAuthor(author, context) || mayUpdate(on, context),
  viewerCanMinimize: ({ on }: Comment, _: unknown, context) => mayUpdate(on, context),
  reactions: ({ reactions }: Comment, args: PageArgs) =>
    connection(
      reactions.map(({ content, user, databaseId }) => ({
        kind: 'Reaction',
        id: `REA_${databaseId}`,
        databaseId,
        content: REACTIONS[content] ?? content,
        user,
      })),
      args,
    ),
}

/** Its line is another one by now. */
function isOutdated({ pull, path, originalLine, commit }: ReviewThread): boolean {
  const { git } = pull.repository
  const lineAt = (sha: string) => git.commits.get(sha)?.files.get(path)?.toString('utf8').split('\n')[originalLine - 1]
  return lineAt(commit) !== lineAt(headShaOf(pull))
}

const REACTIONS: Record<string, string> = {
  '+1': 'THUMBS_UP',
  '-1': 'THUMBS_DOWN',
  laugh: 'LAUGH',
  confused: 'CONFUSED',
  heart: 'HEART',
  hooray: 'HOORAY',
  rocket: 'ROCKET',
  eyes: 'EYES',
}

/** What all events have in common; the rest stands on them under GitHub's names. */
const event: Record<string, Resolver> = {
  url: ({ subject, id }: TimelineEvent, _: unknown, context) => `${urlIn(subject as Issue, context)}#event-${id}`,
  closable: ({ subject }: TimelineEvent) => subject,
  closer: () => null,
  labelable: ({ subject }: TimelineEvent) => subject,
  assignable: ({ subject }: TimelineEvent) => subject,
  pullRequest: ({ subject }: TimelineEvent) => subject,
  subject: ({ subject }: TimelineEvent) => subject,
  referencedAt: ({ createdAt }: TimelineEvent) => createdAt,
  commit: ({ commit }: TimelineEvent) => commit ?? null,
  stateReason: ({ stateReason }: TimelineEvent) => stateReason ?? null,
  user: ({ assignee }: TimelineEvent) => assignee ?? null,
}

const EVENT_KINDS = [
  'ClosedEvent',
  'ReopenedEvent',
  'RenamedTitleEvent',
  'LabeledEvent',
  'UnlabeledEvent',
  'AssignedEvent',
  'UnassignedEvent',
  'MilestonedEvent',
  'DemilestonedEvent',
  'MentionedEvent',
  'SubscribedEvent',
  'CrossReferencedEvent',
  'ReferencedEvent',
  'LockedEvent',
  'UnlockedEvent',
  'MergedEvent',
  'ReadyForReviewEvent',
  'ConvertToDraftEvent',
  'ReviewRequestedEvent',
  'SubIssueAddedEvent',
  'SubIssueRemovedEvent',
  'ParentIssueAddedEvent',
  'ParentIssueRemovedEvent',
  'AddedToProjectV2Event',
  'CommentDeletedEvent',
  'ProjectV2ItemStatusChangedEvent',
]

export const issues: Resolvers = {
  Issue: {
    ...talk,
    issueType: ({ type }: Issue) =>
      type === null ? null : { kind: 'IssueType', id: `IT_${type}`, name: type, description: null, color: 'GRAY', isEnabled: true },
    stateReason: ({ stateReason }: Issue, { enableDuplicate }: { enableDuplicate?: boolean }) =>
      stateReason === 'DUPLICATE' && !enableDuplicate ? 'NOT_PLANNED' : stateReason,
    parent: ({ parent }: Issue, _: unknown, { token }) => (parent && isReadable(parent, token) ? parent : null),
    subIssues: ({ subIssues }: Issue, args: PageArgs, context) => connection(readable(subIssues, context), args),
    subIssuesSummary: ({ subIssues }: Issue) => {
      const completed = subIssues.filter(({ state }) => state === 'CLOSED').length
      const total = subIssues.length
      return { kind: 'SubIssuesSummary', total, completed, percentCompleted: total === 0 ? 0 : Math.floor((completed * 100) / total) }
    },
    trackedIssues: ({ tracked }: Issue, args: PageArgs, context) =>
      connection(
        readable(tracked, context).filter(({ kind }) => kind === 'Issue'),
        args,
      ),
    trackedIssuesCount: ({ tracked }: Issue, { states }: { states?: string[] }) =>
      tracked.filter(({ state }) => !states || states.includes(state === 'OPEN' ? 'OPEN' : 'CLOSED')).length,
    trackedInIssues: ({ trackedIn }: Issue, args: PageArgs, context) => connection(readable(trackedIn, context), args),
    blockedBy: ({ blockedBy }: Issue, args: PageArgs, context) => connection(readable(blockedBy, context), args),
    blocking: ({ blocking }: Issue, args: PageArgs, context) => connection(readable(blocking, context), args),
    issueDependenciesSummary: ({ blockedBy, blocking }: Issue) => ({
      kind: 'IssueDependenciesSummary',
      blockedBy: blockedBy.filter(({ state }) => state === 'OPEN').length,
      blocking: blocking.filter(({ state }) => state === 'OPEN').length,
      totalBlockedBy: blockedBy.length,
      totalBlocking: blocking.length,
    }),
    closedByPullRequestsReferences: ({ closedBy }: Issue, args: PageArgs & { includeClosedPrs?: boolean }, context) =>
      connection(
        readable(closedBy, context).filter(({ state }) => args.includeClosedPrs || state === 'OPEN'),
        args,
      ),
    isPinned: () => false,
  },
  PullRequest: {
    ...talk,
    merged: ({ state }: Pull) => state === 'MERGED',
    mergeable: (pull: Pull) => (mergeState(pull) === 'DIRTY' ? 'CONFLICTING' : 'MERGEABLE'),
    mergeStateStatus: (pull: Pull) => mergeState(pull),
    mergeCommit: ({ events }: Pull) => events.find(({ kind }) => kind === 'MergedEvent')?.commit ?? null,
    headRefName: ({ head }: Pull) => head,
    baseRefName: ({ base }: Pull) => base,
    baseRef: ({ base, repository }: Pull) => (repository.git.branches.has(base) ? refOf(repository, base) : null),
    headRefOid: (pull: Pull) => headShaOf(pull),
    baseRefOid: ({ base, repository }: Pull) => repository.git.branches.get(base) ?? '0'.repeat(40),
    headRef: ({ head, repository, fork }: Pull) => (fork === null && repository.git.branches.has(head) ? refOf(repository, head) : null),
    headRepository: ({ repository, fork }: Pull) => (fork === null ? repository : null),
    baseRepository: ({ repository }: Pull) => repository,
    isCrossRepository: ({ fork }: Pull) => fork !== null,
    closingIssuesReferences: ({ closes }: Pull, args: PageArgs, context) => connection(readable(closes, context), args),
    commits: (pull: Pull, args: PageArgs) => connection(pullCommits(pull), args),
    reviews: ({ reviews }: Pull, args: PageArgs & { states?: string[] }) =>
      connection(
        reviews.filter(({ state }) => !args.states || args.states.includes(state)),
        args,
      ),
    latestReviews: ({ reviews }: Pull, args: PageArgs) =>
      connection([...new Map(reviews.map((review) => [review.author.id, review])).values()], args),
    reviewThreads: ({ threads }: Pull, args: PageArgs) => connection(threads, args),
    reviewRequests: ({ requestedReviewers, databaseId }: Pull, args: PageArgs) =>
      connection(
        requestedReviewers.map((account) => ({
          kind: 'ReviewRequest',
          id: `RRQ_${databaseId}_${account.databaseId}`,
          requestedReviewer: account,
          asCodeOwner: false,
        })),
        args,
      ),
    latestOpinionatedReviews: ({ reviews }: Pull, args: PageArgs) => {
      const opinions = reviews.filter(({ state }) => state !== 'COMMENTED' && state !== 'PENDING')
      return connection([...new Map(opinions.map((review) => [review.author.id, review])).values()], args)
    },
    // Of repositories that demand no review, as these, GitHub says nothing here, whatever the reviews say.
    reviewDecision: () => null,
  },
  PullRequestReviewThread: {
    line: (thread: ReviewThread) => (isOutdated(thread) ? null : thread.originalLine),
    isOutdated: (thread: ReviewThread) => isOutdated(thread),
    resolvedBy: ({ resolvedBy }: ReviewThread) => (resolvedBy?.kind === 'User' ? resolvedBy : null),
    isCollapsed: ({ isResolved }: ReviewThread) => isResolved,
    pullRequest: ({ pull }: ReviewThread) => pull,
    repository: ({ pull }: ReviewThread) => pull.repository,
    subjectType: () => 'LINE',
    diffSide: () => 'RIGHT',
    viewerCanResolve: ({ pull }: ReviewThread, _: unknown, context) => mayUpdate(pull, context),
    comments: ({ comments }: ReviewThread, args: PageArgs) => connection(comments, args),
  },
  PullRequestReviewComment: {
    fullDatabaseId: ({ databaseId }: ReviewComment) => databaseId,
    bodyText: ({ body }: ReviewComment) => body,
    publishedAt: ({ createdAt }: ReviewComment) => createdAt,
    updatedAt: ({ createdAt }: ReviewComment) => createdAt,
    lastEditedAt: () => null,
    isMinimized: () => false,
    path: ({ thread }: ReviewComment) => thread.path,
    outdated: ({ thread }: ReviewComment) => isOutdated(thread),
    pullRequest: ({ thread }: ReviewComment) => thread.pull,
    repository: ({ thread }: ReviewComment) => thread.pull.repository,
    pullRequestReview: ({ review }: ReviewComment) => review,
    viewerDidAuthor: ({ author }: ReviewComment, _: unknown, context) => didAuthor(author, context),
  },
  DraftIssue: {
    bodyText: ({ body }: Draft) => body,
    assignees: ({ assignees }: Draft, args: PageArgs) => connection(assignees, args),
  },
  IssueComment: comment,
  PullRequestReview: {
    url: ({ pull, databaseId }: Review, _: unknown, context) => `${urlIn(pull, context)}#pullrequestreview-${databaseId}`,
    pullRequest: ({ pull }: Review) => pull,
    repository: ({ pull }: Review) => pull.repository,
    updatedAt: ({ submittedAt }: Review) => submittedAt,
    lastEditedAt: () => null,
    editor: () => null,
    isMinimized: () => false,
    viewerDidAuthor: ({ author }: Review, _: unknown, context) => didAuthor(author, context),
    comments: (review: Review, args: PageArgs) =>
      connection(
        review.pull.threads.flatMap(({ comments }) => comments.filter((one) => one.review === review)),
        args,
      ),
  },
  PullRequestCommit: {
    url: ({ commit, pullRequest }: PullCommit, _: unknown, context) =>
      `${repositoryUrl(pullRequest.repository, context)}/pull/${pullRequest.number}/commits/${commit.sha}`,
    commit: ({ commit, pullRequest }: PullCommit) => commitIn(pullRequest.repository, commit.sha),
  },
  UserContentEdit: {
    createdAt: ({ editedAt }: { editedAt: string }) => editedAt,
    updatedAt: ({ editedAt }: { editedAt: string }) => editedAt,
    deletedAt: () => null,
  },
  ...Object.fromEntries(EVENT_KINDS.map((kind) => [kind, event])),
}
