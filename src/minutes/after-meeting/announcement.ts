/** The one line that tells a chat of merged minutes. Pure. */
import { fileUrl } from '../../domain/reference.ts'
import { countOf } from '../../domain/text/count-of.ts'
import type { FollowUpPlace } from './follow-up-comments.ts'
import type { MergedMeeting } from './said-at-meetings.ts'

/** In the description of a pull request whose minutes were announced. */
export const ANNOUNCED = '<!-- scs-sprint:announced v1 -->'

/** Plain text without anything that a chat takes for a mention or a link of its own. Nothing that people said is in it. */
export function announcement(meeting: MergedMeeting, { minutes, teamName }: FollowUpPlace): string {
  const { team, date, path, decisions, items } = meeting
  const counts = [
    ...(decisions.length > 0 ? [countOf(decisions.length, 'decision')] : []),
    ...(items.length > 0 ? [countOf(items.length, 'action item')] : []),
  ]
  const name = teamName(team)
    .replace(/[<>@&`*_~[\]|\\]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const told = counts.length > 0 ? ` (${counts.join(', ')})` : ''
  return `Minutes of ${name}, ${date}${told}: ${fileUrl(minutes, path)}`
}
