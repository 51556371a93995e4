/** What all jobs of the service use. */

import type { AppPorts, Uses } from '../ports/app-ports.ts'
import type { RunName } from '../ports/metrics.ts'
import type { Settings } from '../settings/settings.ts'
import type { Plan } from '../usecases/plan.ts'

/** What came of a piece of work. What found nothing to do is no run: it is not counted, and pages stay as they are. */
export type WorkResult = 'done' | 'nothing'

/** Of the wiring, what this piece of work uses: `Tools<'comments' | 'clock'>`. */
export type Tools<Used extends keyof AppPorts = 'log'> = {
  readonly ports: Uses<Used>
  /** Writes a plan, counts and logs each write. */
  readonly apply: (plan: Plan, settings: Settings) => Promise<void>
  /** Counts a piece of work that failed and does not stop the rest. */
  readonly failed: (name: RunName) => void
}
