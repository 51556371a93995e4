/** `agenda`: creates the agenda of a team for its pad. */

import type { Command } from 'commander'
import { padOfDay } from '../../../domain/pads/pad-of-day.ts'
import type { Uses } from '../../../ports/app-ports.ts'
import { noBoard, requireLiveBoard } from '../../../usecases/load-board.ts'
import { gatherAgendaTopics } from '../../../usecases/minutes/gather-agenda-topics.ts'
import { agendaHistoryStart, prepareAgenda } from '../../../usecases/minutes/prepare-agenda.ts'
import type { Plan } from '../../../usecases/plan.ts'
import { requirePad } from '../../../usecases/read-meeting-plan.ts'
import { type ApplyingPorts, type BoardPorts, boardOf, meetingTeamOf, wire } from '../../command-context.ts'
import { UsageError } from '../../exit.ts'
import { askedMeeting, type MeetingPorts } from '../../input/asked-meeting.ts'
import { type EarlierPorts, earlierMeetings } from '../../input/earlier-meetings.ts'
import { type MeetingOptions, meetingCommandOf } from '../../options.ts'
import { showOrApply } from '../../output/show-plan.ts'
import type { Shell } from '../../shell.ts'

/** What the command uses of the world. */
type Ports = BoardPorts & ApplyingPorts & EarlierPorts & MeetingPorts & Uses<'issueReader' | 'renderer' | 'settings' | 'writeText'>

export function agendaCommand(shell: Shell): Command {
  return meetingCommandOf(
    'agenda',
    'create the agenda for a pad, from the board, open action items, findings and the rota',
    'the next meeting',
  )
    .option('--out <file>', 'write the agenda to a file instead of stdout')
    .option('--apply', 'write it to the pad, unless someone has already typed there')
    .action(async (options: MeetingOptions) => {
      const ports: Ports = wire(shell, options)
      const settings = await ports.settings()
      const team = meetingTeamOf(shell, settings, options)
      if (options.apply && options.board !== undefined) {
        throw new UsageError(
          '--apply: expected the live board, found --board. The agenda in a pad must show the current board. Omit --board.',
        )
      }
      const board = team.board ? await boardOf(shell, ports, settings, options.board) : noBoard
      if (options.apply) requireLiveBoard(board)
      if (board.remark !== null) shell.err(`${board.remark}\n`)
      const { date, meeting, plan } = await askedMeeting({ shell, ports, settings }, team, options, 'next')
      const archive = ports.archive(settings, options.minutes)
      const past = await earlierMeetings(ports, settings, team, { ...options, date })
      const issues = ports.isOnline ? ports.issueReader() : null
      const asked = await gatherAgendaTopics({ issues, screen: ports.screen(settings) }, { settings, team, snapshot: board.snapshot })
      const { text, remarks } = prepareAgenda({
        settings,
        team,
        date,
        calendar: plan.calendar,
        ...(meeting === null ? {} : { meeting }),
        snapshot: board.snapshot,
        history: await board.history(agendaHistoryStart({ settings, snapshot: board.snapshot, past })),
        past,
        topics: asked.topics,
        now: ports.clock.now(),
        render: await ports.renderer(archive, team.id),
      })
      for (const remark of [...asked.remarks, ...remarks]) shell.err(`${remark}\n`)
      if (options.out === undefined) shell.file(text)
      else {
        await ports.writeText(options.out, text)
        shell.err(`Agenda written to ${options.out}.\n`)
      }
      const pad = meeting === null ? padOfDay(team, date) : meeting.pad
      if (!options.apply) {
        if (ports.isOnline && pad !== null)
          shell.err(`Dry run: nothing was written. --apply writes this text to ${pad} if nobody has typed there.\n`)
        return
      }
      const url = requirePad(plan, team, meeting ?? { pad: padOfDay(team, date), notAllowedPad: null, title: team.name })
      const written: Plan = { actions: [{ kind: 'write-pad', url, text, why: `the agenda of ${date}` }], remarks: [] }
      await showOrApply({ shell: { ...shell, out: shell.beside }, ports, settings }, written, options)
    })
}
