/** Connections to the database: PostgreSQL by its URL, or the embedded one by the ports of its thread. */
import type { Duplex } from 'node:stream'
import type { MessagePort } from 'node:worker_threads'
import pg from 'pg'
import { errnoCode } from '../../../errors.ts'
import type { Log } from '../../../ports.ts'

/** How another thread gets to a database that is open, and up to date. */
export type DatabasePlace = { readonly url: string } | { readonly door: MessagePort }

type ServerPool = { readonly log?: Pick<Log, 'warn'> | undefined; readonly max: number }

export function serverPool(url: string, { log, max }: ServerPool): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max, connectionTimeoutMillis: 10_000, query_timeout: 30_000, keepAlive: true })
  // A connection that ends while nobody uses it is told here, one that ends between two queries at the client. Without
  // these listeners either would end the process; the pool makes a new one when it is needed.
  pool.on('error', (error) => log?.warn(`A connection to the database ended (${errnoCode(error) ?? 'closed'}); reconnecting.`))
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

/** PGlite has one session: a second connection of the same pool would wait for the first. */
export function litePool(stream: () => Duplex): pg.Pool {
  const own = { host: 'localhost', user: 'postgres', database: 'postgres', password: '', ssl: false }
  const pool = new pg.Pool({ ...own, stream, max: 1, idleTimeoutMillis: 0 })
  // The thread of the database ended: what is asked from now on fails.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}
