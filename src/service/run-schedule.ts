/** Scheduled work: read the board, check epics, write agendas before meetings, create minutes after them. */
import type { Settings } from '../settings/settings.ts'
import { syncBoard } from '../usecases/sync-board.ts'
import { type MinutesTools, publishMinutes } from './minutes-jobs.ts'
import { checkTeams, type RecheckTools } from './recheck-epics.ts'
import { type ReportTools, reportWeek } from './report-week.ts'
import type { DueWork } from './schedule.ts'
import { publishCallNotes, type WeekTools, writeAgenda } from './week-jobs.ts'

export type ScheduleTools = RecheckTools & MinutesTools & WeekTools & ReportTools

export async function runDueWork(tools: ScheduleTools, settings: Settings, due: DueWork): Promise<void> {
  const { ports } = tools
  const { board: of } = settings
  if (due.kind === 'report') return reportWeek(tools, settings, due)
  if (due.kind === 'agenda') return ports.claims.alone(['board'], () => writeAgenda(tools, settings, due))
  if (due.kind === 'digest') return ports.claims.alone(['minutes'], () => publishCallNotes(tools, settings, due.date))
  if (due.kind === 'minutes') return ports.claims.alone(['minutes'], () => publishMinutes(tools, settings, due))
  if (of === null) return
  await ports.claims.alone(['board'], async () => {
    // One that had to wait, for GitHub or for another server, may find the board read since.
    const last = due.kind === 'sync' ? await ports.snapshots.latest(of, { complete: true }) : null
    if (last !== null && new Date(last.takenAt) > due.at) return
    const board = await ports.boardSource(settings)
    const { snapshot } = await syncBoard({ board, snapshots: ports.snapshots, clock: ports.clock }, { of })
    if (due.kind === 'hygiene') await checkTeams(tools, settings, snapshot, { teams: [due.team] })
  })
}
