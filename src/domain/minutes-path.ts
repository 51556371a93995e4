/** Where minutes lie in their repository: `{team}/{yyyymmdd}.md`, filled in and read back. */
import { compactDay, isIsoDay } from './dates.ts'

/** `iaas/20230118.md` for a pattern, a team and a day. */
export function minutesPath(pattern: string, team: string, day: string): string {
  return pattern.replaceAll('{team}', team).replaceAll('{yyyymmdd}', compactDay(day)).replaceAll('{yyyy-mm-dd}', day)
}

/** The day a path stands for under a team's pattern; null when it is none of the team's minutes. */
export function dayOfPath(pattern: string, team: string, path: string): string | null {
  const day = /(\d{4})-?(\d{2})-?(\d{2})[^/]*$/.exec(path)
  if (!day) return null
  const iso = `${day[1]}-${day[2]}-${day[3]}`
  return isIsoDay(iso) && minutesPath(pattern, team, iso) === path ? iso : null
}

/** The folder all minutes of a pattern lie in (`iaas`); empty for the top. */
export function minutesFolder(pattern: string, team: string): string {
  const fixed = pattern.replaceAll('{team}', team)
  const head = fixed.slice(0, fixed.indexOf('{') === -1 ? fixed.length : fixed.indexOf('{'))
  return head.slice(0, Math.max(0, head.lastIndexOf('/')))
}
