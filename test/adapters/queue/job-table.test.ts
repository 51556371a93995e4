/** Jobs that are made in SQL are those that pg-boss would make. */
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { sqlOf, startBoss } from '../../../src/adapters/queue/boss.ts'
import { insertJobs } from '../../../src/adapters/queue/job-table.ts'
import { inMs } from '../../../src/adapters/store/database/intervals.ts'
import { JOB_KINDS } from '../../../src/ports/jobs.ts'
import { onEachEngine } from './engines.ts'

onEachEngine({ now: () => new Date() }, ({ database }) => {
  test.each(JOB_KINDS)('a job of the kind %s has what the one of pg-boss has', async (kind) => {
    const { db } = database()
    const boss = await startBoss(db, { log: { info: () => {}, warn: () => {} }, keepsTime: false })
    const rows = await db.transaction().execute(async (work) => {
      // All times of one transaction are the same.
      await boss.insert([{ name: kind, data: { kind, at: 7 } }], { db: sqlOf(work) })
      const theirs = await sql<object>`select to_jsonb(j) - 'id' as row from pgboss.job j`.execute(work)
      await sql`delete from pgboss.job`.execute(work)
      await insertJobs(kind, { from: sql`(values (7)) v(at)`, data: sql`jsonb_build_object('kind', ${kind}::text, 'at', at)` }).execute(
        work,
      )
      const ours = await sql<object>`select to_jsonb(j) - 'id' as row from pgboss.job j`.execute(work)
      return { theirs: theirs.rows, ours: ours.rows }
    })
    await boss.stop({ graceful: false })
    expect(rows.ours).toEqual(rows.theirs)
    expect(rows.ours).toHaveLength(1)
  })

  test('a job with a key that is due later has what the one of pg-boss has', async () => {
    const { db } = database()
    const boss = await startBoss(db, { log: { info: () => {}, warn: () => {} }, keepsTime: false })
    const data = { kind: 'look-again', key: 'epic:scs/issues#1' }
    const rows = await db.transaction().execute(async (work) => {
      await boss.insert([{ name: 'look-again', data, singletonKey: data.key, startAfter: '60' }], { db: sqlOf(work) })
      const theirs = await sql<object>`select to_jsonb(j) - 'id' as row from pgboss.job j`.execute(work)
      await sql`delete from pgboss.job`.execute(work)
      await insertJobs('look-again', {
        from: sql`(values (${data.key}::text)) k(key)`,
        data: sql`jsonb_build_object('kind', 'look-again', 'key', k.key)`,
        key: sql`k.key`,
        startAfter: inMs(60_000),
      }).execute(work)
      const ours = await sql<object>`select to_jsonb(j) - 'id' as row from pgboss.job j`.execute(work)
      return { theirs: theirs.rows, ours: ours.rows }
    })
    await boss.stop({ graceful: false })
    expect(rows.ours).toEqual(rows.theirs)
    expect(rows.ours).toHaveLength(1)
  })
})
