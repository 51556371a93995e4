/** What the database knows for the weekly report. */
import type { Clock, Log, WeekFacts } from '../../../ports.ts'
import { countDeadLetters } from '../../queue/dead-letters.ts'
import { labelsIn, MOST_ENTRIES, type WeekAsked } from '../week-question.ts'
import { createDatabaseSnapshots } from './board/board-store.ts'
import type { Database } from './database.ts'
import { createAuditLog } from './database-store.ts'
import { createUsageLog } from './usage-log.ts'

export async function readWeek(
  database: Pick<Database, 'db' | 'tidy'>,
  { since, board }: WeekAsked,
  tools: { readonly log: Log; readonly clock: Clock },
): Promise<WeekFacts> {
  const { db } = database
  return {
    entries: await createAuditLog(db).entries({ limit: MOST_ENTRIES }),
    dead: await countDeadLetters(db),
    usage: await createUsageLog(db, tools.clock).since(since.toISOString().slice(0, 10)),
    snapshot: await labelsIn(createDatabaseSnapshots(database, tools), board),
  }
}
