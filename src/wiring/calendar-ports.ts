/** The port for the calendar. One source for the whole process, which remembers what it read. */
import { createCalendarSource } from '../adapters/calendar/calendar-source.ts'
import { createCalendarKeeper } from '../adapters/calendar/kept-calendar.ts'
import type { InstalledAccess } from '../adapters/github/client/client.ts'
import { createRepositoryArchive } from '../adapters/github/minutes/repository-archive.ts'
import { findTokens } from '../adapters/screening/secret-rules.ts'
import type { CalendarPorts, Environment } from '../ports/app-ports.ts'
import type { CalendarSource } from '../ports/calendar.ts'
import type { Clock, Log } from '../ports.ts'
import { createScreen } from '../usecases/minutes/screen-text.ts'
import { requireAccess } from './github-ports.ts'

type Sources = {
  readonly env: Environment
  readonly access: InstalledAccess | null
  readonly clock: Clock
  readonly log: Log
  /** false: a dry run, which changes nothing in DATA_DIR. */
  readonly keeps: boolean
}

export function createCalendarPorts({ env, access, clock, log, keeps }: Sources): CalendarPorts {
  const keeper = createCalendarKeeper(env.dataDir, log)
  // A title is no pad: nobody is asked about it, and nothing stops for it.
  const screen = createScreen(findTokens, { secrets: 'mask', emails: 'mask', absences: 'without-reason' })
  const sources = new Map<string, CalendarSource>()
  return {
    calendar: ({ calendar, timezone }) => {
      if (calendar === null) return null
      const key = JSON.stringify([calendar, timezone])
      const made =
        sources.get(key) ??
        createCalendarSource({
          calendar,
          timezone,
          clock,
          keeper: keeps ? keeper : { load: keeper.load, keep: async () => {} },
          archive: (repository, branch) =>
            createRepositoryArchive(requireAccess(access, 'The calendar'), repository, branch, { branchKey: 'calendar.branch' }),
          fetch: { allowLoopback: env.isLocal },
          screen,
        })
      sources.set(key, made)
      return made
    },
  }
}
