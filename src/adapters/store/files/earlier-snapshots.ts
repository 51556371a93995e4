/** Snapshots that a version before this one kept in a file each: moved to the file of changes. */
import { readdir, readFile, rm, rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Snapshot } from '../../../domain/board/board.ts'
import { errnoCode, TryAgainError, UserError } from '../../../errors.ts'
import type { Log } from '../../../ports.ts'
import { isMissing } from '../../files/files.ts'
import { parseSnapshot } from '../snapshot-schema.ts'
import { ALL, createLogWriter, type LogReader, type LogSource, type ReadSnapshot, readLogFile, whileLocked } from './board-log-file.ts'
import { privateFolder, writePrivate } from './private-files.ts'

/** Colons are not allowed in names on every system. */
const NAME = /^(\d{4}-\d\d-\d\d)T(\d\d)(\d\d)(\d\d)\.(\d{3})Z(?:\.partial)?\.json$/

type EarlierFile = { readonly path: string; readonly takenAt: string }

/**
 * Where the history of the board is read. The new file is whole before the earlier ones are removed: whoever is stopped in
 * between does it again. One that cannot be read stays and is reported. Where nothing can be written, all is read from memory.
 */
export async function moveEarlierFiles(folder: string, path: string, log: Log): Promise<LogSource> {
  const files = await earlierFiles(folder)
  if (files.length === 0) return { path }
  try {
    await privateFolder(join(folder, '..'))
    await whileLocked(path, async () => {
      const { text, read } = await merged(files, path, log)
      if (read.length > 0) await writePrivate(path, text)
      for (const file of read) await rm(file.path, { force: true })
    })
    await rmdir(folder).catch(() => {})
    return { path }
  } catch (error) {
    if (!(error instanceof UserError || error instanceof TryAgainError)) throw error
    return { path, bytes: Buffer.from((await merged(files, path, log)).text) }
  }
}

/** Newest last. */
export async function earlierFiles(folder: string): Promise<readonly EarlierFile[]> {
  const files = (await namesIn(folder)).flatMap((name) => {
    const match = NAME.exec(name)
    return match ? [{ path: join(folder, name), takenAt: `${match[1]}T${match[2]}:${match[3]}:${match[4]}.${match[5]}Z` }] : []
  })
  return files.sort((a, b) => (a.takenAt < b.takenAt ? -1 : 1))
}

/** In order of time; what the file has already stays. */
async function merged(files: readonly EarlierFile[], path: string, log: Log): Promise<{ text: string; read: readonly EarlierFile[] }> {
  const everything: LogReader<Map<string, Snapshot>> = () => {
    const all = new Map<string, Snapshot>()
    return { see: ({ takenAt, show }: ReadSnapshot) => void all.set(takenAt, show()), result: () => all }
  }
  const { result: there } = await readLogFile({ path }, ALL, everything, log)
  const waiting = [...there]
  const writer = createLogWriter()
  const writeUntil = (end: string | null) => {
    while (waiting[0] && (end === null || waiting[0][0] < end)) writer.add((waiting.shift() as (typeof waiting)[number])[1])
  }
  const read: EarlierFile[] = []
  for (const file of files) {
    const snapshot = there.get(file.takenAt) ?? (await readEarlier(file, log))
    if (snapshot === null) continue
    read.push(file)
    if (there.has(file.takenAt)) continue
    writeUntil(file.takenAt)
    writer.add(snapshot)
  }
  writeUntil(null)
  return { text: writer.text(), read }
}

/** As it was written, byte for byte; checked. null: it cannot be read. */
export async function readEarlier({ path }: EarlierFile, log: Log): Promise<Snapshot | null> {
  try {
    const text = await readFile(path, 'utf8')
    parseSnapshot(text, path)
    return JSON.parse(text) as Snapshot
  } catch (error) {
    if (!(error instanceof UserError) && errnoCode(error) === null) throw error
    log.warn(`A saved snapshot cannot be read and is skipped: ${(error as Error).message}`)
    return null
  }
}

export async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}
