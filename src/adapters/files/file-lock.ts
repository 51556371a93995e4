/**
 * A file lock, held by one process at a time. The operating system manages it, so it lasts exactly as long as its holder: a process
 * that is stopped, slow or has a wrong clock keeps the lock, and a killed one loses it.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { constants, type FileHandle, open } from 'node:fs/promises'
import { createServer } from 'node:net'
import { errnoCode } from '../../errors.ts'
import { unwritable } from './files.ts'

export type FileLock = {
  /** What others may read in the file, in place of what stood there. */
  readonly write: (text: string) => Promise<void>
  readonly release: () => Promise<void>
}

const RETRY_MS = 100

/** null: another one holds it still after `waitMs`. Makes the file, whose folder is there; it stays when it is released. */
export async function takeLock(path: string, waitMs = 0): Promise<FileLock | null> {
  const deadline = performance.now() + waitMs
  for (;;) {
    const file = await opened(path)
    const free = await lock(file, path).catch(async (error: unknown) => {
      await file.close()
      throw error
    })
    if (free) {
      return {
        write: async (text) => {
          await file.truncate(0)
          await file.write(text, 0)
        },
        // The file stays: whoever removed it could remove the one that the next holder has just locked.
        release: async () => {
          await free()
          await file.close()
        },
      }
    }
    await file.close()
    if (performance.now() >= deadline) return null
    await new Promise((later) => setTimeout(later, RETRY_MS))
  }
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
