/** Minutes that have been merged to their repository. */
import { userError } from '../../../errors.ts'
import type { MinutesArchive } from '../../../ports.ts'
import type { GitHubAccess, Step } from '../client/client.ts'
import { translateError } from '../client/errors.ts'
import { minutesMeanings } from './access-errors.ts'
import { type CommitFiles, commitOf, createFileReader, filesOf, type Place, pathsBelow, placeOf } from './repository-files.ts'

const READ: Step['permissions'] = { contents: 'read' }

type Listed = { readonly commit: string; readonly files: CommitFiles }
type ArchiveOptions = { readonly branchKey?: string }

/**
 * Minutes on a branch; `HEAD` is the default one. Files asked for together come in one request. An archive shows one commit: the branch is
 * asked for when files are listed for the first time, whichever folders are listed then, and files are read as they were in that commit.
 */
export function createRepositoryArchive(
  access: GitHubAccess,
  repository: string,
  branch: string,
  { branchKey = 'minutes.branch' }: ArchiveOptions = {},
): Required<MinutesArchive> {
  const place = placeOf(repository)
  const client = () => access.clientFor({ owner: place.owner, repositories: [place.repo], permissions: READ })
  const readFile = createFileReader(client, place)
  const at = async <Result>(what: string, task: () => Promise<Result>): Promise<Result> => {
    try {
      return await task()
    } catch (error) {
      throw translateError(error, { meanings: minutesMeanings({ repository, what, permissions: READ }) })
    }
  }
  let listed: Promise<Listed> | null = null
  const listOnce = (): Promise<Listed> => {
    listed ??= listBranch(access, place, branch, branchKey).catch((error: unknown) => {
      // It may be asked for again.
      listed = null
      throw error
    })
    return listed
  }
  return {
    list: (folder) => at(folder || 'its files', async () => pathsBelow(folder, (await listOnce()).files)),
    mark: async (path) => (listed === null ? null : ((await listed).files.get(path) ?? null)),
    read: (path) => at(path, async () => readFile(path, listed === null ? branch : (await listed).commit)),
  }
}

/** The files of the newest commit that was listed, by repository: what a commit holds never changes. */
const newest = new WeakMap<GitHubAccess, Map<string, Listed>>()

async function listBranch(access: GitHubAccess, place: Place, branch: string, branchKey: string): Promise<Listed> {
  const repository = `${place.owner}/${place.repo}`
  const client = await access.clientFor({ owner: place.owner, repositories: [place.repo], permissions: READ })
  const commit = await commitOf(client, place, branch)
  if (commit === null) {
    throw userError({
      where: repository,
      expected: `the branch \`${branch}\``,
      found: 'none with that name',
      fix: `Set \`${branchKey}\` in sprint.yml to ${branchKey === 'minutes.branch' ? 'the branch that minutes are merged into' : 'a branch of that repository'}.`,
    })
  }
  const known = newest.get(access) ?? new Map<string, Listed>()
  newest.set(access, known)
  const found = known.get(repository)
  if (found?.commit === commit) return found
  const listed = { commit, files: await filesOf(client, place, commit) }
  known.set(repository, listed)
  return listed
}
