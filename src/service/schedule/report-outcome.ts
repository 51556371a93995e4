/** Reports the outcome of a job to people on GitHub. */
import { errorFacts } from '../../errors.ts'
import type { Settings } from '../../settings/settings.ts'
import type { Plan } from '../../usecases/plan.ts'
import type { Tools } from '../context.ts'

/** If the app may not open issues, this is logged and counted, and does not block other work. */
export async function tell({ ports, apply, failed }: Tools, settings: Settings, plan: () => Promise<Plan>): Promise<void> {
  try {
    await apply(await plan(), settings)
  } catch (error) {
    ports.log.warn('The failure could not be reported on GitHub.', { error: errorFacts(error) })
    failed('tell')
  }
}
