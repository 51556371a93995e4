/** Minutes that have been merged to their repository. */
import { userError } from '../../../errors.ts'
import type { MinutesArchive } from '../../../ports.ts'
import type { GitHubAccess, Step } from '../client/client.ts'
import { translateError } from '../client/errors.ts'
import { minutesMeanings } from './access-errors.ts'
import { createFileReader, hashesIn, placeOf } from './repository-files.ts'

const READ: Step['permissions'] = { contents: 'read' }

/** Minutes on a branch; `HEAD` is the default one. Files asked for together come in one request. */
export function createRepositoryArchive(
  access: GitHubAccess,
  repository: string,
  branch: string,
  { branchKey = 'minutes.branch' }: { readonly branchKey?: string } = {},
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
  /** Of the files listed last: Git's hashes of their texts. */
  const hashes = new Map<string, string>()
  return {
    list: (folder) =>
      at(folder || 'its files', async () => {
        const files = await hashesIn(await client(), place, folder, branch)
        if (files !== null) {
          for (const [path, hash] of files) hashes.set(path, hash)
          return [...files.keys()].sort()
        }
        throw userError({
          where: repository,
          expected: `the branch \`${branch}\``,
          found: 'none with that name',
          fix: `Set \`${branchKey}\` in sprint.yml to ${branchKey === 'minutes.branch' ? 'the branch that minutes are merged into' : 'a branch of that repository'}.`,
        })
      }),
    mark: async (path) => hashes.get(path) ?? null,
    read: (path) => at(path, () => readFile(path, branch)),
  }
}
