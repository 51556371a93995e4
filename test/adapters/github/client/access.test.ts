/** Where the app is installed, as GitHub lists it. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../../../sandbox/github.ts'
import { appAccessTo } from '../sandbox-access.ts'

let sandbox: Sandbox

beforeEach(async () => {
  sandbox = await startSandbox({ world: 'test/sandbox/worlds/small.yml' })
})
afterEach(() => sandbox.close())

test('installations are read to the last page; suspended ones do not count', async () => {
  const [first] = sandbox.world.installations
  if (!first) throw new Error('The world has no installation.')
  for (let id = 1000; id < 1204; id += 1) {
    const account = { ...first.account, login: `owner-${id}` }
    sandbox.world.installations.push({ ...first, id, account, suspended: id % 2 === 1 })
  }
  const access = appAccessTo(sandbox, { maxWaitSeconds: 0 })
  const owners = (await access.installations()).map(({ owner }) => owner)
  expect(owners).toHaveLength(1 + 102)
  expect(owners[0]).toBe(first.account.login)
  expect(owners.at(-1)).toBe('owner-1202')
})
