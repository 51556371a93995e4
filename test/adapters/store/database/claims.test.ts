/** Two servers on one database: each delivery is processed by one of them, and each claim is held by one at a time. */
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { createDatabaseSnapshots } from '../../../../src/adapters/store/database/board/board-store.ts'
import { createClaims } from '../../../../src/adapters/store/database/claims.ts'
import { TryAgainError } from '../../../../src/errors.ts'
import { aSnapshot } from '../../../builders.ts'
import { boardTables, sharedDatabase } from './shared-database.ts'

const shared = sharedDatabase(['claims', ...boardTables])
const clock = { now: () => new Date('2023-01-18T12:00:00Z') }
const log = { info: () => {}, warn: () => {} }

test('work with the same name takes turns; other work does not wait', async () => {
  const claims = [createClaims(shared.database().db, log), createClaims(shared.database().db, log)]
  let inside = 0
  let most = 0
  const others = ['epic:a', 'epic:b', 'epic:c']
  await Promise.all(
    Array.from({ length: 12 }, (_, index) =>
      claims[index % 2]?.alone(['epic:shared', others[index % 3] ?? ''], async () => {
        inside++
        most = Math.max(most, inside)
        await sql`select 1`.execute(shared.database().db)
        inside--
      }),
    ),
  )
  expect([inside, most]).toEqual([0, 1])
  const nested = await claims[0]?.alone(['board'], () => claims[1]?.alone(['epic:a'], async () => 'both') ?? Promise.resolve(''))
  expect(nested).toBe('both')
})

test('runs of one server stand in line: however long it is, nobody behind it has waited too long, and the order stays', async () => {
  const claims = createClaims(shared.database().db, log, { waitMs: 0 })
  const order: number[] = []
  const work = async (index: number) => {
    await sql`select 1`.execute(shared.database().db)
    order.push(index)
    if (index === 3) throw new Error('GitHub is down')
  }
  const runs = Array.from({ length: 12 }, (_, index) => claims.alone(index % 2 === 0 ? ['board'] : ['epic:a', 'board'], () => work(index)))
  const ends = await Promise.allSettled(runs)
  expect(ends.flatMap(({ status }, index) => (status === 'rejected' ? [index] : []))).toEqual([3])
  expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, index) => index))
  expect(order.filter((index) => index % 2 === 0)).toEqual([0, 2, 4, 6, 8, 10])
})

test('work that waits too long is told to come back; failed work releases its claims', async () => {
  const patient = createClaims(shared.database().db, log)
  const hasty = createClaims(shared.database().db, log, { waitMs: 0 })
  await patient.alone(['board'], async () => {
    await expect(hasty.alone(['board', 'epic:a'], async () => 'never')).rejects.toThrow(TryAgainError)
  })
  await expect(patient.alone(['board'], () => Promise.reject(new Error('GitHub is down')))).rejects.toThrow('GitHub is down')
  expect(await hasty.alone(['board', 'epic:a'], async () => 'free')).toBe('free')
})

test('writes to one organization come one at a time from all servers, with a pause after each; another one does not wait', async () => {
  const claims = [createClaims(shared.database().db, log), createClaims(shared.database().db, log), createClaims(shared.database().db, log)]
  const times: { from: number; to: number }[] = []
  const write = async () => {
    const from = performance.now()
    await sql`select 1`.execute(shared.database().db)
    times.push({ from, to: performance.now() })
  }
  await Promise.all(Array.from({ length: 6 }, (_, index) => claims[index % 3]?.paced('write:scs', 100, write)))
  expect(times).toHaveLength(6)
  const gaps = times.slice(1).map(({ from }, index) => from - (times[index]?.to ?? 0))
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(95)
  await claims[0]?.paced('write:scs', 60_000, write)
  expect(await createClaims(shared.database().db, log, { waitMs: 0 }).paced('write:osism', 0, async () => 'done')).toBe('done')
  await expect(createClaims(shared.database().db, log, { waitMs: 0 }).paced('write:scs', 0, write)).rejects.toThrow(TryAgainError)
})

test('work that must run once runs again only after it failed, with any number of concurrent attempts', async () => {
  const claims = [createClaims(shared.database().db, log), createClaims(shared.database().db, log)]
  let tries = 0
  const command = async () => {
    tries++
    if (tries === 1) throw new Error('GitHub is down')
  }
  await expect(claims[0]?.once('command:IC_1', command)).rejects.toThrow('GitHub is down')
  await Promise.all(Array.from({ length: 8 }, (_, index) => claims[index % 2]?.once('command:IC_1', command)))
  expect(tries).toBe(2)
})

test('the newest snapshot is found while another server deletes old ones', async () => {
  const stores = [createDatabaseSnapshots(shared.database(), { log, clock }), createDatabaseSnapshots(shared.database(), { log, clock })]
  const board = { owner: 'SCS', number: 6 }
  const at = (seconds: number) => new Date(Date.parse('2023-01-18T11:00:00Z') + seconds * 1000).toISOString()
  await stores[0]?.keep(aSnapshot({ takenAt: at(0) }))
  const keeping = (async () => {
    for (let second = 1; second <= 60; second++) await stores[0]?.keep(aSnapshot({ takenAt: at(second) }))
  })()
  const found: (string | undefined)[] = []
  for (let read = 0; read < 60; read++) found.push((await stores[1]?.latest(board, { complete: true }))?.takenAt)
  await keeping
  expect(found).not.toContain(undefined)
  expect(found).toEqual([...found].sort())
})

test('where the claim of failed work cannot be freed, the error is that of the work, and the log has the other', async () => {
  const warned: string[] = []
  const claims = createClaims(shared.database().db, { info: () => {}, warn: (message) => void warned.push(message) })
  const rename = (from: string, to: string) => sql`alter table ${sql.table(from)} rename to ${sql.id(to)}`.execute(shared.database().db)
  try {
    const failing = claims.alone(['board'], async () => {
      await rename('claims', 'claims_away')
      throw new Error('GitHub is down')
    })
    await expect(failing).rejects.toThrow('GitHub is down')
  } finally {
    await rename('claims_away', 'claims')
  }
  expect(warned).toEqual(['A claim could not be freed.'])
})
