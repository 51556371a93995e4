/** Keeps the open pull requests of minutes going: up to date, merged where the team wants it, one reminder; closed ones lose the label for waiting. Writes nothing itself. */
import { meetingOfBranch } from '../../domain/notes/minutes-path.ts'
import { liveByOthers } from '../../domain/others-comments.ts'
import { clearanceIn } from '../../minutes/pull-request/life/clearance.ts'
import { isReminder, nextStep } from '../../minutes/pull-request/life/next-step.ts'
import type { MinutesPulls } from '../../ports/pulls.ts'
import type { Clock, Comments, MinutesRepository } from '../../ports.ts'
import type { Settings } from '../../settings/settings.ts'
import type { Action, Plan } from '../plan.ts'

/** Of minutes that were closed longer ago, a label that is still there is one that people set. */
const CLOSED_LATELY_MS = 7 * 24 * 60 * 60 * 1000

export type TendPorts = {
  readonly minutes: MinutesRepository
  readonly pulls: MinutesPulls
  readonly comments: () => Pick<Comments, 'labelHistory'>
  readonly clock: Clock
}

/** Only the app's own: a branch of another name is somebody's. */
export async function planPullCare(ports: TendPorts, settings: Settings): Promise<Plan> {
  const { minutes, pulls, clock } = ports
  const { repository } = settings.minutes
  const { pullRequests, timezone } = settings
  const actions: Action[] = []
  for (const pull of await minutes.openPulls()) {
    const meeting = meetingOfBranch(pull.branch)
    if (meeting === null || settings.teams[meeting.team] === undefined) continue
    const [life, comments] = await Promise.all([pulls.life(pull.number), minutes.commentsByApp(pull.number)])
    const steps = nextStep({ repository, pull, life, comments, settings: pullRequests, timezone, now: clock.now() })
    const reminds = steps.some(({ kind }) => kind === 'comment-pull')
    // Whoever was reminded with other credentials is not reminded again.
    if (reminds && liveByOthers(await minutes.commentsByOthers(pull.number), isReminder) !== null) continue
    actions.push(...steps)
  }
  return { actions: [...actions, ...(await waitsOver(ports, settings))], remarks: [] }
}

/** The label of minutes that wait until somebody takes it away; null: none does. */
export function waitingLabel({ clearance }: Settings['pullRequests']): string | null {
  return clearance !== null && 'label' in clearance ? clearance.label : null
}

/**
 * Minutes that people merged or closed lately wait for no approval any more, so the label that says it is taken away: of the app's own pull
 * requests, and only where the app set it.
 */
async function waitsOver(
  { minutes, comments, clock }: TendPorts,
  { pullRequests, minutes: { repository } }: Settings,
): Promise<readonly Action[]> {
  const label = waitingLabel(pullRequests)
  if (label === null) return []
  const actions: Action[] = []
  const since = new Date(clock.now().getTime() - CLOSED_LATELY_MS)
  for (const { branch, body, number } of await minutes.closedPulls({ label, since })) {
    const asked = clearanceIn(body)
    if (meetingOfBranch(branch) === null || asked === null || !('label' in asked) || !isSameLabel(asked.label, label)) continue
    const on = `${repository}#${number}`
    const last = (await comments().labelHistory(on, label)).at(-1)
    if (last?.isSet && last.byApp)
      actions.push({ kind: 'remove-label', on, label, isPull: true, why: 'nobody waits for an approval any more' })
  }
  return actions
}

function isSameLabel(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}
