/** After webhooks: reads the items they name again, and checks the affected epics. */

import type { Snapshot } from '../../domain/board/board.ts'
import type { BoardChanges } from '../../domain/board/board-changes.ts'
import { touchedEpics } from '../../domain/board/touched-epics.ts'
import { refKey } from '../../domain/reference.ts'
import { countOf } from '../../domain/text/count-of.ts'
import type { Settings } from '../../settings/settings.ts'
import { checkHygiene } from '../../usecases/hygiene/check-hygiene.ts'
import { gatherHygieneFacts } from '../../usecases/hygiene/gather-hygiene-facts.ts'
import { refreshBoard, syncBoard } from '../../usecases/sync-board.ts'
import type { Tools } from '../context.ts'
import type { Named } from './affected-items.ts'

export type RecheckTools = Tools<
  'archive' | 'boardSource' | 'claims' | 'clock' | 'comments' | 'issueTemplates' | 'log' | 'members' | 'memory' | 'renderer' | 'snapshots'
>

/** Without a snapshot yet, or when the board itself changed, everything is read. */
export async function recheckEpics(tools: RecheckTools, settings: Settings, named: Named): Promise<void> {
  if (settings.board === null) return
  await tools.ports.claims.alone(['board'], async () => {
    const { snapshot, changes, formerEpics } = await readAgain(tools, settings, named)
    if (changes === null) return checkTeams(tools, settings, snapshot, {})
    const only = [...touchedEpics(snapshot, changes, named.refs), ...formerEpics]
    tools.ports.log.info(`Read the changes that webhooks named: ${countOf(only.length, 'epic')} affected.`)
    if (only.length > 0) await checkTeams(tools, settings, snapshot, { only })
  })
}

/** For whoever holds the claim on the board. `changes` is null when the whole board was read. */
export async function readAgain(
  { ports }: RecheckTools,
  settings: Settings,
  named: Named,
): Promise<{ readonly snapshot: Snapshot; readonly changes: BoardChanges | null; readonly formerEpics: readonly string[] }> {
  const board = await ports.boardSource(settings)
  if (settings.board === null) throw new Error('No board is configured.')
  const reading = { board, snapshots: ports.snapshots, clock: ports.clock }
  const refreshed = named.whole ? null : await refreshBoard(reading, settings.board, named)
  return refreshed ?? { snapshot: (await syncBoard(reading, { of: settings.board })).snapshot, changes: null, formerEpics: [] }
}

export function nameOf(ref: string): Named {
  return { refs: [ref], itemIds: [], nodeIds: [], whole: false }
}

/** Held by whoever reads the comments of an epic in order to write there. */
export function epicClaim(ref: string): string {
  return `epic:${refKey(ref)}`
}

/** Findings of the teams, and what they lead to, written. For whoever holds the claim on the board. */
export async function checkTeams(
  { ports, apply }: RecheckTools,
  settings: Settings,
  snapshot: Snapshot,
  scope: { readonly teams?: readonly string[]; readonly only?: readonly string[] },
): Promise<void> {
  const archive = ports.archive(settings)
  const { facts, remarks } = await gatherHygieneFacts({ archive, members: ports.members, issueTemplates: ports.issueTemplates }, settings, {
    snapshot,
    history: (since) => ports.snapshots.history(snapshot.board, { since }),
  })
  for (const remark of remarks) ports.log.warn(remark)
  const render = await ports.renderer(archive)
  const epics = scope.only ?? snapshot.epics.map(({ ref }) => ref)
  await ports.claims.alone(epics.map(epicClaim), async () => {
    const checking = { comments: ports.comments(), memory: ports.memory, clock: ports.clock }
    const { plan } = await checkHygiene(checking, { ...facts, settings, ...scope, undated: true, render })
    await apply(plan, settings)
  })
}
