/**
 * What webhooks named, until it is looked at again. Ten edits of an issue in five minutes are one look: its job becomes due
 * when it has been quiet for a while. pg-boss debounces by fixed slots of the clock, the first edit at once; here each
 * edit moves the waiting job on.
 */
import { type Kysely, sql } from 'kysely'
import type { LookAgain, NamedByWebhook } from '../../ports/jobs.ts'
import { epicsOfIssues } from '../store/database/board/board-store.ts'
import type { Tables } from '../store/database/database.ts'
import { isAway } from '../store/database/database-errors.ts'
import { inMs, interval } from '../store/database/intervals.ts'
import type { Boss } from './boss.ts'
import { grouped } from './grouped.ts'
import { DEAD_LETTERS, insertJobs } from './job-table.ts'

const KIND = 'look-again'

/** `quietMs` after the last edit, and at most `maxMs` after the first. */
export type Debounce = { readonly quietMs: number; readonly maxMs: number }

export function createLookAgain(db: Kysely<Tables>, { quietMs, maxMs }: Debounce): LookAgain {
  const noteAll = async (all: readonly NamedByWebhook[]): Promise<readonly undefined[]> => {
    const keyed = await withEpics(db, all)
    let left: readonly string[] = [...new Set(keyed.map(({ key }) => key))]
    // One that another server makes in this moment is left out, and moved on in the next round.
    for (let noted = keyed; left.length > 0; noted = []) {
      const waiting = await noteAndDelay(noted, left)
      left = left.filter((key) => !waiting.has(key))
    }
    return all.map(() => undefined)
  }

  /** In one statement: nobody takes a job before what it is for can be seen. Returns the keys that have a job which waits. */
  const noteAndDelay = async (noted: readonly NamedByWebhook[], keys: readonly string[]): Promise<ReadonlySet<string>> => {
    const [names, events, ofKeys] = [
      noted.map((one) => JSON.stringify(one.names)),
      noted.map(({ event }) => event),
      noted.map(({ key }) => key),
    ]
    const jobs = insertJobs(KIND, {
      from: sql`unnest(${keys}::text[]) as k(key)`,
      data: sql`jsonb_build_object('kind', ${KIND}::text, 'key', k.key)`,
      key: sql`k.key`,
      startAfter: inMs(Math.max(quietMs, 1)),
    })
    const { rows } = await sql<{ key: string }>`with noted as (insert into touched (key, event, names)
        select * from unnest(${ofKeys}::text[], ${events}::text[], ${names}::text[])),
      held as (select id from pgboss.job where name = ${KIND} and singleton_key = any(${keys}::text[]) and state = 'created'
        order by singleton_key for update),
      moved as (update pgboss.job j set start_after = least(j.created_on + ${interval(maxMs)}, ${inMs(quietMs)})
        from held where j.name = ${KIND} and j.id = held.id returning j.singleton_key as key),
      made as (${jobs} and k.key not in (select key from moved) on conflict do nothing returning singleton_key as key)
      select key from moved union all select key from made`.execute(db)
    return new Set(rows.map(({ key }) => key))
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

/** What touches one epic waits together: the key of an issue gives way to its epic's, where a snapshot knows it. */
async function withEpics(db: Kysely<Tables>, all: readonly NamedByWebhook[]): Promise<readonly NamedByWebhook[]> {
  const epics = await epicsOfIssues(db, [...new Set(all.flatMap(({ issue }) => issue ?? []))])
  return all.map((one) => {
    const epic = one.issue === undefined ? undefined : epics.get(one.issue)
    return epic === undefined ? one : { ...one, key: `epic:${epic}` }
  })
}

/** What a backup brought back, or an engine that lost its jobs: what was noted is looked at. What a dead letter stands for is not. */
export async function adoptTouched(db: Kysely<Tables>, boss: Boss): Promise<void> {
  const { rows } = await sql<{ key: string }>`select distinct key from touched t where not exists
    (select 1 from pgboss.job j where j.name = ${DEAD_LETTERS} and j.data->>'key' = t.key)`.execute(db)
  for (const { key } of rows) await boss.send(KIND, { kind: KIND, key }, { singletonKey: key })
}
