/** The GitHub repository that a folder of this machine is a clone of. */
import { execFile } from 'node:child_process'

const TIMEOUT_MS = 5000

/** `owner/repo` of the remote `origin`, and its default branch as far as the clone knows it; null where there is none, or no git. */
export async function gitOrigin(folder: string): Promise<{ readonly repository: string; readonly branch: string | null } | null> {
  const url = await git(folder, ['remote', 'get-url', 'origin'])
  const [, owner, repo] = /[/:]([\w-]{1,39})\/([\w.-]{1,100}?)(?:\.git)?\/?$/.exec(url ?? '') ?? []
  if (owner === undefined || repo === undefined) return null
  return {
    repository: `${owner}/${repo}`,
    branch: (await defaultBranch(folder)) ?? (await git(folder, ['symbolic-ref', '--short', 'HEAD'])),
  }
}

async function defaultBranch(folder: string): Promise<string | null> {
  const head = await git(folder, ['symbolic-ref', '--short', 'refs/remotes/origin/HEAD'])
  return head?.replace(/^origin\//, '') ?? null
}

/** What git prints; null where it fails. */
function git(folder: string, argv: readonly string[]): Promise<string | null> {
  return new Promise((resolve) => {
    execFile('git', ['-C', folder, ...argv], { timeout: TIMEOUT_MS }, (error, stdout) => resolve(error ? null : stdout.trim() || null))
  })
}
