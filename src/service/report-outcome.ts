/** Reports the outcome of a job to people on GitHub. */
import { errorFacts } from '../errors.ts'
import type { Settings } from '../settings/settings.ts'
import type { Plan } from '../usecases/plan.ts'
import type { Tools } from './context.ts'

/** Where the app may not open issues nothing can be told: that is logged and counted, and stands in no other work's way. */
export async function tell({ ports, apply, failed }: Tools, settings: Settings, plan: () => Promise<Plan>): Promise<void> {
  try {
    await apply(await plan(), settings)
  } catch (error) {
    ports.log.warn('The failure could not be reported on GitHub.', { error: errorFacts(error) })
    failed('tell')
  }
}
