/** `presenter` and `actions`: what past minutes remember of turns and of open items. */
import type { Command } from 'commander'
import type { PastMeeting } from '../../domain/notes/past-meeting.ts'
import { dayIn } from '../../domain/time/dates.ts'
import { UserError } from '../../errors.ts'
import { proposePresenter } from '../../minutes/agenda/propose-presenter.ts'
import { times } from '../../minutes/meeting/item-similarity.ts'
import { openActions } from '../../minutes/meeting/open-actions.ts'
import type { Settings, TeamSettings } from '../../settings/settings.ts'
import { pastMeetings } from '../../usecases/minutes/read-past-meetings.ts'
import { type CommonOptions, commandOf, refuseWhenOff, teamOf, wire } from '../command-context.ts'
import { plain } from '../sanitize.ts'
import type { Shell } from '../shell.ts'

type Options = CommonOptions & { readonly team: string; readonly minutes?: string; readonly json?: boolean }

function memoryCommand(shell: Shell, name: string, description: string, show: (memory: Memory, json: boolean) => string): Command {
  return commandOf(name, description)
    .requiredOption('--team <id>', 'a key of `teams` in sprint.yml')
    .option('--minutes <dir>', 'minutes in a folder, in place of the repository')
    .option('--json', 'one JSON document')
    .action(async (options: Options) => {
      const wiring = wire(shell, options)
      const settings = await wiring.settings()
      refuseWhenOff(settings)
      const team = teamOf(settings, options.team)
      const archive = wiring.archive(settings, options.minutes)
      if (archive === null)
        throw new UserError(
          `${name}: expected credentials for GitHub or --minutes DIR, found neither. Minutes have to be read from somewhere.`,
        )
      const past = await pastMeetings(archive, settings, team)
      if (past.length === 0) shell.err(`No minutes of ${team.name} were found under ${team.path}.\n`)
      const today = dayIn(settings.timezone, wiring.clock.now())
      shell.file(show({ settings, team, past, today }, options.json === true))
    })
}

type Memory = { readonly settings: Settings; readonly team: TeamSettings; readonly past: readonly PastMeeting[]; readonly today: string }

export function presenterCommand(shell: Shell): Command {
  return memoryCommand(shell, 'presenter', 'who reports and writes next: the rota’s proposal', ({ settings, team, past }, json) => {
    const found = proposePresenter({ settings, team, past })
    if (json) return `${JSON.stringify(found, null, 2)}\n`
    const { reporter, scribe, why } = found.proposal
    return [
      ...(team.communityCall ? [`Reports in the community call: ${named(reporter)}`] : []),
      `Writes the minutes: ${named(scribe)}`,
      why,
      '',
    ].join('\n')
  })
}

export function actionsCommand(shell: Shell): Command {
  return memoryCommand(shell, 'actions', 'open action items across the weeks', ({ settings, team, past }, json) => {
    const items = openActions({ settings, team, past })
    if (json) return `${JSON.stringify(items, null, 2)}\n`
    if (items.length === 0) return 'No open action items.\n'
    return items
      .map(({ owners, text, since, carried, path, line }) => {
        const who = owners.length > 0 ? owners.map((owner) => `@${owner}`).join(', ') : '(no handle)'
        const often = carried === 0 ? '' : `, carried over ${times(carried)}`
        return `${who}${owners.length > 0 ? ':' : ''} ${plain(text)} (since ${since}${often}; ${path}:${line})\n`
      })
      .join('')
  })
}

function named(handle: string | null): string {
  return handle === null ? 'nobody to propose' : `@${handle}`
}
