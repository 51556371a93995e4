/** Changes of files. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { watchFiles } from '../../../src/adapters/files/watch-files.ts'

const aFolder = () => mkdtempSync(join(tmpdir(), 'watched-'))
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

test('a file that is written several times is told once; other files of its folder are not', async () => {
  const folder = aFolder()
  mkdirSync(join(folder, 'minutes'))
  const paths = ['sprint.yml', 'minutes/sprint.yml'].map((path) => join(folder, path))
  let count = 0
  let told = () => {}
  const stop = watchFiles(paths, () => {
    count += 1
    told()
  })
  for (let n = 0; n < 5; n++) writeFileSync(join(folder, 'app.log'), `${n}\n`)
  await pause(500)
  expect(count).toBe(0)
  for (const path of paths) {
    const next = new Promise<void>((resolve) => {
      told = resolve
    })
    for (let n = 0; n < 5; n++) writeFileSync(path, `organization: acme${n}\n`)
    await next
  }
  await pause(500)
  expect(count).toBe(2)
  writeFileSync(paths[0] ?? '', 'organization: acme\n')
  stop()
  await pause(500)
  expect(count).toBe(2)
})

test('a folder that is not there is no error', () => {
  expect(() => watchFiles(['/no/such/folder/sprint.yml'], () => {})()).not.toThrow()
})
