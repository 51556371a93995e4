/** `hygiene`: shows findings per epic and, with credentials, the comments they lead to. */
import type { Command } from 'commander'
import { showableFindings } from '../../../domain/audience.ts'
import type { Snapshot } from '../../../domain/board/board.ts'
import { publishedFinding } from '../../../domain/finding.ts'
import { refKey } from '../../../domain/reference.ts'
import { hygieneTeams } from '../../../hygiene/hygiene-input.ts'
import type { Uses } from '../../../ports/app-ports.ts'
import { checkHygiene } from '../../../usecases/hygiene/check-hygiene.ts'
import { gatherHygieneFacts } from '../../../usecases/hygiene/gather-hygiene-facts.ts'
import { requireBoard, requireLiveBoard } from '../../../usecases/load-board.ts'
import {
  type ApplyingPorts,
  type BoardPorts,
  boardOf,
  type CommonOptions,
  commandOf,
  refuseWhenOff,
  requireCredentials,
  requireTeamBoard,
  teamOf,
  tellUnnamed,
  wire,
} from '../../command-context.ts'
import { UsageError } from '../../exit.ts'
import { type BoardOption, boardOption, type MinutesOption, minutesOption } from '../../options.ts'
import { hygieneTable } from '../../output/hygiene-table.ts'
import { showOrApply } from '../../output/show-plan.ts'
import type { Shell } from '../../shell.ts'

/** What the command uses of the world. */
type Ports = BoardPorts & ApplyingPorts & Uses<'archive' | 'comments' | 'issueTemplates' | 'members' | 'memory' | 'renderer' | 'settings'>

type Options = CommonOptions &
  BoardOption &
  MinutesOption & {
    readonly team?: string
    readonly json?: boolean
    readonly apply?: boolean
  }

export function hygieneCommand(shell: Shell): Command {
  return commandOf('hygiene', 'check epics and stories, and report what needs attention')
    .option('--team <id>', 'check one team only')
    .addOption(boardOption())
    .addOption(minutesOption())
    .option('--json', 'print findings as one JSON array')
    .option('--apply', 'write the comments')
    .action(async (options: Options) => {
      const ports: Ports = wire(shell, options)
      const settings = await ports.settings()
      refuseWhenOff(settings)
      if (options.team !== undefined) requireTeamBoard(settings, teamOf(settings, options.team), options.board)
      if (options.apply && options.board !== undefined) {
        throw new UsageError('--apply: expected the live board, found --board. A saved board may be out of date. Omit --board.')
      }
      requireCredentials(ports, options.apply === true)
      const board = await boardOf(shell, ports, settings, options.board)
      if (options.apply) requireLiveBoard(board)
      if (board.remark !== null && board.snapshot !== null) shell.err(`${board.remark}\n`)
      const snapshot = requireBoard(board)
      const writes = options.board === undefined && ports.isOnline
      const archive = ports.archive(settings, options.minutes)
      const render = await ports.renderer(archive)
      const { facts, remarks } = await gatherHygieneFacts(
        { archive, members: writes ? ports.members : null, issueTemplates: writes ? ports.issueTemplates : null },
        settings,
        {
          snapshot,
          history: board.history,
        },
      )
      for (const remark of remarks) shell.err(`${remark}\n`)
      const checked = await checkHygiene(
        {
          comments: writes ? ports.comments() : null,
          memory: ports.memory,
          clock: ports.clock,
        },
        {
          ...facts,
          settings,
          ...(options.team === undefined ? {} : { teams: [options.team] }),
          render,
        },
      )
      const { shown, unnamed } = showableFindings(checked.findings, shell.audience)
      if (options.json) shell.out(`${JSON.stringify(shown.map(publishedFinding), null, 2)}\n`)
      else
        shell.out(
          hygieneTable(
            shown,
            new Map(snapshot.items.flatMap(({ ref, title }) => (ref === null ? [] : [[refKey(ref), title] as const]))),
            unnamed > 0
              ? 'No findings can be shown here.'
              : whyNone(snapshot, hygieneTeams(settings, options.team === undefined ? undefined : [options.team]).length, checked.withheld),
          ),
        )
      tellUnnamed(shell, unnamed, 'finding')
      // Findings are the result; what would be written is shown beside them.
      if (writes) await showOrApply({ shell: { ...shell, out: shell.beside }, ports, settings }, checked.plan, options)
      else for (const told of checked.plan.remarks) shell.err(`${told}\n`)
    })
}

/** "All clear" is said only of what was looked at. */
function whyNone(snapshot: Snapshot, teams: number, withheld: number): string {
  if (teams === 0) return 'No findings: hygiene or the board is turned off, so no team was checked.'
  if (withheld > 0) return `No reliable findings; ${withheld} uncertain ones were withheld.`
  return snapshot.complete ? 'No findings: all clear.' : 'The board snapshot is incomplete, so findings are omitted.'
}
