/** `missing`: lists meetings without minutes, of all teams. */
import { type Command, Option } from 'commander'
import type { Uses } from '../../../ports/app-ports.ts'
import {
  failuresOf,
  fixFirst,
  type MissingPorts,
  missingAsJson,
  missingAsText,
  missingOf,
  padFailuresOf,
} from '../../backlog/missing-minutes.ts'
import { type CommonOptions, commandOf, refuseWhenOff, teamOf, wire } from '../../command-context.ts'
import { dayOption, type MinutesOption, minutesOption } from '../../options.ts'
import type { Shell } from '../../shell.ts'

/** What the command uses of the world. */
type Ports = MissingPorts & Uses<'settings'>

type Options = CommonOptions & MinutesOption & { readonly team?: string; readonly since?: string; readonly json?: boolean }

export function missingCommand(shell: Shell): Command {
  return commandOf('missing', 'list meetings without minutes, of all teams, with their pads')
    .option('--team <id>', 'only this team: a key under `teams` in sprint.yml')
    .addOption(
      new Option('--since <day>', 'meetings from this day on, such as 2026-01-01 (default: the last 13 weeks)').argParser(dayOption),
    )
    .addOption(minutesOption())
    .option('--json', 'print one JSON document')
    .action(async (options: Options) => {
      const ports: Ports = wire(shell, options)
      const settings = await ports.settings()
      refuseWhenOff(settings)
      const teams = options.team === undefined ? Object.values(settings.teams) : [teamOf(settings, options.team)]
      const found = await missingOf(
        { shell, ports, settings },
        { teams, since: options.since, minutes: options.minutes, command: 'missing' },
      )
      shell.file(options.json === true ? missingAsJson(found) : missingAsText(found))
      // What is known was printed; the rest is not silently left out.
      const [worst, ...others] = fixFirst([...failuresOf(found), ...padFailuresOf(found)])
      for (const { message } of others) shell.err(`${message}\n`)
      if (worst !== undefined) throw worst
    })
}
