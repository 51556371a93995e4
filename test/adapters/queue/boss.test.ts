/** The tables of the engine of jobs: of other versions, and for a user who may not make them. */
import { sql } from 'kysely'
import pg from 'pg'
import PgBoss from 'pg-boss'
import { expect, test } from 'vitest'
import { startBoss } from '../../../src/adapters/queue/boss.ts'
import { openDatabase } from '../../../src/adapters/store/database/database.ts'
import { ownDatabase, postgresServer } from '../../postgres.ts'
import { onEachEngine } from './engines.ts'

const clock = { now: () => new Date('2023-01-18T12:00:00Z') }
const log = { info: () => {}, warn: () => {} }

onEachEngine(clock, ({ database, server }) => {
  const version = async () => (await sql<{ version: number }>`select version from pgboss.version`.execute(database().db)).rows[0]?.version
  const saysVersion = (number: number) => sql`update pgboss.version set version = ${number}`.execute(database().db)

  test('tables of a newer version are refused and stay as they are; a much older one as well', async () => {
    const own = (await version()) ?? 0
    await saysVersion(own + 1)
    await expect(server()).rejects.toThrow(
      `The database: expected jobs (schema pgboss) of version ${own} or older, found version ${own + 1}, made by a newer scs-sprint or another program. Run the scs-sprint that made it`,
    )
    expect(await version()).toBe(own + 1)
    await saysVersion(12)
    await expect(server()).rejects.toThrow(/found version 12, which cannot \(.+\)\. Give the app its own database\./)
    await saysVersion(own)
    await server()
  })

  test('tables of the version before are brought up to date, with the jobs in them', async () => {
    const own = await version()
    await (await server()).deliveries.accept({ id: 'd1', event: 'issues', body: '{}' })
    await sql.raw(PgBoss.getRollbackPlans()).execute(database().db)
    expect(await version()).toBe((own ?? 0) - 1)
    const { jobs } = await server()
    expect(await version()).toBe(own)
    expect(await jobs.take('delivery', 1)).toMatchObject([{ data: { id: 'd1' } }])
  })
})

test.skipIf(postgresServer === null)('PostgreSQL: a user without rights is told which ones to grant', async () => {
  const own = await ownDatabase(postgresServer ?? '')
  const name = new URL(own.url).pathname.slice(1)
  const ask = async (statement: string) => {
    const client = new pg.Client({ connectionString: own.url })
    await client.connect()
    await client.query(statement).finally(() => client.end())
  }
  const theirs = new URL(own.url)
  theirs.username = `${name}_user`
  const open = async () => {
    const { db, close } = await openDatabase({ url: String(theirs), dataDir: '' })
    await startBoss(db, { log, keepsTime: false })
      .then((boss) => boss.stop({ graceful: false }))
      .finally(close)
  }
  const refused =
    /^DATABASE_URL: expected a user with permission to create schemas and tables, found a user without it\. .*GRANT CREATE ON DATABASE/
  await ask(`create role ${name}_user login; revoke create on schema public from public`)
  try {
    await expect(open()).rejects.toThrow(refused)
    await ask(`grant create on schema public to ${name}_user`)
    await expect(open()).rejects.toThrow(refused)
    await ask(`grant create on database ${name} to ${name}_user`)
    await open()
  } finally {
    await ask(`drop owned by ${name}_user cascade; drop role ${name}_user`)
    await own.drop()
  }
})
