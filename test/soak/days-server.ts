/** The server of the simulated days, as a process of its own: its clock is what the parent says, its memory is measured alone. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { sql } from 'kysely'
import { openLite } from '../../src/adapters/store/database/database.ts'
import type { Sandbox } from '../sandbox/github.ts'
import { aReplica } from '../service/replica.ts'

/** A look at the clock at `to`, after one at `from`. `began`: as if the server had first been started then. */
export type Asked = { readonly began: string; readonly from: string; readonly to: string }
/** Megabytes after a collection; `told`: warnings since the last answer. */
export type Answered = { readonly heapMb: number; readonly rssMb: number; readonly told: readonly string[] }

const MB = 1024 * 1024
/** Each poll costs the embedded database some statements; a simulated day has four looks. */
const POLL_MS = 500
const { DATA_DIR = '', SPRINT_CONFIG = '' } = process.env
let now = new Date()
// In this thread, unlike in a server: the memory of a thread cannot be asked for from outside, and what the database keeps counts as well.
mkdirSync(DATA_DIR, { recursive: true })
const database = await openLite(await PGlite.create(join(DATA_DIR, 'database')))
const env = process.env as unknown as Sandbox['env']
const replica = await aReplica({ sandbox: { env } as Sandbox, database, now: () => now, config: SPRINT_CONFIG, pollMs: POLL_MS })

async function unfinished(): Promise<number> {
  const { rows } = await sql<{
    count: string
  }>`select count(*) from pgboss.job where state < 'completed' and name <> 'dead-letters'`.execute(database.db)
  return Number(rows[0]?.count)
}

function answer(): Answered {
  const { gc } = globalThis as { gc?: () => void }
  gc?.()
  gc?.()
  const { heapUsed, external, rss } = process.memoryUsage()
  return { heapMb: (heapUsed + external) / MB, rssMb: rss / MB, told: replica.told.splice(0) }
}

process.on('message', async ({ began, from, to }: Asked) => {
  now = new Date(to)
  await replica.look(new Date(from), now, new Date(began))
  while ((await unfinished()) > 0) await new Promise((later) => setTimeout(later, 200))
  process.send?.(answer())
})
process.send?.(answer())
