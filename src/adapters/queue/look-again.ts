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
import { type Boss, sqlOf } from './boss.ts'
import { grouped } from './grouped.ts'
import { DEAD_LETTERS } from './job-table.ts'

const KIND = 'look-again'

/** `quietMs` after the last edit, and at most `maxMs` after the first. */
export type Debounce = { readonly quietMs: number; readonly maxMs: number }

export function createLookAgain(db: Kysely<Tables>, boss: Boss, { quietMs, maxMs }: Debounce): LookAgain {
  const noteAll = async (all: readonly NamedByWebhook[]): Promise<readonly undefined[]> => {
    const keyed = await withEpics(db, all)
    await db.transaction().execute(async (work) => {
      await work
        .insertInto('touched')
        .values(keyed.map(({ key, event, names }) => ({ key, event, names: JSON.stringify(names) })))
        .execute()
      await debounce(work, [...new Set(keyed.map(({ key }) => key))])
    })
    return all.map(() => undefined)
  }

  const debounce = async (work: Kysely<Tables>, keys: readonly string[]): Promise<void> => {
    for (let left = keys; ; ) {
      const moved = await moveOn(work, left)
      left = left.filter((key) => !moved.has(key))
      if (left.length === 0) return
      const startAfter = String(Math.max(quietMs, 1) / 1000)
      // One that another server makes in this moment is left out, and moved on in the next round.
      await boss.insert(
        left.map((key) => ({ name: KIND, data: { kind: KIND, key }, singletonKey: key, startAfter })),
        { db: sqlOf(work) },
      )
    }
  }

  /** It holds the rows until the end of the transaction: nobody takes a job before what it is for can be seen. */
  const moveOn = async (work: Kysely<Tables>, keys: readonly string[]): Promise<ReadonlySet<string>> => {
    const { rows } = await sql<{ key: string }>`with held as (
        select id from pgboss.job where name = ${KIND} and singleton_key = any(${keys}::text[]) and state = 'created'
        order by singleton_key for update)
      update pgboss.job j set start_after = least(j.created_on + ${interval(maxMs)}, ${inMs(quietMs)})
      from held where j.name = ${KIND} and j.id = held.id returning j.singleton_key as key`.execute(work)
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
