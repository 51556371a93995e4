/** Folders for servers. To make a database takes seconds of work, to copy one none. */
import { cpSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { openDatabase } from '../../../src/adapters/store/database/database.ts'
import { aFolder } from '../terminal.ts'

let template: Promise<string> | null = null

/** A DATA_DIR as the first start of a server leaves it, with an empty database. */
export async function aDataDir(): Promise<string> {
  template ??= emptyDatabase()
  const folder = join(aFolder(), 'data')
  mkdirSync(folder, { mode: 0o700 })
  cpSync(await template, folder, { recursive: true })
  return folder
}

async function emptyDatabase(): Promise<string> {
  const dataDir = join(aFolder(), 'data')
  // Opening it closes what this process writes to others, tests of that too.
  const umask = process.umask()
  await (await openDatabase({ url: null, dataDir })).close()
  process.umask(umask)
  return dataDir
}
