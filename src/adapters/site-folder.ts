/**
 * The pages in a folder of this machine. A list of our files lies beside them: what is not on it is somebody else's, and is
 * neither written over nor deleted. Only what changed is made and written: with each file the list keeps the key of what it was
 * made of, and a file with this key and with the bytes that we wrote stays as it is.
 */
import { createHash } from 'node:crypto'
import { lstat, readFile, rmdir, stat } from 'node:fs/promises'
import { dirname, join, sep } from 'node:path'
import { errnoCode, type UserError, userError } from '../errors.ts'
import type { SiteMemory } from '../ports.ts'
import { isMissing, makeFolders, removeFile, textIfThere, unwritable, writeText } from './files.ts'

/** `kept`: files of ours that somebody changed and that are no page any more. */
export type WrittenSite = {
  readonly written: number
  readonly unchanged: number
  readonly removed: number
  readonly kept: readonly string[]
}

export type SiteFolder = {
  readonly memory: SiteMemory
  readonly write: (files: readonly NewFile[]) => Promise<WrittenSite>
}

/** `path` is below the folder, with `/`. The same key, the same text. */
export type NewFile = { readonly path: string; readonly key: string; readonly text: () => string }

const LIST = '.scs-sprint-site.json'
const SCHEMA = 'scs-sprint/site'
const MEMORY = '.scs-sprint'

/** Path -> hash of the text that we wrote, and key of what it was made of (none in lists of earlier versions). */
type OurFiles = ReadonlyMap<string, { readonly hash: string; readonly key: string | null }>

/** Throws UserError for a place that is no folder or cannot be written, and for one with pages that are not ours. */
export async function openSiteFolder(folder: string): Promise<SiteFolder> {
  await demandPlace(folder)
  const ours = await listIn(folder)
  if (!ours.has('index.html') && (await isThere(join(folder, 'index.html')))) throw notOurs(folder, 'index.html')
  await demandWritable(folder)
  const memoryOf = (team: string) => join(folder, MEMORY, `${hashOf(team).slice(0, 16)}.json`)
  return {
    memory: {
      recall: async (team) => {
        await demandInside(folder, `${MEMORY}/`)
        return textIfThere(memoryOf(team), 'what was read before')
      },
      keep: (team, text) => writeText(memoryOf(team), text),
    },
    write: (files) => writeSite(folder, ours, files),
  }
}

async function writeSite(folder: string, ours: OurFiles, files: readonly NewFile[]): Promise<WrittenSite> {
  const { now, changed } = await compare(folder, ours, files)
  // Before the files: should this run be cut off, the next one knows all of them.
  if (changed.length > 0) await writeList(folder, new Map([...ours, ...now]))
  for (const { path, text } of changed) await writeText(join(folder, path), text)
  const gone = [...ours].filter(([path]) => !now.has(path))
  const kept: string[] = []
  let removed = 0
  for (const [path, { hash }] of gone) {
    const found = await bytesIfThere(join(folder, path))
    if (found === null) continue
    if (hashOf(found) !== hash) kept.push(path)
    else {
      await demandInside(folder, path)
      await removeFile(join(folder, path))
      await removeEmptyFolders(folder, path)
      removed += 1
    }
  }
  if (gone.length > 0 || listText(now) !== listText(ours)) await writeList(folder, now)
  return { written: changed.length, unchanged: files.length - changed.length, removed, kept }
}

type Compared = { readonly now: OurFiles; readonly changed: readonly { readonly path: string; readonly text: string }[] }

/** Makes the texts that are not there; throws UserError, with nothing written, for a file in the way that is not ours. */
async function compare(folder: string, ours: OurFiles, files: readonly NewFile[]): Promise<Compared> {
  const now = new Map<string, { readonly hash: string; readonly key: string }>()
  const changed: { readonly path: string; readonly text: string }[] = []
  const folders = new Set<string>()
  for (const { path, key, text: make } of files) {
    const above = dirname(path)
    if (!folders.has(above)) await demandInside(folder, path)
    folders.add(above)
    const found = await bytesIfThere(join(folder, path))
    const foundHash = found === null ? null : hashOf(found)
    const known = ours.get(path)
    if (known !== undefined && known.key === key && known.hash === foundHash) {
      now.set(path, { hash: known.hash, key })
      continue
    }
    const text = make()
    const hash = hashOf(text)
    now.set(path, { hash, key })
    if (hash === foundHash) continue
    if (found !== null && known === undefined) throw notOurs(folder, path)
    changed.push({ path, text })
  }
  return { now, changed }
}

async function demandPlace(folder: string): Promise<void> {
  if (folder.includes('\0')) throw noFolder(folder.replaceAll('\0', '\\0'), 'a path with a NUL character')
  const found = await stat(folder).catch((error: unknown) => {
    if (errnoCode(error) === 'ENOENT') return null
    throw errnoCode(error) === 'ENOTDIR' ? noFolder(folder, 'a file on the way to it') : unwritable(folder, error)
  })
  if (found !== null && !found.isDirectory()) throw noFolder(folder, 'a file')
  // A link that leads nowhere.
  if (found === null && (await isThere(folder))) throw noFolder(folder, 'a link that leads nowhere')
}

function noFolder(folder: string, found: string): UserError {
  return userError({ where: `--out ${folder}`, expected: 'a folder for the pages', found, fix: 'Name a new or an empty folder.' })
}

function notOurs(folder: string, path: string): UserError {
  return userError({
    where: join(folder, path),
    expected: 'a folder without other pages, or one that this command made',
    found: 'a file that it did not write',
    fix: 'Nothing was written over. Name another folder with `--out`, or move that file away.',
  })
}

/** Said before minutes, which take their time, are read. */
async function demandWritable(folder: string): Promise<void> {
  try {
    await makeFolders(folder)
    const probe = join(folder, `${LIST}.probe`)
    await writeText(probe, '')
    await removeFile(probe)
  } catch (error) {
    throw unwritable(folder, error)
  }
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
      found: found.isSymbolicLink() ? 'a link, which may lead out of the folder' : 'a file',
      fix: 'Remove it, or name another folder with `--out`.',
    })
  }
}

async function listIn(folder: string): Promise<OurFiles> {
  const text = await textIfThere(join(folder, LIST), 'the list of our pages')
  if (text === null) return new Map()
  const list = parsed(text)
  if (list?.schema === SCHEMA && typeof list.files === 'object' && list.files !== null) {
    const entries = Object.entries(list.files).filter(([path, hash]) => isPlain(path) && typeof hash === 'string')
    const keys = new Map(Object.entries(list.keys ?? {}))
    return new Map(
      (entries as [string, string][]).map(([path, hash]) => {
        const key = keys.get(path)
        return [path, { hash, key: typeof key === 'string' ? key : null }]
      }),
    )
  }
  throw userError({
    where: join(folder, LIST),
    expected: 'the list of pages that an earlier run wrote',
    found: 'something else',
    fix: 'Name another folder with `--out`, or empty this one.',
  })
}

type List = { readonly schema?: unknown; readonly files?: unknown; readonly keys?: unknown }

function parsed(text: string): List | null {
  try {
    return JSON.parse(text) as List | null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

/**
 * A list that was changed by hand leads to no place outside, and to no folder that a tool keeps beside pages (`.git`, `.github`).
 * Below the top a page may have such a name: that of the repository `.github`.
 */
function isPlain(path: string): boolean {
  if (path.startsWith('.') || /(?:^|\/)\.git(?:\/|$)/i.test(path)) return false
  return path.split('/').every((segment) => segment !== '' && !/^\.+$/.test(segment) && !segment.includes(sep) && !segment.includes('\\'))
}

async function writeList(folder: string, files: OurFiles): Promise<void> {
  await writeText(join(folder, LIST), listText(files))
}

function listText(files: OurFiles): string {
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1))
  const hashes = Object.fromEntries(sorted.map(([path, { hash }]) => [path, hash]))
  const keys = Object.fromEntries(sorted.flatMap(([path, { key }]) => (key === null ? [] : [[path, key]])))
  return `${JSON.stringify({ schema: SCHEMA, version: 1, files: hashes, keys }, null, 1)}\n`
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

function hashOf(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex')
}
