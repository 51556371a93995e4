/** The path of minutes in their repository: fills in `{team}/{yyyymmdd}.md`, and parses paths. */
import { compactDay, isIsoDay } from '../time/dates.ts'

/** A team rarely meets more often on one day. */
export const MOST_MEETINGS_A_DAY = 9

/** `iaas/20230118.md` for a pattern, a team and a day; `iaas/20230118-2.md` for the second meeting of that day. */
export function minutesPath(pattern: string, team: string, day: string, meeting = 1): string {
  return ofMeeting(pattern.replaceAll('{team}', team).replaceAll('{yyyymmdd}', compactDay(day)).replaceAll('{yyyy-mm-dd}', day), meeting)
}

/** The path of the first meeting of a day -> that of its second, third … */
export function ofMeeting(path: string, meeting: number): string {
  return meeting === 1 ? path : path.replace(/(\.[a-z\d]{1,8})?$/i, `-${meeting}$1`)
}

/** The branch of a meeting's pull request: `minutes/iaas-2023-01-18`, of a second meeting that day `…-2`. */
export function minutesBranch(team: string, day: string, meeting = 1): string {
  return `minutes/${team}-${day}${meeting === 1 ? '' : `-${meeting}`}`
}

/** The branch of corrections to minutes that are merged: `minutes/iaas-2023-01-18-corrections`, the second time `…-corrections-2`. */
export function correctionsBranch(branch: string, time: number): string {
  return `${branch}-corrections${time === 1 ? '' : `-${time}`}`
}

export type BranchMeeting = {
  readonly team: string
  readonly date: string
  readonly meeting: number
  /** It holds corrections to minutes that are merged. */
  readonly isCorrection: boolean
}

/** The team, day and meeting that a branch is for; null for any other branch. */
export function meetingOfBranch(branch: string): BranchMeeting | null {
  const match = /^minutes\/([a-z\d][a-z\d-]{0,100})-(\d{4}-\d{2}-\d{2})(?:-([2-9]))?(-corrections(?:-[2-9])?)?$/.exec(branch)
  if (!match?.[1] || !match[2]) return null
  return { team: match[1], date: match[2], meeting: Number(match[3] ?? 1), isCorrection: match[4] !== undefined }
}

/** What teams write behind the day of a further part (`-2`, `-overflow`, `_part2`); agendas and slides lie beside minutes, and are none. */
const SUFFIX = /^[-_](?!(?:agenda|slides?|template|vorlage|draft|entwurf)(?![\p{L}]))[\p{L}\d][\p{L}\d_-]{0,60}$/iu

/** The day a path stands for under a team's pattern, also with a suffix behind the name; null when it is none of the team's minutes. */
export function dayOfPath(pattern: string, team: string, path: string): string | null {
  const day = /(\d{4})-?(\d{2})-?(\d{2})[^/]*$/.exec(path)
  if (!day) return null
  const iso = `${day[1]}-${day[2]}-${day[3]}`
  if (!isIsoDay(iso)) return null
  const first = minutesPath(pattern, team, iso)
  const end = /(?:\.[a-z\d]{1,8})?$/i.exec(first)?.[0] ?? ''
  const stem = first.slice(0, first.length - end.length)
  if (!path.startsWith(stem) || !path.endsWith(end)) return null
  const suffix = path.slice(stem.length, path.length - end.length)
  return suffix === '' || SUFFIX.test(suffix) ? iso : null
}

/** The folder all minutes of a pattern lie in (`iaas`); empty for the top. */
export function minutesFolder(pattern: string, team: string): string {
  const fixed = pattern.replaceAll('{team}', team)
  const head = fixed.slice(0, fixed.indexOf('{') === -1 ? fixed.length : fixed.indexOf('{'))
  return head.slice(0, Math.max(0, head.lastIndexOf('/')))
}

/** Where minutes of a day lie, and the branches they wait on: of the first meeting, then of the second … */
export function meetingPlaces(
  { id, path }: { readonly id: string; readonly path: string },
  day: string,
): readonly { path: string; branch: string }[] {
  const first = minutesPath(path, id, day)
  return Array.from({ length: MOST_MEETINGS_A_DAY }, (_, index) => ({
    path: ofMeeting(first, index + 1),
    branch: minutesBranch(id, day, index + 1),
  }))
}
