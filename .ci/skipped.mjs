// Fails when a test was skipped that should have run: only tests that need the archive of real minutes, or a PostgreSQL
// server, may be, and only where there is none. Tests in a browser may not: .ci/run installs one.
import { readFileSync } from 'node:fs'
import pg from 'pg'

const report = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const skipped = report.testResults.flatMap((file) =>
  file.assertionResults
    .filter((test) => test.status !== 'passed' && test.status !== 'failed')
    .map((test) => `${file.name}: ${test.fullName}`),
)
const hasArchive = Boolean(process.env.SCS_CORPUS)
const hasPostgres = await answers(process.env.TEST_DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres')
const wrong = skipped.filter((name) => !(name.includes('corpus') && !hasArchive) && !(name.includes('PostgreSQL') && !hasPostgres))
if (report.numTotalTests === 0) throw new Error('No test ran.')
if (wrong.length > 0) {
  console.error(`Skipped without a reason:\n${wrong.join('\n')}`)
  process.exit(1)
}

async function answers(connectionString) {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 3000 })
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}
