/** Folders are made by many at once. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { makeFolders } from '../../../src/adapters/files/files.ts'

const folder = mkdtempSync(join(tmpdir(), 'scs-sprint-files-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('folders that others make at the same moment are no error, in every round', async () => {
  for (let round = 0; round < 200; round++) {
    const path = join(folder, `${round}`, 'a', 'b', 'c')
    await Promise.all(Array.from({ length: 8 }, () => makeFolders(path)))
    expect(existsSync(path)).toBe(true)
  }
})

test.runIf(existsSync('/proc/self'))('a file system that makes no folders is an error', async () => {
  await expect(makeFolders('/proc/scs-sprint/a/b')).rejects.toMatchObject({ code: 'ENOENT' })
})
