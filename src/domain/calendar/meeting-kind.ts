/** What the title of an event says beside the name of its team. Pure. */
import { beginsWith, type EventOwner } from './team-events.ts'

/** `Team IaaS: deep dive` -> `deep dive`; the whole title where it does not begin with the team's name; null where it is the name. */
export function kindOfMeeting(title: string, team: Pick<EventOwner, 'name' | 'calendar'>): string | null {
  const names = [team.name, ...(team.calendar || [])].filter((name) => beginsWith(title, name))
  const longest = names.sort((a, b) => b.length - a.length)[0]
  const tidy = title.replace(/\s+/g, ' ').trim()
  const rest = longest === undefined ? tidy : tidy.slice(longest.replace(/\s+/g, ' ').trim().length)
  const kind = rest.replace(/^[\s:,/|–—-]+/, '').trim()
  return kind === '' ? null : kind
}
