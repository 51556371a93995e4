/** What a time brings: the board is read, epics are looked at before the meeting, minutes are made after it. */
import type { Settings } from '../settings/settings.ts'
import { type DueWork, dueWork } from '../usecases/schedule.ts'
import { syncBoard } from '../usecases/sync-board.ts'
import { checkTeams } from './look-again.ts'
import { publishMinutes } from './minutes-work.ts'
import type { Tools } from './tools.ts'

type Counted = (name: string, task: () => Promise<void>) => Promise<void>

export async function runDueWork(
  tools: Tools,
  settings: Settings,
  span: { readonly from: Date; readonly to: Date },
  counted: Counted,
): Promise<void> {
  for (const due of dueWork(settings, span.from, span.to)) await counted(due.kind, () => work(tools, settings, due))
}

async function work(tools: Tools, settings: Settings, due: DueWork): Promise<void> {
  const { wiring } = tools
  const sync = async () => {
    if (settings.board === null) return null
    const board = await wiring.boardSource(settings)
    return syncBoard({ board, snapshots: wiring.snapshots, clock: wiring.clock }, { of: settings.board })
  }
  if (due.kind === 'sync') {
    await sync()
  } else if (due.kind === 'hygiene') {
    const synced = await sync()
    if (synced) await checkTeams(tools, settings, synced.snapshot, { teams: [due.team] })
  } else await publishMinutes(tools, settings, due)
}
