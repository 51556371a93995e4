/** Resolvers of repositories, labels, milestones, and of git: refs, commits, trees, blobs. */
import { mayRead, roleOf } from '../access.ts'
import { blobSha, commitsAhead, type GitCommit, history, listFolder, resolveRef, type Signature, touches, treeSha } from '../git.ts'
import { findThing, type Issue, type Milestone, type Pull, type Repository } from '../model.ts'
import { connection, type PageArgs } from './connection.ts'
import { type Context, type Resolvers, repositoryUrl } from './context.ts'
import { forbidden, notFound } from './refusal.ts'

type Ref = { kind: 'Ref'; id: string; branch: string; repository: Repository }
type Blob = { kind: 'Blob'; id: string; oid: string; content: Buffer; repository: Repository }
type Tree = { kind: 'Tree'; id: string; oid: string; folder: string; commit: GitCommit; repository: Repository }
/** A commit as asked for through a repository. */
type RepoCommit = GitCommit & { readonly repository: Repository }

export const refOf = (repository: Repository, branch: string): Ref => ({
  kind: 'Ref',
  id: `REF_${repository.databaseId}_${branch}`,
  branch,
  repository,
})

export const commitIn = (repository: Repository, sha: string): RepoCommit | null => {
  const found = repository.git.commits.get(sha)
  return found ? { ...found, repository } : null
}

function demand(repository: Repository, permission: string, { token }: Context): void {
  if (!mayRead(token, repository, permission)) throw forbidden()
}

function issueOf(repository: Repository, number: number, kinds: readonly string[], message: string, context: Context): Issue | Pull {
  const gone = findThing(repository, number, true)
  const found = gone?.kind === 'Issue' && gone.gone?.status === 301 ? gone.gone.to : findThing(repository, number)
  const permission = found?.kind === 'PullRequest' ? 'pull_requests' : 'issues'
  if (!found || !kinds.includes(found.kind) || !mayRead(context.token, found.repository)) throw notFound(message)
  demand(found.repository, permission, context)
  return found
}

/** `main`, `HEAD:path/to/file`, a sha: what git's rev-parse would find. */
function objectAt(repository: Repository, expression: string): RepoCommit | Blob | Tree | null {
  const colon = expression.indexOf(':')
  const name = colon === -1 ? expression : expression.slice(0, colon)
  const sha = resolveRef(repository.git, name === 'HEAD' ? repository.defaultBranch : name)
  const commit = sha === null ? null : commitIn(repository, sha)
  if (commit === null || colon === -1) return commit
  return entryAt(repository, commit, expression.slice(colon + 1).replace(/\/$/, ''))
}

function entryAt(repository: Repository, commit: GitCommit, path: string): Blob | Tree | null {
  const content = commit.files.get(path)
  if (content) return { kind: 'Blob', id: `B_${blobSha(content)}`, oid: blobSha(content), content, repository }
  if (path !== '' && listFolder(commit.files, path).length === 0) return null
  const oid = treeSha(commit.files, path)
  return { kind: 'Tree', id: `T_${oid}`, oid, folder: path, commit, repository }
}

/** The date of the newest commit of the default branch. */
export function pushedAt({ git, defaultBranch }: Repository): string {
  return git.commits.get(git.branches.get(defaultBranch) ?? '')?.committer.date ?? ''
}

export const repositories: Resolvers = {
  Repository: {
    url: (repository: Repository, _: unknown, context) => repositoryUrl(repository, context),
    resourcePath: ({ nameWithOwner }: Repository) => `/${nameWithOwner}`,
    visibility: ({ isPrivate }: Repository) => (isPrivate ? 'PRIVATE' : 'PUBLIC'),
    isFork: () => false,
    pushedAt,
    defaultBranchRef: (repository: Repository) => refOf(repository, repository.defaultBranch),
    assignableUsers: (repository: Repository, args: PageArgs & { query?: string }, { world }) =>
      connection(
        [...world.accounts.values()].filter(
          ({ kind, login }) =>
            kind === 'User' &&
            (repository.collaborators.has(login.toLowerCase()) || repository.owner.members.has(login.toLowerCase())) &&
            login.toLowerCase().includes((args.query ?? '').toLowerCase()),
        ),
        args,
      ),
    viewerPermission: (repository: Repository, _: unknown, { token }) =>
      token.kind === 'personal' ? roleOf(repository, token.user).toUpperCase() : null,
    issue: (repository: Repository, { number }: { number: number }, context) =>
      issueOf(repository, number, ['Issue'], `Could not resolve to an Issue with the number of ${number}.`, context),
    issueOrPullRequest: (repository: Repository, { number }: { number: number }, context) =>
      issueOf(
        repository,
        number,
        ['Issue', 'PullRequest'],
        `Could not resolve to an issue or pull request with the number of ${number}.`,
        context,
      ),
    pullRequest: (repository: Repository, { number }: { number: number }, context) =>
      issueOf(repository, number, ['PullRequest'], `Could not resolve to a PullRequest with the number of ${number}.`, context),
    issues: (repository: Repository, args: PageArgs & { states?: string[]; labels?: string[] }, context) => {
      demand(repository, 'issues', context)
      const issues = [...repository.issues.values()].filter(
        (issue) =>
          !issue.gone &&
          (!args.states || args.states.includes(issue.state)) &&
          (!args.labels || issue.labels.some(({ name }) => args.labels?.includes(name))),
      )
      return connection(issues, args)
    },
    pullRequests: (
      repository: Repository,
      args: PageArgs & { states?: string[]; labels?: string[]; headRefName?: string; baseRefName?: string; orderBy?: { field: string } },
      context,
    ) => {
      demand(repository, 'pull_requests', context)
      const pulls = [...repository.pulls.values()].filter(
        (pull) =>
          (!args.states || args.states.includes(pull.state)) &&
          (!args.labels || pull.labels.some(({ name }) => args.labels?.includes(name))) &&
          (!args.headRefName || pull.head === args.headRefName) &&
          (!args.baseRefName || pull.base === args.baseRefName),
      )
      const byChange = (a: Pull, b: Pull) => Date.parse(b.updatedAt) - Date.parse(a.updatedAt)
      return connection(args.orderBy?.field === 'UPDATED_AT' ? pulls.toSorted(byChange) : pulls, args)
    },
    label: ({ labels }: Repository, { name }: { name: string }) =>
      labels.find((label) => label.name.toLowerCase() === name.toLowerCase()) ?? null,
    labels: ({ labels }: Repository, args: PageArgs & { query?: string }) =>
      connection(args.query ? labels.filter(({ name }) => name.includes(args.query ?? '')) : labels, args),
    milestones: ({ milestones }: Repository, args: PageArgs) => connection(milestones, args),
    object: (repository: Repository, { expression, oid }: { expression?: string; oid?: string }, context) => {
      demand(repository, 'contents', context)
      return objectAt(repository, expression ?? oid ?? '')
    },
    ref: (repository: Repository, { qualifiedName }: { qualifiedName: string }, context) => {
      demand(repository, 'contents', context)
      const branch = qualifiedName.replace(/^refs\/heads\//, '')
      return repository.git.branches.has(branch) ? refOf(repository, branch) : null
    },
    refs: (repository: Repository, args: PageArgs & { refPrefix: string; query?: string }, context) => {
      demand(repository, 'contents', context)
      const branches = args.refPrefix.startsWith('refs/heads/') ? [...repository.git.branches.keys()].sort() : []
      const folder = args.refPrefix.slice('refs/heads/'.length)
      return connection(
        branches.filter((name) => name.startsWith(folder) && name.includes(args.query ?? '')).map((branch) => refOf(repository, branch)),
        args,
      )
    },
  },
  Label: { color: () => 'ededed', isDefault: () => false, createdAt: () => '2022-01-01T00:00:00Z' },
  Milestone: {
    state: () => 'OPEN',
    closed: () => false,
    description: () => null,
    url: ({ repository, number }: Milestone, _: unknown, context) => `${repositoryUrl(repository, context)}/milestone/${number}`,
  },
  Ref: {
    name: ({ branch }: Ref) => branch,
    prefix: () => 'refs/heads/',
    compare: ({ branch, repository: { git } }: Ref, { headRef }: { headRef: string }) => {
      const [base, head] = [git.branches.get(branch) ?? '', resolveRef(git, headRef)]
      if (head === null) return null
      return { kind: 'Comparison', aheadBy: commitsAhead(git, base, head).length, behindBy: commitsAhead(git, head, base).length }
    },
    // As GitHub tells them to apps: which checks are required, and not whether branches must be up to date.
    refUpdateRule: ({ branch, repository: { strictBranches, reviewedBranches } }: Ref) =>
      strictBranches.has(branch) || reviewedBranches.has(branch)
        ? { kind: 'RefUpdateRule', pattern: branch, requiredStatusCheckContexts: strictBranches.has(branch) ? ['DCO'] : [] }
        : null,
    rules: (_: Ref, args: PageArgs) => connection([], args),
    target: ({ branch, repository }: Ref) => commitIn(repository, repository.git.branches.get(branch) ?? ''),
    associatedPullRequests: ({ branch, repository }: Ref, args: PageArgs & { states?: string[] }) =>
      connection(
        [...repository.pulls.values()].filter((pull) => pull.head === branch && (!args.states || args.states.includes(pull.state))),
        args,
      ),
  },
  Commit: {
    oid: ({ sha }: GitCommit) => sha,
    abbreviatedOid: ({ sha }: GitCommit) => sha.slice(0, 7),
    messageHeadline: ({ message }: GitCommit) => message.split('\n')[0],
    messageBody: ({ message }: GitCommit) => message.split('\n').slice(1).join('\n').trim(),
    committedDate: ({ committer }: GitCommit) => committer.date,
    authoredDate: ({ author }: GitCommit) => author.date,
    authoredByCommitter: ({ author, committer }: GitCommit) => author.email === committer.email,
    url: ({ sha, repository }: RepoCommit, _: unknown, context) => `${repositoryUrl(repository, context)}/commit/${sha}`,
    tree: (commit: RepoCommit) => entryAt(commit.repository, commit, ''),
    file: () => null,
    parents: ({ parents, repository }: RepoCommit, args: PageArgs) =>
      connection(
        parents.map((sha) => commitIn(repository, sha)),
        args,
      ),
    signature: ({ verified }: GitCommit) =>
      verified ? { kind: 'GpgSignature', isValid: true, state: 'VALID', wasSignedByGitHub: true } : null,
    history: ({ sha, repository }: RepoCommit, args: PageArgs & { path?: string }) =>
      connection(
        history(repository.git, sha)
          .filter((commit) => !args.path || touches(repository.git, commit, args.path))
          .map((commit) => ({ ...commit, repository })),
        args,
      ),
  },
  GitActor: { user: ({ account }: Signature) => (account?.kind === 'User' ? account : null), avatarUrl: () => '' },
  Blob: {
    text: ({ content }: Blob) => (content.includes(0) ? null : content.toString('utf8')),
    byteSize: ({ content }: Blob) => content.length,
    isBinary: ({ content }: Blob) => content.includes(0),
    isTruncated: () => false,
    abbreviatedOid: ({ oid }: Blob) => oid.slice(0, 7),
  },
  Tree: {
    abbreviatedOid: ({ oid }: Tree) => oid.slice(0, 7),
    entries: ({ commit, folder, repository }: Tree) =>
      listFolder(commit.files, folder).map((entry) => ({
        kind: 'TreeEntry',
        ...entry,
        oid: entry.sha,
        extension: null,
        mode: entry.type === 'tree' ? 16384 : 33188,
        commit,
        repository,
      })),
  },
  TreeEntry: {
    object: ({ path, commit, repository }: { path: string; commit: GitCommit; repository: Repository }) =>
      entryAt(repository, commit, path),
  },
}
