/** After webhooks: reads again what they named, and looks at the epics that this touched. */
import type { Snapshot } from '../domain/board.ts'
import type { BoardChanges } from '../domain/board-changes.ts'
import { refKey } from '../domain/reference.ts'
import type { Settings } from '../settings/settings.ts'
import { askedAtHand } from '../usecases/asked-at-hand.ts'
import { checkHygiene } from '../usecases/check-hygiene.ts'
import { refreshBoard, syncBoard } from '../usecases/sync-board.ts'
import type { Named } from '../usecases/webhook-names.ts'
import type { Tools } from './tools.ts'

/** Without a picture yet, or when the board itself changed, everything is read. */
export async function lookAgain(tools: Tools, settings: Settings, named: Named): Promise<void> {
  const { wiring } = tools
  if (settings.board === null) return
  const board = await wiring.boardSource(settings)
  const ports = { board, snapshots: wiring.snapshots, clock: wiring.clock }
  const refreshed = named.whole ? null : await refreshBoard(ports, settings.board, named)
  if (refreshed) {
    const only = touchedEpics(refreshed.snapshot, refreshed.changes, named.refs)
    wiring.log.info(`Read again what webhooks named; ${only.length} epics touched.`)
    if (only.length > 0) await checkTeams(tools, settings, refreshed.snapshot, { only })
    return
  }
  const { snapshot } = await syncBoard(ports, { of: settings.board })
  await checkTeams(tools, settings, snapshot, {})
}

/** Findings of the teams, and what they lead to, written. */
export async function checkTeams(
  { wiring, apply }: Tools,
  settings: Settings,
  snapshot: Snapshot,
  scope: { readonly teams?: readonly string[]; readonly only?: readonly string[] },
): Promise<void> {
  const archive = wiring.archive(settings)
  const { plan } = await checkHygiene(
    { comments: wiring.comments(), memory: wiring.memory, clock: wiring.clock },
    {
      settings,
      snapshot,
      history: await wiring.snapshots.history(snapshot.board),
      asked: await askedAtHand(archive, settings, snapshot),
      ...scope,
      render: (await wiring.templates(archive, Object.keys(settings.teams)))(),
    },
  )
  await apply(plan, settings)
}

/** Epics that were named or changed, or a story of which was. */
function touchedEpics(snapshot: Snapshot, changes: BoardChanges, named: readonly string[]): readonly string[] {
  const { added, dropped, moved, done, reopened, carriedOver, reassigned, reparented } = changes
  const changed = [added, dropped, moved, done, reopened, carriedOver, reassigned, reparented].flat()
  const keys = new Set(
    [...named, ...changed.flatMap(({ ref, from, to }) => [ref, from, to])].flatMap((ref) => (ref === null ? [] : [refKey(ref)])),
  )
  return snapshot.epics
    .filter(({ ref, children }) => [ref, ...children.map((child) => child.ref)].some((name) => keys.has(refKey(name))))
    .map(({ ref }) => ref)
}
