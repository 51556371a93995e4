/** The calendar as it was last read, for when it cannot be: `calendar.json` in DATA_DIR. A cache: whatever is wrong with it, it counts as absent. */
import { join } from 'node:path'
import { z } from 'zod'
import { errorFacts } from '../../errors.ts'
import type { Log } from '../../ports.ts'
import { jsonOf, textIfAny } from '../store/files/json-lines.ts'
import { makeFolder, writePrivate } from '../store/files/private-files.ts'

const Kept = z.object({
  schema: z.literal('scs-sprint/calendar'),
  version: z.literal(1),
  /** The URL or the repository that it is of. */
  source: z.string(),
  takenAt: z.iso.datetime(),
  etag: z.string().nullable(),
  files: z.array(z.object({ path: z.string(), text: z.string() })),
  missing: z.array(z.string()),
})

export type KeptCalendar = Omit<z.infer<typeof Kept>, 'schema' | 'version'>

export type CalendarKeeper = {
  /** null: none is kept of that source. */
  readonly load: (source: string) => Promise<KeptCalendar | null>
  readonly keep: (calendar: KeptCalendar) => Promise<void>
}

export function createCalendarKeeper(dir: string, log: Log): CalendarKeeper {
  const path = join(dir, 'calendar.json')
  return {
    load: async (source) => {
      const text = await textIfAny(path).catch((error: unknown) => {
        log.warn(`${path} cannot be read, so the calendar that was kept there is not used.`, { error: errorFacts(error) })
        return null
      })
      const read = text === null ? null : Kept.safeParse(jsonOf(text))
      return read?.success && read.data.source === source ? read.data : null
    },
    keep: async (calendar) => {
      try {
        await makeFolder(dir)
        await writePrivate(path, JSON.stringify({ schema: 'scs-sprint/calendar', version: 1, ...calendar }))
      } catch (error) {
        log.warn(`The calendar could not be kept in ${path}, so there is none to use if its server fails.`, { error: errorFacts(error) })
      }
    },
  }
}
