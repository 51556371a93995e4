/**
 * One process at a time in a folder: two on one embedded database lose data without a word. A file that its holder
 * keeps touching: the holder's death frees it at once on the same machine, after a minute from another container.
 */
import { open, readFile, rm, stat, utimes } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join, resolve } from 'node:path'
import { UserError } from '../../errors.ts'

const TOUCH_MS = 15_000
const STALE_MS = 60_000

/** Folders this process holds itself. */
const held = new Set<string>()

/** Takes the folder or throws UserError; returns how to give it back. */
export async function takeFolder(folder: string): Promise<() => Promise<void>> {
  const path = join(resolve(folder, '..'), `${resolve(folder).split('/').at(-1)}.lock`)
  for (let attempt = 0; attempt < 3; attempt += 1) {
    if (await create(path)) {
      held.add(path)
      const touch = setInterval(() => void utimes(path, new Date(), new Date()).catch(() => {}), TOUCH_MS)
      touch.unref()
      return async () => {
        clearInterval(touch)
        held.delete(path)
        await rm(path, { force: true })
      }
    }
    if (!(await isAbandoned(path))) break
    await rm(path, { force: true })
  }
  throw new UserError(
    `${folder}: expected a database that no other process uses, found one in use (${path}). ` +
      'Stop the other scs-sprint, or give this one another DATA_DIR, or a PostgreSQL server by DATABASE_URL. If none is running, try again in a minute.',
  )
}

async function create(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx')
    await file.writeFile(JSON.stringify({ pid: process.pid, host: hostname() }))
    await file.close()
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

async function isAbandoned(path: string): Promise<boolean> {
  if (held.has(path)) return false
  try {
    const { mtimeMs } = await stat(path)
    if (Date.now() - mtimeMs > STALE_MS) return true
    const holder = JSON.parse(await readFile(path, 'utf8')) as { pid?: unknown; host?: unknown }
    // Its own number from an earlier life: containers begin at 1 again.
    return holder.host === hostname() && (holder.pid === process.pid || !isAlive(Number(holder.pid)))
  } catch (error) {
    // Gone meanwhile; or half-written, and then its age decides.
    return (error as NodeJS.ErrnoException).code === 'ENOENT'
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
