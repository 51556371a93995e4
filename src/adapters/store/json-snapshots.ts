/** Snapshots as JSON files in a folder: enough for the command line. Written whole or not at all. */
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Snapshot } from '../../domain/board.ts'
import { UserError } from '../../errors.ts'
import type { Clock, Log, SnapshotStore } from '../../ports.ts'
import { isFromFuture, toForget } from './retention.ts'
import { parseSnapshot } from './snapshot-schema.ts'

type Board = { readonly owner: string; readonly number: number }
type KeptFile = { readonly path: string; readonly takenAt: string; readonly complete: boolean }

const NAME = /^(\d{4}-\d\d-\d\d)T(\d\d)(\d\d)(\d\d)\.(\d{3})Z(\.partial)?\.json$/

/**
 * Files are `<dir>/snapshots/<owner>-<number>/<takenAt>.json`, `.partial.json` where not complete. A file that cannot
 * be read is told and passed over, so that one broken file never hides the ones before it.
 */
export function createJsonSnapshotStore(dir: string, { log, clock }: { log: Log; clock: Clock }): SnapshotStore {
  const folderOf = ({ owner, number }: Board) => join(dir, 'snapshots', `${owner.toLowerCase().replaceAll(/[^a-z0-9-]/g, '_')}-${number}`)

  const files = async (board: Board): Promise<readonly KeptFile[]> => {
    const folder = folderOf(board)
    const found = (await namesIn(folder)).flatMap((name) => keptFile(folder, name) ?? [])
    return found.sort((a, b) => (a.takenAt < b.takenAt ? 1 : -1))
  }

  const read = async ({ path }: KeptFile): Promise<Snapshot | null> => {
    try {
      return parseSnapshot(await readFile(path, 'utf8'), path)
    } catch (error) {
      if (!(error instanceof UserError) && (error as NodeJS.ErrnoException).code === undefined) throw error
      log.warn(`A kept snapshot cannot be read and is passed over: ${(error as Error).message}`)
      return null
    }
  }

  return {
    latest: async (board, { before, complete } = {}) => {
      for (const file of await files(board)) {
        if ((complete && !file.complete) || isFromFuture(file, clock.now())) continue
        if (before && file.takenAt >= before.toISOString()) continue
        const snapshot = await read(file)
        if (snapshot) return snapshot
      }
      return null
    },
    history: async (board) => {
      const snapshots: Snapshot[] = []
      for (const file of await files(board)) {
        if (isFromFuture(file, clock.now())) continue
        const snapshot = await read(file)
        if (snapshot) snapshots.push(snapshot)
      }
      return snapshots
    },
    keep: async (snapshot) => {
      const folder = folderOf(snapshot.board)
      await mkdir(folder, { recursive: true })
      await write(join(folder, fileName(snapshot)), JSON.stringify(snapshot))
      for (const old of toForget(await files(snapshot.board), clock.now())) await rm(old.path, { force: true })
    },
  }
}

/** A crash leaves the old files as they were; what it left half-written has another ending and is never read. */
async function write(path: string, text: string): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`
  try {
    await writeFile(temporary, text)
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

/** Colons are not allowed in names on every system. */
function fileName({ takenAt, complete }: Snapshot): string {
  const at = new Date(takenAt).toISOString().replaceAll(':', '')
  return `${at}${complete ? '' : '.partial'}.json`
}

function keptFile(folder: string, name: string): KeptFile | null {
  const match = NAME.exec(name)
  if (!match) return null
  const [, day, hours, minutes, seconds, millis, partial] = match
  return { path: join(folder, name), takenAt: `${day}T${hours}:${minutes}:${seconds}.${millis}Z`, complete: partial === undefined }
}
