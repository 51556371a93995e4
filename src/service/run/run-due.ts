/** Does a list of scheduled work in one go, for a command: one that fails does not stop the others, and each has its outcome. */
import { BusyError, NotTypedYetError, PadBeingTypedError, TryAgainError } from '../../errors.ts'
import type { RunName } from '../../ports/metrics.ts'
import type { Settings } from '../../settings/settings.ts'
import type { Plan } from '../../usecases/plan.ts'
import { type BoardRead, runDueWork, type ScheduleTools } from '../schedule/run-schedule.ts'
import type { DueWork } from '../schedule/schedule.ts'

export type Outcome = {
  readonly work: DueWork
  /**
   * `waiting`: for what people type or answer; `typing`: until the pad is quiet; `later`: for GitHub, a pad or another run; `failed`: a person must fix something.
   */
  readonly result: 'done' | 'waiting' | 'typing' | 'later' | 'failed'
  /** What it waits for, or why it failed. */
  readonly error: unknown
  /** What a person is asked on GitHub before more is written. */
  readonly stop: string | null
}

export type RunDueOptions = {
  readonly ports: ScheduleTools['ports']
  /** Shows a plan, or writes it. */
  readonly apply: (plan: Plan, settings: Settings, work: DueWork) => Promise<void>
  /** After each piece of work. */
  readonly ended: (outcome: Outcome) => void
}

export async function runAllDue({ ports, apply, ended }: RunDueOptions, settings: Settings, due: readonly DueWork[]): Promise<void> {
  const boardRead: BoardRead = { last: null }
  for (const work of due) ended(await outcomeOf({ ports, apply, boardRead }, settings, work))
}

type Doing = Omit<RunDueOptions, 'ended'> & { readonly boardRead: BoardRead }

async function outcomeOf({ ports, apply, boardRead }: Doing, settings: Settings, work: DueWork): Promise<Outcome> {
  let stop: string | null = null
  const untold: RunName[] = []
  const tools: ScheduleTools = {
    ...{ ports, boardRead },
    apply: async (plan, current) => {
      await apply(plan, current, work)
      stop = plan.stop ?? stop
    },
    failed: (name) => void untold.push(name),
  }
  try {
    await runDueWork(tools, settings, work)
    if (untold.length > 0) return { work, result: 'failed', error: new Error(UNTOLD), stop }
    return { work, result: stop === null ? 'done' : 'waiting', error: null, stop }
  } catch (error) {
    return { work, result: kindOf(error), error, stop }
  }
}

const UNTOLD = 'Something failed, and the app could not report it on GitHub. See the message above.'

function kindOf(error: unknown): Outcome['result'] {
  // Nobody has typed yet: from the last look on, an issue tells of it.
  if (error instanceof NotTypedYetError) return 'waiting'
  if (error instanceof PadBeingTypedError) return 'typing'
  return error instanceof TryAgainError || error instanceof BusyError ? 'later' : 'failed'
}
