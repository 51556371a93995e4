/** Folders for servers. To make a database takes seconds of work, to copy one none. */
import { cpSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { startBoss } from '../../../src/adapters/queue/boss.ts'
import { openDatabase } from '../../../src/adapters/store/database/database.ts'
import { databaseFolder } from '../../../src/adapters/store/database/embedded/folder-lock.ts'
import { emptyDatabase } from '../../embedded.ts'
import { aFolder } from '../terminal.ts'

let template: Promise<string> | null = null

/** A DATA_DIR with the tables and queues that the first start of a server makes, and nothing in them. */
export async function aDataDir(): Promise<string> {
  template ??= emptyDataDir()
  const folder = join(aFolder(), 'data')
  mkdirSync(folder, { mode: 0o700 })
  cpSync(await template, folder, { recursive: true })
  return folder
}

async function emptyDataDir(): Promise<string> {
  const dataDir = join(aFolder(), 'data')
  mkdirSync(dataDir, { mode: 0o700 })
  // Opening it closes what this process writes to others, tests of that too.
  const umask = process.umask()
  const lite = await emptyDatabase(databaseFolder(dataDir))
  await lite.close()
  const database = await openDatabase({ url: null, dataDir })
  const boss = await startBoss(database.db, { log: { info: () => {}, warn: () => {} }, keepsTime: false })
  await boss.stop({ graceful: false })
  await database.close()
  process.umask(umask)
  return dataDir
}
