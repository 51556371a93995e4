/** Files and folders that somebody may take for minutes of a team, and that are none: said, so that nobody looks for them in vain. Pure. */
import { dayOfPath, minutesFolder } from '../../domain/notes/minutes-path.ts'
import { nearest } from '../../domain/text/spelling.ts'
import { minutesAmong } from '../../minutes/meeting/past-meetings.ts'
import type { TeamSettings } from '../../settings/settings.ts'

/** So many are named. */
const FEW = 3
/** An agenda that somebody saved beside the minutes of the same meeting. */
const AGENDA = /-agenda\.md$/

/** `listed`: all files of the team's folder; `all`: of the archive, asked for where the folder has none. A sentence each; none where all is as it should be. */
export function passedOver(team: TeamSettings, listed: readonly string[], all: readonly string[]): readonly string[] {
  const folder = minutesFolder(team.path, team.id)
  if (listed.length === 0) return folder === '' ? [] : missingFolder(folder, all)
  // Where all teams share a folder, files of the others are no mistake.
  if (folder === '' || !team.path.slice(0, team.path.indexOf('{yyyy')).includes('{team}/')) return []
  const read = new Set(minutesAmong(listed, team).map(({ path }) => path))
  const isAgenda = (path: string) => AGENDA.test(path) && dayOfPath(team.path, team.id, path.replace(AGENDA, '.md')) !== null
  const rest = listed.filter((path) => path.endsWith('.md') && !read.has(path) && !/(?:^|\/)readme\.md$/i.test(path) && !isAgenda(path))
  if (rest.length === 0) return []
  const named = rest.slice(0, FEW).join(', ') + (rest.length > FEW ? ', …' : '')
  const count = rest.length === 1 ? '1 file is' : `${rest.length} files are`
  return [`${team.name}: ${count} not read, because the name does not fit ${team.path}: ${named}`]
}

/** An empty archive says so once, not for each team. */
function missingFolder(folder: string, all: readonly string[]): readonly string[] {
  if (all.length === 0) return []
  const folders = [...new Set(all.flatMap((path) => (path.includes('/') ? [path.slice(0, path.lastIndexOf('/'))] : [])))]
  const near = nearest(folder, folders)
  return [`No folder \`${folder}\` in the minutes.${near === null ? '' : ` Did you mean \`${near}\`?`}`]
}
