/** The GitHub repository that a folder of this machine is a clone of. */
import { execFile } from 'node:child_process'

const TIMEOUT_MS = 5000

/**
 * `owner/repo` of the remote `origin` on `host` (`github.com`), and its default branch as far as the clone knows it; null where there is
 * none, or no git.
 */
export async function gitOrigin(
  folder: string,
  host: string,
): Promise<{ readonly repository: string; readonly branch: string | null } | null> {
  const repository = repositoryAt((await git(folder, ['remote', 'get-url', 'origin'])) ?? '', host)
  if (repository === null) return null
  return {
    repository,
    branch: (await defaultBranch(folder)) ?? (await git(folder, ['symbolic-ref', '--short', 'HEAD'])),
  }
}

/** `https://github.com/owner/repo.git`, `git@github.com:owner/repo`, `ssh://git@ssh.github.com:443/owner/repo`; aliases of SSH have more behind the host. */
export function repositoryAt(address: string, host: string): string | null {
  const url = address.includes('://') ? address : address.replace(/^([^/:]{1,300}):/, 'ssh://$1/')
  if (!URL.canParse(url)) return null
  const { host: found, pathname } = new URL(url)
  const name = found.replace(/^ssh\./, '').replace(/:(?:22|443)$/, '')
  const [owner, repo, ...more] = pathname.split('/').filter((part) => part !== '')
  if (owner === undefined || repo === undefined || more.length > 0) return null
  return name === host || name.startsWith(`${host}-`) ? `${owner}/${repo.replace(/\.git$/, '')}` : null
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
