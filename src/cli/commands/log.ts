/** `log`: what was written and why, newest first. */
import type { Command } from 'commander'
import { type CommonOptions, commandOf, wire, withStore } from '../command.ts'
import { plain } from '../plain.ts'
import type { Shell } from '../shell.ts'

export function logCommand(shell: Shell): Command {
  return commandOf('log', 'what was written and why')
    .option('--limit <count>', 'so many entries', '50')
    .option('--json', 'one object a line')
    .action(async (options: CommonOptions & { limit: string; json?: boolean }) => {
      const limit = Math.max(1, Number.parseInt(options.limit, 10) || 50)
      const entries = await withStore(wire(shell, options), ({ audit }) => audit.entries({ limit }))
      if (options.json) shell.out(entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''))
      else if (entries.length === 0) shell.out('Nothing was written yet.\n')
      else
        shell.out(
          entries
            .map(({ at, kind, where, why, url }) => `${at} ${kind} ${plain(where)}: ${plain(why)}${url ? ` ${plain(url)}` : ''}\n`)
            .join(''),
        )
    })
}
