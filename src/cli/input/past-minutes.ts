/** Shared by commands on a team’s past minutes: their options, and where the minutes are read from. */
import type { Command } from 'commander'
import type { PastMeeting } from '../../domain/notes/past-meeting.ts'
import { addDays, dayIn } from '../../domain/time/dates.ts'
import type { Uses } from '../../ports/app-ports.ts'
import type { MinutesArchive } from '../../ports.ts'
import type { Settings, TeamSettings } from '../../settings/settings.ts'
import { readPastMeetings } from '../../usecases/minutes/read-past-meetings.ts'
import { type CommonOptions, chosenTeam, commandOf, refuseWhenOff, requireArchive, wire } from '../command-context.ts'
import { UsageError } from '../exit.ts'
import { type MinutesOption, minutesOption, teamOption } from '../options.ts'
import type { Shell } from '../shell.ts'

/** What the command uses of the world. */
type Ports = Uses<'archive' | 'clock' | 'settings'>

export type PastOptions = CommonOptions & MinutesOption & { readonly team?: string; readonly since?: string; readonly json?: boolean }

/**
 * A command that needs nothing but the earlier minutes of a team; `show` gives what is printed. `sinceDays`: all minutes of so many
 * days, or from `--since` on, in place of the latest ones.
 */
export function pastMinutesCommand(
  shell: Shell,
  { name, description, sinceDays }: { readonly name: string; readonly description: string; readonly sinceDays?: number },
  show: (minutes: PastMinutes, json: boolean) => string,
): Command {
  return commandOf(name, description)
    .addOption(teamOption())
    .addOption(minutesOption())
    .option('--json', 'print one JSON document')
    .action(async (options: PastOptions) => {
      const ports: Ports = wire(shell, options)
      const settings = await ports.settings()
      refuseWhenOff(settings)
      const team = chosenTeam(shell, settings, options.team)
      const archive = requireArchive(ports, settings, name, options.minutes)
      const today = dayIn(settings.timezone, ports.clock.now())
      const since = sinceDays === undefined ? null : (options.since ?? addDays(today, -sinceDays))
      if (since !== null && since > today)
        throw new UsageError(`--since: expected a day in the past, found ${since}; today is ${today}. Name an earlier day.`)
      const past = await readPastOf({ shell, ports, settings, archive }, team, since === null ? {} : { since })
      shell.file(show({ settings, team, past, today, since }, options.json === true))
    })
}

type Reading = {
  readonly shell: Shell
  readonly ports: Uses<'clock'>
  readonly settings: Settings
  readonly archive: MinutesArchive
}

/** The latest minutes of a team, newest first; `since`: all from that day on; `isAll`: all there are. */
export async function readPastOf(
  { shell, ports, settings, archive }: Reading,
  team: TeamSettings,
  { since, isAll = since !== undefined }: { readonly since?: string; readonly isAll?: boolean },
): Promise<readonly PastMeeting[]> {
  // A file of a coming day is a plan: nothing in it has been said yet.
  const before = addDays(dayIn(settings.timezone, ports.clock.now()), 1)
  const wanted = { before, ...(since === undefined ? {} : { since }), ...(isAll ? { limit: Number.POSITIVE_INFINITY } : {}) }
  const past = await readPastMeetings(archive, settings, team, wanted)
  const path = team.path.replaceAll('{team}', team.id)
  if (past.length === 0) shell.err(`No minutes of ${team.name} found under ${path}${since === undefined ? '' : ` since ${since}`}.\n`)
  return past
}

export type PastMinutes = {
  readonly settings: Settings
  readonly team: TeamSettings
  readonly past: readonly PastMeeting[]
  readonly today: string
  /** First day of the minutes that were read; null: the latest ones were. */
  readonly since: string | null
}
