/** Locks a folder for one process: two processes on one embedded database would silently lose data. */
import { readFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { z } from 'zod'
import { UserError } from '../../../../errors.ts'
import { takeLock } from '../../../files/file-lock.ts'
import { makeFolder } from '../../files/private-files.ts'

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

/** Takes the folder, or throws FolderInUse; tries for `waitMs`, since a holder that ends needs a moment. */
export async function takeFolder(folder: string, { waitMs = 0 }: { readonly waitMs?: number } = {}): Promise<HeldFolder> {
  const path = lockPath(folder)
  await makeFolder(dirname(path))
  const lock = await takeLock(path, waitMs)
  if (lock === null) throw inUse(folder, await holderOf(folder))
  const me = { pid: process.pid, host: hostname() }
  const write = (holder: Holder) => lock.write(JSON.stringify(holder))
  await write(me)
  return { tell: (endpoint) => write({ ...me, endpoint }), release: lock.release }
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
    `${folder}: expected a database that no other process is using, found one in use${by}. ` +
      'Stop the other scs-sprint, set another DATA_DIR, or use a PostgreSQL server with DATABASE_URL.',
  )
}
