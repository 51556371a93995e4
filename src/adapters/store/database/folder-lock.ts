/**
 * One process at a time in a folder: two on one embedded database lose data without a word. The operating system keeps
 * the lock, so it ends with its holder and never before: a holder that is stopped, slow or has a wrong clock still holds it.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { constants, type FileHandle, open, readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { hostname } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { z } from 'zod'
import { errnoCode, UserError } from '../../../errors.ts'
import { unwritable } from '../../files.ts'
import { makeFolder } from '../files/private-files.ts'

const HolderShape = z.object({
  pid: z.number(),
  host: z.string(),
  endpoint: z.object({ port: z.number(), token: z.string() }).optional(),
})
/** Who holds a folder, as it wrote itself; `endpoint`: where it answers questions about the database (see local-endpoint.ts). */
export type Holder = z.infer<typeof HolderShape>

export type HeldFolder = {
  /** Lets other processes of this user know where to ask. */
  readonly tell: (endpoint: NonNullable<Holder['endpoint']>) => Promise<void>
  readonly release: () => Promise<void>
}

/** Another process holds the folder. */
export class FolderInUse extends UserError {
  override readonly name = 'FolderInUse'
}

/** Where the embedded database lies. */
export function databaseFolder(dataDir: string): string {
  return join(dataDir, 'database')
}

const RETRY_MS = 100

/** Takes the folder, or throws FolderInUse; tries for `waitMs`, since a holder that ends needs a moment. */
export async function takeFolder(folder: string, { waitMs = 0 }: { readonly waitMs?: number } = {}): Promise<HeldFolder> {
  const path = lockPath(folder)
  await makeFolder(dirname(path))
  const deadline = performance.now() + waitMs
  for (;;) {
    const file = await opened(path)
    const free = await lock(file, path).catch(async (error: unknown) => {
      await file.close()
      throw error
    })
    if (free) {
      const write = async (holder: Holder) => {
        await file.truncate(0)
        await file.write(JSON.stringify(holder), 0)
      }
      const me = { pid: process.pid, host: hostname() }
      await write(me)
      return {
        tell: (endpoint) => write({ ...me, endpoint }),
        // The file stays: whoever removed it could remove the one that the next holder has just locked.
        release: async () => {
          await free()
          await file.close()
        },
      }
    }
    await file.close()
    if (performance.now() >= deadline) throw inUse(folder, await holderOf(folder))
    await new Promise((later) => setTimeout(later, RETRY_MS))
  }
}

/** What the holder wrote of itself; null when nothing can be read. Says nothing about whether it still lives. */
export async function holderOf(folder: string): Promise<Holder | null> {
  try {
    const holder = HolderShape.safeParse(JSON.parse(await readFile(lockPath(folder), 'utf8')))
    return holder.success ? holder.data : null
  } catch {
    return null
  }
}

function lockPath(folder: string): string {
  return `${resolve(folder)}.lock`
}

function inUse(folder: string, holder: Holder | null): FolderInUse {
  const by = holder === null ? '' : ` by process ${holder.pid} on ${holder.host}`
  return new FolderInUse(
    `${folder}: expected a database that no other process uses, found one in use${by}. ` +
      'Stop the other scs-sprint, or give this one another DATA_DIR, or a PostgreSQL server by DATABASE_URL.',
  )
}

/** macOS and the BSDs lock while opening: the flag is not among Node's constants. */
const O_EXLOCK = process.platform === 'darwin' || process.platform.endsWith('bsd') ? 0x20 : 0

async function opened(path: string): Promise<FileHandle> {
  try {
    return await open(path, constants.O_RDWR | constants.O_CREAT, 0o600)
  } catch (error) {
    throw unwritable(path, error)
  }
}

/** How to free it; null when another process holds it. */
async function lock(file: FileHandle, path: string): Promise<(() => Promise<void>) | null> {
  if (O_EXLOCK !== 0) return lockByOpening(path)
  const locked = process.platform === 'win32' ? null : lockByCommand(file)
  if (locked === null) return lockByAddress(path)
  return locked ? async () => {} : null
}

/**
 * Node has no flock(2). The command of that name locks an open file that it inherits, and such a lock lives as long as
 * the file is open anywhere: here, after the command has ended. null: there is no such command, or no such lock here.
 */
function lockByCommand(file: FileHandle): boolean | null {
  const { status, stderr } = spawnSync('flock', ['-n', '3'], { stdio: ['ignore', 'ignore', 'pipe', file.fd], encoding: 'utf8' })
  if (status === 0) return true
  return status === 1 && stderr.trim() === '' ? false : null
}

async function lockByOpening(path: string): Promise<(() => Promise<void>) | null> {
  try {
    const file = await open(path, constants.O_RDWR | constants.O_NONBLOCK | O_EXLOCK)
    return () => file.close()
  } catch (error) {
    if (errnoCode(error) === 'EAGAIN') return null
    throw error
  }
}

/** An address that one process of this machine can listen on: an abstract socket on Linux, a named pipe on Windows. */
export async function lockByAddress(path: string): Promise<(() => Promise<void>) | null> {
  const name = `scs-sprint-${createHash('sha256').update(path).digest('hex').slice(0, 32)}`
  const server = createServer((socket) => socket.destroy())
  try {
    await new Promise<void>((listening, failed) => {
      server.once('error', failed)
      server.listen(process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : `\0${name}`, listening)
    })
  } catch (error) {
    if (errnoCode(error) === 'EADDRINUSE') return null
    throw error
  }
  server.unref()
  return () => new Promise((closed) => server.close(() => closed()))
}
