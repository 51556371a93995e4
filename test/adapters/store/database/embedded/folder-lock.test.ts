/** The lock on the embedded database’s folder, between real processes. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, stat, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lockByAddress } from '../../../../../src/adapters/files/file-lock.ts'
import { FolderInUse, holderOf, takeFolder } from '../../../../../src/adapters/store/database/embedded/folder-lock.ts'

let folder: string
const takers = new Set<ChildProcess>()
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'scs-sprint-lock-')), 'database')
})
afterEach(() => {
  for (const taker of takers) taker.kill('SIGKILL')
  takers.clear()
})

/** Takes the folder each time it is told to on its standard input, holds it, and gives it back when it is told so. */
const TAKER = `
  import { createInterface } from 'node:readline'
  import { takeFolder } from './dist/adapters/store/database/embedded/folder-lock.js'
  let held = null
  console.log('ready')
  for await (const line of createInterface({ input: process.stdin })) {
    if (line === 'take') {
      try { held = await takeFolder(process.argv[1]); console.log('took') } catch (error) { console.log(error.name) }
    } else { await held?.release(); held = null; console.log('free') }
  }
`

async function aTaker() {
  const child = spawn(process.execPath, ['--input-type=module', '-e', TAKER, folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  takers.add(child)
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const next = async () => String((await lines.next()).value)
  expect(await next()).toBe('ready')
  const told = (word: string) => {
    child.stdin.write(`${word}\n`)
    return next()
  }
  return { child, take: () => told('take'), free: () => told('free') }
}

test('of many processes that lock the folder at once, one succeeds, in every round', async () => {
  const all = await Promise.all([aTaker(), aTaker(), aTaker(), aTaker(), aTaker(), aTaker()])
  for (let round = 0; round < 40; round += 1) {
    const took = await Promise.all(all.map(({ take }) => take()))
    expect(took.sort()).toEqual([...Array(5).fill('FolderInUse'), 'took'])
    await Promise.all(all.map(({ free }) => free()))
  }
})

test('a stopped holder with an old file keeps the lock; when it dies, the folder is free at once', async () => {
  const holder = await aTaker()
  expect(await holder.take()).toBe('took')
  holder.child.kill('SIGSTOP')
  const old = new Date(Date.now() - 24 * 60 * 60 * 1000)
  await utimes(`${folder}.lock`, old, old)
  await expect(takeFolder(folder)).rejects.toThrow(new RegExp(`in use by process ${holder.child.pid} on .*DATABASE_URL`))
  holder.child.kill('SIGKILL')
  await once(holder.child, 'close')
  await (await takeFolder(folder)).release()
})

test('a waiting process gets the folder when it is released', async () => {
  const holder = await takeFolder(folder)
  const waiting = takeFolder(folder, { waitMs: 10_000 })
  await holder.release()
  await (await waiting).release()
})

test('the holder publishes its endpoint, only to its own user', async () => {
  const holder = await takeFolder(folder)
  await holder.tell({ port: 4711, token: 'a token' })
  expect(await holderOf(folder)).toMatchObject({ pid: process.pid, endpoint: { port: 4711, token: 'a token' } })
  expect((await stat(`${folder}.lock`)).mode & 0o077).toBe(0)
  await expect(takeFolder(folder)).rejects.toThrow(FolderInUse)
  await holder.release()
})

test('if files cannot be locked, a socket address is used instead', async () => {
  const free = await lockByAddress(folder)
  expect(free).not.toBeNull()
  expect(await lockByAddress(folder)).toBeNull()
  await free?.()
  await (await lockByAddress(folder))?.()
})
