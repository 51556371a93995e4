/** The memory of the app as one document, and back. Restoring twice changes nothing. */
import { z } from 'zod'
import type { Snapshot } from '../domain/board.ts'
import { userError } from '../errors.ts'
import type { AuditEntry, AuditLog, SnapshotStore } from '../ports.ts'

export type Backup = {
  readonly schema: 'scs-sprint/backup'
  readonly version: 1
  readonly madeAt: string
  readonly snapshots: readonly Snapshot[]
  /** Oldest first. */
  readonly audit: readonly AuditEntry[]
}

type Memory = { readonly snapshots: SnapshotStore; readonly audit: AuditLog }

const ALL = 1_000_000

/** `board`: the one whose snapshots are kept; null: none is configured. */
export async function readBackup(
  { snapshots, audit }: Memory,
  board: { readonly owner: string; readonly number: number } | null,
  now: Date,
): Promise<Backup> {
  return {
    schema: 'scs-sprint/backup',
    version: 1,
    madeAt: now.toISOString(),
    snapshots: board === null ? [] : await snapshots.history(board),
    audit: [...(await audit.entries({ limit: ALL }))].reverse(),
  }
}

const Entry = z.object({ at: z.string(), kind: z.string(), where: z.string(), why: z.string(), url: z.string().nullable() })
const Document = z.object({
  schema: z.literal('scs-sprint/backup'),
  version: z.literal(1),
  madeAt: z.string(),
  snapshots: z.array(z.unknown()),
  audit: z.array(Entry),
})

/** `parseSnapshot(text, source)` checks each snapshot as it would a saved one. Throws UserError. */
export function parseBackup(text: string, source: string, parseSnapshot: (text: string, source: string) => Snapshot): Backup {
  const wrong = (found: string) =>
    userError({ where: source, expected: 'a file that `scs-sprint backup` made', found, fix: 'Give that file; nothing was restored.' })
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw wrong('text that is no JSON')
  }
  const document = Document.safeParse(json)
  if (!document.success) {
    const issue = document.error.issues[0]
    throw wrong(`something else (${issue ? `${issue.path.join('.') || 'the file'}: ${issue.message}` : 'not valid'})`)
  }
  const snapshots = document.data.snapshots.map((snapshot, index) =>
    parseSnapshot(JSON.stringify(snapshot), `${source}, snapshot ${index + 1}`),
  )
  return { ...document.data, snapshots }
}

/** Entries of the log that are there already are not added again. */
export async function restoreBackup({ snapshots, audit }: Memory, backup: Backup): Promise<{ snapshots: number; entries: number }> {
  for (const snapshot of backup.snapshots) await snapshots.keep(snapshot)
  const known = new Set((await audit.entries({ limit: ALL })).map((entry) => JSON.stringify(Entry.parse(entry))))
  const missing = backup.audit.filter((entry) => !known.has(JSON.stringify(Entry.parse(entry))))
  for (const entry of missing) await audit.record(entry)
  return { snapshots: backup.snapshots.length, entries: missing.length }
}
