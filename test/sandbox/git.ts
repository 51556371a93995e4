/** Git in memory: branches, commits and whole trees, with git's own object names. */
import { createHash } from 'node:crypto'
import { diffIndices } from 'node-diff3'
import type { Account } from './model.ts'

export type Files = ReadonlyMap<string, Buffer>

export type Signature = { readonly name: string; readonly email: string; readonly account: Account | null; readonly date: string }

export type GitCommit = {
  readonly kind: 'Commit'
  readonly id: string
  readonly sha: string
  readonly tree: string
  readonly parents: readonly string[]
  readonly message: string
  readonly author: Signature
  readonly committer: Signature
  readonly files: Files
  readonly verified: boolean
}

export type Git = {
  readonly commits: Map<string, GitCommit>
  /** Name to the commit's sha. */
  readonly branches: Map<string, string>
  readonly protectedBranches: Set<string>
}

export type Change = { readonly path: string; readonly content: Buffer | null }

export function createGit(protectedBranches: readonly string[] = []): Git {
  return { commits: new Map(), branches: new Map(), protectedBranches: new Set(protectedBranches) }
}

const sha1 = (type: string, content: Buffer) => createHash('sha1').update(`${type} ${content.length}\0`).update(content).digest('hex')

/** Contents and files of a commit never change: a large repository is asked for its names again and again. */
const blobShas = new WeakMap<Buffer, string>()
const treeShas = new WeakMap<Files, Map<string, string>>()

export function blobSha(content: Buffer): string {
  const known = blobShas.get(content)
  if (known !== undefined) return known
  const sha = sha1('blob', content)
  blobShas.set(content, sha)
  return sha
}

/** Name of the tree of `folder` ('' for the root), as git computes it. */
export function treeSha(files: Files, folder = ''): string {
  const ofFiles = treeShas.get(files) ?? new Map<string, string>()
  treeShas.set(files, ofFiles)
  const known = ofFiles.get(folder)
  if (known !== undefined) return known
  const sha = hashTree(files, folder)
  ofFiles.set(folder, sha)
  return sha
}

function hashTree(files: Files, folder: string): string {
  const entries = listFolder(files, folder).map((entry) => ({
    ...entry,
    sort: entry.type === 'tree' ? `${entry.name}/` : entry.name,
  }))
  entries.sort((a, b) => (a.sort < b.sort ? -1 : 1))
  const content = entries.map(({ name, type, sha }) =>
    Buffer.concat([Buffer.from(`${type === 'tree' ? '40000' : '100644'} ${name}\0`), Buffer.from(sha, 'hex')]),
  )
  return sha1('tree', Buffer.concat(content))
}

export type Entry = {
  readonly name: string
  readonly path: string
  readonly type: 'blob' | 'tree'
  readonly sha: string
  readonly size: number
}

/** What lies directly in a folder ('' for the root), by name; empty when there is no such folder. */
export function listFolder(files: Files, folder: string): readonly Entry[] {
  const prefix = folder === '' ? '' : `${folder}/`
  const entries = new Map<string, Entry>()
  for (const [path, content] of files) {
    if (!path.startsWith(prefix)) continue
    const name = path.slice(prefix.length).split('/')[0] ?? ''
    if (entries.has(name)) continue
    const isFile = path === prefix + name
    entries.set(name, {
      name,
      path: prefix + name,
      type: isFile ? 'blob' : 'tree',
      sha: isFile ? blobSha(content) : treeSha(files, prefix + name),
      size: isFile ? content.length : 0,
    })
  }
  return [...entries.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** Adds a commit; the branch is moved to it. Without `parent` it is a first commit. */
export function commit(
  git: Git,
  branch: string,
  {
    parent,
    changes,
    message,
    author,
    committer = author,
    verified = false,
  }: {
    parent: string | null
    changes: readonly Change[]
    message: string
    author: Signature
    committer?: Signature
    verified?: boolean
  },
): GitCommit {
  const files = new Map(parent === null ? [] : (git.commits.get(parent)?.files ?? []))
  for (const { path, content } of changes) {
    if (content === null) files.delete(path)
    else files.set(path, content)
  }
  return store(git, branch, { files, parents: parent === null ? [] : [parent], message, author, committer, verified })
}

/** A merge commit of two branches: `theirs` wins where it differs from where it left. */
export function mergeBranch(git: Git, base: string, head: string, message: string, author: Signature): GitCommit {
  const ours = git.branches.get(base) ?? ''
  const theirs = git.branches.get(head) ?? ''
  const left = git.commits.get(mergeBase(git, ours, theirs) ?? '')?.files ?? new Map<string, Buffer>()
  const files = new Map(git.commits.get(ours)?.files)
  const after = git.commits.get(theirs)?.files ?? new Map<string, Buffer>()
  for (const { path } of differences(left, after)) {
    const content = after.get(path)
    if (content) files.set(path, content)
    else files.delete(path)
  }
  return store(git, base, { files, parents: [ours, theirs], message, author, committer: author, verified: true })
}

/** One commit with all that a branch changed, as "Squash and merge" makes it. */
export function squashBranch(git: Git, base: string, head: string, message: string, author: Signature): GitCommit {
  const before = git.branches.get(base) ?? ''
  const { files } = mergeBranch(git, base, head, message, author)
  return store(git, base, { files: new Map(files), parents: [before], message, author, committer: author, verified: true })
}

/** Lines of a file that a diff shows: those added or changed, with three lines around each. From 1. */
export function diffLines(before: string | null, after: string): ReadonlySet<number> {
  const lines = after.split('\n')
  if (before === null) return new Set(lines.map((_, index) => index + 1))
  const shown = new Set<number>()
  for (const {
    buffer2: [from, length],
  } of diffIndices(before.split('\n'), lines)) {
    for (let line = from - 2; line <= from + length + 3; line++) if (line >= 1 && line <= lines.length) shown.add(line)
  }
  return shown
}

/** Paths that both branches changed since they parted, each in its own way. */
export function conflictsOf(git: Git, base: string, head: string): readonly string[] {
  const at = (sha: string) => git.commits.get(sha)?.files ?? new Map<string, Buffer>()
  const left = at(mergeBase(git, base, head) ?? '')
  const ours = at(base)
  const theirs = new Set(differences(left, at(head)).map(({ path }) => path))
  return differences(left, ours).flatMap(({ path }) => {
    const same = (ours.get(path) ?? Buffer.alloc(0)).equals(at(head).get(path) ?? Buffer.alloc(0))
    return theirs.has(path) && !same ? [path] : []
  })
}

function store(
  git: Git,
  branch: string,
  made: { files: Files; parents: string[]; message: string; author: Signature; committer: Signature; verified: boolean },
): GitCommit {
  const tree = treeSha(made.files)
  const line = ({ name, email, date }: Signature) => `${name} <${email}> ${Math.floor(Date.parse(date) / 1000)} +0000`
  const text = [
    `tree ${tree}`,
    ...made.parents.map((parent) => `parent ${parent}`),
    `author ${line(made.author)}`,
    `committer ${line(made.committer)}`,
    '',
    made.message,
  ].join('\n')
  const sha = sha1('commit', Buffer.from(text))
  const stored: GitCommit = { kind: 'Commit', id: `C_${sha}`, sha, tree, ...made }
  git.commits.set(sha, stored)
  git.branches.set(branch, sha)
  return stored
}

/** Paths that differ between two trees. */
export function differences(before: Files, after: Files): readonly { path: string; status: 'added' | 'removed' | 'modified' }[] {
  const changed: { path: string; status: 'added' | 'removed' | 'modified' }[] = []
  for (const [path, content] of after) {
    const old = before.get(path)
    if (!old) changed.push({ path, status: 'added' })
    else if (!old.equals(content)) changed.push({ path, status: 'modified' })
  }
  for (const path of before.keys()) if (!after.has(path)) changed.push({ path, status: 'removed' })
  return changed.sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** All commits reachable from `sha`, newest first. */
export function history(git: Git, sha: string): readonly GitCommit[] {
  const seen = new Set<string>()
  const found: GitCommit[] = []
  const open = [sha]
  while (open.length > 0) {
    const next = open.shift() as string
    const here = git.commits.get(next)
    if (!here || seen.has(next)) continue
    seen.add(next)
    found.push(here)
    open.push(...here.parents)
  }
  // Breadth first keeps children before parents on a line; dates settle the rest.
  return found.sort((a, b) => (a.committer.date === b.committer.date ? 0 : a.committer.date < b.committer.date ? 1 : -1))
}

export function mergeBase(git: Git, a: string, b: string): string | null {
  const reachable = new Set(history(git, a).map(({ sha }) => sha))
  return history(git, b).find(({ sha }) => reachable.has(sha))?.sha ?? null
}

/** Commits of `head` that `base` lacks, oldest first. */
export function commitsAhead(git: Git, base: string, head: string): readonly GitCommit[] {
  const known = new Set(history(git, base).map(({ sha }) => sha))
  return history(git, head)
    .filter(({ sha }) => !known.has(sha))
    .reverse()
}

/** A branch's, tag's or commit's sha; null when there is none. */
export function resolveRef(git: Git, ref: string): string | null {
  const name = ref.replace(/^refs\/heads\//, '').replace(/^heads\//, '')
  const branch = git.branches.get(name)
  if (branch) return branch
  if (git.commits.has(ref)) return ref
  return null
}

/** Does this commit change the path, or anything below it? */
export function touches(git: Git, { files, parents }: GitCommit, path: string): boolean {
  const before = git.commits.get(parents[0] ?? '')?.files ?? new Map<string, Buffer>()
  return differences(before, files).some((change) => change.path === path || change.path.startsWith(`${path}/`))
}
