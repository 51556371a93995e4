/** Jobs that failed for good: what they were for, and how they are run again. */
import { type Kysely, sql } from 'kysely'
import { z } from 'zod'
import { JOB_KINDS, type JobKind } from '../../ports/jobs.ts'
import type { DeadLetter, DeadLetters, Log } from '../../ports.ts'
import type { Tables } from '../store/database/database.ts'
import { type Boss, sqlOf, startBoss } from './boss.ts'
import { DEAD_LETTERS } from './job-table.ts'

/** By kind. Also of a database on which no server has started yet. */
export async function countDeadLetters(db: Kysely<Tables>): Promise<readonly DeadLetters[]> {
  if (!(await hasJobs(db))) return []
  const { rows } = await sql<{ kind: string; message: string | null; at: Date; count: string }>`
    select data->>'kind' as kind, (array_agg(output->>'message' order by created_on desc))[1] as message,
      max(created_on) as at, count(*) as count
    from pgboss.job where name = ${DEAD_LETTERS} and state < 'active' group by 1 order by 1`.execute(db)
  return rows.map(({ kind, message, at, count }) => ({ kind, count: Number(count), message: message ?? '', at: at.toISOString() }))
}

type Row = {
  readonly id: string
  readonly data: Data
  readonly message: string | null
  readonly at: Date
  readonly event: string | null
  readonly payload: string | null
  readonly touched: readonly string[] | null
}
type Data = { readonly kind?: string; readonly delivery?: string; readonly key?: string; readonly work?: unknown }

/** Each of them, newest first. */
export async function listDeadLetters(db: Kysely<Tables>): Promise<readonly DeadLetter[]> {
  if (!(await hasJobs(db))) return []
  const { rows } = await sql<Row>`select j.id, j.data, j.output->>'message' as message, j.created_on as at, d.event, d.payload,
      (select array_agg(t.names) from touched t where t.key = j.data->>'key') as touched
    from pgboss.job j left join deliveries d on d.id = j.data->>'delivery'
    where j.name = ${DEAD_LETTERS} and j.state < 'active' order by j.created_on desc, j.id`.execute(db)
  return rows.map((row) => ({
    id: row.id,
    kind: row.data?.kind ?? '',
    about: aboutOf(row),
    message: row.message ?? '',
    at: row.at.toISOString(),
  }))
}

/** Of a database without a running engine: as `putBack`. */
export async function retryDeadLetters(db: Kysely<Tables>, ids: readonly string[], log: Log): Promise<number> {
  if (!(await hasJobs(db))) return 0
  const boss = await startBoss(db, { log, keepsTime: false })
  try {
    return await putBack(db, boss, ids)
  } finally {
    await boss.stop({ graceful: false })
  }
}

/** They become jobs with as many tries as new ones. Those of a kind that this version does not know stay. Returns how many there are. */
export async function putBack(db: Kysely<Tables>, boss: Boss, ids: readonly string[]): Promise<number> {
  return db.transaction().execute(async (work) => {
    const { rows } = await sql<{ data: Data }>`delete from pgboss.job where name = ${DEAD_LETTERS} and id = any(${ids}::uuid[])
      and state < 'active' and data->>'kind' = any(${JOB_KINDS}::text[]) returning data`.execute(work)
    // Of one key one look waits: it is for all that was noted.
    const jobs = rows.map(({ data }) => ({
      name: data.kind as JobKind,
      data,
      ...(data.key === undefined ? {} : { singletonKey: data.key }),
    }))
    if (jobs.length > 0) await boss.insert(jobs, { db: sqlOf(work) })
    return rows.length
  })
}

async function hasJobs(db: Kysely<Tables>): Promise<boolean> {
  const { rows } = await sql<{ table: string | null }>`select to_regclass('pgboss.job')::text as table`.execute(db)
  return Boolean(rows[0]?.table)
}

const Numbered = z.object({ number: z.number() }).nullish().catch(null)
const Payload = z.object({
  action: z.string().nullish().catch(null),
  repository: z.object({ full_name: z.string() }).nullish().catch(null),
  issue: Numbered,
  pull_request: Numbered,
})
const DueWork = z.object({ kind: z.string(), team: z.string().optional().catch(undefined), at: z.string() })

function aboutOf({ data, event, payload, touched }: Row): string {
  if (data?.delivery !== undefined) return `webhook ${event ?? ''} ${placeIn(payload)}`.replaceAll(/\s+/g, ' ').trim()
  if (data?.key !== undefined) return [...new Set([data.key, ...(touched ?? []).map(placeIn)])].filter(Boolean).join(', ')
  const due = DueWork.safeParse(data?.work)
  return due.success ? [due.data.kind, due.data.team, `due at ${due.data.at}`].filter(Boolean).join(' ') : ''
}

/** Names of a webhook's place, none of its texts. */
function placeIn(text: string | null): string {
  const found = Payload.safeParse(parsed(text))
  if (!found.success) return ''
  const { action, repository, issue, pull_request } = found.data
  const number = (issue ?? pull_request)?.number
  return [action, repository && `${repository.full_name}${number === undefined ? '' : `#${number}`}`].filter(Boolean).join(' ')
}

/** A webhook is kept as it came. */
function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null')
  } catch {
    return null
  }
}
