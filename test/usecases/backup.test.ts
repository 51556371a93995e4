/** Backups of all versions lead to the same history. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createJsonSnapshotStore } from '../../src/adapters/store/files/json-snapshots.ts'
import { createMemoryKeeper } from '../../src/adapters/store/memory-keeper.ts'
import { isSameQuarter } from '../../src/adapters/store/retention.ts'
import { parseSnapshot } from '../../src/adapters/store/snapshot-schema.ts'
import type { Snapshot } from '../../src/domain/board/board.ts'
import { unpack } from '../../src/domain/board/history/packed.ts'
import { UserError } from '../../src/errors.ts'
import { countBackup, parseBackup, readBackup, restoreBackup } from '../../src/usecases/backup.ts'
import { boardHistories } from '../board-histories.ts'
import { aBoardItem, anEpic, aSnapshot } from '../builders.ts'

let dirs: string[] = []
let now = new Date('2024-01-01T00:00:00Z')
const tools = { log: { info: () => {}, warn: () => {} }, clock: { now: () => now } }
const board = { owner: 'scs', number: 6 }
const keeper = (dataDir: string) => createMemoryKeeper({ databaseUrl: null, dataDir }, tools)
const parsed = (text: string) => parseBackup(text, 'backup.json', parseSnapshot)
const textOf = (snapshot: Snapshot) => JSON.stringify(snapshot)

beforeEach(async () => {
  now = new Date('2024-01-01T00:00:00Z')
  dirs = [await mkdtemp(join(tmpdir(), 'scs-sprint-backup-')), await mkdtemp(join(tmpdir(), 'scs-sprint-backup-'))]
})
afterEach(async () => {
  for (const dir of dirs) await rm(dir, { recursive: true, force: true })
})

const days = [11, 12, 13].map((day) =>
  aSnapshot({
    takenAt: `2023-01-${day}T11:00:00.000Z`,
    complete: day !== 12,
    items: [aBoardItem({ title: `Day ${day}` })],
    epics: [anEpic({ number: 7 })],
  }),
)
const kept = { audit: [], comments: {}, tables: {} }
const earlier: [string, object][] = [
  ['the first version', { schema: 'scs-sprint/backup', version: 1, madeAt: '2023-01-14', snapshots: days, audit: [] }],
  [
    'the second version',
    { schema: 'scs-sprint/backup', version: 2, madeAt: '2023-01-14', places: { files: { snapshots: [...days].reverse(), ...kept } } },
  ],
]

test.each(earlier)('a backup of %s is restored, each snapshot as it was', async (_, document) => {
  const [dir = ''] = dirs
  now = new Date('2023-01-14T00:00:00Z')
  const backup = parsed(JSON.stringify(document))
  expect(countBackup(backup).snapshots).toBe(3)
  expect((await restoreBackup(keeper(dir), backup)).snapshots).toBe(3)
  expect([...unpack(await createJsonSnapshotStore(dir, tools).packed(board))].map(textOf)).toEqual(days.map(textOf))
  expect((await restoreBackup(keeper(dir), backup)).snapshots).toBe(0)
})

test('what is restored from a backup is what was saved, byte for byte, also beside newer snapshots', async () => {
  await fc.assert(
    fc.asyncProperty(boardHistories({ maxLength: 6 }), async (history) => {
      const [from = '', to = ''] = dirs
      for (const dir of dirs) await rm(join(dir, 'snapshots'), { recursive: true, force: true })
      const apart = history.filter((one, index) => index === 0 || !isSameQuarter(one.takenAt, history[index - 1]?.takenAt ?? ''))
      for (const one of apart) await createJsonSnapshotStore(from, tools).keep({ ...one, complete: true })
      await createJsonSnapshotStore(to, tools).keep(aSnapshot({ takenAt: '2023-12-31T11:00:00.000Z' }))
      const saved = await readBackup(keeper(from), now)
      await restoreBackup(keeper(to), parsed(JSON.stringify(saved)))
      const restored = [...unpack(await createJsonSnapshotStore(to, tools).packed(board))].map(textOf)
      expect(restored.slice(0, -1)).toEqual(apart.map((one) => textOf({ ...one, complete: true })))
    }),
    { numRuns: 20 },
  )
}, 30_000)

test.each<[string, (packed: { head: unknown; changes: Record<string, unknown> }) => unknown]>([
  ['changes of a part that is not there', (packed) => ({ ...packed, changes: { 'item x': { fields: { a: { to: 1 } } } } })],
  ['a list that is none', (packed) => ({ ...packed, changes: { ...packed.changes, items: { to: 7 } } })],
  ['an item that is none', (packed) => ({ ...packed, changes: { ...packed.changes, 'item scs/issues#1': { to: { title: 7 } } } })],
])('a backup that was damaged is refused: %s', async (_, damage) => {
  const [from = ''] = dirs
  await createJsonSnapshotStore(from, tools).keep(days[0] as Snapshot)
  const saved = JSON.parse(JSON.stringify(await readBackup(keeper(from), now)))
  const [history] = saved.places.files.history
  history.snapshots = history.snapshots.map(damage)
  expect(() => parsed(JSON.stringify(saved))).toThrow(UserError)
})
