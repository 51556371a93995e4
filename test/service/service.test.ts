/** The service on the sandbox: webhooks lead to comments, commands are answered, the schedule creates minutes. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createMetrics } from '../../src/adapters/metrics/metrics.ts'
import type { AppPorts } from '../../src/ports/app-ports.ts'
import { createService, type Service } from '../../src/service/service.ts'
import { applyPlan } from '../../src/usecases/apply-plan.ts'
import { planHiding } from '../../src/usecases/hygiene/hide-comments.ts'
import { loadBoard, requireBoard } from '../../src/usecases/load-board.ts'
import { createWiring } from '../../src/wiring.ts'
import { aFolder } from '../cli/terminal.ts'
import { aliveIn } from '../fuzz/oracle.ts'
import { type Sandbox, startSandbox } from '../sandbox/github.ts'
import { thingAt } from '../sandbox/model.ts'
import { type PadServer, startPadServer } from '../sandbox/pads/pad-server.ts'
import { memoryLookAgain } from './memory-look-again.ts'

const FLAVORS = 'SovereignCloudStack/issues#236'
const APP_MARK = '<!-- scs-sprint:'
let sandbox: Sandbox
let pads: PadServer
let service: Service
const lookAgain = memoryLookAgain()
let wiring: AppPorts
let now = new Date('2023-01-17T07:00:00Z')
const told: string[] = []

beforeAll(async () => {
  sandbox = await startSandbox({ world: 'test/demo/world.yml', now: () => now })
  const typed = readFileSync('test/demo/pads/iaas-2023-01-18.md', 'utf8')
  pads = await startPadServer({ pads: [{ name: 'iaas', markdownTyped: typed, editedAt: '2023-01-18T10:12:00.000Z' }] })
  const folder = aFolder()
  const config = join(folder, 'sprint.yml')
  const given = readFileSync('minutes/sprint.yml', 'utf8')
    .replace('hosts: [input.scs.community]', 'hosts: [127.0.0.1, input.scs.community]')
    .replace('maxNewCommentsPerTeamAndDay: 3', 'maxNewCommentsPerTeamAndDay: 20')
    .replace('https://input.scs.community/{yyyy}-scs-team-iaas', `${pads.url}/iaas`)
    // The meetings of this team are not what is told here, and its pad cannot be reached.
    .replace('    pad: https://input.scs.community/sig-std\n', '')
    .replace(/ {4}meeting: # goes before the calendar\n(?: {6}.*\n)+/, '')
  writeFileSync(config, given)
  const log = {
    info: (message: string) => void told.push(message),
    warn: (message: string, facts?: object) => void told.push(`${message} ${JSON.stringify(facts ?? {})}`),
  }
  wiring = createWiring({ ...sandbox.env, DATA_DIR: folder, SPRINT_CONFIG: config }, { log, clock: { now: () => now } })
  service = createService({ ports: wiring, metrics: createMetrics(), lookAgain })
})

afterAll(async () => {
  await sandbox?.close()
  await pads?.close()
})

const comments = (ref: string) => thingAt(sandbox.world, ref).comments.filter(({ body }) => body.startsWith(APP_MARK))

/** What the sandbox's webhooks since `from` say is handed to the service, as the server would. */
async function deliver(from: number): Promise<void> {
  await sandbox.webhooks.settled()
  await Promise.all(sandbox.webhooks.deliveries.slice(from).map(({ event, payload }) => service.changed(event, payload)))
  await lookAgain.lookNow(service)
}

test('a webhook reads the board, and each epic that needs attention gets one comment', async () => {
  const from = sandbox.webhooks.deliveries.length
  await sandbox.edit('fkr').label(FLAVORS, 'upstream')
  await deliver(from)
  expect(told.filter((line) => line.includes('failed'))).toEqual([])
  expect(comments(FLAVORS)).toMatchObject([{ body: expect.stringContaining('Its task list misses 2 stories'), minimizedReason: null }])
})

test('the next webhook reads only what it names: the task list is fixed, the same comment says so and is hidden', async () => {
  const from = sandbox.webhooks.deliveries.length
  const requests = sandbox.requests.length
  const before = comments(FLAVORS)[0]?.body
  const issue = thingAt(sandbox.world, FLAVORS)
  await sandbox.edit('fkr').editIssue(FLAVORS, { body: `${issue.body}\n- [ ] #253\n- [x] #254\n` })
  await deliver(from)
  expect(comments(FLAVORS)).toHaveLength(1)
  expect(comments(FLAVORS)[0]?.body).not.toBe(before)
  expect(comments(FLAVORS)[0]?.body).not.toContain('scs-sprint:hygiene')
  const reads = sandbox.requests.slice(requests).filter(({ path }) => path.endsWith('/graphql'))
  expect(reads.length).toBeLessThan(10)
})

test('a person’s command gets a reaction', async () => {
  const epic = 'SovereignCloudStack/issues#116'
  const asked = await sandbox.edit('garloff').comment(epic, '/epic snooze 2 weeks waiting for upstream')
  await service.command({ on: epic, commentId: asked.id, author: 'garloff', body: asked.body, isPull: false })
  expect(asked.reactions.map(({ content }) => content)).toEqual(['+1'])
})

test.each([
  ['/epic snooze constructor weeks', 'For how long?'],
  ['/epic snooze __proto__ days', 'For how long?'],
  ['/epic snooze 1e9 days', 'For how long?'],
  ['/epic snooze until 2023-99-99', 'For how long?'],
  ['/epic snooze until 9999-12-31', 'At most a year'],
  ['/epic ignore @fkr/#1 <svg onload=x> <!-- scs-sprint:end -->', 'Unknown rule'],
  ['/epic toString @fkr acme/issues#1', '`/epic` knows'],
])('%s gets a reply that mentions nobody', async (body, answer) => {
  const epic = 'SovereignCloudStack/issues#116'
  const asked = await sandbox.edit('garloff').comment(epic, body)
  await service.command({ on: epic, commentId: asked.id, author: 'garloff', body, isPull: false })
  const reply = thingAt(sandbox.world, epic).comments.at(-1)?.body ?? ''
  expect(reply).toContain(answer)
  expect(aliveIn(reply, 'comment', { marks: 1 })).toEqual([])
})

test('after the meeting, its minutes come as a pull request, once', async () => {
  const before = new Date('2023-01-18T09:00:00Z')
  now = new Date('2023-01-18T10:30:00Z')
  await service.runSchedule(before, now)
  expect(told.filter((line) => line.includes('failed'))).toEqual([])
  const minutes = [...sandbox.world.repositories.values()].find(({ nameWithOwner }) => nameWithOwner === 'SovereignCloudStack/minutes')
  const branches = () => [...(minutes?.git.branches.keys() ?? [])]
  expect(branches()).toContain('minutes/iaas-2023-01-18')
  const head = minutes?.git.branches.get('minutes/iaas-2023-01-18')
  now = new Date('2023-01-18T12:30:00Z')
  await service.runSchedule(new Date('2023-01-18T10:30:00Z'), now)
  expect(minutes?.git.branches.get('minutes/iaas-2023-01-18')).toBe(head)
})

test('on their pull request, people with permission can refresh and check minutes, and name a presenter', async () => {
  const on = 'SovereignCloudStack/minutes#1'
  const pull = thingAt(sandbox.world, on)
  const ask = async (author: string, body: string) => {
    const asked = await sandbox.edit(author).comment(on, body)
    await service.command({ on, commentId: asked.id, author, body, isPull: true })
    expect(told.filter((line) => line.includes('failed'))).toEqual([])
    return asked.reactions.map(({ content }) => content)
  }
  expect(await ask('garloff', '/minutes presenter @fkr')).toEqual(['+1'])
  expect(pull.assignees.map(({ login }) => login)).toContain('fkr')
  expect(await ask('garloff', '/minutes check')).toEqual(['+1'])
  expect(pull.comments.at(-1)?.body).toContain('`@garloff`: open questions:')
  expect(pull.comments.at(-1)?.body).toContain('#183')
  expect(await ask('garloff', '/minutes refresh')).toEqual(['+1'])
  expect(await ask('garloff', '/minutes presnter @fkr')).toEqual([])
  expect(pull.comments.at(-1)?.body).toContain('did you mean `/minutes presenter`?')
})

test('on minutes, a stranger’s command gets one reply that mentions nobody, and a command runs only once', async () => {
  const on = 'SovereignCloudStack/minutes#1'
  const pull = thingAt(sandbox.world, on)
  const minutes = sandbox.world.repositories.get('sovereigncloudstack/minutes')
  const head = () => minutes?.git.branches.get('minutes/iaas-2023-01-18')
  const before = { head: head(), body: pull.body, assignees: pull.assignees.length, comments: pull.comments.length }
  for (const body of ['/minutes refresh', '/minutes presenter @stranger', '/minutes check', '/minutes <svg onload=x> @fkr #1']) {
    const asked = await sandbox.edit('stranger').comment(on, body)
    // The same webhook with another delivery ID, to a server that has forgotten the first one.
    for (let time = 0; time < 2; time++) await service.command({ on, commentId: asked.id, author: 'stranger', body, isPull: true })
    expect(asked.reactions).toEqual([])
    const reply = pull.comments.at(-1)?.body ?? ''
    expect(reply).toContain('Only people with triage rights')
    expect(aliveIn(reply, 'comment', { marks: 1 })).toEqual([])
  }
  expect({ head: head(), body: pull.body, assignees: pull.assignees.length }).toEqual({
    head: before.head,
    body: before.body,
    assignees: before.assignees,
  })
  expect(pull.comments).toHaveLength(before.comments + 8)
  const asked = await sandbox.edit('garloff').comment(on, '/minutes check')
  for (let time = 0; time < 3; time++) await service.command({ on, commentId: asked.id, author: 'garloff', body: asked.body, isPull: true })
  expect(pull.comments).toHaveLength(before.comments + 10)
})

test('one command hides all comments of the app; people’s comments stay', async () => {
  const comments = wiring.comments()
  const board = await loadBoard({ board: null, snapshots: wiring.snapshots, clock: wiring.clock }, await service.settings())
  const snapshot = requireBoard(board)
  const plan = await planHiding(comments, { snapshot })
  expect(plan.actions.length).toBeGreaterThan(4)
  await applyPlan(plan, wiring.applyPorts(await service.settings()))
  expect((await planHiding(comments, { snapshot })).actions).toEqual([])
  const bodies = [...sandbox.world.repositories.values()]
    .flatMap((repository) => [...repository.issues.values()])
    .flatMap((thing) => thing.comments)
  expect(bodies.filter(({ body }) => body.includes('scs-sprint:hygiene'))).toEqual([])
  expect(bodies.some(({ body }) => body === '/epic snooze 2 weeks waiting for upstream')).toBe(true)
})
