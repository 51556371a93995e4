/** Scheduled work: read the board, check epics, write agendas before meetings, create minutes after them. */
import type { Snapshot } from '../../domain/board/board.ts'
import type { Settings } from '../../settings/settings.ts'
import { syncBoard } from '../../usecases/sync-board.ts'
import type { WorkResult } from '../context.ts'
import { checkTeams, type RecheckTools } from '../webhooks/recheck-epics.ts'
import { type FollowUpTools, followUpMinutes } from './follow-up.ts'
import { isPadEdited, type MinutesTools, publishMinutes } from './minutes-jobs.ts'
import { tendPulls } from './pull-jobs.ts'
import { type ReportTools, reportWeek } from './report-week.ts'
import type { DueWork } from './schedule.ts'
import { publishCallNotes, type WeekTools, writeAgenda } from './week-jobs.ts'

/** When this server last began to read a whole board, and which one. */
export type BoardRead = { last: { readonly at: Date; readonly owner: string; readonly number: number } | null }

export type ScheduleTools = FollowUpTools & RecheckTools & MinutesTools & WeekTools & ReportTools & { readonly boardRead: BoardRead }

export async function runDueWork(tools: ScheduleTools, settings: Settings, due: DueWork): Promise<WorkResult> {
  if (due.kind === 'minutes' && !(await isToBeRead(tools, settings, due))) return 'nothing'
  await carryOut(tools, settings, due)
  return 'done'
}

/** A pad that is watched is read only if somebody edited it. */
async function isToBeRead(tools: MinutesTools, settings: Settings, { editedSince, ...due }: Due<'minutes'>): Promise<boolean> {
  return editedSince === undefined || isPadEdited(tools, settings, { ...due, editedSince })
}

type Due<Kind extends DueWork['kind']> = Extract<DueWork, { kind: Kind }>

async function carryOut(tools: ScheduleTools, settings: Settings, due: DueWork): Promise<void> {
  const { ports } = tools
  const { board: of } = settings
  if (due.kind === 'follow-up') return ports.claims.alone(['follow-up'], () => followUpMinutes(tools, settings))
  if (due.kind === 'report') return reportWeek(tools, settings, due)
  if (due.kind === 'agenda') return ports.claims.alone(['board'], () => writeAgenda(tools, settings, due))
  if (due.kind === 'digest') return ports.claims.alone(['minutes'], () => publishCallNotes(tools, settings, due.date))
  if (due.kind === 'pulls') return ports.claims.alone(['minutes'], () => tendPulls(tools, settings))
  if (due.kind === 'minutes') return ports.claims.alone(['minutes'], () => publishMinutes(tools, settings, due))
  if (of === null) return
  await ports.claims.alone(['board'], async () => {
    const snapshot = (await readSince(tools, of, due)) ?? (await readBoard(tools, settings, of))
    if (due.kind === 'hygiene') await checkTeams(tools, settings, snapshot, { teams: [due.team] })
  })
}

type Of = NonNullable<Settings['board']>

/**
 * The board that was read since the work was due; null: it is to be read. Work that had to wait finds it read by the work before: twenty
 * teams need one read. Webhooks keep it up to date; for findings it must once have been read as a whole.
 */
async function readSince({ ports, boardRead: { last } }: ScheduleTools, of: Of, { kind, at }: DueWork): Promise<Snapshot | null> {
  const isWholeRead = last !== null && last.owner === of.owner && last.number === of.number && last.at > at
  if (kind !== 'sync' && !isWholeRead) return null
  const latest = await ports.snapshots.latest(of, { complete: true })
  return latest !== null && new Date(latest.takenAt) > at ? latest : null
}

async function readBoard({ ports, boardRead }: ScheduleTools, settings: Settings, of: Of): Promise<Snapshot> {
  const at = ports.clock.now()
  const board = await ports.boardSource(settings)
  const { snapshot } = await syncBoard({ board, snapshots: ports.snapshots, clock: ports.clock }, { of })
  if (snapshot.complete) boardRead.last = { at, owner: of.owner, number: of.number }
  return snapshot
}
