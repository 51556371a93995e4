/** What webhooks named, in memory, for tests of the service that need no database: looked at when the test says so. */
import type { NamedByWebhook } from '../../src/ports/jobs.ts'
import type { Service } from '../../src/service/service.ts'

export function memoryLookAgain() {
  let noted: NamedByWebhook[] = []
  return {
    note: async (named: NamedByWebhook) => void noted.push(named),
    /** One look at all that was noted. */
    lookNow: async (service: Pick<Service, 'look'>) => {
      const all = noted
      noted = []
      if (all.length > 0) await service.look(all)
    },
  }
}
