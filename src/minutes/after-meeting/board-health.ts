/** How work on the board goes, by its epics in progress: on track, at risk or off track, with the reasons. Pure. */
import type { BoardIndex, KnownEpic } from '../../domain/board/board-index.ts'
import { lineUrl } from '../../domain/reference.ts'
import { countOf } from '../../domain/text/count-of.ts'
import { quietLink, quoted } from '../../domain/text/escape.ts'
import { addDays } from '../../domain/time/dates.ts'
import type { FollowUpPlace } from './follow-up-comments.ts'
import type { MergedMeeting } from './said-at-meetings.ts'

export type Health = 'on-track' | 'at-risk' | 'off-track'

export type Reason = { readonly epic: string; readonly says: string; readonly isOver: boolean }

/** `reasons` name epics in the order of the board. null: no epic is in progress, so there is nothing to say. */
export type BoardReview = { readonly health: Health; readonly active: number; readonly reasons: readonly Reason[] }

/** A milestone so near, with open stories, is a risk. */
const SOON_DAYS = 14

/** Off track: the milestone of at least a third of the epics in progress is over. At risk: that of one is, or is near while stories are open. */
export function reviewBoard(board: BoardIndex, today: string): BoardReview | null {
  const active = board.epics.filter(({ item }) => item.state === 'open' && board.isOnBoard(item) && board.isActive(item))
  if (active.length === 0) return null
  const reasons = active.flatMap((epic) => reasonOf(epic, today) ?? [])
  const over = reasons.filter(({ isOver }) => isOver).length
  const health = over * 3 >= active.length ? 'off-track' : reasons.length > 0 ? 'at-risk' : 'on-track'
  return { health, active: active.length, reasons }
}

function reasonOf({ ref, item, progress }: KnownEpic, today: string): Reason | null {
  const due = item.milestone?.dueOn?.slice(0, 10)
  if (item.milestone === null || due === undefined) return null
  if (due < today) return { epic: ref, says: `its milestone "${item.milestone.title}" was due on ${due}`, isOver: true }
  const open = progress.all - progress.done
  if (due > addDays(today, SOON_DAYS) || open <= 0) return null
  return {
    epic: ref,
    says: `${progress.done} of ${progress.all} stories are done, and its milestone "${item.milestone.title}" is due on ${due}`,
    isOver: false,
  }
}

export type HealthUpdate = { readonly health: Health; readonly mark: string; readonly body: string }

const NAMED = 10

/** `meetings`: those of the day, which it is based on. */
export function healthUpdate(review: BoardReview, day: string, meetings: readonly MergedMeeting[], place: FollowUpPlace): HealthUpdate {
  const mark = `<!-- scs-sprint:status v1 ${day} -->`
  const { active, reasons, health } = review
  const links = meetings.map(({ team, path }) => {
    const name = quoted(place.teamName(team), place.minutes.github)
    return place.isPrivate ? name : `[${name}](${lineUrl(place.minutes, path, 1)})`
  })
  const rest = reasons.length - NAMED
  const lines = [
    mark,
    `Proposed by scs-sprint after the meetings of ${day}: ${links.join(', ')}.`,
    '',
    reasons.length === 0
      ? `All epics in progress (${active}) are within their milestones.`
      : `${reasons.length} of ${countOf(active, 'epic')} in progress ${reasons.length === 1 ? 'needs' : 'need'} attention:`,
    ...(reasons.length === 0 ? [] : ['']),
    ...reasons.slice(0, NAMED).map(({ epic, says }) => `- ${quietLink(epic, place.minutes.github)}: ${quoted(says, place.minutes.github)}`),
    ...(rest > 0 ? [`- and ${rest} more`] : []),
  ]
  return { health, mark, body: `${lines.join('\n')}\n` }
}
