/** Moments that servers and commands remember, each under its name. */
import { type Kysely, sql } from 'kysely'
import type { HookMarks } from '../../../ports/jobs.ts'
import type { Clock } from '../../../ports.ts'
import type { Tables } from './database.ts'

export const BEGUN = 'begun'
export const RESTORED = 'restored'
const HOOKS = 'hooks'
const HOOKS_LISTED = 'hooks-listed'
/** Longer than GitHub keeps a delivery. */
const ASKS_KEPT_MS = 4 * 24 * 60 * 60 * 1000

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
    listedAt: () => read(db, HOOKS_LISTED),
    listed: (at) => write(db, HOOKS_LISTED, at),
    takeAsks: async (guids, { now, before, most }) => {
      const [at, since] = [now.toISOString(), before.toISOString()]
      const oldest = new Date(now.getTime() - ASKS_KEPT_MS).toISOString()
      const { rows } = await sql<{
        guid: string
      }>`with old as (delete from hook_asks where asked_at < ${oldest} and guid <> all(${guids}::text[])),
        free as (select g.guid from unnest(${guids}::text[]) with ordinality as g(guid, place) left join hook_asks a on a.guid = g.guid
          where a.guid is null or a.asked_at < ${since} order by g.place limit ${most})
        insert into hook_asks (guid, asked_at) select guid, ${at} from free order by guid
        on conflict (guid) do update set asked_at = excluded.asked_at where hook_asks.asked_at < ${since} returning guid`.execute(db)
      return new Set(rows.map(({ guid }) => guid))
    },
  }
}

/** A backup was brought back: what was done between it and now is not known. */
export function noteRestore(db: Kysely<Tables>, at: Date): Promise<void> {
  return write(db, RESTORED, at)
}

export function restoredAt(db: Kysely<Tables>): Promise<Date | null> {
  return read(db, RESTORED)
}
