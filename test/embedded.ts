/**
 * Embedded databases for tests. To make an empty one takes seconds of work, to copy one little: the first of a version of PGlite is
 * kept beside the packages, for all workers and later runs.
 */
import { openAsBlob } from 'node:fs'
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { takeLock } from '../src/adapters/files/file-lock.ts'

const packages = resolve(import.meta.dirname, '../node_modules')
const kept = join(packages, '.cache/scs-sprint-tests')
const LONGEST_MS = 60_000

/** Without tables. In memory; `folder` is made, or must be empty. */
export async function emptyDatabase(folder?: string): Promise<PGlite> {
  const loadDataDir = await openAsBlob(await archive())
  return PGlite.create({ loadDataDir, ...(folder === undefined ? {} : { dataDir: folder }) })
}

let made: Promise<string> | null = null

/** The path of a tar file. */
function archive(): Promise<string> {
  made ??= findOrMake()
  return made
}

async function findOrMake(): Promise<string> {
  const { version } = JSON.parse(await readFile(join(packages, '@electric-sql/pglite/package.json'), 'utf8')) as { version: string }
  const path = join(kept, `empty-${version}.tar`)
  await mkdir(kept, { recursive: true })
  // Workers begin together: one makes it, the others wait.
  const lock = await takeLock(`${path}.lock`, LONGEST_MS)
  try {
    if (!(await exists(path))) {
      const lite = await PGlite.create()
      const tar = await lite.dumpDataDir('none')
      await lite.close()
      // Whole, or not there.
      await writeFile(`${path}.part`, Buffer.from(await tar.arrayBuffer()))
      await rename(`${path}.part`, path)
    }
  } finally {
    await lock?.release()
  }
  return path
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
