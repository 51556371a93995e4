/** Error messages for the database. Its URL holds a password, so no message shows any part of it. */
import { errnoCode, TryAgainError, UserError } from '../../../errors.ts'

/** Codes of a connection that ended or could not be made, of PostgreSQL and of the network: a matter of time. */
const AWAY = /^(?:08...|57P0[123]|53300|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN)$/

/** The connection is gone, nothing is wrong with what was asked: asked again, it may be answered. */
export function isAway(error: unknown): boolean {
  const code = errnoCode(error)
  if (code !== null) return AWAY.test(code)
  return /Connection terminated|connection timeout|timeout exceeded when trying to connect|read timeout/i.test(
    String((error as { message?: unknown } | null)?.message),
  )
}

/** No room on the disk, or files that cannot be written: of PostgreSQL, and of the system. */
const FULL = /^(?:53100|58030|ENOSPC|EDQUOT)$/

/** Why an open database does not do what was asked, where that passes by itself or with more room; null: any other error. */
export function databaseErrorInWords(error: unknown): TryAgainError | null {
  if (error instanceof UserError || error instanceof TryAgainError) return null
  const code = errnoCode(error)
  if (code !== null && FULL.test(code)) {
    const advice = 'Check that its disk is not full, and start the server again.'
    const why = error instanceof Error ? error.message.split('\n', 1)[0] : ''
    return new TryAgainError(`The database cannot write (${why || code}).`, { cause: error, advice })
  }
  return isAway(error) ? new TryAgainError(`The database does not answer (${code ?? 'the connection ended'}).`, { cause: error }) : null
}

const FIX: readonly (readonly [code: RegExp, expected: string, found: string, fix?: string])[] = [
  [/^28/, 'a user name and password that the server accepts', 'that the server rejects them'],
  [/^3D000$/, 'a database that exists', 'a database that does not exist on the server'],
  [
    /^42501$/,
    'a user with permission to create schemas and tables',
    'a user without it',
    'Let an administrator of the server run `GRANT CREATE ON DATABASE … TO …` and `GRANT CREATE ON SCHEMA public TO …`, or use a database that belongs to this user.',
  ],
  [/^ENOTFOUND$/, 'the host name of a server', 'an unknown host name'],
]

/** Why the database of DATABASE_URL cannot be used: UserError for what a person must fix, TryAgainError for the rest. */
export function unreachable(error: unknown): UserError | TryAgainError {
  if (error instanceof UserError || error instanceof TryAgainError) return error
  const code = errnoCode(error) ?? ''
  if (isAway(error)) return new TryAgainError(`The database of DATABASE_URL cannot be reached (${code || 'no answer'}).`, { cause: error })
  const fix = FIX.find(([codes]) => codes.test(code))
  const [expected, found, then = 'Correct the URL, or unset it to use the embedded database.'] = fix
    ? fix.slice(1)
    : ['a PostgreSQL server that accepts this app', `another response (${code || kindOf(error)})`]
  return new UserError(`DATABASE_URL: expected ${expected}, found ${found}. ${then}`, { cause: error })
}

/** The driver's own sentences name what is missing; of any other error only the kind is safe to show. */
function kindOf(error: unknown): string {
  const message = error instanceof Error ? error.message : ''
  if (/does not support SSL/i.test(message)) return 'the server does not support TLS'
  if (/SASL|password/i.test(message)) return 'the server requires a password'
  return error instanceof Error ? error.name : 'unknown'
}

/** `postgres://…`, `postgresql://…`, or `socket:…`: anything else would be taken for a name on this machine. */
export function checkDatabaseUrl(url: string): void {
  if (/^socket:\S/.test(url) || (/^postgres(?:ql)?:\/\//.test(url) && URL.canParse(url))) return
  throw new UserError(
    'DATABASE_URL: expected a URL like postgres://user:password@host:5432/database, found something else. Write special characters in the password as %XX. Correct it, or unset it to use the embedded database.',
  )
}

/** A restart of the server takes seconds. */
const WAITS_MS = [250, 500, 1000, 2000, 4000]

/** For what must not be lost and may be written twice: tried again while the database is away, for some seconds. */
export async function patiently<Result>(task: () => Promise<Result>): Promise<Result> {
  for (const wait of WAITS_MS) {
    try {
      return await task()
    } catch (error) {
      if (!isAway(error)) throw error
      await new Promise((later) => setTimeout(later, wait))
    }
  }
  return task()
}
