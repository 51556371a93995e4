/** Databases that another version of this program, or another program, has written. */
import { createRequire } from 'node:module'
import { type QueryExecutorProvider, sql } from 'kysely'
import { type UserError, userError } from '../../../errors.ts'
import { migrations } from './migrations.ts'

const WHERE = 'The database'
const UPDATE =
  'Run the scs-sprint that made it, or a newer one. To go back to this one, restore a backup of its time in a database of its own.'

/** Why the tables could not be brought up to date. */
export async function migrationProblem(db: QueryExecutorProvider, error: unknown): Promise<UserError> {
  const known = Object.keys(migrations).sort()
  const newest = known.at(-1) ?? ''
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`
    .execute(db)
    .catch(() => ({ rows: [] as { name: string }[] }))
  const later = rows.map(({ name }) => name).filter((name) => !known.includes(name) && name > newest)
  if (later.length > 0)
    return userError(
      { where: WHERE, expected: `tables up to ${newest}`, found: `${later.at(-1)}, made by a newer scs-sprint`, fix: UPDATE },
      error,
    )
  return userError(
    {
      where: WHERE,
      expected: 'an empty one, or one of this app',
      found: `"${(error as Error).message}" when its tables were brought up to date`,
      fix: 'Give the app its own database.',
    },
    error,
  )
}

/** Of the engine of jobs. */
const NEWEST_JOBS = (createRequire(import.meta.url)('pg-boss/version.json') as { readonly schema: number }).schema

/** Throws UserError where a newer program made the tables of jobs: this one would write into them what it does not understand. */
export async function refuseNewerJobs(db: QueryExecutorProvider): Promise<void> {
  const version = await jobsVersion(db)
  if (version === null || version <= NEWEST_JOBS) return
  throw userError({
    where: WHERE,
    expected: `jobs (schema pgboss) of version ${NEWEST_JOBS} or older`,
    found: `version ${version}, made by a newer scs-sprint or another program`,
    fix: UPDATE,
  })
}

/** The engine brings its tables up to date from some versions only. null: they are of its own version. */
export async function olderJobs(db: QueryExecutorProvider, error: unknown): Promise<UserError | null> {
  const version = await jobsVersion(db)
  if (version === null || version >= NEWEST_JOBS) return null
  const why = error instanceof Error ? error.message.split('\n', 1)[0] : ''
  return userError(
    {
      where: WHERE,
      expected: `jobs (schema pgboss) of version ${NEWEST_JOBS}, or of one that can be brought up to date`,
      found: `version ${version}, which cannot (${why})`,
      fix: 'Give the app its own database. If nothing else uses that schema, remove it (`DROP SCHEMA pgboss CASCADE`): webhooks that wait become jobs again.',
    },
    error,
  )
}

async function jobsVersion(db: QueryExecutorProvider): Promise<number | null> {
  const { rows } = await sql<{ there: string | null }>`select to_regclass('pgboss.version')::text as there`.execute(db)
  if (!rows[0]?.there) return null
  const found = await sql<{ version: number }>`select version from pgboss.version`.execute(db)
  return found.rows[0]?.version ?? null
}
