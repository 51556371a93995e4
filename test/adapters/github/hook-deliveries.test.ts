/** GitHub's list of webhooks, on the sandbox. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createHookDeliveries } from '../../../src/adapters/github/hook-deliveries.ts'
import { TryAgainError } from '../../../src/errors.ts'
import type { HookDeliveries } from '../../../src/ports/jobs.ts'
import { type Sandbox, startSandbox } from '../../sandbox/github.ts'
import { appAccessTo } from './sandbox-access.ts'

let sandbox: Sandbox
let now = new Date('2023-01-18T12:00:00Z')
let hooks: HookDeliveries
beforeEach(async () => {
  now = new Date('2023-01-18T12:00:00Z')
  sandbox = await startSandbox({ world: 'test/sandbox/worlds/small.yml', now: () => now })
  const { asApp } = appAccessTo(sandbox, { retryUnitMs: 1 })
  if (!asApp) throw new Error('An app was expected.')
  hooks = createHookDeliveries(asApp)
})
afterEach(() => sandbox.close())

const comments = async (count: number) => {
  for (let index = 0; index < count; index++) await sandbox.edit('garloff').comment('scs/issues#1', `Hello ${index}`)
  await sandbox.webhooks.settled()
}

test('all pages as far back as is asked for, the newest first', async () => {
  await comments(130)
  now = new Date('2023-01-18T13:00:00Z')
  await comments(120)
  const all = await hooks.since(new Date('2023-01-18T11:00:00Z'))
  expect(all).toHaveLength(250)
  expect([all[0]?.at, all[249]?.at]).toEqual([now, new Date('2023-01-18T12:00:00Z')])
  expect(new Set(all.map(({ guid }) => guid)).size).toBe(250)
  const from = sandbox.requests.length
  expect(await hooks.since(new Date('2023-01-18T12:30:00Z'))).toHaveLength(120)
  expect(sandbox.requests.length - from).toBe(2)
})

test('another attempt comes under the same ID; one that GitHub has forgotten is told', async () => {
  await comments(1)
  const [first] = await hooks.since(new Date(0))
  expect(first).toMatchObject({ event: 'issue_comment', isAnswered: false, isRefused: false })
  expect(await hooks.askAgain(first?.id ?? 0)).toBe(true)
  await sandbox.webhooks.settled()
  expect((await hooks.since(new Date(0))).map(({ guid }) => guid)).toEqual([first?.guid, first?.guid])
  expect(await hooks.askAgain(7)).toBe(false)
})

test('a list in another shape, or GitHub that is away, is a matter of time', async () => {
  sandbox.faults.add({ kind: 'status', status: 200, json: [{ id: 'seven' }] }, { match: 'GET /app/hook/deliveries' })
  await expect(hooks.since(new Date(0))).rejects.toThrow(TryAgainError)
  sandbox.faults.add({ kind: 'bad-gateway' }, { match: 'GET /app/hook/deliveries', times: 100 })
  await expect(hooks.since(new Date(0))).rejects.toThrow(TryAgainError)
})
