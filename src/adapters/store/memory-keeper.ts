/** The app’s data for `log`, `backup` and `restore`: the files of the command line, and the database of the server. */
import { UserError } from '../../errors.ts'
import type { AuditEntry, Clock, DeadLetter, DeadLetters, Log, Memory, MemoryKeeper, WeekFacts } from '../../ports.ts'
import { databaseFolder, FolderInUse, holderOf } from './database/embedded/folder-lock.ts'
import { askEndpoint } from './database/embedded/local-endpoint.ts'
import type { StorePlace } from './database/server-store.ts'
import { addToFiles, hasFiles, isThere, readFiles } from './files/files-memory.ts'
import { createJsonAuditLog } from './files/json-audit.ts'
import { createJsonSnapshotStore } from './files/json-snapshots.ts'
import { labelsIn, MOST_ENTRIES, weekQuestion } from './week-question.ts'

type Tools = { readonly log: Log; readonly clock: Clock }

/** A server that starts or stops holds its folder for a moment without answering. */
const ATTEMPTS = 20
const BETWEEN_MS = 250

export function createMemoryKeeper({ databaseUrl, dataDir }: StorePlace, tools: Tools): MemoryKeeper {
  const hasDatabase = async () => databaseUrl !== null || (await isThere(databaseFolder(dataDir)))

  /** Opened here or, if a server holds it, asked of the server. `path`: of the question to the server; `body`: of one that changes something. */
  const fromDatabase = async <Answer>(path: string, open: (opened: Opened) => Promise<Answer>, body?: unknown): Promise<Answer> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await withDatabase({ databaseUrl, dataDir }, tools.log, open)
      } catch (error) {
        if (!(error instanceof FolderInUse)) throw error
        const endpoint = (await holderOf(databaseFolder(dataDir)))?.endpoint
        const answer = endpoint ? await askEndpoint(endpoint, path, body) : null
        if (answer?.kind === 'told') return answer.value as Answer
        if (answer?.kind === 'silent' || attempt === ATTEMPTS) throw folderInUse(error)
        await new Promise((later) => setTimeout(later, BETWEEN_MS))
      }
    }
  }

  return {
    hasServer: databaseUrl !== null,
    looked: databaseUrl === null ? dataDir : `${dataDir} and the database of DATABASE_URL`,
    read: async () => ({
      ...((await hasFiles(dataDir)) ? { files: await readFiles(dataDir, tools) } : {}),
      ...((await hasDatabase())
        ? { database: await fromDatabase<Memory>('/memory', ({ database, readDatabase }) => readDatabase(database, tools)) }
        : {}),
    }),
    entries: async ({ limit }) => {
      const files = await createJsonAuditLog(dataDir, tools.log).entries({ limit })
      if (!(await hasDatabase())) return files
      const database = await fromDatabase<readonly AuditEntry[]>(`/log?limit=${limit}`, ({ database, createAuditLog }) =>
        createAuditLog(database.db).entries({ limit }),
      )
      return newestFirst([...files, ...database]).slice(0, limit)
    },
    deadLetters: async () =>
      (await hasDatabase())
        ? fromDatabase<readonly DeadLetters[]>('/dead-letters', ({ database, deadLetters }) => deadLetters.countDeadLetters(database.db))
        : [],
    listDeadLetters: async () =>
      (await hasDatabase())
        ? fromDatabase<readonly DeadLetter[]>('/dead-letters/list', ({ database, deadLetters }) => deadLetters.listDeadLetters(database.db))
        : [],
    week: async (asked) => {
      const entries = await createJsonAuditLog(dataDir, tools.log).entries({ limit: MOST_ENTRIES })
      const database = (await hasDatabase())
        ? await fromDatabase<WeekFacts>(weekQuestion(asked), ({ database, readWeek }) => readWeek(database, asked, tools))
        : { entries: [], dead: [], usage: [], snapshot: null }
      const snapshot = database.snapshot ?? (await labelsIn(createJsonSnapshotStore(dataDir, tools), asked.board))
      return { ...database, entries: newestFirst([...entries, ...database.entries]), snapshot }
    },
    retryDeadLetters: async (ids) => {
      if (!(await hasDatabase())) return 0
      const open = ({ database, deadLetters }: Opened) => deadLetters.retryDeadLetters(database.db, ids, tools.log)
      return fromDatabase<number>('/dead-letters/retry', open, { ids })
    },
    add: async (place, memory) => {
      if (place === 'files') return addToFiles(dataDir, memory, tools)
      return withDatabase({ databaseUrl, dataDir }, tools.log, ({ database, addToDatabase }) => addToDatabase(database, memory, tools))
    },
  }
}

function newestFirst(entries: readonly AuditEntry[]): readonly AuditEntry[] {
  return [...entries].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
}

type Opened = Pick<typeof import('./database/database-memory.ts'), 'readDatabase' | 'addToDatabase'> &
  Pick<typeof import('./database/database-store.ts'), 'createAuditLog'> &
  Pick<typeof import('./database/week-facts.ts'), 'readWeek'> & {
    readonly database: import('./database/database.ts').Database
    readonly deadLetters: Pick<typeof import('../queue/dead-letters.ts'), 'countDeadLetters' | 'listDeadLetters' | 'retryDeadLetters'>
  }

async function withDatabase<Answer>(
  { databaseUrl, dataDir }: StorePlace,
  log: Log,
  task: (opened: Opened) => Promise<Answer>,
): Promise<Answer> {
  // Most commands need no database: none waits for its libraries to load.
  const [{ openDatabase }, { isAway, unreachable }, { readDatabase, addToDatabase }, { createAuditLog }, deadLetters, { readWeek }] =
    await Promise.all([
      import('./database/database.ts'),
      import('./database/database-errors.ts'),
      import('./database/database-memory.ts'),
      import('./database/database-store.ts'),
      import('../queue/dead-letters.ts'),
      import('./database/week-facts.ts'),
    ])
  const database = await openDatabase({ url: databaseUrl, dataDir, log })
  try {
    return await task({ database, readDatabase, addToDatabase, createAuditLog, deadLetters, readWeek })
  } catch (error) {
    throw databaseUrl !== null && isAway(error) ? unreachable(error) : error
  } finally {
    await database.close()
  }
}

function folderInUse(error: FolderInUse): UserError {
  return new UserError(
    `${error.message} The server does not answer this command: run it as the same user on the same machine (in the same container), or stop the server first.`,
    { cause: error },
  )
}
