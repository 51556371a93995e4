import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createJsonSnapshotStore } from '../../../../src/adapters/store/files/json-snapshots.ts'
import { aBoardItem, aSnapshot } from '../../../builders.ts'

let dir = ''
const warnings: string[] = []
let now = new Date('2023-01-18T12:00:00Z')
const board = { owner: 'scs', number: 6 }
const store = () =>
  createJsonSnapshotStore(dir, { log: { info: () => {}, warn: (text) => void warnings.push(text) }, clock: { now: () => now } })
const folder = () => join(dir, 'snapshots', 'scs-6')

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'scs-sprint-store-'))
  warnings.length = 0
  now = new Date('2023-01-18T12:00:00Z')
})
afterEach(() => rm(dir, { recursive: true, force: true }))

test('an empty store is not an error', async () => {
  expect(await store().latest(board)).toBeNull()
  expect(await store().history(board)).toEqual([])
})

test('the newest, the newest complete one, and the newest before a time are found', async () => {
  const first = aSnapshot({ takenAt: '2023-01-11T11:00:00.000Z', items: [aBoardItem()] })
  const second = aSnapshot({ takenAt: '2023-01-18T11:00:00.000Z' })
  const third = aSnapshot({ takenAt: '2023-01-18T11:30:00.000Z', complete: false, problems: ['something is missing'] })
  for (const snapshot of [first, third, second]) await store().keep(snapshot)
  expect(await store().latest(board)).toEqual(third)
  expect(await store().latest(board, { complete: true })).toEqual(second)
  expect(await store().latest(board, { before: new Date(second.takenAt) })).toEqual(first)
  expect(await store().history(board)).toEqual([third, second, first])
  expect(await store().latest({ owner: 'SCS', number: 6 })).toEqual(third)
  expect(await store().latest({ owner: 'scs', number: 7 })).toBeNull()
})

test('a damaged file of an earlier version is reported and skipped, and stays where it is', async () => {
  await store().keep(aSnapshot({ takenAt: '2023-01-17T11:00:00.000Z' }))
  await mkdir(folder())
  await writeFile(join(folder(), '2023-01-18T110000.000Z.json'), '{"schema": "scs-spr')
  await writeFile(join(folder(), '2023-01-18T113000.000Z.json.99.tmp'), 'half')
  expect((await store().latest(board))?.takenAt).toBe('2023-01-17T11:00:00.000Z')
  expect(await readdir(folder())).toHaveLength(2)
  expect(warnings).toEqual([expect.stringContaining('cannot be read and is skipped')])
})

test('a failed write leaves no partial file', async () => {
  await writeFile(join(dir, 'snapshots'), 'a file where the folder should be')
  await expect(store().keep(aSnapshot())).rejects.toThrow()
  expect(await readdir(dir)).toEqual(['snapshots'])
})

test('old snapshots are deleted: hourly for a day, daily for two weeks, weekly for a year', async () => {
  const start = Date.parse('2021-12-01T00:00:00Z')
  const kept = store()
  for (let day = 0; day < 410; day += 6) {
    now = new Date(start + day * 86_400_000)
    await kept.keep(aSnapshot({ takenAt: now.toISOString() }))
  }
  const end = now.getTime()
  for (let hour = 1; hour <= 72; hour += 1) {
    now = new Date(end + hour * 3_600_000)
    await kept.keep(aSnapshot({ takenAt: now.toISOString() }))
    await kept.keep(aSnapshot({ takenAt: new Date(now.getTime() + 60_000).toISOString() }))
  }
  const ages = (await kept.history(board)).map(({ takenAt }) => (now.getTime() - Date.parse(takenAt)) / 86_400_000)
  expect(ages.filter((age) => age < 1).length).toBeLessThanOrEqual(25)
  expect(ages.filter((age) => age >= 1 && age < 14).length).toBeLessThanOrEqual(14)
  expect(ages.filter((age) => age >= 14).length).toBeGreaterThan(40)
  expect(Math.max(...ages)).toBeLessThan(367)
})

test('the newest complete snapshot stays however old it is, and is preferred over an incomplete one of its day', async () => {
  await store().keep(aSnapshot({ takenAt: '2020-01-01T11:00:00.000Z' }))
  await store().keep(aSnapshot({ takenAt: '2023-01-18T11:00:00.000Z', complete: false }))
  expect((await store().latest(board, { complete: true }))?.takenAt).toBe('2020-01-01T11:00:00.000Z')
  await store().keep(aSnapshot({ takenAt: '2023-01-10T11:00:00.000Z' }))
  await store().keep(aSnapshot({ takenAt: '2023-01-10T13:00:00.000Z', complete: false }))
  expect((await store().history(board)).map(({ takenAt }) => takenAt)).toEqual(['2023-01-18T11:00:00.000Z', '2023-01-10T11:00:00.000Z'])
})
