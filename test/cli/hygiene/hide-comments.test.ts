/** `hide-comments`: what people read in place of the app’s comments. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../../sandbox/github.ts'
import { aFolder, scsSprint } from '../terminal.ts'

let sandbox: Sandbox

beforeAll(async () => {
  sandbox = await startSandbox({ world: 'test/demo/world.yml' })
})

afterAll(async () => {
  await sandbox?.close()
})

test('a hidden comment does not promise a newer one', async () => {
  const env = { ...sandbox.env, SPRINT_NOW: '2023-01-16T07:00:00Z', DATA_DIR: aFolder() }
  const config = ['--config', 'minutes/sprint.yml']
  const written = await scsSprint(['hygiene', '--apply', ...config], env)
  expect(written.err).toContain('create-comment')
  const { code, out } = await scsSprint(['hide-comments', ...config], env)
  expect(code).toBe(0)
  expect(out).not.toMatch(/newer comment/)
})
