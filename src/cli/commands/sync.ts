/** `sync`: reads the board, saves a snapshot, and says what changed. */
import type { Command } from 'commander'
import { showableBoard } from '../../domain/audience.ts'
import { UserError } from '../../errors.ts'
import type { Uses } from '../../ports/app-ports.ts'
import { syncBoard } from '../../usecases/sync-board.ts'
import { boardSummary } from '../board-summary.ts'
import { type CommonOptions, commandOf, learnBoard, refuseWhenOff, wire } from '../command-context.ts'
import type { Shell } from '../shell.ts'

/** What the command uses of the world. */
type Ports = Uses<'boardSource' | 'clock' | 'settings' | 'snapshotFiles' | 'snapshots' | 'writePrivate'>

type Options = CommonOptions & { readonly out?: string; readonly archived?: boolean; readonly json?: boolean }

export function syncCommand(shell: Shell): Command {
  return commandOf('sync', 'read the board and save a snapshot')
    .option('--out <file>', 'save the snapshot as JSON, for use with --board')
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
      const started = performance.now()
      // Who wants it printed or saved elsewhere gets it, kept or not.
      const snapshots = options.out === undefined && !options.json ? ports.snapshotFiles : ports.snapshots
      const result = await syncBoard(
        { board: await ports.boardSource(settings), snapshots, clock: ports.clock },
        {
          of: settings.board,
          ...(options.archived ? { archived: true } : {}),
          ...(shell.isTerminal ? { progress: (done: number, all: number) => shell.err(`\r${done} of ${all} cards`) } : {}),
        },
      )
      if (shell.isTerminal) shell.err('\r\u001b[K')
      learnBoard(shell, settings, [result.snapshot])
      // A file of a public run becomes an artifact, or the board of a later step that prints it.
      const snapshot = showableBoard(result.snapshot, shell.audience)
      const text = `${JSON.stringify(snapshot, null, 2)}\n`
      if (options.out !== undefined) await ports.writePrivate(options.out, text)
      if (options.json) shell.out(text)
      const summary = `${boardSummary({ ...result, audience: shell.audience, milliseconds: performance.now() - started, status: settings.board.status, history: await ports.snapshots.history(settings.board) })}\n${options.out === undefined ? '' : `Saved as ${options.out}.\n`}`
      if (options.json) shell.beside(summary)
      else shell.out(summary)
    })
}
