/** What the plan of a file and its pull request reads. */
import type { Identity } from '../../minutes/pull-request/pull-actions.ts'
import type { MinutesPulls } from '../../ports/pulls.ts'
import type { MinutesRepository } from '../../ports.ts'

export type PlanFilePorts = {
  readonly minutes: MinutesRepository
  /** Author of the commits. */
  readonly identity: Identity
  /** null: the app only writes files and descriptions. */
  readonly pulls?: MinutesPulls | null
}
