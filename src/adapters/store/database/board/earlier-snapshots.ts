/** Snapshots that a version before this one kept whole, a row each: moved, one after the other, to where changes are kept. */
import { type Kysely, sql } from 'kysely'
import type { Snapshot } from '../../../../domain/board/board.ts'
import { UserError } from '../../../../errors.ts'
import type { Clock, Log } from '../../../../ports.ts'
import { parseSnapshot } from '../../snapshot-schema.ts'
import type { Database, Tables } from '../database.ts'
import { addSnapshots } from './board-history.ts'
import { keyOf } from './board-tables.ts'

/**
 * Oldest first. Each is added and taken away in one transaction: whoever is stopped in between goes on where it was. One
 * that cannot be read stays where it is, and is told.
 */
export async function moveEarlierSnapshots(
  { db, tidy }: Pick<Database, 'db' | 'tidy'>,
  { log, clock }: { readonly log: Log; readonly clock: Clock },
): Promise<void> {
  const rows = await db.selectFrom('snapshots').select(['owner', 'number', 'taken_at']).orderBy('taken_at').execute()
  if (rows.length === 0) return
  for (const row of rows) await moveOne(db, row, { log, clock })
  await tidy()
}

type Row = { readonly owner: string; readonly number: number; readonly taken_at: string }

async function moveOne(db: Kysely<Tables>, row: Row, { log, clock }: { readonly log: Log; readonly clock: Clock }): Promise<void> {
  await db.transaction().execute(async (work) => {
    const { rows } = await sql<{ snapshot: string }>`select snapshot from snapshots
      where owner = ${row.owner} and number = ${row.number} and taken_at = ${row.taken_at} for update`.execute(work)
    // Another replica was faster.
    if (rows[0] === undefined) return
    const snapshot = parseEarlier(rows[0].snapshot, row.taken_at, log)
    if (snapshot === null) return
    await addSnapshots(work, keyOf(row), [snapshot], { now: clock.now(), log })
    await work
      .deleteFrom('snapshots')
      .where('owner', '=', row.owner)
      .where('number', '=', row.number)
      .where('taken_at', '=', row.taken_at)
      .execute()
  })
}

/** As it was written, byte for byte; checked. null: it cannot be read. */
function parseEarlier(text: string, takenAt: string, log: Log): Snapshot | null {
  try {
    parseSnapshot(text, `the saved snapshot of ${takenAt}`)
    return JSON.parse(text) as Snapshot
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    log.warn(`A saved snapshot cannot be read and is skipped: ${error.message}`)
    return null
  }
}
