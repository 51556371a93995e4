/**
 * Reports minutes that could not be created, in their pull request, or otherwise in one issue per team. Gathers and plans; writes
 * nothing itself.
 */

import type { GithubWeb } from '../../domain/github-web.ts'
import { minutesBranch, minutesPath } from '../../domain/notes/minutes-path.ts'
import { padOfDay } from '../../domain/pads/pad-of-day.ts'
import { quoted } from '../../domain/text/escape.ts'
import { marksIn, withoutMarks } from '../../domain/text/withheld.ts'
import { NotTypedYetError, TryAgainError, UserError } from '../../errors.ts'
import type { MinutesRepository, OwnIssues, PullRequest, Screen } from '../../ports.ts'
import type { Settings, TeamSettings } from '../../settings/settings.ts'
import type { Plan } from '../plan.ts'
import { type Notice, planComment, planCommentEnd, planIssue, planIssueEnd } from '../plan-notice.ts'

export type TroublePorts = { readonly minutes: MinutesRepository; readonly issues: OwnIssues; readonly screen: Screen }

export type TroubleInput = { readonly settings: Settings; readonly team: TeamSettings; readonly date: string }

/**
 * `soon`: a look within hours of the meeting; `last`: the one on the next morning; `again`: a daily one after it, for
 * minutes that are still missing.
 */
export type Look = 'soon' | 'last' | 'again'

/** Whether to report this failure. What may resolve itself is not reported before the last attempt. */
export function isReported(error: unknown, look: Look): boolean {
  return look !== 'soon' || (error instanceof UserError && !(error instanceof NotTypedYetError))
}

/**
 * Why it failed, as Markdown that calls nobody. Never what looks like a secret: an error may quote what a server sent, so it
 * is screened as pads are.
 */
export async function reasonOf(error: unknown, screen: Screen, github: GithubWeb): Promise<string> {
  if (!(error instanceof UserError) && !(error instanceof TryAgainError))
    return 'There was an unexpected error. The app’s log has the details.'
  return screenedReason(error.message, screen, github)
}

/** The message of an error as Markdown that calls nobody and holds nothing that looks like a secret. */
export async function screenedReason(message: string, screen: Screen, github: GithubWeb): Promise<string> {
  const screened = await screen(withoutMarks(message), 'The reason')
  return marksIn(screened).length > 0
    ? 'The reason may contain credentials, so it is not shown here. The app’s log has the details.'
    : quoted(screened, github)
}

export async function planTrouble(ports: TroublePorts, input: TroubleInput, error: unknown): Promise<Plan> {
  const { settings, team, date } = input
  const { repository } = settings.minutes
  const { pull, isDone } = await stateOf(ports, input)
  // What is merged, or closed by a person, waits for nothing.
  if (isDone) return { actions: [], remarks: [] }
  const name = quoted(team.name, settings.github)
  const notice = (text: string): Notice => ({ kind: 'trouble', team: team.id, text })
  if (pull !== null) {
    const text = `**The pad of ${name} could not be read last time. These minutes stay unchanged.**\n\n${await reasonOf(error, ports.screen, settings.github)}`
    return planComment(ports.minutes, repository, pull, notice(text))
  }
  const text = [
    `**The minutes of ${name} of ${date} could not be created.**`,
    await reasonOf(error, ports.screen, settings.github),
    `The app keeps trying ${padOf(team, date)} until the next meeting, and closes this issue when it succeeds.`,
  ].join('\n\n')
  const title = `Minutes of ${team.name} could not be created`
  const news = { ...notice(text), title, date, facts: [kindOf(error)] }
  return planIssue(ports.issues, repository, news, { reopens: true })
}

/** What tells one failure of a meeting's minutes from another; its words may change from day to day. */
function kindOf(error: unknown): string {
  if (error instanceof NotTypedYetError) return 'not-typed-yet'
  if (error instanceof UserError) return error.problem ?? 'to-fix'
  return error instanceof TryAgainError ? 'try-again' : 'unexpected'
}

/** It works again, or is done: resolves the notice where it was written. */
export async function planTroubleOver(ports: TroublePorts, input: TroubleInput): Promise<Plan> {
  const { settings, team, date } = input
  const { repository } = settings.minutes
  const { pull } = await stateOf(ports, input)
  const notice = (text: string): Notice => ({ kind: 'trouble', team: team.id, text })
  const inPull = pull === null ? [] : await planCommentEnd(ports.minutes, repository, pull, notice('The pad can be read again.'))
  const inIssue = await planIssueEnd(ports.issues, repository, notice(`Resolved: the minutes of ${date} exist, or are no longer needed.`))
  return { actions: [...inPull, ...inIssue], remarks: [] }
}

/** Daily looks are for minutes that are not there, and for those whose last look failed. */
export async function isStillWanted(ports: TroublePorts, input: TroubleInput): Promise<boolean> {
  const { pull, isDone } = await stateOf(ports, input)
  if (isDone) return false
  if (pull === null) return true
  const notice: Notice = { kind: 'trouble', team: input.team.id, text: '' }
  return (await planCommentEnd(ports.minutes, input.settings.minutes.repository, pull, notice)).length > 0
}

/** `pull`: the open one. `isDone`: the minutes are in the repository, or a person has closed their pull request. */
async function stateOf(
  { minutes }: TroublePorts,
  { settings, team, date }: TroubleInput,
): Promise<{ readonly pull: PullRequest | null; readonly isDone: boolean }> {
  const [pull, onBase] = await Promise.all([
    minutes.pullOf(minutesBranch(team.id, date)),
    minutes.readFile(minutesPath(team.path, team.id, date), settings.minutes.branch),
  ])
  return { pull: pull?.state === 'open' ? pull : null, isDone: onBase !== null || (pull !== null && pull.state !== 'open') }
}

function padOf(team: TeamSettings, date: string): string {
  const pad = padOfDay(team, date)
  return pad !== null && /^https?:\/\/[^\s()<>@]+$/.test(pad) ? `the [pad](${pad})` : 'the pad'
}
