/** Snapshots as JSON files in a folder, for the command line. Each is written completely or not at all. */
import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Snapshot } from '../../../domain/board/board.ts'
import { errnoCode, UserError } from '../../../errors.ts'
import type { Clock, Log, SnapshotStore } from '../../../ports.ts'
import { isMissing } from '../../files/files.ts'
import { isFromFuture, toForget } from '../retention.ts'
import { parseSnapshot } from '../snapshot-schema.ts'
import { privateFolder, writePrivate } from './private-files.ts'

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

  /** null when it cannot be read; undefined when it is gone: another process has thinned the folder since. */
  const read = async ({ path }: KeptFile): Promise<Snapshot | null | undefined> => {
    try {
      return parseSnapshot(await readFile(path, 'utf8'), path)
    } catch (error) {
      const code = errnoCode(error)
      if (code === 'ENOENT') return undefined
      if (!(error instanceof UserError) && code === null) throw error
      log.warn(`A saved snapshot cannot be read and is skipped: ${(error as Error).message}`)
      return null
    }
  }

  const latest: SnapshotStore['latest'] = async (board, options = {}) => {
    const { before, complete } = options
    let thinned = false
    for (const file of await files(board)) {
      if ((complete && !file.complete) || isFromFuture(file, clock.now())) continue
      if (before && file.takenAt >= before.toISOString()) continue
      const snapshot = await read(file)
      if (snapshot) return snapshot
      thinned ||= snapshot === undefined
    }
    // What is thinned has a newer one beside it, which was not there yet when the folder was listed.
    return thinned ? latest(board, options) : null
  }

  return {
    latest,
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
      await privateFolder(join(dir, 'snapshots'))
      await privateFolder(folder)
      await writePrivate(join(folder, fileName(snapshot)), JSON.stringify(snapshot))
      for (const old of toForget(await files(snapshot.board), clock.now())) await rm(old.path, { force: true })
    },
  }
}

/** Every board of which `<dir>` has snapshots, by one that can be read. */
export async function keptBoards(dir: string): Promise<readonly Board[]> {
  const boards: Board[] = []
  for (const folder of await namesIn(join(dir, 'snapshots'))) {
    for (const name of await namesIn(join(dir, 'snapshots', folder))) {
      if (!NAME.test(name)) continue
      const board = await boardIn(join(dir, 'snapshots', folder, name))
      if (board === null) continue
      boards.push(board)
      break
    }
  }
  return boards
}

async function boardIn(path: string): Promise<Board | null> {
  try {
    return parseSnapshot(await readFile(path, 'utf8'), path).board
  } catch (error) {
    if (error instanceof UserError || errnoCode(error) === 'ENOENT') return null
    throw error
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (isMissing(error)) return []
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
