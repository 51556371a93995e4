/** Moments that servers and commands remember, each under its name. */
import type { Kysely } from 'kysely'
import type { HookMarks } from '../../../ports/jobs.ts'
import type { Clock } from '../../../ports.ts'
import type { Tables } from './database.ts'

const BEGUN = 'begun'
export const RESTORED = 'restored'
const HOOKS = 'hooks'

async function read(db: Kysely<Tables>, name: string): Promise<Date | null> {
  const row = await db.selectFrom('looks').select('at').where('name', '=', name).executeTakeFirst()
  return row ? new Date(row.at) : null
}

async function write(db: Kysely<Tables>, name: string, at: Date): Promise<void> {
  const values = { at: at.toISOString() }
  await db
    .insertInto('looks')
    .values({ name, ...values })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(values))
    .execute()
}

/** The first start on this database; what GitHub sent before was for nobody, or for a database that is lost. */
export async function noteBegin(db: Kysely<Tables>, clock: Clock): Promise<void> {
  const at = clock.now().toISOString()
  await db
    .insertInto('looks')
    .values({ name: BEGUN, at })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute()
}

export function createHookMarks(db: Kysely<Tables>): HookMarks {
  return {
    begun: () => read(db, BEGUN),
    seenUntil: () => read(db, HOOKS),
    sawUntil: (at) => write(db, HOOKS, at),
  }
}

/** A backup was brought back: what was done between it and now is not known. */
export function noteRestore(db: Kysely<Tables>, at: Date): Promise<void> {
  return write(db, RESTORED, at)
}

export function restoredAt(db: Kysely<Tables>): Promise<Date | null> {
  return read(db, RESTORED)
}
