/** The world's objects as REST and webhooks show them. */
import { hasRole } from './access.ts'
import { differences, type GitCommit, mergeBase } from './git.ts'
import { pullCommits } from './graphql/issues.ts'
import { mergeState } from './merge-state.ts'
import {
  type Account,
  type Card,
  type Comment,
  headShaOf,
  type Issue,
  type Label,
  type Milestone,
  type Pull,
  type Repository,
  type Review,
  urlOf,
  type World,
} from './model.ts'

import { createPlaceShapes, type Json } from './shapes-places.ts'

export type Shapes = ReturnType<typeof createShapes>
export type { Json }

/** `api`: where the REST API lies, without a slash at its end. */
export function createShapes(world: World, api: () => string) {
  const places = createPlaceShapes(world, api)
  const { user, repository, repositoryApi } = places

  const label = ({ databaseId, id, name, description, repository }: Label): Json => ({
    id: databaseId,
    node_id: id,
    url: `${repositoryApi(repository)}/labels/${encodeURIComponent(name)}`,
    name,
    description,
    color: 'ededed',
    default: false,
  })

  const milestone = ({ number, databaseId, id, title, dueOn, repository }: Milestone): Json => ({
    url: `${repositoryApi(repository)}/milestones/${number}`,
    html_url: `${world.site}/${repository.nameWithOwner}/milestone/${number}`,
    labels_url: `${repositoryApi(repository)}/milestones/${number}/labels`,
    id: databaseId,
    node_id: id,
    number,
    title,
    description: null,
    creator: user(repository.owner),
    open_issues: 0,
    closed_issues: 0,
    state: 'open',
    created_at: '2022-01-01T00:00:00Z',
    updated_at: '2022-01-01T00:00:00Z',
    due_on: dueOn,
    closed_at: null,
  })

  const association = (account: Account, repository: Repository) =>
    account.kind !== 'User'
      ? 'NONE'
      : repository.owner.members.has(account.login.toLowerCase())
        ? 'MEMBER'
        : hasRole(repository, account, 'triage')
          ? 'COLLABORATOR'
          : 'NONE'

  const reactions = (url: string, of: readonly { content: string }[]): Json => {
    const counts = Object.fromEntries(
      ['+1', '-1', 'laugh', 'hooray', 'confused', 'heart', 'rocket', 'eyes'].map((content) => [
        content,
        of.filter((one) => one.content === content).length,
      ]),
    )
    return { url: `${url}/reactions`, total_count: of.length, ...counts }
  }

  const common = (thing: Issue | Pull): Json => ({
    id: thing.databaseId,
    node_id: thing.id,
    number: thing.number,
    title: thing.title,
    user: user(thing.author),
    labels: thing.labels.map(label),
    state: thing.state === 'OPEN' ? 'open' : 'closed',
    locked: thing.locked,
    assignee: thing.assignees[0] ? user(thing.assignees[0]) : null,
    assignees: thing.assignees.map(user),
    milestone: thing.milestone ? milestone(thing.milestone) : null,
    created_at: thing.createdAt,
    updated_at: thing.updatedAt,
    closed_at: thing.closedAt,
    author_association: association(thing.author, thing.repository),
    active_lock_reason: null,
    body: thing.body,
  })

  const issue = (thing: Issue | Pull): Json => {
    const url = `${repositoryApi(thing.repository)}/issues/${thing.number}`
    return {
      url,
      repository_url: repositoryApi(thing.repository),
      labels_url: `${url}/labels{/name}`,
      comments_url: `${url}/comments`,
      events_url: `${url}/events`,
      html_url: urlOf(world, thing),
      ...common(thing),
      comments: thing.comments.length,
      closed_by: closer(thing),
      reactions: reactions(url, []),
      timeline_url: `${url}/timeline`,
      performed_via_github_app: null,
      state_reason: thing.kind === 'Issue' ? (thing.stateReason?.toLowerCase() ?? null) : null,
      ...(thing.kind === 'Issue'
        ? {
            sub_issues_summary: summary(thing),
            type: thing.type === null ? null : { id: 1, node_id: `IT_${thing.type}`, name: thing.type, description: null },
          }
        : {
            draft: thing.isDraft,
            pull_request: {
              url: `${repositoryApi(thing.repository)}/pulls/${thing.number}`,
              html_url: urlOf(world, thing),
              diff_url: `${urlOf(world, thing)}.diff`,
              patch_url: `${urlOf(world, thing)}.patch`,
              merged_at: thing.mergedAt,
            },
          }),
    }
  }

  const closer = (thing: Issue | Pull): Json | null => {
    const event = thing.state === 'OPEN' ? undefined : thing.events.findLast(({ kind }) => kind === 'ClosedEvent')
    return event?.actor ? user(event.actor) : null
  }

  const summary = ({ subIssues }: Issue): Json => {
    const completed = subIssues.filter(({ state }) => state === 'CLOSED').length
    return {
      total: subIssues.length,
      completed,
      percent_completed: subIssues.length === 0 ? 0 : Math.floor((completed * 100) / subIssues.length),
    }
  }

  const comment = (one: Comment): Json => {
    const url = `${repositoryApi(one.on.repository)}/issues/comments/${one.databaseId}`
    return {
      url,
      html_url: `${urlOf(world, one.on)}#issuecomment-${one.databaseId}`,
      issue_url: `${repositoryApi(one.on.repository)}/issues/${one.on.number}`,
      id: one.databaseId,
      node_id: one.id,
      user: user(one.author),
      created_at: one.createdAt,
      updated_at: one.updatedAt,
      author_association: association(one.author, one.on.repository),
      body: one.body,
      reactions: reactions(url, one.reactions),
      performed_via_github_app: null,
    }
  }

  const reaction = ({ content, user: account, databaseId }: Comment['reactions'][number], at: string): Json => ({
    id: databaseId,
    node_id: `REA_${databaseId}`,
    user: user(account),
    content,
    created_at: at,
  })

  const side = (repositoryOf: Repository, branch: string): Json => ({
    label: `${repositoryOf.owner.login}:${branch}`,
    ref: branch,
    sha: repositoryOf.git.branches.get(branch) ?? '0'.repeat(40),
    user: user(repositoryOf.owner),
    repo: repository(repositoryOf, null),
  })

  /** Of a fork the repository is another one. */
  const headSide = (one: Pull): Json => {
    const ours = { ...side(one.repository, one.head), sha: headShaOf(one) }
    if (one.fork === null) return ours
    const [login = '', name = ''] = one.fork.split('/')
    const repo = { ...repository(one.repository, null), id: one.repository.databaseId + 500_000, name, full_name: one.fork, fork: true }
    return { ...ours, label: `${login}:${one.head}`, user: user(one.author), repo }
  }

  const team = (of: Repository, slug: string): Json => ({
    id: 1,
    node_id: `T_${slug}`,
    url: `${api()}/organizations/${of.owner.databaseId}/team/1`,
    members_url: `${api()}/organizations/${of.owner.databaseId}/team/1/members{/member}`,
    repositories_url: `${api()}/organizations/${of.owner.databaseId}/team/1/repos`,
    html_url: `${world.site}/orgs/${of.owner.login}/teams/${slug}`,
    name: slug,
    slug,
    description: null,
    privacy: 'closed',
    permission: 'pull',
    parent: null,
    type: 'organization',
    organization_id: of.owner.databaseId,
  })

  const pull = (one: Pull): Json => {
    const url = `${repositoryApi(one.repository)}/pulls/${one.number}`
    const issueUrl = `${repositoryApi(one.repository)}/issues/${one.number}`
    const html = urlOf(world, one)
    const link = (href: string) => ({ href })
    const head = headShaOf(one)
    return {
      url,
      html_url: html,
      diff_url: `${html}.diff`,
      patch_url: `${html}.patch`,
      issue_url: issueUrl,
      ...common(one),
      merged_at: one.mergedAt,
      merge_commit_sha: (one.events.find(({ kind }) => kind === 'MergedEvent')?.commit as GitCommit | undefined)?.sha ?? null,
      requested_reviewers: one.requestedReviewers.map(user),
      requested_teams: one.requestedTeams.map((slug) => team(one.repository, slug)),
      draft: one.isDraft,
      commits_url: `${url}/commits`,
      review_comments_url: `${url}/comments`,
      review_comment_url: `${repositoryApi(one.repository)}/pulls/comments{/number}`,
      comments_url: `${issueUrl}/comments`,
      statuses_url: `${repositoryApi(one.repository)}/statuses/${head}`,
      head: headSide(one),
      base: side(one.repository, one.base),
      _links: {
        self: link(url),
        html: link(html),
        issue: link(issueUrl),
        comments: link(`${issueUrl}/comments`),
        review_comments: link(`${url}/comments`),
        review_comment: link(`${repositoryApi(one.repository)}/pulls/comments{/number}`),
        commits: link(`${url}/commits`),
        statuses: link(`${repositoryApi(one.repository)}/statuses/${head}`),
      },
      auto_merge: null,
    }
  }

  const fullPull = (one: Pull): Json => {
    const { git } = one.repository
    const before = git.commits.get(mergeBase(git, git.branches.get(one.base) ?? '', headShaOf(one)) ?? '')
    const after = git.commits.get(headShaOf(one))
    const state = mergeState(one)
    return {
      ...pull(one),
      merged: one.mergedAt !== null,
      mergeable: one.state === 'OPEN' ? state !== 'DIRTY' : null,
      rebaseable: null,
      mergeable_state: one.state === 'OPEN' ? state.toLowerCase() : 'unknown',
      merged_by: one.mergedBy ? user(one.mergedBy) : null,
      comments: one.comments.length,
      review_comments: one.threads.reduce((count, { comments }) => count + comments.length, 0),
      maintainer_can_modify: false,
      commits: pullCommits(one).length,
      additions: 0,
      deletions: 0,
      changed_files: before && after ? differences(before.files, after.files).length : 0,
    }
  }

  const review = (one: Review): Json => ({
    id: one.databaseId,
    node_id: one.id,
    user: user(one.author),
    body: one.body,
    state: one.state.toLowerCase(),
    html_url: `${urlOf(world, one.pull)}#pullrequestreview-${one.databaseId}`,
    pull_request_url: `${repositoryApi(one.pull.repository)}/pulls/${one.pull.number}`,
    submitted_at: one.submittedAt,
    commit_id: headShaOf(one.pull),
    author_association: association(one.author, one.pull.repository),
    _links: {
      html: { href: `${urlOf(world, one.pull)}#pullrequestreview-${one.databaseId}` },
      pull_request: { href: `${repositoryApi(one.pull.repository)}/pulls/${one.pull.number}` },
    },
  })

  const commit = (where: Repository, one: GitCommit): Json => ({
    url: `${repositoryApi(where)}/commits/${one.sha}`,
    sha: one.sha,
    node_id: one.id,
    html_url: `${world.site}/${where.nameWithOwner}/commit/${one.sha}`,
    comments_url: `${repositoryApi(where)}/commits/${one.sha}/comments`,
    commit: {
      url: `${repositoryApi(where)}/git/commits/${one.sha}`,
      author: { name: one.author.name, email: one.author.email, date: one.author.date },
      committer: { name: one.committer.name, email: one.committer.email, date: one.committer.date },
      message: one.message,
      comment_count: 0,
      tree: { sha: one.tree, url: `${repositoryApi(where)}/git/trees/${one.tree}` },
      verification: {
        verified: one.verified,
        reason: one.verified ? 'valid' : 'unsigned',
        signature: one.verified ? 'signed by the sandbox' : null,
        payload: null,
        verified_at: null,
      },
    },
    author: one.author.account ? user(one.author.account) : null,
    committer: one.committer.account ? user(one.committer.account) : null,
    parents: one.parents.map((sha) => ({
      sha,
      url: `${repositoryApi(where)}/commits/${sha}`,
      html_url: `${world.site}/${where.nameWithOwner}/commit/${sha}`,
    })),
  })

  const ref = (where: Repository, branch: string): Json => {
    const sha = where.git.branches.get(branch) ?? ''
    return {
      ref: `refs/heads/${branch}`,
      node_id: `REF_${where.databaseId}_${branch}`,
      url: `${repositoryApi(where)}/git/refs/heads/${branch}`,
      object: { type: 'commit', sha, url: `${repositoryApi(where)}/git/commits/${sha}` },
    }
  }

  const card = (one: Card): Json => ({
    id: one.databaseId,
    node_id: one.id,
    project_node_id: one.board.id,
    content_node_id: one.content.id,
    content_type: one.content.kind,
    creator: user(one.creator),
    created_at: one.createdAt,
    updated_at: one.updatedAt,
    archived_at: one.isArchived ? one.updatedAt : null,
  })

  return { ...places, label, milestone, issue, comment, reaction, pull, fullPull, review, commit, ref, card }
}
