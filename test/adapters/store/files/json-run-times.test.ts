import { statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createJsonRunTimes } from '../../../../src/adapters/store/files/json-run-times.ts'
import { aFolder } from '../../../cli/terminal.ts'

const told: string[] = []
const log = { info: () => {}, warn: (message: string) => void told.push(message) }

test('each configuration has its own time, and only the user can read it', async () => {
  const dir = join(aFolder(), 'data')
  const times = createJsonRunTimes(dir, log)
  expect(await times.last('scs/minutes')).toBeNull()
  await times.remember('SCS/minutes', new Date('2026-10-07T10:00:00Z'))
  await times.remember('osism/minutes', new Date('2026-10-07T11:00:00Z'))
  await times.remember('scs/minutes', new Date('2026-10-07T12:00:00Z'))
  expect([await times.last('scs/Minutes'), await times.last('osism/minutes')]).toEqual([
    new Date('2026-10-07T12:00:00Z'),
    new Date('2026-10-07T11:00:00Z'),
  ])
  expect(statSync(join(dir, 'run.json')).mode & 0o077).toBe(0)
})

test('a damaged file counts as absent, and that is said', async () => {
  const dir = aFolder()
  writeFileSync(join(dir, 'run.json'), '{"schema":')
  expect(await createJsonRunTimes(dir, log).last('scs/minutes')).toBeNull()
  expect(told).toEqual([expect.stringContaining('run.json cannot be read and is skipped')])
})
