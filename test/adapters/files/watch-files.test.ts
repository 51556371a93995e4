/** Changes in a folder. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { watchFolder } from '../../../src/adapters/files/watch-folder.ts'

test('a file that appears is told', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'watched-'))
  let stop = () => {}
  const told = new Promise<void>((resolve) => {
    stop = watchFolder(folder, resolve)
  })
  writeFileSync(join(folder, 'sprint.yml'), 'organization: acme\n')
  await told
  stop()
})

test('a folder that is not there is no error', () => {
  expect(() => watchFolder('/no/such/folder', () => {})()).not.toThrow()
})
