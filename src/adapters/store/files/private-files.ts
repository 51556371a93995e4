/** Files that only the user who runs the app can read: they hold titles of private issues and texts of webhooks. */
import { chmod, open, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { errnoCode } from '../../../errors.ts'
import { makeFolders, unwritable, writeText } from '../../files/files.ts'

const PRIVATE_FILE = 0o600
const PRIVATE_FOLDER = 0o700

/** Makes the folder, and those above it that are missing. One that is there keeps its rights: it is somebody else's. */
export async function makeFolder(path: string): Promise<void> {
  try {
    await makeFolders(path, PRIVATE_FOLDER)
  } catch (error) {
    throw unwritable(path, error)
  }
}

/** Makes a folder of the app's own, and closes it to others where it was there with wider rights. */
export async function privateFolder(path: string): Promise<void> {
  await makeFolder(path)
  await chmod(path, PRIVATE_FOLDER).catch((error: unknown) => {
    throw unwritable(path, error)
  })
}

/** Whole or not at all, as writeText. */
export function writePrivate(path: string, text: string): Promise<void> {
  return writeText(path, text, { mode: PRIVATE_FILE })
}

/** Another process may be writing one right now. */
const LEFT_OVER_MS = 60 * 60 * 1000
/** As `writeText` names them. */
const TEMPORARY = /\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.tmp$/

/** Removes temporary files that a crash left in a folder of the app's own. A folder that cannot be read stays as it is. */
export async function removeLeftOvers(folder: string, now: Date): Promise<void> {
  const names = await readdir(folder).catch((): string[] => [])
  for (const path of names.filter((name) => TEMPORARY.test(name)).map((name) => join(folder, name))) {
    const age = await stat(path).then(
      ({ mtimeMs }) => now.getTime() - mtimeMs,
      () => 0,
    )
    if (age > LEFT_OVER_MS) await rm(path, { force: true }).catch(() => {})
  }
}

/** Adds a line in one write: several processes may do so at once. Half a line that a crash left stays a line of its own. */
export async function appendLine(path: string, line: string): Promise<void> {
  try {
    const file = await open(path, 'a+', PRIVATE_FILE)
    try {
      const { size } = await file.stat()
      const { buffer } = size > 0 ? await file.read(Buffer.alloc(1), 0, 1, size - 1) : { buffer: Buffer.from('\n') }
      await file.writeFile(`${buffer[0] === 0x0a ? '' : '\n'}${line}\n`)
    } finally {
      await file.close()
    }
  } catch (error) {
    throw unwritable(path, error)
  }
}

/** Takes the rights of others from everything in a folder, whoever wrote it with which rights. */
export async function closeFolder(folder: string): Promise<void> {
  await chmod(folder, PRIVATE_FOLDER)
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name)
    await chmod(path, entry.isDirectory() ? PRIVATE_FOLDER : PRIVATE_FILE).catch((error: unknown) => {
      // The database removes files while it runs.
      if (errnoCode(error) !== 'ENOENT') throw error
    })
  }
}
