/** How an open pull request of minutes goes on by itself: brought up to date, merged, or its people reminded. Pure. */
import { countOf } from '../../../domain/text/count-of.ts'
import { dayIn } from '../../../domain/time/dates.ts'
import type { PullRequestSettings } from '../../../settings/settings.ts'
import { openCountIn, ownText } from '../managed-body.ts'
import type { PullAction, PullComment, PullState } from '../pull-actions.ts'
import { clearanceIn, isWaiting } from './clearance.ts'
import type { PullLife } from './pull-life.ts'

export type Standing = {
  readonly repository: string
  readonly pull: PullState
  readonly life: PullLife
  /** The app's own, on the pull request. */
  readonly comments: readonly PullComment[]
  readonly settings: PullRequestSettings
  readonly timezone: string
  readonly now: Date
}

const HOUR_MS = 60 * 60 * 1000
const DAY_MS = 24 * HOUR_MS
const REMINDER = '<!-- scs-sprint:reminder v1 -->'

/** true for the text of a comment that reminds; one that quotes it does not begin so. */
export function isReminder(body: string): boolean {
  return body.startsWith(REMINDER)
}

/** Only one thing at a time: what is merged needs no reminder, and an update of the branch starts its checks again. */
export function nextStep(standing: Standing): readonly PullAction[] {
  const { repository, pull, life } = standing
  const on = { repository, number: pull.number }
  if (pull.state !== 'open') return []
  if (mustUpdate(standing))
    return [{ kind: 'update-branch', ...on, expectedHead: life.head, why: 'the base has new commits, and the repository may demand them' }]
  if (mayMerge(standing))
    return [{ kind: 'merge-pull', ...on, expectedHead: life.head, why: 'all questions are answered, and nobody waits' }]
  return remind(standing)
}

/**
 * Where GitHub does not tell whether a branch must be up to date, it is brought up to date before the first approval: later that might
 * take the approval away. Each update runs the checks again, so only minutes that lack nothing else get one, and not one after each merge.
 */
function mustUpdate(standing: Standing): boolean {
  const { mergeState, base, isApproved } = standing.life
  if (mergeState === 'behind') return true
  if (mergeState !== 'blocked' || base?.isBehind !== true) return false
  return base.demandsUpToDate ?? (!isApproved && isReady(standing))
}

function mayMerge(standing: Standing): boolean {
  return standing.settings.merge === 'when-answered' && standing.life.mergeState === 'clean' && isReady(standing)
}

/**
 * Answered, cleared, and left alone for as long as the team wants. A description that somebody rewrote does not tell which questions
 * are open.
 */
function isReady({ pull, life, settings, timezone, now }: Standing): boolean {
  if (life.isDraft || life.changesRequested) return false
  if (ownText(pull.body) === null || openCountIn(pull.body) > 0 || life.threads.some(({ isResolved }) => !isResolved)) return false
  const clearance = clearanceIn(pull.body)
  if (isWaiting(clearance, { today: dayIn(timezone, now), labels: life.labels })) return false
  // A label that was never set cannot have been removed by anybody.
  if (clearance !== null && 'label' in clearance && !life.wasLabeled) return false
  const quietSince = Math.max(Date.parse(life.headAt), Date.parse(life.openedAt))
  return now.getTime() - quietSince >= settings.mergeAfterHours * HOUR_MS
}

/** Once, to one person: whoever was asked for a review where nothing is open, else whoever takes care of the minutes. */
function remind({ repository, pull, life, comments, settings, timezone, now }: Standing): readonly PullAction[] {
  const days = Math.floor((now.getTime() - Date.parse(life.openedAt)) / DAY_MS)
  if (settings.remindAfterDays === null || days < settings.remindAfterDays || life.isDraft) return []
  if (isWaiting(clearanceIn(pull.body), { today: dayIn(timezone, now), labels: life.labels })) return []
  if (comments.some(({ body }) => isReminder(body))) return []
  const open = openCountIn(pull.body)
  const [who] = open === 0 ? [...life.waitsFor, ...life.assignees] : [...life.assignees, ...life.waitsFor]
  if (who === undefined) return []
  const since = `These minutes have waited for ${countOf(days, 'day')}.`
  const next =
    open > 0
      ? `${countOf(open, 'question')} ${open === 1 ? 'is' : 'are'} still open. Answer ${open === 1 ? 'it' : 'them'}, or check ${open === 1 ? 'its box' : 'their boxes'} in the description, and merge.`
      : 'All questions are answered. Please review and merge, or close this pull request.'
  const body = `${REMINDER}\n@${who}: ${since} ${next}\n`
  return [{ kind: 'comment-pull', repository, number: pull.number, body, why: `open for ${countOf(days, 'day')}` }]
}
