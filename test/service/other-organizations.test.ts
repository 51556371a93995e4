/** One server, two organizations with the app: people of one have no power over the other. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createMetrics } from '../../src/adapters/metrics/metrics.ts'
import { createService, type Service } from '../../src/service/service.ts'
import { createWiring } from '../../src/wiring.ts'
import { aFolder } from '../cli/terminal.ts'
import { type Sandbox, startSandbox } from '../sandbox/github.ts'
import { thingAt } from '../sandbox/model.ts'
import { memoryLookAgain } from './memory-look-again.ts'

const WORLD = `now: 2023-01-16T07:00:00Z
organizations: { acme: { id: 1001, members: [ada] }, other: { id: 1002, members: [mallory] } }
repositories:
  acme/issues:
    labels: { epic: null, IaaS: null }
    collaborators: { ada: admin }
    issues:
      1: { title: Roof for everybody, author: ada, created: 2022-10-01, labels: [epic, IaaS], body: "- [ ] #2", sub_issues: [2] }
      2: { title: Buy tiles, author: ada, created: 2022-10-01, labels: [IaaS] }
      3: { title: Tiles for me, author: mallory, created: 2023-01-15, body: "Part of #1" }
  acme/minutes:
    collaborators: { ada: admin }
    files: { README.md: "# Minutes" }
  other/own:
    labels: { epic: null, IaaS: null }
    collaborators: { mallory: admin }
    issues:
      1: { title: Mine, author: mallory, created: 2022-10-01, labels: [epic, IaaS], body: "Epic: acme/issues#1" }
boards:
  acme/6:
    title: Board
    fields: { Status: [Backlog, Doing, Done] }
    cards:
      - { of: "acme/issues#1", Status: Doing }
      - { of: "acme/issues#2", Status: Doing }
installations: { acme: { id: 77, repositories: all }, other: { id: 78, repositories: all } }
`
const SETTINGS = `organization: acme
minutes: { repository: acme/minutes }
board: { owner: acme, number: 6, fields: { status: Status }, status: { backlog: [Backlog], active: [Doing], done: [Done] } }
teams: { iaas: { name: Team IaaS, label: IaaS } }
`

let sandbox: Sandbox
let service: Service
const lookAgain = memoryLookAgain()

beforeAll(async () => {
  const folder = aFolder()
  const [world, config] = [join(folder, 'world.yml'), join(folder, 'sprint.yml')]
  writeFileSync(world, WORLD)
  writeFileSync(config, SETTINGS)
  sandbox = await startSandbox({ world })
  const wiring = createWiring(
    { ...sandbox.env, DATA_DIR: folder, SPRINT_CONFIG: config },
    { log: { info: () => {}, warn: () => {} }, clock: { now: sandbox.world.now }, attempts: { retryUnitMs: 1 } },
  )
  service = createService({ ports: wiring, metrics: createMetrics(), lookAgain })
})
afterAll(() => sandbox?.close())

const commandOn = async (on: string, author: string, body: string) => {
  const asked = await sandbox.edit(author).comment(on, body)
  await service.command({ on, commentId: asked.id, author, body, isPull: false })
  return asked
}
const written = (from: number) =>
  sandbox.requests
    .slice(from)
    .filter(({ method, operation }) => operation.startsWith('mutation') || (method !== 'GET' && /repos/.test(operation)))
    .map(({ path }) => path.replace(/^.*\/repos\//, ''))

test('an admin of another organization has no rights on the epics of this one', async () => {
  await commandOn('acme/issues#1', 'ada', '/epic check')
  const asked = await commandOn('acme/issues#1', 'mallory', '/epic ignore epic-without-owner')
  expect(asked.reactions).toEqual([])
  expect(thingAt(sandbox.world, 'acme/issues#1').comments.at(-1)?.body).toContain('`@mallory`: only people with triage rights')
})

test('commands and changes in another organization write nothing here, and get at most a reply there', async () => {
  const here = () =>
    JSON.stringify(['acme/issues#1', 'acme/issues#2'].map((ref) => thingAt(sandbox.world, ref).comments.map(({ body }) => body)))
  const before = here()
  const from = sandbox.requests.length
  const sent = sandbox.webhooks.deliveries.length
  for (const command of ['/epic check', '/epic snooze 2 weeks', '/epic ignore epic-without-owner'])
    await commandOn('other/own#1', 'mallory', command)
  await sandbox.edit('mallory').label('other/own#1', 'urgent')
  await sandbox.webhooks.settled()
  for (const { event, payload } of sandbox.webhooks.deliveries.slice(sent)) await service.changed(event, payload)
  await lookAgain.lookNow(service)
  expect(JSON.parse(here())).toEqual(JSON.parse(before))
  expect(new Set(written(from))).toEqual(new Set(['other/own/issues/1/comments']))
  const replies = thingAt(sandbox.world, 'other/own#1').comments.filter(({ author }) => author === sandbox.world.app.bot)
  expect(replies.map(({ body }) => body)).toEqual(Array(3).fill(expect.stringContaining('is not an epic on a team’s board')))
})

test('an issue that is not on the board cannot make itself a story of an epic', async () => {
  const before = thingAt(sandbox.world, 'acme/issues#1').comments.map(({ body }) => body)
  const [from, sent] = [sandbox.requests.length, sandbox.webhooks.deliveries.length]
  await sandbox.edit('mallory').comment('acme/issues#3', 'Please add this to the epic.')
  await sandbox.edit('ada').label('acme/issues#3', 'IaaS')
  await sandbox.webhooks.settled()
  for (const { event, payload } of sandbox.webhooks.deliveries.slice(sent)) await service.changed(event, payload)
  await lookAgain.lookNow(service)
  expect(thingAt(sandbox.world, 'acme/issues#1').comments.map(({ body }) => body)).toEqual(before)
  expect(written(from)).toEqual([])
})
