/**
 * What webhooks named, until it is looked at again. Ten edits of an issue in five minutes are one look: its job becomes due
 * when it has been quiet for a while. pg-boss debounces by fixed slots of the clock, the first edit at once; here each
 * edit moves the waiting job on.
 */
import { type Kysely, sql } from 'kysely'
import type { LookAgain, NamedByWebhook } from '../../ports/jobs.ts'
import type { Tables } from '../store/database/database.ts'
import { isAway } from '../store/database/database-errors.ts'
import { inMs, interval } from '../store/database/intervals.ts'
import { type Boss, sqlOf } from './boss.ts'
import { grouped } from './grouped.ts'

const KIND = 'look-again'

/** `quietMs` after the last edit, and at most `maxMs` after the first. */
export type Debounce = { readonly quietMs: number; readonly maxMs: number }

export function createLookAgain(db: Kysely<Tables>, boss: Boss, { quietMs, maxMs }: Debounce): LookAgain {
  const noteAll = async (all: readonly NamedByWebhook[]): Promise<readonly undefined[]> => {
    await db.transaction().execute(async (work) => {
      await work
        .insertInto('touched')
        .values(all.map(({ key, event, names }) => ({ key, event, names: JSON.stringify(names) })))
        .execute()
      // In one order everywhere: two groups with the same keys do not wait for each other.
      for (const key of [...new Set(all.map((one) => one.key))].sort()) await debounce(work, key)
    })
    return all.map(() => undefined)
  }

  const debounce = async (work: Kysely<Tables>, key: string): Promise<void> => {
    for (;;) {
      // It holds the row until the end of the transaction: nobody takes the job before what it is for can be seen.
      const { rows } = await sql`update pgboss.job set start_after = least(created_on + ${interval(maxMs)}, ${inMs(quietMs)})
        where name = ${KIND} and singleton_key = ${key} and state = 'created' returning id`.execute(work)
      if (rows.length > 0) return
      const options = { singletonKey: key, startAfter: Math.max(quietMs, 1) / 1000, db: sqlOf(work) }
      // null: another server made one in this moment.
      if ((await boss.send(KIND, { kind: KIND, key }, options)) !== null) return
    }
  }

  return {
    note: grouped<NamedByWebhook, undefined>(noteAll, { isForAll: isAway }),
    waiting: async (keys) => {
      const rows = await db
        .selectFrom('touched')
        .selectAll()
        .where('key', 'in', [...keys])
        .execute()
      return rows.map(({ id, key, event, names }) => ({ id, key, event, names: JSON.parse(names) }))
    },
    looked: async (noted) => {
      const ids = noted.map(({ id }) => id)
      if (ids.length > 0) await sql`delete from touched where id = any(${ids}::uuid[])`.execute(db)
    },
  }
}

/** What a backup brought back, or an engine that lost its jobs: what was noted is looked at. */
export async function adoptTouched(db: Kysely<Tables>, boss: Boss): Promise<void> {
  const rows = await db.selectFrom('touched').select('key').distinct().execute()
  for (const { key } of rows) await boss.send(KIND, { kind: KIND, key }, { singletonKey: key })
}
