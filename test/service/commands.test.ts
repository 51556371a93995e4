/** `/epic …` in the service: the thumbs-up follows the work, and failures are reported to whoever asked. */

import { afterEach, beforeEach, expect, test } from 'vitest'
import { createMetrics } from '../../src/adapters/metrics/metrics.ts'
import { createService, type Service } from '../../src/service/service.ts'
import { createWiring } from '../../src/wiring.ts'
import { smallConfig } from '../cli/small-world.ts'
import { aFolder } from '../cli/terminal.ts'
import { type Sandbox, startSandbox } from '../sandbox/github.ts'
import { type Comment, thingAt } from '../sandbox/model.ts'
import { memoryLookAgain } from './memory-look-again.ts'

const EPIC = 'scs/issues#1'
let sandbox: Sandbox
let service: Service
let warned: string[]

beforeEach(async () => {
  sandbox = await startSandbox({ world: 'test/sandbox/worlds/small.yml' })
  const folder = aFolder()
  const config = smallConfig(folder)
  warned = []
  const log = { info: () => {}, warn: (message: string) => void warned.push(message) }
  const wiring = createWiring(
    { ...sandbox.env, DATA_DIR: folder, SPRINT_CONFIG: config },
    { log, clock: { now: sandbox.world.now }, attempts: { retryUnitMs: 1 } },
  )
  service = createService({ ports: wiring, metrics: createMetrics(), lookAgain: memoryLookAgain() })
})
afterEach(() => sandbox.close())

const byApp = () => thingAt(sandbox.world, EPIC).comments.filter(({ author }) => author === sandbox.world.app.bot)
const ask = (text: string) => sandbox.edit('garloff').comment(EPIC, text)
const carryOut = ({ id, body }: Comment) => service.command({ on: EPIC, commentId: id, author: 'garloff', body, isPull: false })
const thumbs = ({ reactions }: Comment) => reactions.map(({ content }) => content)

test('a requested check runs before its reaction', async () => {
  await sandbox.edit('fkr').unassign(EPIC, 'fkr')
  const asked = await ask('/epic check')
  const from = sandbox.requests.length
  await carryOut(asked)
  const done = sandbox.requests.slice(from).map(({ method, path }) => `${method} ${path}`)
  const reaction = done.findIndex((line) => line.endsWith('/reactions'))
  expect(done.slice(0, reaction).some((line) => /^POST .*\/issues\/1\/comments$/.test(line))).toBe(true)
  expect(thumbs(asked)).toEqual(['+1'])
  expect(byApp().at(-1)?.body).toContain('no owner')
})

test('a stranger’s command on any issue gets one reply, changes nothing, and costs no read of the board', async () => {
  await carryOut(await ask('/epic check'))
  const before = byApp().length
  for (const on of [EPIC, 'scs/issues#3', 'scs/issues#4']) {
    const asked = await sandbox.edit('berendt').comment(on, '/epic snooze 2 weeks')
    const from = sandbox.requests.length
    await service.command({ on, commentId: asked.id, author: 'berendt', body: asked.body, isPull: false })
    const done = sandbox.requests.slice(from).map(({ operation }) => operation)
    // MinutesRef: whether the minutes repository has its own template for replies.
    expect(done.filter((operation) => /^query (?!OwnComments|Assignees|MinutesRef)/.test(operation))).toEqual([])
    expect(done.length).toBeLessThan(10)
    expect(done.filter((operation) => /^mutation|^(?:POST|PATCH|PUT|DELETE) \/repos/.test(operation))).toHaveLength(1)
    const reply = thingAt(sandbox.world, on).comments.at(-1)?.body
    expect([on, reply]).toEqual([on, expect.stringContaining('`@berendt`: only people with triage rights')])
    expect(thumbs(asked)).toEqual([])
  }
  expect(byApp()).toHaveLength(before + 1)
})

test('a command that waits for GitHub gets one reply, runs when GitHub is back, and the reply is hidden', async () => {
  const asked = await ask('/epic check')
  const isBoard = ({ operation }: { operation: string }) => /^query (?!OwnComments|CommentNumber|Assignees|Revisions)/.test(operation)
  sandbox.faults.add({ kind: 'bad-gateway' }, { match: isBoard, times: 10_000 })
  await expect(carryOut(asked)).rejects.toThrow()
  await expect(carryOut(asked)).rejects.toThrow()
  expect(thumbs(asked)).toEqual([])
  expect(byApp().map(({ body }) => body)).toEqual([
    expect.stringMatching(/`@garloff`: the command has not finished yet\. .*The app tries again/),
  ])
  const [waiting] = byApp()
  sandbox.faults.clear()
  await carryOut(asked)
  expect(thumbs(asked)).toEqual(['+1'])
  expect(waiting?.minimizedReason).toBe('resolved')
})

test('a command that needs someone to act gets a reply with the reason', async () => {
  const asked = await ask('/epic snooze 2 weeks')
  const errors = [{ type: 'FORBIDDEN', message: 'Resource not accessible by integration' }]
  const isBoard = ({ operation }: { operation: string }) => /^query (?!OwnComments|CommentNumber|Assignees|Revisions)/.test(operation)
  sandbox.faults.add({ kind: 'status', status: 200, json: { data: null, errors } }, { match: isBoard, times: 10_000 })
  await carryOut(asked)
  expect(thumbs(asked)).toEqual([])
  expect(byApp().map(({ body }) => body)).toEqual([expect.stringMatching(/`@garloff`: the command failed\. .*GitHub denies access/)])
})

test('an ignored rule can be restored, and a snooze ends with the sprint of the board', async () => {
  await sandbox.edit('fkr').unassign(EPIC, 'fkr')
  for (const text of [
    '/epic check',
    '/epic ignore epic-without-owner',
    '/Epic UNIGNORE epic-without-owner',
    '/Epic snooze until next sprint',
  ]) {
    const asked = await ask(text)
    await carryOut(asked)
    expect([text, thumbs(asked)]).toEqual([text, ['+1']])
  }
  // Sprint 3 of the board's iterations began on 2023-01-16.
  expect(byApp().at(-1)?.body).toContain('Snoozed until 2023-01-30 by `@garloff`')
  expect(byApp().at(-1)?.body).toContain('no owner')
})

test('a command leaves what minutes ask for in the comment', async () => {
  const text = '# 2023-01-11\n\n## Flavor manager (scs/issues#1)\n\n- User story for backups missing?\n'
  await sandbox.edit('fkr').push('scs/minutes', 'main', 'Add it', { 'iaas/20230111.md': text })
  await carryOut(await ask('/epic check'))
  const told = () => byApp().find(({ body }) => body.includes('scs-sprint:hygiene'))?.body ?? ''
  const requested = () =>
    told()
      .split('\n')
      .filter((line) => line.includes('A story was requested on 2023-01-11'))
  const before = requested()
  expect(before).toHaveLength(1)
  await carryOut(await ask('/epic ignore status-contradicts-state'))
  expect(told()).toContain('status-contradicts-state')
  expect(requested()).toEqual(before)
})

test('the log says what could not be read for a command', async () => {
  const text = '# 2023-01-11\n\n## Flavor manager (scs/issues#1)\n\n- User story for backups missing?\n'
  await sandbox.edit('fkr').push('scs/minutes', 'main', 'Add it', { 'iaas/20230111.md': text })
  const errors = [{ type: 'FORBIDDEN', message: 'Resource not accessible by integration', path: ['own'] }]
  sandbox.faults.add({ kind: 'status', status: 200, json: { data: { own: null, shared: null }, errors } }, { match: 'IssueTemplates' })
  await carryOut(await ask('/epic ignore status-contradicts-state'))
  expect(warned).toEqual([expect.stringMatching(/^Issue templates of scs\/issues: .* Until then prefilled stories do not use them\.$/)])
})
