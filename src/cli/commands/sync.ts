/** `sync`: reads the board, saves a snapshot, and says what changed. */
import type { Command } from 'commander'
import { showableBoard } from '../../domain/audience.ts'
import type { Snapshot } from '../../domain/board/board.ts'
import { UserError } from '../../errors.ts'
import { doubtsStart } from '../../hygiene/hygiene-input.ts'
import type { Uses } from '../../ports/app-ports.ts'
import type { Settings } from '../../settings/settings.ts'
import { pastBoard } from '../../usecases/past-board.ts'
import { syncBoard } from '../../usecases/sync-board.ts'
import { type CommonOptions, commandOf, learnBoard, refuseWhenOff, wire } from '../command-context.ts'
import { dayOption } from '../options.ts'
import { boardSummary, pastSummary } from '../output/board-summary.ts'
import type { Shell } from '../shell.ts'

/** What the command uses of the world. */
type Ports = Uses<'boardSource' | 'clock' | 'memoryKeeper' | 'settings' | 'snapshotFiles' | 'snapshots' | 'writePrivate'>

type Options = CommonOptions & { readonly out?: string; readonly archived?: boolean; readonly json?: boolean; readonly at?: string }

export function syncCommand(shell: Shell): Command {
  return commandOf('sync', 'read the board and save a snapshot')
    .option('--out <file>', 'save the snapshot as JSON, for use with --board')
    .option('--at <date>', 'do not read the board: rebuild it as it was at the end of that day', dayOption)
    .option('--archived', 'include archived cards')
    .option('--json', 'print the snapshot as JSON')
    .action(async (options: Options) => {
      const ports: Ports = wire(shell, options)
      const settings = await ports.settings()
      refuseWhenOff(settings)
      if (settings.board === null) {
        throw new UserError(
          `${settings.source}: expected \`board\` with \`owner\` and \`number\`, found none. Without a board, there is nothing to sync. Add it.`,
        )
      }
      if (options.at !== undefined) return rebuildPast(shell, ports, settings, { ...options, at: options.at })
      const started = performance.now()
      // Who wants it printed or saved elsewhere gets it, kept or not.
      const snapshots = options.out === undefined && !options.json ? ports.snapshotFiles : ports.snapshots
      const result = await syncBoard(
        { board: await ports.boardSource(settings), snapshots, clock: ports.clock },
        {
          of: settings.board,
          ...(options.archived ? { archived: true } : {}),
        },
      )
      learnBoard(shell, settings, [result.snapshot])
      const summary = boardSummary({
        ...result,
        audience: shell.audience,
        milliseconds: performance.now() - started,
        status: settings.board.status,
        history: await ports.snapshots.history(settings.board, { since: doubtsStart(result.snapshot) }),
      })
      await handOver(shell, ports, result.snapshot, { ...options, summary })
    })
}

/** The end of a day is that of the time zone of sprint.yml. */
async function rebuildPast(shell: Shell, ports: Ports, settings: Settings, options: Options & { readonly at: string }): Promise<void> {
  const { board, timezone } = settings
  if (board === null) return
  const snapshot = await pastBoard(ports.memoryKeeper, { board, day: options.at, timezone })
  // What is private now was perhaps not so then.
  const newest = await ports.snapshots.latest(board)
  learnBoard(shell, settings, [snapshot, ...(newest === null ? [] : [newest])])
  await handOver(shell, ports, snapshot, { ...options, summary: pastSummary(snapshot, timezone) })
}

async function handOver(shell: Shell, ports: Ports, snapshot: Snapshot, { out, json, summary }: Options & { readonly summary: string }) {
  // A file of a public run becomes an artifact, or the board of a later step that prints it.
  const text = `${JSON.stringify(showableBoard(snapshot, shell.audience), null, 2)}\n`
  if (out !== undefined) await ports.writePrivate(out, text)
  if (json) shell.out(text)
  const told = `${summary}\n${out === undefined ? '' : `Saved as ${out}.\n`}`
  if (json) shell.beside(told)
  else shell.out(told)
}
