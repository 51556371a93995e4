/** Stores webhooks from the thread that answers, on a connection of its own: it waits for no job’s. */
import { Kysely, PostgresDialect } from 'kysely'
import type pg from 'pg'
import type { DeliveryLog } from '../../../ports/jobs.ts'
import type { Clock, Log } from '../../../ports.ts'
import type { Tables } from './database.ts'
import { createDeliveryLog } from './deliveries.ts'
import { throughDoor } from './embedded/lite-thread.ts'
import { type DatabasePlace, litePool, serverPool } from './pools.ts'

export type Intake = Pick<DeliveryLog, 'accept'> & { readonly close: () => Promise<void> }

export function openIntake(place: DatabasePlace, { log, clock }: { readonly log: Pick<Log, 'warn'>; readonly clock: Clock }): Intake {
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: poolOf(place, log) }) })
  return { accept: createDeliveryLog(db, clock).accept, close: () => db.destroy() }
}

function poolOf(place: DatabasePlace, log: Pick<Log, 'warn'>): pg.Pool {
  // Webhooks are written in groups, one after the other.
  if ('url' in place) return serverPool(place.url, { log, max: 1 })
  return litePool(() => throughDoor(place.door))
}
