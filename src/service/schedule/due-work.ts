/** What is due by the calendar as it is now: what was not known at its time is caught up. */
import type { CalendarEvent } from '../../domain/calendar/calendar.ts'
import { errorFacts } from '../../errors.ts'
import type { Log } from '../../ports.ts'
import type { Settings } from '../../settings/settings.ts'
import { type MeetingPlanPorts, readMeetingPlan } from '../../usecases/read-meeting-plan.ts'
import { type DueWork, dueWork } from './schedule.ts'

export type DueWorkPorts = MeetingPlanPorts & { readonly log: Log }

/** `isWhole` is false while the calendar cannot be read: its meetings are missing, so the same moments must be asked for again. */
export type Due = { readonly work: readonly DueWork[]; readonly isWhole: boolean }

export type DueLooks = {
  /**
   * Work of these moments; some of it may have been given before. `began`: since when anybody looks. Nothing is due for meetings that were
   * over by then; and in the first look of a process, the calendar may have changed since the last look of the one before.
   */
  readonly between: (settings: Settings, from: Date, to: Date, began?: Date) => Promise<Due>
}

/** The agenda of a meeting that is new in the calendar may have been due so long ago. */
const CHANGED_MS = 20 * 60 * 60 * 1000

/** `failed`: the calendar could not be read, so nothing is known of the meetings in it. */
export function createDueLooks(ports: DueWorkPorts, failed: () => void): DueLooks {
  let known: readonly CalendarEvent[] | null = null
  let told: string | null = null
  return {
    between: async (settings, from, to, began) => {
      const plan = await readMeetingPlan(ports, settings)
      const { calendar, failure, remark } = plan
      const words = failure?.message ?? calendar?.notRead ?? null
      if (words !== null && words !== told) {
        if (failure === null) ports.log.warn(remark ?? words)
        else
          ports.log.warn('The calendar could not be read, so no agenda and no minutes of its meetings are made.', {
            error: errorFacts(failure),
          })
      }
      if (failure !== null && words !== told) failed()
      told = words
      if (failure !== null) return { work: dueWork(plan, from, to, began), isWhole: false }
      const mayDiffer = known === null ? began !== undefined : isChanged(known, calendar?.events ?? known)
      known = calendar?.events ?? known
      const since = calendar !== null && mayDiffer ? Math.min(from.getTime(), to.getTime() - CHANGED_MS) : from.getTime()
      return { work: dueWork(plan, new Date(Math.max(since, began?.getTime() ?? since)), to, began), isWhole: true }
    },
  }
}

function isChanged(before: readonly CalendarEvent[], now: readonly CalendarEvent[]): boolean {
  return before !== now && JSON.stringify(before) !== JSON.stringify(now)
}
