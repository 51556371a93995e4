/** Reads the minutes that a pull request holds, wherever somebody has moved them on its branch. */
import { minutesPath } from '../../domain/notes/minutes-path.ts'
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
  const there = await minutes.readFile(first, head)
  const path = there === null ? await movedPath({ pulls }, { path: first }, pull) : first
  const text = there ?? (path === null ? null : await minutes.readFile(path, head))
  return path === null || text === null ? null : { first, path, text, place: { repository, branch, base, expectedHead: head } }
}
