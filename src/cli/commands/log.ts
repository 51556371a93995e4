/** `log`: lists what the app has written and why, newest first. */
import { type Command, InvalidArgumentError } from 'commander'
import { unpack } from '../../domain/board/history/packed.ts'
import { UserError } from '../../errors.ts'
import type { Uses } from '../../ports/app-ports.ts'
import { type CommonOptions, commandOf, isNamed, learnBoard, tellUnnamed, wire } from '../command-context.ts'
import { sanitize } from '../sanitize.ts'
import type { Shell } from '../shell.ts'

/** What the command uses of the world. */
type Ports = Uses<'memoryKeeper' | 'settings'>

export function logCommand(shell: Shell): Command {
  return commandOf('log', 'list what the app has written, and why')
    .option('--limit <count>', 'maximum number of entries', countOption, 50)
    .option('--json', 'print one JSON object per line')
    .action(async (options: CommonOptions & { limit: number; json?: boolean }) => {
      const ports: Ports = wire(shell, options)
      const all = await ports.memoryKeeper.entries({ limit: options.limit })
      if (shell.audience.isPublic) await learnKept(shell, ports)
      const entries = all.filter(({ where }) => isNamed(shell, where))
      if (options.json) shell.out(entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''))
      else if (all.length === 0) shell.out('Nothing has been written yet.\n')
      else
        shell.out(
          entries
            .map(({ at, kind, where, why, url }) => `${at} ${kind} ${sanitize(where)}: ${sanitize(why)}${url ? ` ${sanitize(url)}` : ''}\n`)
            .join(''),
        )
      tellUnnamed(shell, all.length - entries.length, 'write')
    })
}

function countOption(value: string): number {
  if (/^[1-9]\d{0,5}$/.test(value)) return Number(value)
  throw new InvalidArgumentError(`Expected a number from 1, found "${value}".`)
}

/** The log says where something was written; whether that is private, the kept boards know. */
async function learnKept(shell: Shell, ports: Ports): Promise<void> {
  try {
    const settings = await ports.settings()
    if (!shell.audience.isPublic) return
    for (const { history } of Object.values(await ports.memoryKeeper.read()))
      for (const { snapshots } of history) for (const snapshot of unpack(snapshots)) learnBoard(shell, settings, [snapshot])
  } catch (error) {
    if (!(error instanceof UserError)) throw error
  }
}
