/** Reads what the branch of minutes holds, and who wrote which version of it; also where a person moved the file. */
import type { Version } from '../../domain/text/three-way-merge.ts'
import { isTextByApp, otherAuthor } from '../../minutes/pull-request/commit-message.ts'
import type { Place } from '../../minutes/pull-request/file-to-publish.ts'
import type { MinutesPulls } from '../../ports/pulls.ts'
import type { OwnComment, PullRequest } from '../../ports.ts'
import type { PlanFilePorts } from './plan-file-ports.ts'

export type Branch = {
  /** With the path at which the file lies now. */
  readonly place: Place
  /** null: the file is not on it. */
  readonly current: string | null
  /** Oldest first. */
  readonly versions: readonly Version[]
  /** The app wrote one of them. */
  readonly hasOwn: boolean
  readonly comments: readonly OwnComment[]
  /** Who made the file with other credentials; null: nobody. */
  readonly otherAuthor: string | null
}

export async function readBranch(ports: PlanFilePorts, wanted: Place, head: string, pull: PullRequest | null): Promise<Branch> {
  const { minutes } = ports
  const [there, comments] = await Promise.all([
    minutes.readFile(wanted.path, head),
    pull === null ? [] : minutes.commentsByApp(pull.number),
  ])
  const moved = there === null && pull !== null ? await movedPath(ports, wanted, pull) : null
  const place = moved === null ? wanted : { ...wanted, path: moved }
  const current = moved === null ? there : await minutes.readFile(moved, head)
  // Of a moved file the commits at its old path count as well.
  const commits =
    moved !== null && pull !== null && ports.pulls
      ? await ports.pulls.commits(pull.number)
      : [...(await minutes.commits(wanted.branch, wanted.base, wanted.path))].reverse()
  const isOwn = (commit: (typeof commits)[number]) => isTextByApp(commit, wanted.path) || isTextByApp(commit, place.path)
  if (current === null) return { place, current, versions: [], hasOwn: commits.some(isOwn), comments, otherAuthor: otherAuthor(commits) }
  const read = async (sha: string) => {
    if (sha === head) return current
    const text = await minutes.readFile(place.path, sha)
    return text ?? (moved === null ? null : minutes.readFile(wanted.path, sha))
  }
  const versions = await Promise.all(commits.map(async (commit) => ({ text: (await read(commit.sha)) ?? '', byApp: isOwn(commit) })))
  return { place, current, versions, hasOwn: commits.some(isOwn), comments, otherAuthor: otherAuthor(commits) }
}

/** Where the file of a pull request lies now: the only Markdown file that it adds. null: nobody can tell. */
export async function movedPath(
  { pulls }: { readonly pulls?: Pick<MinutesPulls, 'files'> | null },
  { path }: Pick<Place, 'path'>,
  { number }: PullRequest,
): Promise<string | null> {
  const files = (await pulls?.files(number)) ?? []
  const added = files.filter(
    (file) => file.path !== path && file.status !== 'removed' && file.status !== 'modified' && /\.(?:md|markdown)$/i.test(file.path),
  )
  return added.length === 1 ? (added[0]?.path ?? null) : null
}
