/** `log`: lists what the app has written and why, newest first; or the jobs that failed for good, and runs them again. */
import { type Command, InvalidArgumentError, Option } from 'commander'
import { unpack } from '../../domain/board/history/packed.ts'
import { UserError } from '../../errors.ts'
import type { Uses } from '../../ports/app-ports.ts'
import { type CommonOptions, commandOf, learnBoard, tellUnnamed, wire } from '../command-context.ts'
import { UsageError } from '../exit.ts'
import { sanitize } from '../output/sanitize.ts'
import { isNamed } from '../output/show-plan.ts'
import type { Shell } from '../shell.ts'
import { listFailedJobs, retryFailedJobs } from './failed-jobs.ts'
import { showWeek } from './week-report.ts'

/** What the command uses of the world. */
type Ports = Uses<'clock' | 'memoryKeeper' | 'settings'>

type LogOptions = CommonOptions & { limit: number; json?: boolean; failed?: boolean; week?: boolean; retry?: string; apply?: boolean }

export function logCommand(shell: Shell): Command {
  return commandOf('log', 'list what the app has written, and why')
    .option('--limit <count>', 'maximum number of entries', countOption, 50)
    .option('--json', 'print one JSON object per line')
    .option('--failed', 'list the jobs of the server that failed for good')
    .addOption(new Option('--retry <id>', 'run one of them again, or all').conflicts('failed'))
    .addOption(
      new Option('--week', 'print the weekly report: what was written, what failed, and what it cost').conflicts(['failed', 'retry']),
    )
    .option('--apply', 'with --retry: do it; without, only print what would be run')
    .action(async ({ failed = false, week = false, retry, apply = false, json = false, ...options }: LogOptions) => {
      if (apply && retry === undefined) throw new UsageError('--apply: expected --retry, found none. Only --retry changes something.')
      const ports: Ports = wire(shell, options)
      if (week) return showWeek(shell, ports, json)
      if (failed) return listFailedJobs(shell, ports, json)
      if (retry !== undefined) return retryFailedJobs(shell, ports, { which: retry, apply, json })
      const all = await ports.memoryKeeper.entries({ limit: options.limit })
      if (shell.audience.isPublic) await learnKept(shell, ports)
      const entries = all.filter(({ where }) => isNamed(shell, where))
      if (json) shell.out(entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''))
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
