/** Work that waits in the database: webhooks, and what a time brought. Each is leased to one process at a time. */
import { randomUUID } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Clock, DeliveryLog } from '../../../ports.ts'
import type { Tables } from './database.ts'
import { patiently } from './database-errors.ts'

/** Deliveries are remembered as long as GitHub lets people send them again, and a little longer. */
const DELIVERY_DAYS = 7
const DAY_MS = 24 * 60 * 60 * 1000
/** Whoever holds a delivery renews it several times within this time; after it, another process may take it. */
const LEASE_MS = 30_000

/** Times of leases are the database's: the clocks of two machines differ. */
export function inMs(milliseconds: number) {
  return sql<Date>`now() + ${milliseconds}::float8 * interval '1 millisecond'`
}

export function createDeliveryLog(db: Kysely<Tables>, clock: Clock): DeliveryLog {
  const holder = randomUUID()
  return {
    accept: async ({ id, event, payload }) => {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('deliveries')
        .values({ id, event, received_at: clock.now().toISOString(), payload: JSON.stringify(payload), finished_at: null })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .executeTakeFirst()
      return (numInsertedOrUpdatedRows ?? 0n) > 0n
    },
    take: async (limit) => {
      const due = db
        .selectFrom('deliveries')
        .select('id')
        .where('finished_at', 'is', null)
        .where('due_at', '<=', sql<Date>`now()`)
        .orderBy('received_at')
        .orderBy('id')
        .limit(limit)
        .forUpdate()
        .skipLocked()
      const rows = await db
        .updateTable('deliveries')
        .set({ holder, due_at: inMs(LEASE_MS), attempts: sql<number>`attempts + 1` })
        .where('id', 'in', due)
        .returning(['id', 'event', 'payload', 'attempts', 'received_at'])
        .execute()
      return rows
        .sort((a, b) => (`${a.received_at} ${a.id}` < `${b.received_at} ${b.id}` ? -1 : 1))
        .map(({ id, event, payload, attempts }) => ({ id, event, payload: payload === null ? null : JSON.parse(payload), attempts }))
    },
    // People's text is not kept longer than it is needed.
    finish: async (id) => {
      const done = { finished_at: clock.now().toISOString(), payload: null, holder: null }
      await patiently(() => db.updateTable('deliveries').set(done).where('id', '=', id).execute())
    },
    postpone: async (id, milliseconds) => {
      const later = { holder: null, due_at: inMs(milliseconds) }
      await db.updateTable('deliveries').set(later).where('id', '=', id).where('holder', '=', holder).execute()
    },
    renew: async (ids) => {
      if (ids.length === 0) return
      const held = { due_at: inMs(LEASE_MS) }
      await db.updateTable('deliveries').set(held).where('id', 'in', ids).where('holder', '=', holder).execute()
    },
    handBack: async () => {
      const free = { holder: null, due_at: inMs(0) }
      await db.updateTable('deliveries').set(free).where('holder', '=', holder).where('finished_at', 'is', null).execute()
    },
    forget: async () => {
      const oldest = new Date(clock.now().getTime() - DELIVERY_DAYS * DAY_MS).toISOString()
      const gone = await db.deleteFrom('deliveries').where('received_at', '<', oldest).returning(['id', 'event', 'finished_at']).execute()
      return gone.filter(({ finished_at }) => finished_at === null).map(({ id, event }) => ({ id, event }))
    },
  }
}

/** For a database that no other process can hold: what a killed one left is due at once. */
export async function freeAll(db: Kysely<Tables>): Promise<void> {
  await db
    .updateTable('deliveries')
    .set({ holder: null, due_at: inMs(0) })
    .where('finished_at', 'is', null)
    .execute()
  await db.deleteFrom('claims').where('done', '=', false).execute()
}
