import { readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createJsonSnapshotStore } from '../../../../src/adapters/store/files/json-snapshots.ts'
import { removeLeftOvers } from '../../../../src/adapters/store/files/private-files.ts'
import { aSnapshot } from '../../../builders.ts'
import { aFolder } from '../../../cli/terminal.ts'

const now = new Date('2023-01-18T12:00:00Z')
const LEFT = 'scs-6.jsonl.5f0c2b7e-8f1f-4b7c-9d51-0f4f6a0a9a01.tmp'
const file = (folder: string, name: string, at: string) => {
  writeFileSync(join(folder, name), '')
  utimesSync(join(folder, name), new Date(at), new Date(at))
}

test('temporary files that a crash left are removed; those being written, and files of others, stay', async () => {
  const folder = aFolder()
  file(folder, LEFT, '2023-01-18T10:00:00Z')
  file(folder, LEFT.replace('5f0c', '6f0c'), '2023-01-18T11:30:00Z')
  file(folder, 'notes.tmp', '2023-01-18T10:00:00Z')
  await removeLeftOvers(folder, now)
  expect(readdirSync(folder).sort()).toEqual(['notes.tmp', LEFT.replace('5f0c', '6f0c')].sort())
  await removeLeftOvers(join(folder, 'none'), now)
})

test('the next board that is kept removes them', async () => {
  const folder = aFolder()
  const store = createJsonSnapshotStore(folder, { log: { info: () => {}, warn: () => {} }, clock: { now: () => now } })
  const snapshot = aSnapshot({ takenAt: '2023-01-18T11:00:00Z' })
  await store.keep(snapshot)
  const snapshots = join(folder, 'snapshots')
  file(snapshots, LEFT, '2023-01-18T10:00:00Z')
  await store.keep({ ...snapshot, takenAt: '2023-01-18T11:30:00Z' })
  expect(readdirSync(snapshots).filter((name) => name.endsWith('.tmp'))).toEqual([])
})
