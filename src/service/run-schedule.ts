/** What a time brings: the board is read, epics are looked at and the agenda is written before the meeting, minutes are made after it. */
import type { Settings } from '../settings/settings.ts'
import type { DueWork } from '../usecases/schedule.ts'
import { syncBoard } from '../usecases/sync-board.ts'
import type { Tools } from './context.ts'
import { publishMinutes } from './minutes-jobs.ts'
import { checkTeams } from './recheck-epics.ts'
import { publishCallNotes, seedAgenda } from './week-jobs.ts'

export async function runDueWork(tools: Tools, settings: Settings, due: DueWork): Promise<void> {
  const { wiring } = tools
  const { board: of } = settings
  if (due.kind === 'agenda') return wiring.claims.alone(['board'], () => seedAgenda(tools, settings, due))
  if (due.kind === 'digest') return wiring.claims.alone(['minutes'], () => publishCallNotes(tools, settings, due.date))
  if (due.kind === 'minutes') return wiring.claims.alone(['minutes'], () => publishMinutes(tools, settings, due))
  if (of === null) return
  await wiring.claims.alone(['board'], async () => {
    // One that had to wait, for GitHub or for another server, may find the board read since.
    const last = due.kind === 'sync' ? await wiring.snapshots.latest(of, { complete: true }) : null
    if (last !== null && new Date(last.takenAt) > due.at) return
    const board = await wiring.boardSource(settings)
    const { snapshot } = await syncBoard({ board, snapshots: wiring.snapshots, clock: wiring.clock }, { of })
    if (due.kind === 'hygiene') await checkTeams(tools, settings, snapshot, { teams: [due.team] })
  })
}
