/** The memory of the app as one document, and back. Restoring twice changes nothing. */
import { z } from 'zod'
import type { Snapshot } from '../domain/board/board.ts'
import { userError } from '../errors.ts'
import type { AddedMemory, Memory, MemoryKeeper, MemoryPlace } from '../ports.ts'

export type Backup = {
  readonly schema: 'scs-sprint/backup'
  readonly version: 2
  readonly madeAt: string
  /** Each place that held something: restored to where it came from. */
  readonly places: Partial<Record<MemoryPlace, Memory>>
}

/** Throws UserError where nothing is kept: an empty backup would be taken for a good one. */
export async function readBackup(keeper: MemoryKeeper, now: Date): Promise<Backup> {
  const places = await keeper.read()
  if (Object.keys(places).length === 0) {
    throw userError({
      where: keeper.looked,
      expected: 'data of a server or of the command line',
      found: 'none',
      fix: 'Set DATA_DIR or DATABASE_URL to the value used where the app runs.',
    })
  }
  return { schema: 'scs-sprint/backup', version: 2, madeAt: now.toISOString(), places }
}

const Kept = {
  snapshots: z.array(z.unknown()),
  audit: z.array(z.object({ at: z.string(), kind: z.string(), where: z.string(), why: z.string(), url: z.string().nullable() })),
}
const MemoryShape = z.object({
  ...Kept,
  comments: z.record(z.string(), z.object({ commentId: z.string(), findings: z.array(z.string()) })),
  tables: z.record(z.string(), z.array(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])))),
})
const common = { schema: z.literal('scs-sprint/backup'), madeAt: z.string() }
const Document = z.discriminatedUnion('version', [
  // Of the first version, which knew one place.
  z.object({ ...common, version: z.literal(1), ...Kept }),
  z.object({ ...common, version: z.literal(2), places: z.object({ files: MemoryShape.optional(), database: MemoryShape.optional() }) }),
])

/** `parseSnapshot(text, source)` checks each snapshot as it would a saved one. Throws UserError. */
export function parseBackup(text: string, source: string, parseSnapshot: (text: string, source: string) => Snapshot): Backup {
  const wrong = (found: string) =>
    userError({ where: source, expected: 'a file created by `scs-sprint backup`', found, fix: 'Pass that file. Nothing was restored.' })
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw wrong('text that is not valid JSON')
  }
  const document = Document.safeParse(json)
  if (!document.success) {
    const issue = document.error.issues[0]
    throw wrong(`something else (${issue ? `${issue.path.join('.') || 'the file'}: ${issue.message}` : 'not valid'})`)
  }
  const { data } = document
  const places = data.version === 2 ? data.places : { files: { snapshots: data.snapshots, audit: data.audit, comments: {}, tables: {} } }
  const checked = Object.entries(places).flatMap(([place, memory]) => {
    if (memory === undefined) return []
    const snapshots = memory.snapshots.map((snapshot, index) =>
      parseSnapshot(JSON.stringify(snapshot), `${source}, ${place}, snapshot ${index + 1}`),
    )
    return [[place, { ...memory, snapshots }] as const]
  })
  return { schema: data.schema, version: 2, madeAt: data.madeAt, places: Object.fromEntries(checked) }
}

/**
 * Each part goes back to where it came from. Where DATABASE_URL names a server and the backup has none, what files held
 * goes to the server as well: that is how one moves to a server.
 */
export async function restoreBackup(keeper: MemoryKeeper, { places }: Backup): Promise<AddedMemory> {
  const database = places.database ?? (keeper.hasServer ? places.files : undefined)
  const added: AddedMemory[] = []
  // First the one that may refuse: another process may use the database.
  if (database) added.push(await keeper.add('database', database))
  if (places.files && (places.database || !keeper.hasServer)) added.push(await keeper.add('files', places.files))
  return total(added)
}

/** What a backup holds, counted. */
export function countBackup({ places }: Backup): AddedMemory {
  return total(
    Object.values(places).map(({ snapshots, audit, comments }) => ({
      snapshots: snapshots.length,
      entries: audit.length,
      comments: Object.keys(comments).length,
    })),
  )
}

function total(all: readonly AddedMemory[]): AddedMemory {
  const sum = (name: keyof AddedMemory) => all.reduce((so, counted) => so + counted[name], 0)
  return { snapshots: sum('snapshots'), entries: sum('entries'), comments: sum('comments') }
}
