/** `hide-comments`: hides all comments of the app on epics. */
import type { Command } from 'commander'
import type { Uses } from '../../../ports/app-ports.ts'
import { planHiding } from '../../../usecases/hygiene/hide-comments.ts'
import { requireBoard } from '../../../usecases/load-board.ts'
import {
  type ApplyingPorts,
  type BoardPorts,
  boardOf,
  type CommonOptions,
  commandOf,
  requireCredentials,
  wire,
} from '../../command-context.ts'
import { showOrApply } from '../../output/show-plan.ts'
import type { Shell } from '../../shell.ts'

/** What the command uses of the world. */
type Ports = BoardPorts & ApplyingPorts & Uses<'comments' | 'settings'>

export function hideCommentsCommand(shell: Shell): Command {
  return commandOf('hide-comments', 'hide all comments of the app on epics; no new ones are written until they are shown again')
    .option('--show', 'show the comments again, and resume hygiene comments')
    .option('--apply', 'hide (or show) the comments')
    .action(async (options: CommonOptions & { apply?: boolean; show?: boolean }) => {
      const ports: Ports = wire(shell, options)
      const settings = await ports.settings()
      requireCredentials(ports, true, 'hide-comments')
      const board = await boardOf(shell, ports, settings)
      if (board.remark !== null && board.snapshot !== null) shell.err(`${board.remark}\n`)
      const plan = await planHiding(ports.comments(), { snapshot: requireBoard(board), isShown: options.show === true })
      await showOrApply({ shell, ports, settings }, plan, options)
    })
}
