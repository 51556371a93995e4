/** Files, branches, commits, trees. */
import { actorOf } from '../access.ts'
import { blobSha, commitsAhead, differences, type GitCommit, history, listFolder, mergeBase, resolveRef, touches, treeSha } from '../git.ts'
import type { Repository } from '../model.ts'
import { notFound, RestRefusal } from './refusal.ts'
import { type Answer, type Call, demandWrite, ok, paged, type Route, repositoryIn } from './route.ts'

function commitAt({ git }: Repository, ref: string, refusal = notFound()): GitCommit {
  const found = git.commits.get(resolveRef(git, ref) ?? '')
  if (!found) throw refusal
  return found
}

function contents(call: Call): Answer {
  const { shapes, params, query, accept } = call
  const repository = repositoryIn(call, 'contents')
  const ref = query.get('ref') ?? repository.defaultBranch
  const commit = commitAt(repository, ref, new RestRefusal(404, `No commit found for the ref ${ref}`))
  const path = (params.path ?? '').replace(/^\/|\/$/g, '')
  const entry = (at: string, name: string, sha: string, size: number, type: 'file' | 'dir') => {
    const url = `${shapes.repositoryApi(repository)}/contents/${at}?ref=${encodeURIComponent(ref)}`
    const git = `${shapes.repositoryApi(repository)}/git/${type === 'file' ? 'blobs' : 'trees'}/${sha}`
    const html = `${call.world.site}/${repository.nameWithOwner}/${type === 'file' ? 'blob' : 'tree'}/${ref}/${at}`
    const download = type === 'file' ? `${call.world.site}/${repository.nameWithOwner}/raw/${ref}/${at}` : null
    return { name, path: at, sha, size, url, html_url: html, git_url: git, download_url: download, type, _links: { self: url, git, html } }
  }
  const content = commit.files.get(path)
  if (content) {
    if (/\braw\b/.test(accept))
      return { status: 200, raw: content, headers: { 'content-type': 'application/vnd.github.raw; charset=utf-8' } }
    // GitHub breaks base64 into lines.
    const encoded = content.toString('base64').replaceAll(/.{60}/g, '$&\n')
    return ok({
      ...entry(path, path.split('/').at(-1) ?? '', blobSha(content), content.length, 'file'),
      content: `${encoded}\n`,
      encoding: 'base64',
    })
  }
  const entries = listFolder(commit.files, path)
  if (entries.length === 0 && path !== '') throw notFound()
  return ok(entries.map((one) => entry(one.path, one.name, one.sha, one.size, one.type === 'blob' ? 'file' : 'dir')))
}

function createRef(call: Call): Answer {
  const { world, token, actions, shapes, body } = call
  const repository = repositoryIn(call)
  demandWrite(token, repository, 'contents', 'write')
  const name = /^refs\/heads\/(\S+)$/.exec(String(body.ref))?.[1]
  if (!name || /\.\.|[~^:?*[\\]|\/$|\.lock$|\/\//.test(name)) throw new RestRefusal(422, 'Reference name is invalid')
  if (!repository.git.commits.has(String(body.sha))) throw new RestRefusal(422, 'Object does not exist')
  if (repository.git.branches.has(name)) throw new RestRefusal(422, 'Reference already exists')
  actions.createBranch(repository, name, String(body.sha), actorOf(world, token))
  return { status: 201, json: shapes.ref(repository, name) }
}

function listCommits(call: Call): Answer {
  const { shapes, query } = call
  const repository = repositoryIn(call, 'contents')
  const from = commitAt(repository, query.get('sha') ?? repository.defaultBranch, notFound())
  const path = query.get('path')
  const commits = history(repository.git, from.sha).filter((commit) => !path || touches(repository.git, commit, path))
  return paged(call, commits, `${shapes.repositoryApi(repository)}/commits`, (one) => shapes.commit(repository, one))
}

function compare(call: Call): Answer {
  const { world, shapes, params } = call
  const repository = repositoryIn(call, 'contents')
  const { git } = repository
  const [base = '', head = ''] = (params.basehead ?? '').split('...')
  const before = commitAt(repository, base)
  const after = commitAt(repository, head)
  const common = git.commits.get(mergeBase(git, before.sha, after.sha) ?? '')
  if (!common) throw new RestRefusal(404, 'No common ancestor between the two commits')
  const ahead = commitsAhead(git, before.sha, after.sha)
  const behind = commitsAhead(git, after.sha, before.sha)
  const url = `${shapes.repositoryApi(repository)}/compare/${params.basehead}`
  const html = `${world.site}/${repository.nameWithOwner}/compare/${params.basehead}`
  return ok({
    url,
    html_url: html,
    permalink_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    base_commit: shapes.commit(repository, before),
    merge_base_commit: shapes.commit(repository, common),
    status: ahead.length > 0 ? (behind.length > 0 ? 'diverged' : 'ahead') : behind.length > 0 ? 'behind' : 'identical',
    ahead_by: ahead.length,
    behind_by: behind.length,
    total_commits: ahead.length,
    commits: ahead.map((one) => shapes.commit(repository, one)),
    files: differences(common.files, after.files).map(({ path, status }) => changedFile(call, repository, after, path, status)),
  })
}

function changedFile({ world, shapes }: Call, repository: Repository, after: GitCommit, path: string, status: string) {
  const content = after.files.get(path) ?? Buffer.alloc(0)
  const html = `${world.site}/${repository.nameWithOwner}`
  return {
    sha: blobSha(content),
    filename: path,
    status,
    additions: 0,
    deletions: 0,
    changes: 0,
    blob_url: `${html}/blob/${after.sha}/${path}`,
    raw_url: `${html}/raw/${after.sha}/${path}`,
    contents_url: `${shapes.repositoryApi(repository)}/contents/${path}?ref=${after.sha}`,
  }
}

function branch(call: Call): Answer {
  const { shapes, params } = call
  const repository = repositoryIn(call, 'contents')
  const name = params.branch ?? ''
  const commit = repository.git.commits.get(repository.git.branches.get(name) ?? '')
  if (!commit) throw new RestRefusal(404, 'Branch not found')
  const url = `${shapes.repositoryApi(repository)}/branches/${name}`
  const isProtected = repository.git.protectedBranches.has(name)
  return ok({
    name,
    commit: shapes.commit(repository, commit),
    _links: { html: `${call.world.site}/${repository.nameWithOwner}/tree/${name}`, self: url },
    protected: isProtected,
    protection: { enabled: isProtected, required_status_checks: { enforcement_level: 'off', contexts: [], checks: [] } },
    protection_url: `${url}/protection`,
  })
}

function tree(call: Call): Answer {
  const { shapes, params, query } = call
  const repository = repositoryIn(call, 'contents')
  const { files, folder } = treeAt(repository, params.tree_sha ?? '')
  const entries: unknown[] = []
  const list = (below: string) => {
    for (const { path, type, sha, size } of listFolder(files, below)) {
      const url = `${shapes.repositoryApi(repository)}/git/${type}s/${sha}`
      const inside = folder === '' ? path : path.slice(folder.length + 1)
      entries.push({ path: inside, mode: type === 'tree' ? '040000' : '100644', type, sha, url, ...(type === 'blob' ? { size } : {}) })
      if (type === 'tree' && query.get('recursive')) list(path)
    }
  }
  list(folder)
  const sha = treeSha(files, folder)
  return ok({ sha, url: `${shapes.repositoryApi(repository)}/git/trees/${sha}`, tree: entries, truncated: false })
}

/** By the name of a tree (of a folder, too), else by a commit, a branch. */
function treeAt(repository: Repository, wanted: string): { readonly files: GitCommit['files']; readonly folder: string } {
  for (const { files, tree: sha } of repository.git.commits.values()) {
    if (sha === wanted) return { files, folder: '' }
    const folders = new Set([...files.keys()].flatMap(foldersOf))
    for (const folder of folders) if (treeSha(files, folder) === wanted) return { files, folder }
  }
  return { files: commitAt(repository, wanted).files, folder: '' }
}

/** `a/b/c.md` -> `a`, `a/b`. */
function foldersOf(path: string): readonly string[] {
  const parts = path.split('/').slice(0, -1)
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'))
}

function deleteRef(call: Call): Answer {
  const { world, token, actions, params } = call
  const repository = repositoryIn(call, 'contents')
  demandWrite(token, repository, 'contents', 'write')
  const name = (params.ref ?? '').replace(/^heads\//, '')
  if (!repository.git.branches.has(name)) throw new RestRefusal(422, 'Reference does not exist')
  actions.deleteBranch(repository, name, actorOf(world, token))
  return { status: 204 }
}

export const codeRoutes: readonly Route[] = [
  { operation: 'GET /repos/{owner}/{repo}/contents/{path}', auth: 'anyone', answer: contents },
  {
    operation: 'GET /repos/{owner}/{repo}/git/ref/{ref}',
    auth: 'anyone',
    answer: (call) => {
      const repository = repositoryIn(call, 'contents')
      const name = (call.params.ref ?? '').replace(/^heads\//, '')
      if (!call.params.ref?.startsWith('heads/') || !repository.git.branches.has(name)) throw notFound()
      return ok(call.shapes.ref(repository, name))
    },
  },
  { operation: 'POST /repos/{owner}/{repo}/git/refs', auth: 'token', answer: createRef },
  { operation: 'DELETE /repos/{owner}/{repo}/git/refs/{ref}', auth: 'token', answer: deleteRef },
  { operation: 'GET /repos/{owner}/{repo}/branches/{branch}', auth: 'anyone', answer: branch },
  { operation: 'GET /repos/{owner}/{repo}/commits', auth: 'anyone', answer: listCommits },
  { operation: 'GET /repos/{owner}/{repo}/compare/{basehead}', auth: 'anyone', answer: compare },
  { operation: 'GET /repos/{owner}/{repo}/git/trees/{tree_sha}', auth: 'anyone', answer: tree },
]
