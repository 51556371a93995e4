/** `/minutes rename <path>`: moves the file on its branch, with the date of its heading where the path has another day. Writes nothing itself. */
import { dayOfPath, minutesPath } from '../../domain/notes/minutes-path.ts'
import { asCode } from '../../domain/text/escape.ts'
import { compactDay } from '../../domain/time/dates.ts'
import { commitMessage } from '../../minutes/pull-request/commit-message.ts'
import { fileProblem } from '../../settings/names.ts'
import type { Settings } from '../../settings/settings.ts'
import type { Plan } from '../plan.ts'
import { type ChangePorts, type MinutesOfPull, readMinutesFile } from './read-minutes-file.ts'

/** `to`: as somebody typed it. */
export type Move = MinutesOfPull & { readonly to: string }

/** A sentence where it cannot be done. */
export async function planMove(ports: ChangePorts, settings: Settings, { to, ...of }: Move): Promise<Plan | string> {
  const { minutes } = ports
  const { team, date, pull } = of
  const path = to.replace(/^\/+/, '')
  const problem = path === '' ? 'expected a path, found none.' : fileProblem(path)
  if (problem !== null)
    return `${problem.charAt(0).toUpperCase()}${problem.slice(1)} For example \`/minutes rename ${minutesPath(team.path, team.id, date)}\`.`
  if (!/\.md$/i.test(path)) return `Expected a path that ends in \`.md\`, found ${asCode(path)}.`
  const file = await readMinutesFile(ports, settings, of)
  if (file === null) return `The file of these minutes is not on the branch ${asCode(pull.branch)} any more.`
  const { first, path: from, text, place } = file
  const { repository, number, body } = { ...pull, repository: place.repository }
  const { title: known } = pull
  const title = withPath(known, [from, first], path)
  const told = { kind: 'update-pull' as const, repository, number, title, body, before: body, why: 'the file has another path' }
  // Somebody else changed the description in the moment after the move: only that is left to do.
  if (from === path) return title === known ? `The file is at ${asCode(path)} already.` : { actions: [told], remarks: [] }
  const [onBranch, onBase] = await Promise.all([minutes.readFile(path, place.expectedHead), minutes.readFile(path, place.base)])
  if (onBranch !== null || onBase !== null) return `There is already a file at ${asCode(path)}. Choose another path.`
  const message = commitMessage({ path, author: await ports.identity(), github: settings.github, kind: 'edit' })
  const day = dayOfPath(team.path, team.id, path)
  const moved = day === null || day === date ? text : withDay(text, { from: date, to: day })
  const commit = { ...place, branchIsNew: false, path, movedFrom: from, text: moved, message }
  return { actions: [{ kind: 'commit-file', ...commit, why: 'someone asked for another path' }, told], remarks: [] }
}

/** The title with the new path in place of an old one; a path may be the end of another one. */
function withPath(title: string, old: readonly string[], path: string): string {
  if (indexOfPath(title, path) !== -1) return title
  const known = old.find((one) => indexOfPath(title, one) !== -1)
  if (known === undefined) return title
  const at = indexOfPath(title, known)
  return title.slice(0, at) + path + title.slice(at + known.length)
}

/** Where a title names a whole path; -1: nowhere. */
function indexOfPath(title: string, path: string): number {
  for (let at = title.indexOf(path); at !== -1; at = title.indexOf(path, at + 1)) {
    const [before, behind] = [title.slice(0, at), title.slice(at + path.length)]
    if (!/[\p{L}\p{N}_./-]$/u.test(before) && !/^[.-]?[\p{L}\p{N}_/]/u.test(behind)) return at
  }
  return -1
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
