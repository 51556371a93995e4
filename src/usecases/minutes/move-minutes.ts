/** `/minutes rename <path>`: moves the file on its branch, with the date of its heading where the path has another day. Writes nothing itself. */
import { dayOfPath, minutesPath } from '../../domain/notes/minutes-path.ts'
import { asCode } from '../../domain/text/escape.ts'
import { compactDay } from '../../domain/time/dates.ts'
import { commitMessage } from '../../minutes/pull-request/commit-message.ts'
import type { MinutesPulls } from '../../ports/pulls.ts'
import type { MinutesRepository, PullRequest } from '../../ports.ts'
import { fileProblem } from '../../settings/names.ts'
import type { Settings, TeamSettings } from '../../settings/settings.ts'
import type { Plan } from '../plan.ts'
import { movedPath } from './read-branch.ts'

export type MovePorts = {
  readonly minutes: MinutesRepository
  readonly pulls: MinutesPulls
  readonly identity: () => Promise<{ readonly login: string; readonly id: number }>
}

export type Move = {
  readonly team: TeamSettings
  readonly date: string
  readonly meeting: number
  readonly pull: PullRequest
  /** As somebody typed it. */
  readonly to: string
}

/** A sentence where it cannot be done. */
export async function planMove(ports: MovePorts, settings: Settings, { team, date, meeting, pull, to }: Move): Promise<Plan | string> {
  const { minutes } = ports
  const path = to.replace(/^\/+/, '')
  const problem = path === '' ? 'expected a path, found none.' : fileProblem(path)
  if (problem !== null)
    return `${problem.charAt(0).toUpperCase()}${problem.slice(1)} For example \`/minutes rename ${minutesPath(team.path, team.id, date)}\`.`
  if (!/\.md$/i.test(path)) return `Expected a path that ends in \`.md\`, found ${asCode(path)}.`
  const { branch } = pull
  const { repository, branch: base } = settings.minutes
  const first = minutesPath(team.path, team.id, date, meeting)
  const head = await minutes.head(branch)
  const there = head === null ? null : await minutes.readFile(first, head)
  const from = there === null ? await movedPath(ports, { path: first }, pull) : first
  const text = there ?? (from === null || head === null ? null : await minutes.readFile(from, head))
  if (head === null || from === null || text === null) return `The file of these minutes is not on the branch ${asCode(branch)} any more.`
  if (from === path) return `The file is at ${asCode(path)} already.`
  const [onBranch, onBase] = await Promise.all([minutes.readFile(path, head), minutes.readFile(path, base)])
  if (onBranch !== null || onBase !== null) return `There is already a file at ${asCode(path)}. Choose another path.`
  const message = commitMessage({ path, author: await ports.identity(), kind: 'edit' })
  const day = dayOfPath(team.path, team.id, path)
  const moved = day === null || day === date ? text : withDay(text, { from: date, to: day })
  const commit = {
    repository,
    branch,
    base,
    expectedHead: head,
    branchIsNew: false,
    path,
    movedFrom: from,
    text: moved,
    message,
  }
  const { body } = pull
  const title = pull.title.replace(from, path)
  return {
    actions: [
      { kind: 'commit-file', ...commit, why: 'someone asked for another path' },
      { kind: 'update-pull', repository, number: pull.number, title, body, before: body, why: 'the file has another path' },
    ],
    remarks: [],
  }
}

/** In the first heading alone: other lines may speak of that day. */
function withDay(text: string, { from, to }: { readonly from: string; readonly to: string }): string {
  const lines = text.split('\n')
  const at = lines.findIndex((line) => /^#{1,2}\s/.test(line))
  const heading = lines[at]
  if (heading === undefined) return text
  lines[at] = heading.replace(from, to).replace(compactDay(from), compactDay(to))
  return lines.join('\n')
}
