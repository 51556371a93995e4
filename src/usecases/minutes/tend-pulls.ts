/** Keeps the open pull requests of minutes going: up to date, merged where the team wants it, one reminder. Writes nothing itself. */
import { meetingOfBranch } from '../../domain/notes/minutes-path.ts'
import { liveByOthers } from '../../domain/others-comments.ts'
import { isReminder, nextStep } from '../../minutes/pull-request/life/next-step.ts'
import type { MinutesPulls } from '../../ports/pulls.ts'
import type { Clock, MinutesRepository } from '../../ports.ts'
import type { Settings } from '../../settings/settings.ts'
import type { Action, Plan } from '../plan.ts'

export type TendPorts = { readonly minutes: MinutesRepository; readonly pulls: MinutesPulls; readonly clock: Clock }

/** Only the app's own: a branch of another name is somebody's. */
export async function planPullCare({ minutes, pulls, clock }: TendPorts, settings: Settings): Promise<Plan> {
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
  return { actions, remarks: [] }
}
