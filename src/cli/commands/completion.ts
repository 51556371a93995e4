/** `completion`: prints the script by which a shell completes commands, options and teams. `complete` is what that script asks. */
import { Argument, Command } from 'commander'
import type { Uses } from '../../ports/app-ports.ts'
import { commandOf, wire } from '../command-context.ts'
import { type CompletedShell, completedShells, completionScript, completionsFor } from '../completion.ts'
import { noStatus } from '../output/status-line.ts'
import type { Shell } from '../shell.ts'

export function completionCommand(shell: Shell): Command {
  return commandOf(
    'completion',
    'print the script that completes commands, options and teams in your shell; its first lines say where it goes',
  )
    .addArgument(new Argument('<shell>', 'your shell').choices(completedShells))
    .action((name: CompletedShell) => shell.out(completionScript(name)))
}

/** Hidden: asked by the scripts. Quiet, and without network, since it runs at each press of the key. */
export function completeCommand(shell: Shell): Command {
  return new Command('complete').argument('[words...]').action(async (words: readonly string[], _, { parent }: Command) => {
    const ports: Uses<'settingsIfThere'> = wire({ ...shell, env: {}, err: () => {}, status: noStatus }, {})
    const settings = parent !== null && words.at(-2) === '--team' ? await ports.settingsIfThere().catch(() => null) : null
    const found = parent === null ? [] : completionsFor(parent, words, Object.keys(settings?.teams ?? {}))
    shell.out(found.map((word) => `${word}\n`).join(''))
  })
}
