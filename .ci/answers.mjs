// Exits with 0 when the PostgreSQL server that the tests use answers, as test/postgres.ts asks for it, else with 1.
import pg from 'pg'

const connectionString = process.env.TEST_DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres'
const client = new pg.Client({ connectionString, connectionTimeoutMillis: 3000 })
try {
  await client.connect()
} catch (error) {
  console.log(`no PostgreSQL answers (${error.code ?? error.message})`)
  process.exitCode = 1
} finally {
  await client.end().catch(() => {})
}
