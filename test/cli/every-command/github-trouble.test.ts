/** GitHub problems on the command line: every command ends soon, with exit code 3 and a reason. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createRetryBudget } from '../../../src/adapters/github/client/retry-budget.ts'
import type { Fault } from '../../sandbox/faults.ts'
import { type Sandbox, startSandbox } from '../../sandbox/github.ts'
import { aFolder, scsSprint } from '../terminal.ts'

let sandbox: Sandbox
let config: string

beforeEach(async () => {
  sandbox = await startSandbox({ world: 'test/sandbox/worlds/small.yml' })
  config = join(aFolder(), 'sprint.yml')
  writeFileSync(
    config,
    'organization: scs\nminutes: { repository: scs/minutes }\nboard: { owner: scs, number: 6, fields: { status: Status, sprint: Sprint } }\nteams: { iaas: { name: Team IaaS, label: IaaS } }\n',
  )
})
afterEach(() => sandbox.close())

/** Every wait a thousandth of the usual one, and never longer than `patienceSeconds` in all. */
const run = (command: string, patienceSeconds = 70, timeoutSeconds = 20) =>
  scsSprint([command, '--config', config], { ...sandbox.env, SPRINT_NOW: '2023-01-18T08:00:00Z' }, '', {
    github: { retryUnitMs: 1, timeoutSeconds, patience: createRetryBudget(patienceSeconds) },
  })

test.each(['RATE_LIMITED', 'RATE_LIMIT'] as const)('the hourly limit by the name %s is reported with the time it ends', async (name) => {
  sandbox.faults.add({ kind: 'rate-limited', name, resetIn: 1800 }, { match: '/graphql', times: 100 })
  const { code, err } = await run('sync')
  expect(code).toBe(3)
  // By GitHub's clock: that of the app stands still.
  const [, seconds, at = ''] = /GitHub's hourly limit is reached\. Try again in (\d+) s, at (\d{4}-\d\d-\d\dT[\d:.]+Z)/.exec(err) ?? []
  expect(Math.abs(Number(seconds) - 1800)).toBeLessThan(60)
  expect(Math.abs(Date.parse(at) - Date.now() - 1_800_000)).toBeLessThan(60_000)
})

test('a budget that is nearly used up is reported with the time at which the hour ends, and not in seconds of a clock that stands still', async () => {
  sandbox.limits.points = 50
  const { code, err } = await run('sync')
  expect(code).toBe(3)
  const [, at = ''] = /Reading the board continues at (\d{4}-\d\d-\d\dT[\d:.]+Z)\. .*Try again later\./.exec(err) ?? []
  expect(Math.abs(Date.parse(at) - Date.now() - 3_600_000)).toBeLessThan(60_000)
})

const answers: readonly [string, Fault][] = [
  ['a page', { kind: 'page' }],
  ['a page after the deed', { kind: 'page', done: true }],
  ['half of the answer', { kind: 'torn' }],
  ['broken JSON', { kind: 'malformed' }],
  ['an empty object', { kind: 'status', status: 201, json: {} }],
  ['a token that is none', { kind: 'status', status: 201, json: { token: '', expires_at: '2030-01-01T00:00:00Z' } }],
  ['502', { kind: 'bad-gateway' }],
  ['503', { kind: 'status', status: 503, json: { message: 'Unavailable' } }],
  ['a broken connection', { kind: 'reset' }],
]
const places = [
  ['the token', 'access_tokens'],
  ['the installation', 'GET /orgs/{org}/installation'],
  ['the app', 'GET /app'],
  ['the board', 'query BoardPage'],
] as const
const table = places.flatMap(([place, match]) =>
  answers.flatMap(([name, fault]) =>
    fault.kind === 'status' && fault.status === 201 && place !== 'the token' ? [] : [[name, place, match, fault] as const],
  ),
)

test.each(table)('%s instead of %s, permanently: a few requests, exit code 3, no findings', async (_name, _place, match, fault) => {
  const isMatch = ({ operation }: { operation: string }) => (match === 'GET /app' ? operation === match : operation.includes(match))
  sandbox.faults.add(fault, { match: isMatch, times: 1000 })
  const { code, err } = await run('sync')
  expect([code, err]).toEqual([3, expect.stringMatching(/again/)])
  expect(err).not.toMatch(/Unexpected error|refuses the credentials|accept the credentials/)
  const asked = sandbox.requests.filter(isMatch)
  expect(asked.length).toBeGreaterThan(0)
  // A board's page is asked for in smaller pieces when it was too much for GitHub.
  expect(asked.length).toBeLessThanOrEqual(match === 'query BoardPage' ? 12 : 4)
})

test.each(places)('%s never answers: the command ends after its time limit', async (_name, match) => {
  sandbox.faults.add({ kind: 'hang' }, { match, times: 1000 })
  const { code, err } = await run('sync', 0.5, 0.2)
  expect([code, err]).toEqual([3, expect.stringMatching(/again/)])
  expect(sandbox.requests.filter(({ operation }) => operation.includes(match)).length).toBeLessThanOrEqual(4)
})

test('failures are counted once for concurrent requests, and are forgiven in quiet times', () => {
  let at = 0
  const patience = createRetryBudget(60, () => at)
  at = 20_000
  for (let request = 0; request < 10; request++) patience.count(0, 20_000)
  expect(Math.round(patience.left() / 1000)).toBe(40)
  patience.count(20_000, 60_000)
  at = 60_000
  expect(patience.left()).toBe(0)
  at = 160_000
  expect(Math.round(patience.left() / 1000)).toBe(10)
})
