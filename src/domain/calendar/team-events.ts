/** Which events of the calendar belong to which team. Pure. */
import { minutesFolder } from '../notes/minutes-path.ts'
import type { CalendarEvent } from './calendar.ts'
import { readEventLines } from './event-lines.ts'

/** What is known of a team, to find its events. */
export type EventOwner = {
  readonly id: string
  readonly name: string
  /** Where its minutes go, with `{team}`. */
  readonly path: string
  /** Beginnings of titles that are its own; null: found by the link to its minutes, or by its name; false: none. */
  readonly calendar: readonly string[] | null | false
}

export type MinutesPlace = { readonly repository: string }

/** Why an event is a team's: a title of sprint.yml, the link to the minutes, the team's name; null: it is not. */
export type BelongsBy = 'configured title' | 'minutes link' | 'team name'

/** By the titles in sprint.yml alone, where there are any; else by the link to the minutes; else, without one, by the name. */
export function belongsTo(event: CalendarEvent, team: EventOwner, minutes: MinutesPlace): BelongsBy | null {
  if (team.calendar === false) return null
  if (team.calendar !== null) return team.calendar.some((title) => beginsWith(event.title, title)) ? 'configured title' : null
  const folder = folderOf(readEventLines(event.description).minutes, minutes)
  if (folder !== null) return isFolderOf(folder, team) ? 'minutes link' : null
  return beginsWith(event.title, team.name) ? 'team name' : null
}

/** The title, or its beginning up to the end of a word; case and spaces do not count. */
export function beginsWith(title: string, beginning: string): boolean {
  const [all, begin] = [folded(title), folded(beginning)]
  return begin !== '' && all.startsWith(begin) && !/^[\p{L}\d]/u.test(all.slice(begin.length))
}

function folded(text: string): string {
  return text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim()
}

/** The folder of the minutes repository that an address leads to; null: it leads elsewhere. */
function folderOf(address: string | null, { repository }: MinutesPlace): string | null {
  if (address === null || !URL.canParse(address)) return null
  const [owner, name, kind, , ...folder] = new URL(address).pathname.split('/').slice(1).map(decoded)
  if (`${owner}/${name}`.toLowerCase() !== repository.toLowerCase()) return null
  return kind === 'tree' || kind === 'blob' ? folder.filter((part) => part !== '').join('/') : ''
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

/** The folder itself, or what is below it. */
function isFolderOf(folder: string, { id, path }: EventOwner): boolean {
  const own = minutesFolder(path, id)
  return folder === own || (own !== '' && folder.startsWith(`${own}/`))
}
