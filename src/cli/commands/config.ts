/** `config check` and `config schema`. */
import { Command } from 'commander'
import { rules } from '../../hygiene/registry.ts'
import type { Uses } from '../../ports/app-ports.ts'
import { settingsJsonSchema } from '../../settings/json-schema.ts'
import { listUnconfigured } from '../../settings/list-unconfigured.ts'
import { type CommonOptions, commandOf, wire } from '../command-context.ts'
import type { Shell } from '../shell.ts'

/** What the command uses of the world. */
type Ports = Uses<'settings' | 'settingsFrom'>

export function configCommand(shell: Shell): Command {
  const check = commandOf('check', 'validate a configuration')
    .argument('[file]', 'file to validate (default: the one that other commands use)')
    .action(async (file: string | undefined, options: CommonOptions) => {
      const ports: Ports = wire(shell, options)
      const settings = await (file === undefined ? ports.settings() : ports.settingsFrom(file))
      const teams = Object.values(settings.teams).map(({ id, name }) => `${id} (${name})`)
      shell.out(
        `${settings.source} is valid: ${settings.organization}, minutes in ${settings.minutes.repository}, ${teams.length === 1 ? 'team' : 'teams'} ${teams.join(', ')}.\n`,
      )
      for (const { what, told } of listUnconfigured(settings)) shell.out(`Not set up, ${what}: ${told}\n`)
    })
  const schema = commandOf('schema', 'print the JSON Schema of sprint.yml, for editors').action(() => {
    shell.out(`${JSON.stringify(settingsJsonSchema(rules), null, 2)}\n`)
  })
  return new Command('config').description('validate sprint.yml, or print its JSON Schema').addCommand(check).addCommand(schema)
}
