/** Reads the minutes that a pull request holds, wherever somebody has moved them on its branch. */
import { minutesPath } from '../../domain/notes/minutes-path.ts'
import type { Uses } from '../../ports/app-ports.ts'
import type { MinutesPulls } from '../../ports/pulls.ts'
import type { MinutesRepository, PullRequest } from '../../ports.ts'
import type { Settings, TeamSettings } from '../../settings/settings.ts'
import { movedPath } from './read-branch.ts'

/** What commands that change minutes on their branch need. */
export type ChangePorts = {
  readonly minutes: MinutesRepository
  readonly pulls: MinutesPulls
  readonly identity: () => Promise<{ readonly login: string; readonly id: number }>
}

/** Whose minutes of which day. */
export type MinutesOfPull = {
  readonly team: TeamSettings
  readonly date: string
  readonly meeting: number
  readonly pull: PullRequest
}

/** `first`: where the app puts the file. `place`: fields of a commit to it. */
export type MinutesOnBranch = {
  readonly first: string
  readonly path: string
  readonly text: string
  readonly place: { readonly repository: string; readonly branch: string; readonly base: string; readonly expectedHead: string }
}

/** null: the branch, or its file, is not there any more. */
export async function readMinutesFile(
  { minutes, pulls }: Pick<ChangePorts, 'minutes' | 'pulls'>,
  settings: Settings,
  { team, date, meeting, pull }: MinutesOfPull,
): Promise<MinutesOnBranch | null> {
  const { repository, branch: base } = settings.minutes
  const { branch } = pull
  const first = minutesPath(team.path, team.id, date, meeting)
  const head = await minutes.head(branch)
  if (head === null) return null
  const found = await readWherever({ readFile: minutes.readFile, files: pulls.files }, { first, ref: head, pull })
  return found === null ? null : { first, ...found, place: { repository, branch, base, expectedHead: head } }
}

/** What reads the files of pull requests. */
export type FilesOfPulls = Pick<MinutesRepository, 'readFile'> & Pick<MinutesPulls, 'files'>

/** `first`: where the app puts the file; a person may have moved it on the branch. null: it is not there. */
export async function readWherever(
  { readFile, files }: FilesOfPulls,
  { first, ref, pull }: { readonly first: string; readonly ref: string; readonly pull: PullRequest },
): Promise<{ readonly path: string; readonly text: string } | null> {
  const there = await readFile(first, ref)
  if (there !== null) return { path: first, text: there }
  const path = await movedPath({ pulls: { files } }, { path: first }, pull)
  const text = path === null ? null : await readFile(path, ref)
  return path === null || text === null ? null : { path, text }
}

/** The repository of the minutes, and the files of its pull requests. */
export function minutesWithFiles(
  { minutesRepository, minutesPulls }: Uses<'minutesRepository' | 'minutesPulls'>,
  repository: string,
): MinutesRepository & FilesOfPulls {
  return { ...minutesRepository(repository), files: minutesPulls(repository).files }
}
