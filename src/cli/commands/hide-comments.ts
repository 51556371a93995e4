/** `hide-comments`: every comment the app made on epics, hidden with one command. */
import type { Command } from 'commander'
import { planHiding } from '../../usecases/hygiene/hide-comments.ts'
import { requireBoard } from '../../usecases/load-board.ts'
import { boardOf, type CommonOptions, commandOf, requireCredentials, showOrApply, wire } from '../command-context.ts'
import type { Shell } from '../shell.ts'

export function hideCommentsCommand(shell: Shell): Command {
  return commandOf('hide-comments', 'hides every comment the app made on epics; no new one follows until they are shown again')
    .option('--show', 'shows them again, and lets hygiene write again')
    .option('--apply', 'hides (or shows) them')
    .action(async (options: CommonOptions & { apply?: boolean; show?: boolean }) => {
      const wiring = wire(shell, options)
      const settings = await wiring.settings()
      requireCredentials(wiring, true, 'hide-comments')
      const board = await boardOf(shell, wiring, settings)
      if (board.remark !== null && board.snapshot !== null) shell.err(`${board.remark}\n`)
      const plan = await planHiding(wiring.comments(), { snapshot: requireBoard(board), isShown: options.show === true })
      await showOrApply({ shell, wiring, settings }, plan, options.apply === true)
    })
}
