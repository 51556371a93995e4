/** Saves the app’s data in one document, and restores it. Restoring twice changes nothing. */
import { z } from 'zod'
import type { Snapshot } from '../domain/board/board.ts'
import { type PackedSnapshot, pack, unpack } from '../domain/board/history/packed.ts'
import { BrokenHistory } from '../domain/board/history/patch.ts'
import { userError } from '../errors.ts'
import type { AddedMemory, BoardHistory, Memory, MemoryKeeper, MemoryPlace } from '../ports.ts'

export type Backup = {
  readonly schema: 'scs-sprint/backup'
  readonly version: 3
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
  return { schema: 'scs-sprint/backup', version: 3, madeAt: now.toISOString(), places }
}

const Rest = {
  audit: z.array(z.object({ at: z.string(), kind: z.string(), where: z.string(), why: z.string(), url: z.string().nullable() })),
  comments: z.record(z.string(), z.object({ commentId: z.string(), findings: z.array(z.string()) })),
  tables: z.record(z.string(), z.array(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])))),
}
const Whole = { snapshots: z.array(z.unknown()) }
const Packed = z.object({
  head: z.looseObject({ takenAt: z.string(), complete: z.boolean() }),
  changes: z.record(z.string(), z.unknown()),
})
const History = { history: z.array(z.object({ board: z.object({ owner: z.string(), number: z.number() }), snapshots: z.array(Packed) })) }
const common = { schema: z.literal('scs-sprint/backup'), madeAt: z.string() }
const placesOf = <Shape extends z.ZodType>(shape: Shape) => z.object({ files: shape.optional(), database: shape.optional() })
const Document = z.discriminatedUnion('version', [
  // Of the first version, which knew one place.
  z.object({ ...common, version: z.literal(1), ...Whole, audit: Rest.audit }),
  // Of the second one, which kept each snapshot whole.
  z.object({ ...common, version: z.literal(2), places: placesOf(z.object({ ...Whole, ...Rest })) }),
  z.object({ ...common, version: z.literal(3), places: placesOf(z.object({ ...History, ...Rest })) }),
])
type Document = z.infer<typeof Document>

type ParseSnapshot = (text: string, source: string) => Snapshot

/** `parseSnapshot(text, source)` checks each snapshot as it would a saved one. Throws UserError. */
export function parseBackup(text: string, source: string, parseSnapshot: ParseSnapshot): Backup {
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
  try {
    const places = Object.entries(placesIn(data)).flatMap(([place, memory]) => {
      if (memory === undefined) return []
      const { audit, comments, tables } = memory
      const check: ParseSnapshot = (snapshot, which) => parseSnapshot(snapshot, `${source}, ${place}, ${which}`)
      const history =
        'history' in memory ? checkHistory(memory.history as readonly BoardHistory[], check) : packWhole(memory.snapshots, check)
      return [[place, { history, audit, comments, tables }] as const]
    })
    return { schema: data.schema, version: 3, madeAt: data.madeAt, places: Object.fromEntries(places) }
  } catch (error) {
    if (!(error instanceof BrokenHistory)) throw error
    throw wrong(`a history of a board that does not fit together (${error.message})`)
  }
}

function placesIn(data: Document) {
  if (data.version !== 1) return data.places
  return { files: { snapshots: data.snapshots, audit: data.audit, comments: {}, tables: {} } }
}

function packWhole(snapshots: readonly unknown[], check: ParseSnapshot): readonly BoardHistory[] {
  const boards = new Map<string, Snapshot[]>()
  for (const [index, one] of snapshots.entries()) {
    check(JSON.stringify(one), `snapshot ${index + 1}`)
    // As it was written, with its fields in their order.
    const snapshot = one as Snapshot
    const key = `${snapshot.board.owner.toLowerCase()} ${snapshot.board.number}`
    boards.set(key, [...(boards.get(key) ?? []), snapshot])
  }
  return [...boards.values()].map((all) => {
    const ordered = all.sort((a, b) => (a.takenAt < b.takenAt ? -1 : 1))
    const { owner, number } = (ordered[0] as Snapshot).board
    return { board: { owner, number }, snapshots: [...pack(ordered)] }
  })
}

/** Each snapshot as a saved one, as far as it differs from the one before it. */
function checkHistory(history: readonly BoardHistory[], check: ParseSnapshot): readonly BoardHistory[] {
  for (const { board, snapshots } of history) {
    let seen = new Set<unknown>()
    let number = 0
    for (const snapshot of unpack(snapshots as readonly PackedSnapshot[])) {
      number += 1
      const items = snapshot.items.filter((item) => !seen.has(item))
      const epics = snapshot.epics.filter((epic) => !seen.has(epic))
      check(JSON.stringify({ ...snapshot, items, epics }), `snapshot ${number} of ${board.owner}/${board.number}`)
      seen = new Set([...snapshot.items, ...snapshot.epics])
    }
  }
  return history
}

/**
 * Each part goes back to where it came from. Where DATABASE_URL names a server and the backup has none, what files held
 * goes to the server as well: that is how one moves to a server.
 */
export async function restoreBackup(keeper: MemoryKeeper, { places }: Backup): Promise<AddedMemory> {
  const database = places.database ?? (keeper.hasServer ? places.files : undefined)
  const added: AddedMemory[] = []
  // The database first: it may be in use by another process.
  if (database) added.push(await keeper.add('database', database))
  if (places.files && (places.database || !keeper.hasServer)) added.push(await keeper.add('files', places.files))
  return total(added)
}

/** What a backup holds, counted. */
export function countBackup({ places }: Backup): AddedMemory {
  return total(
    Object.values(places).map(({ history, audit, comments }) => ({
      snapshots: history.reduce((sum, { snapshots }) => sum + snapshots.length, 0),
      entries: audit.length,
      comments: Object.keys(comments).length,
    })),
  )
}

function total(all: readonly AddedMemory[]): AddedMemory {
  const sum = (name: keyof AddedMemory) => all.reduce((so, counted) => so + counted[name], 0)
  return { snapshots: sum('snapshots'), entries: sum('entries'), comments: sum('comments') }
}
