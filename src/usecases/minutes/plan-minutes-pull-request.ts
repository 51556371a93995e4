/** Plans the pull request with the minutes. */

import type { StoredImage } from '../../domain/pads/pad-image.ts'
import { addDays, dayIn } from '../../domain/time/dates.ts'
import { isSameMinutes, restsOnBoard, withheldIn } from '../../minutes/board-facts/board-trust.ts'
import type { ComposedMinutes } from '../../minutes/compose/compose-minutes.ts'
import { withKeptItems } from '../../minutes/compose/kept-items.ts'
import { type MinutesInput, readMeeting } from '../../minutes/compose/read-meeting.ts'
import { stripGenerated } from '../../minutes/compose/strip-generated.ts'
import { offRecordText } from '../../minutes/privacy/publishable-text.ts'
import { requirePublishable } from '../../minutes/privacy/require-publishable.ts'
import type { FileToPublish, ReviewWanted } from '../../minutes/pull-request/file-to-publish.ts'
import { askedOn, composePullBody } from '../../minutes/pull-request/pull-request-body.ts'
import type { Plan } from '../plan.ts'
import { composeFromPad } from './compose-from-pad.ts'
import type { PlanFilePorts } from './plan-file-ports.ts'
import { type Described, describeBranch, planPullRequest } from './plan-pull-request.ts'

export type PublishInput = {
  /** What the minutes were composed from. */
  readonly minutes: MinutesInput
  /** That the minutes show. */
  readonly images?: readonly StoredImage[]
  /** Which meeting of that day, from 1. */
  readonly meeting?: number | undefined
  /** A person asks for it now. */
  readonly isAskedFor?: boolean | undefined
  /** The board could not be read, or not completely, and may be at the next look. */
  readonly isBoardComing?: boolean
  /** People may still be typing, and a later look is certain. */
  readonly isDraft?: boolean
}

/** A meeting that did not take place has no minutes to publish. Throws UserError where a secret would stand in them. */
export async function planMinutesPullRequest(ports: PlanFilePorts, composed: ComposedMinutes, input: PublishInput): Promise<Plan> {
  if (composed.cancelled) return { actions: [], remarks: [] }
  requirePublishable(`${composed.text}\n${composed.body}`)
  const file = fileOf(composed, input)
  return planPullRequest(ports, file)
}

/** The description of their pull request, to what people have made of them on the branch; null where there is none. */
export async function describeMinutes(ports: PlanFilePorts, composed: ComposedMinutes, input: PublishInput): Promise<Described | null> {
  return composed.cancelled ? null : describeBranch(ports, fileOf(composed, input))
}

function fileOf(composed: ComposedMinutes, input: PublishInput): FileToPublish {
  const { minutes, images = [], meeting = 1, isAskedFor = false, isDraft = false } = input
  const { settings, team, date } = minutes
  const { path, text, body, assignees } = composed
  return {
    ...{
      settings,
      team: team.id,
      date,
      meeting,
      path,
      text,
      body,
      assignees,
      isSame: isSameMinutes,
      typedIn: stripGenerated,
      offRecord: offRecordText(minutes.pad.text),
      isAskedFor,
      images,
    },
    bodyOn: (onBranch) => composePullBody(minutes, composed, onBranch).body,
    questionsOn: (onBranch) => askedOn(minutes, composed, onBranch),
    withItemsOf: (kept, lines) => withKeptItems(readMeeting(minutes), kept, lines),
    keepsOwn: (own) => whyKept(own, composed, input),
    review: { ...reviewWanted(minutes, composed), isDraft },
  }
}

function reviewWanted({ settings, now }: MinutesInput, { presenters }: ComposedMinutes): Omit<ReviewWanted, 'isDraft'> {
  const { clearance, labels, reviewers } = settings.pullRequests
  const wanted = reviewers.flatMap((name) => (name.toLowerCase() === 'presenter' ? presenters : [name]))
  return {
    labels: clearance !== null && 'label' in clearance ? [...labels, clearance.label] : labels,
    reviewers: [...new Map(wanted.map((name) => [name.toLowerCase(), name])).values()],
    clearance: clearance === null || 'label' in clearance ? clearance : { until: addDays(dayIn(settings.timezone, now), clearance.days) },
  }
}

/**
 * Why the branch keeps what the app wrote there last; null: it may be written anew. A board that can be read in full is news.
 * One that can be read a little more, or less, than last time is none by itself.
 */
function whyKept(own: string, { path, text, withheld }: ComposedMinutes, { minutes, isBoardComing = false }: PublishInput): string | null {
  if (isBoardComing && restsOnBoard(own)) {
    return `${path}: the board could not be read completely, and the minutes in the pull request use the full board. They stay unchanged until the next run.`
  }
  const before = withheldIn(own)
  const isFull = !isBoardComing && restsOnBoard(text)
  if (isFull || before === 'nothing' || before === withheld) return null
  if (!isSameMinutes(composeFromPad(minutes, before).text, own)) return null
  return `${path}: the only change is how much of the board could be read, and it could not be read completely. That alone is not committed.`
}
