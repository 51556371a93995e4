/** Local files: read with error messages that people can act on, and written completely or not at all. */
import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join, relative, sep } from 'node:path'
import { errnoCode, UserError } from '../../errors.ts'

/** `what` says in a message what the file should have been ("the pad", "the board"); `shown` what it is called there. */
export async function readBytes(path: string, what: string, shown = path): Promise<Uint8Array> {
  demandPath(path, what)
  try {
    return await readFile(path)
  } catch (error) {
    const code = errnoCode(error)
    if (code === 'ENOENT') throw new UserError(`${shown}: file not found. Expected ${what}; check the path.`, { cause: error })
    const found = code === 'EISDIR' ? 'a folder' : code === 'EACCES' ? 'no permission to read it' : null
    if (found === null && code === null) throw error
    throw new UserError(`${shown}: expected ${what}, found ${found ?? `one that cannot be read (${code})`}. Check the path.`, {
      cause: error,
    })
  }
}

/** Other encodings are refused: a name with a replacement character in it would be compared, printed and published. */
export async function readText(path: string, what: string, shown = path): Promise<string> {
  const bytes = await readBytes(path, what, shown)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    throw new UserError(`${shown}: expected ${what} as text in UTF-8, found bytes that are not UTF-8. Save the file as UTF-8.`, {
      cause: error,
    })
  }
}

/** null when there is no such file. */
export async function textIfThere(path: string, what: string, shown = path): Promise<string | null> {
  return ifThere(readText(path, what, shown))
}

/** null when there is no such file; bytes that are not UTF-8 become replacement characters, which minutes are refused for. */
export async function anyTextIfThere(path: string, what: string, shown = path): Promise<string | null> {
  const bytes = await ifThere(readBytes(path, what, shown))
  return bytes === null ? null : new TextDecoder().decode(bytes)
}

async function ifThere<T>(read: Promise<T>): Promise<T | null> {
  try {
    return await read
  } catch (error) {
    if (error instanceof UserError && errnoCode(error.cause) === 'ENOENT') return null
    throw error
  }
}

/** There is nothing at the path, or a file on the way to it. */
export function isMissing(error: unknown): boolean {
  const code = errnoCode(error)
  return code === 'ENOENT' || code === 'ENOTDIR'
}

/**
 * The folder, and those above it that are missing. Step by step: on a file system that makes no folders (`/proc`), Node's
 * `recursive` tries for ever.
 */
export async function makeFolders(path: string, mode?: number): Promise<void> {
  const made = async () => mkdir(path, mode)
  try {
    await made()
  } catch (error) {
    const code = errnoCode(error)
    if (code === 'EEXIST' && (await stat(path)).isDirectory()) return
    const above = dirname(path)
    if (code !== 'ENOENT' || above === path) throw error
    // Another process may have made it since.
    const isAboveThere = await stat(above)
      .then(() => true)
      .catch(() => false)
    if (!isAboveThere) await makeFolders(above, mode)
    await made().catch(async (again: unknown) => {
      if (errnoCode(again) !== 'EEXIST' || !(await stat(path)).isDirectory()) throw again
    })
  }
}

/** `mode`: of a new file. `temporaryIn`: a folder on the same file system; the file's own where it is not given. */
export type WriteOptions = { readonly mode?: number; readonly temporaryIn?: string }

/** Temporary file and rename: a crash leaves the old content or the new one, never half of it. */
export async function writeText(
  path: string,
  text: string | Uint8Array,
  { mode = 0o666, temporaryIn = dirname(path) }: WriteOptions = {},
): Promise<void> {
  demandPath(path, 'a file to write')
  // A name of its own: another process, or a second write of this one, may be writing the same file.
  const temporary = join(temporaryIn, `${basename(path)}.${randomUUID()}.tmp`)
  try {
    await makeFolders(dirname(path))
    await makeFolders(temporaryIn)
    await writeFile(temporary, text, { mode })
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {})
    throw unwritable(path, error)
  }
}

/** It is no error when there is none. */
export async function removeFile(path: string): Promise<void> {
  try {
    await rm(path, { force: true })
  } catch (error) {
    throw unwritable(path, error)
  }
}

const WHY_UNWRITABLE: Readonly<Record<string, readonly [what: string, fix: string]>> = {
  ENOSPC: ['cannot write here, the disk is full', 'Free some space, or choose another location.'],
  EDQUOT: ['cannot write here, the quota is full', 'Free some space, or choose another location.'],
  EROFS: ['cannot write here, the file system is read-only', 'Choose a writable location.'],
  EACCES: ['cannot write here, no permission', 'Give this user write permission, or choose another location.'],
  EPERM: ['cannot write here, no permission', 'Give this user write permission, or choose another location.'],
  ENOENT: ['cannot create this folder', 'Create the folder, or choose another location.'],
  ENOTDIR: ['expected a folder, found a file', 'Check the path.'],
  EEXIST: ['expected a folder, found a file', 'Check the path.'],
  EISDIR: ['expected a file, found a folder', 'Check the path.'],
}

/** What a person can do about a place that cannot be written; any other error stays what it is. */
export function unwritable(path: string, error: unknown): unknown {
  if (error instanceof UserError) return error
  const why = WHY_UNWRITABLE[errnoCode(error) ?? '']
  return why ? new UserError(`${path}: ${why[0]}. ${why[1]}`, { cause: error }) : error
}

/** Node itself answers a NUL in a path with an error about its own arguments. An empty path is a variable that is not set. */
function demandPath(path: string, what: string): void {
  if (path === '') throw new UserError(`expected ${what}, found an empty path. Name the file; a variable in the command may be empty.`)
  if (!path.includes('\0')) return
  throw new UserError(`${path.replaceAll('\0', '\\0')}: expected ${what}, found a path with a NUL character. Check the path.`)
}

/** A folder stands for the Markdown files below it, in order; anything else for itself. */
export async function expandFolder(path: string): Promise<readonly string[]> {
  const isFolder =
    path !== '-' &&
    (await stat(path).then(
      (found) => found.isDirectory(),
      // What is wrong with the path, reading it says in words.
      () => false,
    ))
  if (!isFolder) return [path]
  const files = (await listFiles(path)).filter((file) => file.endsWith('.md'))
  if (files.length > 0) return files.map((file) => `${path.replace(/\/+$/, '')}/${file}`)
  throw new UserError(`${path}: expected Markdown files in this folder, found none. Check the path.`)
}

/** A folder that a person named is there; one mistyped must not look like an empty one. */
export async function demandFolder(path: string, what: string): Promise<void> {
  demandPath(path, `a folder with ${what}`)
  const found = await stat(path).catch((error: unknown) => {
    if (isMissing(error)) return null
    throw error
  })
  if (found?.isDirectory()) return
  throw new UserError(`${path}: expected a folder with ${what}, found ${found === null ? 'none' : 'a file'}. Check the path.`)
}

/**
 * `path` below `folder`; null when there is nothing. Others may put a link into a folder that a command then reads and
 * publishes from, so nothing is read that lies outside. Throws UserError for such a link, which names `path` alone.
 */
export async function placeBelow(folder: string, path: string, what: string): Promise<string | null> {
  try {
    const [inside, place] = await Promise.all([realpath(folder), realpath(join(folder, path))])
    if (place === inside || place.startsWith(inside + sep)) return place
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
  throw new UserError(
    `${path}: expected ${what} in this folder, found a link that points outside it. Replace the link with the file itself.`,
  )
}

/** Paths below a folder, with `/`, sorted; empty when there is no such folder. */
export async function listFiles(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
      .sort()
  } catch (error) {
    if (errnoCode(error) === 'ENOENT') return []
    throw error
  }
}
