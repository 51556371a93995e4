/** Where the configuration comes from, and the message if there is none. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { settingsText } from '../../../src/adapters/files/settings-source.ts'
import type { InstalledAccess } from '../../../src/adapters/github/client/client.ts'
import { aFolder } from '../../cli/terminal.ts'
import { type Sandbox, startSandbox } from '../../sandbox/github.ts'
import { accessTo, appAccessTo } from '../github/sandbox-access.ts'

let sandbox: Sandbox
let access: InstalledAccess

beforeAll(async () => {
  sandbox = await startSandbox({ world: 'test/demo/world.yml' })
  access = appAccessTo(sandbox)
  const files = { '.github/sprint.yml': 'organization: SovereignCloudStack\n' }
  await sandbox.edit('fkr').push('SovereignCloudStack/minutes', 'main', 'Settings', files)
})

afterAll(async () => {
  await sandbox?.close()
})

test('a named file takes precedence over the variable, and the variable over everything else', async () => {
  const path = join(aFolder(), 'sprint.yml')
  writeFileSync(path, 'organization: acme\n')
  const from = { variable: 'SovereignCloudStack/minutes:.github/sprint.yml', access, isServer: true }
  expect(await settingsText({ ...from, named: path })).toEqual({ text: 'organization: acme\n', source: path })
  expect(await settingsText({ ...from, named: undefined })).toEqual({
    text: 'organization: SovereignCloudStack\n',
    source: 'SovereignCloudStack/minutes:.github/sprint.yml',
  })
})

test('server and command line find it in the minutes repository; the server before its folder, the command line after', async () => {
  const unnamed = { named: undefined, variable: null, access }
  const there = 'SovereignCloudStack/minutes:.github/sprint.yml'
  // The folder of the tests holds the example of the project, which is nobody's configuration.
  expect((await settingsText({ ...unnamed, isServer: true })).source).toBe(there)
  expect((await settingsText({ ...unnamed, isServer: false })).source).toBe(there)
})

test('a workflow with a token finds it in its own repository', async () => {
  const byToken = accessTo(sandbox, sandbox.tokens.installation('SovereignCloudStack'))
  const unnamed = { named: undefined, variable: null, access: byToken, isServer: false }
  const found = await settingsText({ ...unnamed, workflowOf: 'SovereignCloudStack/issues' })
  expect(found.source).toBe('SovereignCloudStack/minutes:.github/sprint.yml')
  await expect(settingsText(unnamed)).rejects.toThrow('No configuration: expected ./sprint.yml, ./minutes/sprint.yml, ./.github/sprint.yml')
})

test('if there are several configurations, whoever runs the app must choose', async () => {
  const two: InstalledAccess = {
    ...access,
    installations: async () => ['SovereignCloudStack', 'sovereigncloudstack'].map((owner) => ({ owner, permissions: {}, events: [] })),
  }
  const places = { named: undefined, variable: null, access: two, isServer: true }
  await expect(settingsText(places)).rejects.toThrow(/expected one .*found SovereignCloudStack.* and .*Set SPRINT_CONFIG/)
})

test.each([
  ['a file that is not there', { named: 'nowhere.yml', variable: null }, 'nowhere.yml: file not found. Expected settings (sprint.yml)'],
  [
    'a file that is not in the repository',
    { named: undefined, variable: 'SovereignCloudStack/minutes:sprint.yml' },
    'file not found. Check SPRINT_CONFIG',
  ],
])('%s is reported', async (_name, places, told) => {
  await expect(settingsText({ ...places, access, isServer: false })).rejects.toThrow(told)
})

test('a configuration on GitHub needs credentials', async () => {
  const places = { named: undefined, variable: 'SovereignCloudStack/minutes:sprint.yml', access: null, isServer: false }
  await expect(settingsText(places)).rejects.toThrow('expected credentials to read it')
})
