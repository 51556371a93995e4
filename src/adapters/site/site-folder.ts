/**
 * Writes the pages to a local folder. A list of the app’s files is kept next to them: files that are not on the list belong to
 * someone else and are never overwritten or deleted, and neither are pages that someone has changed. Only changed pages are rebuilt
 * and written: the list stores a key of each file’s input, and a file with this key and the bytes we wrote stays as it is. Only one
 * run at a time works in a folder, and the next run finishes one that was interrupted at any point.
 */
import { lstat, readdir, readFile, rm, rmdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { errnoCode, TryAgainError, type UserError, userError } from '../../errors.ts'
import type { NewFile, SiteFolder, WrittenSite } from '../../ports/app-ports.ts'
import { takeLock } from '../files/file-lock.ts'
import { isMissing, makeFolders, removeFile, textIfThere, unwritable, writeText } from '../files/files.ts'
import { hashOf, isAsWritten, LIST, listText, type OurFile, type OurFiles, parseList } from './site-list.ts'

/** What is ours and no page: what was read before, the lock, files that are being written. */
const OWN = '.scs-sprint'
const NEW = `${OWN}/new`
/** The archive of five years takes less on a small machine. */
const WAIT_MS = 60_000

/**
 * Calls `work` while no other run is in the folder. Throws UserError for a place that is no folder or cannot be written, and
 * for one with pages that are not ours; TryAgainError when another run is still in it after `waitMs`.
 */
export async function inSiteFolder<Result>(
  folder: string,
  work: (site: SiteFolder) => Promise<Result>,
  { waitMs = WAIT_MS }: { readonly waitMs?: number } = {},
): Promise<Result> {
  await demandPlace(folder)
  await demandInside(folder, `${NEW}/`)
  await makeFolders(join(folder, OWN)).catch((error: unknown) => {
    throw unwritable(folder, error)
  })
  const path = join(folder, OWN, 'lock')
  const lock = await takeLock(path, waitMs)
  if (lock === null) throw await inUse(folder, path, waitMs)
  try {
    await lock.write(`${process.pid}\n`)
    await demandWritable(folder)
    return await work(await openFolder(folder))
  } finally {
    await lock.write('')
    await lock.release()
  }
}

async function inUse(folder: string, path: string, waitMs: number): Promise<TryAgainError> {
  const pid = Number(await textIfThere(path, 'the lock'))
  const by = Number.isSafeInteger(pid) && pid > 0 ? ` (process ${pid})` : ''
  return new TryAgainError(
    `--out ${folder}: expected a folder that no other run is writing to, found a run${by} still active after ${waitMs / 1000} s.`,
    { advice: 'Try again when it has finished, or choose another folder.' },
  )
}

async function openFolder(folder: string): Promise<SiteFolder> {
  const { ours, list } = await listIn(folder)
  if (!ours.has('index.html') && (await isThere(join(folder, 'index.html')))) throw notOurs(folder, 'index.html', list)
  const remembered = new Set<string>()
  const memoryOf = (team: string) => {
    const name = `${hashOf(team).slice(0, 16)}.json`
    remembered.add(name)
    return `${OWN}/${name}`
  }
  return {
    memory: {
      recall: (team) => textIfThere(join(folder, memoryOf(team)), 'the cache of earlier runs'),
      keep: (team, text) => writeBelow(folder, memoryOf(team), text),
    },
    write: async (files) => {
      const written = await writeSite(folder, { ours, list }, files)
      await forget(folder, remembered)
      return written
    },
  }
}

/** Of teams that are no more. */
async function forget(folder: string, remembered: ReadonlySet<string>): Promise<void> {
  for (const name of await readdir(join(folder, OWN))) {
    if (/^[0-9a-f]{16}\.json$/.test(name) && !remembered.has(name)) await removeFile(join(folder, OWN, name))
  }
  await rm(join(folder, NEW), { recursive: true, force: true })
}

/** Whole or not at all; what a run that is cut off leaves of it lies in one place. */
async function writeBelow(folder: string, path: string, text: string): Promise<void> {
  await writeText(join(folder, path), text, { temporaryIn: join(folder, NEW) })
}

type Known = { readonly ours: OurFiles; readonly list: 'read' | 'broken' }

async function writeSite(folder: string, known: Known, files: readonly NewFile[]): Promise<WrittenSite> {
  const { ours } = known
  const { now, changed, left } = await compare(folder, known, files)
  // Before the files: should this run be cut off, the next one knows all of them, and what lay there before.
  const planned = changed.map(({ path, was }): [string, OurFile] => [path, { hash: '', key: null, ...now.get(path), was }])
  if (changed.length > 0) await writeBelow(folder, LIST, listText(new Map([...ours, ...now, ...planned])))
  for (const { path, text } of changed) await writeBelow(folder, path, text)
  const gone = [...ours].filter(([path]) => !now.has(path))
  const { removed, kept } = await removePages(folder, gone)
  const text = listText(now)
  if (text !== (await textIfThere(join(folder, LIST), 'the list of pages'))) await writeBelow(folder, LIST, text)
  return { written: changed.length, unchanged: files.length - changed.length - left.length, removed, left, kept }
}

async function removePages(folder: string, gone: readonly (readonly [string, OurFile])[]): Promise<Pick<WrittenSite, 'removed' | 'kept'>> {
  const kept: string[] = []
  let removed = 0
  for (const [path, file] of gone) {
    const found = await bytesIfThere(join(folder, path))
    if (found !== null && !isAsWritten(file, hashOf(found))) {
      kept.push(path)
      continue
    }
    await demandInside(folder, path)
    if (found !== null) {
      await removeFile(join(folder, path))
      removed += 1
    }
    await removeEmptyFolders(folder, path)
  }
  return { removed, kept }
}

type Changed = { readonly path: string; readonly text: string; readonly was: string | undefined }
type Compared = { readonly now: OurFiles; readonly changed: readonly Changed[]; readonly left: readonly string[] }

/** Makes the texts that are not there; throws UserError, with nothing written, for a file in the way that is not ours. */
async function compare(folder: string, { ours, list }: Known, files: readonly NewFile[]): Promise<Compared> {
  const now = new Map<string, OurFile>()
  const changed: Changed[] = []
  const left: string[] = []
  const folders = new Set<string>()
  for (const { path, key, text: make } of files) {
    const above = dirname(path)
    if (!folders.has(above)) await demandInside(folder, path)
    folders.add(above)
    const found = await bytesIfThere(join(folder, path))
    const was = found === null ? undefined : hashOf(found)
    const known = ours.get(path)
    if (known !== undefined && known.key === key && known.hash === was) {
      now.set(path, { hash: was, key })
      continue
    }
    const text = make()
    const hash = hashOf(text)
    const isForeign = was !== undefined && was !== hash && !(known !== undefined && isAsWritten(known, was))
    if (isForeign && known === undefined) throw notOurs(folder, path, list)
    now.set(path, isForeign && known !== undefined ? { hash: known.hash, key: known.key } : { hash, key })
    if (isForeign) left.push(path)
    else if (was !== hash) changed.push({ path, text, was })
  }
  return { now, changed, left }
}

async function demandPlace(folder: string): Promise<void> {
  if (folder.includes('\0')) throw noFolder(folder.replaceAll('\0', '\\0'), 'a path with a NUL character')
  const found = await stat(folder).catch((error: unknown) => {
    if (errnoCode(error) === 'ENOENT') return null
    throw errnoCode(error) === 'ENOTDIR' ? noFolder(folder, 'a file in its path') : unwritable(folder, error)
  })
  if (found !== null && !found.isDirectory()) throw noFolder(folder, 'a file')
  // A link that leads nowhere.
  if (found === null && (await isThere(folder))) throw noFolder(folder, 'a broken link')
}

function noFolder(folder: string, found: string): UserError {
  return userError({ where: `--out ${folder}`, expected: 'a folder for the pages', found, fix: 'Choose a new or empty folder.' })
}

function notOurs(folder: string, path: string, list: 'read' | 'broken'): UserError {
  return userError({
    where: join(folder, path),
    expected: 'a folder without other pages, or a folder created by this command',
    found: list === 'read' ? 'a file that the command did not write' : `a file, and a list of its pages (${LIST}) that cannot be read`,
    fix: 'Nothing was overwritten. Choose another folder with `--out`, or move that file away.',
  })
}

/** Said before minutes, which take their time, are read. Removes what a run that was cut off left. */
async function demandWritable(folder: string): Promise<void> {
  await rm(join(folder, NEW), { recursive: true, force: true })
  await writeBelow(folder, `${NEW}/probe`, '')
}

/** No folder on the way to a file is a link: it would lead to somebody else's. */
async function demandInside(folder: string, path: string): Promise<void> {
  let place = folder
  for (const segment of path.split('/').slice(0, -1)) {
    place = join(place, segment)
    const found = await lstat(place).catch((error: unknown) => {
      if (isMissing(error)) return null
      throw unwritable(place, error)
    })
    if (found === null) return
    if (found.isDirectory()) continue
    throw userError({
      where: place,
      expected: 'a folder of pages',
      found: found.isSymbolicLink() ? 'a link, which may point outside the folder' : 'a file',
      fix: 'Remove it, or choose another folder with `--out`.',
    })
  }
}

/** A list that was spoilt is none. */
async function listIn(folder: string): Promise<Known> {
  const text = await textIfThere(join(folder, LIST), 'the list of pages')
  const ours = text === null ? new Map() : parseList(text)
  return ours === null ? { ours: new Map(), list: 'broken' } : { ours, list: 'read' }
}

async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    (error: unknown) => {
      if (isMissing(error)) return false
      throw unwritable(path, error)
    },
  )
}

/** A link is read as what it is: somebody else's. */
async function bytesIfThere(path: string): Promise<Uint8Array | string | null> {
  try {
    if ((await lstat(path)).isSymbolicLink()) return ''
    return await readFile(path)
  } catch (error) {
    if (isMissing(error)) return null
    if (errnoCode(error) === 'EISDIR') return ''
    throw unwritable(path, error)
  }
}

async function removeEmptyFolders(folder: string, path: string): Promise<void> {
  for (let above = dirname(path); above !== '.'; above = dirname(above)) {
    try {
      await rmdir(join(folder, above))
    } catch (error) {
      const code = errnoCode(error)
      if (code === 'ENOTEMPTY' || code === 'EEXIST' || code === 'ENOENT') return
      throw unwritable(join(folder, above), error)
    }
  }
}
