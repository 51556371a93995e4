/** What is due now for a command that runs from time to time, and that it is done once it has run. */
import { TryAgainError, UserError } from '../../errors.ts'
import type { Uses } from '../../ports/app-ports.ts'
import type { Settings } from '../../settings/settings.ts'
import { type ReadMeetingPlan, readMeetingPlan } from '../../usecases/read-meeting-plan.ts'
import { type DueWork, dueWork } from '../schedule/schedule.ts'
import { newestWork } from './newest-work.ts'
import type { Outcome } from './run-due.ts'
import { type RunWindow, readRunWindow, USUAL_HOURS } from './run-window.ts'

export type DueNowPorts = Uses<'calendar' | 'clock' | 'env' | 'isOnline' | 'log' | 'runTimes' | 'workflows'>

export type DueNow = { readonly window: RunWindow; readonly plan: ReadMeetingPlan; readonly due: readonly DueWork[] }

/** `since`: named by a person. Pads are watched by the server alone: a run now and then would come too late for that. Reads neither board nor minutes nor pads. */
export async function readDueNow(ports: DueNowPorts, settings: Settings, since: Date | null): Promise<DueNow> {
  const { clock, runTimes } = ports
  const lastDone = () => lastDoneOf(ports)
  const window = await readRunWindow({ clock, runTimes, lastDone }, settings.minutes.repository, since)
  const plan = await readMeetingPlan(ports, settings)
  const all = dueWork(plan, window.since, window.until)
  const due = newestWork(all.filter((work) => !isWatched(work) && (window.isKept || !isForStore(work))))
  return { window, plan, due }
}

function isWatched(work: DueWork): boolean {
  return work.kind === 'minutes' && work.editedSince !== undefined
}

/** What makes sense only where the snapshots and the log of writes are there at the next run. */
function isForStore({ kind }: DueWork): boolean {
  return kind === 'sync' || kind === 'report'
}

/** Of the workflow that this is a run of. */
async function lastDoneOf({ env: { workflow }, isOnline, workflows, log }: DueNowPorts): Promise<Date | null> {
  if (workflow === null || !isOnline) return null
  try {
    return await workflows(workflow.repository).lastDone(workflow.path)
  } catch (error) {
    if (!(error instanceof UserError || error instanceof TryAgainError)) throw error
    log.warn(`It is not known when this workflow last ran, so the last ${USUAL_HOURS} hours are looked at. ${error.message}`)
    return null
  }
}

/**
 * The next run begins where this one ended, unless this one was told to begin later than the last one ended: then what lies
 * between is still to be done. What only time mends, and a pad in which somebody still types, is looked at again, and so is a calendar that could not be
 * read; what a person must fix comes by the schedule.
 */
export async function rememberRun(
  { runTimes }: Pick<DueNowPorts, 'runTimes'>,
  { window, plan }: DueNow,
  outcomes: readonly { readonly result: Outcome['result'] | 'due' }[],
): Promise<void> {
  if (window.skipsWork || plan.failure !== null || outcomes.some(({ result }) => result === 'later' || result === 'typing')) return
  await runTimes.remember(plan.settings.minutes.repository, window.until)
}
