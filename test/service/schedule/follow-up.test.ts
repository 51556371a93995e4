/** What follows from merged minutes, on the schedule of the server and on the sandbox: each write is made once. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createMetrics } from '../../../src/adapters/metrics/metrics.ts'
import { createService, type Service } from '../../../src/service/service.ts'
import { createWiring } from '../../../src/wiring.ts'
import { smallConfig } from '../../cli/small-world.ts'
import { aFolder } from '../../cli/terminal.ts'
import { type Sandbox, startSandbox } from '../../sandbox/github.ts'
import { accountOf, type Repository, thingAt } from '../../sandbox/model.ts'
import { memoryLookAgain } from '../memory-look-again.ts'

const EPIC = 'scs/issues#1'
const BRANCH = 'minutes/iaas-2023-01-18'
const MINUTES = '# 2023-01-18\n\n## Flavors scs/issues#1\n\n- Decision: no new names\n- AI @garloff: write the list\n'
const ASKED = 'afterMeeting: { discussed: comment, outcomes: comment, notify: merged, boardStatus: write }\n'
let sandbox: Sandbox
let service: Service
let chat: Server
let now = new Date('2023-01-18T12:30:00Z')
const heard: string[] = []
/** The chat takes messages and answers nothing. */
let isCut = false
const told: string[] = []

beforeAll(async () => {
  sandbox = await startSandbox({ world: 'test/sandbox/worlds/small.yml', now: () => now })
  chat = createServer((request, response) => {
    let text = ''
    request.on('data', (chunk) => {
      text += chunk
    })
    request.on('end', () => {
      heard.push(text)
      if (isCut) request.socket.destroy()
      else response.end('ok')
    })
  })
  await new Promise<void>((resolve) => chat.listen(0, '127.0.0.1', resolve))
  const folder = aFolder()
  const env = {
    ...sandbox.env,
    DATA_DIR: folder,
    SPRINT_CONFIG: smallConfig(folder, ASKED),
    NOTIFY_WEBHOOK_URL: `http://127.0.0.1:${(chat.address() as AddressInfo).port}/hooks/secret`,
  }
  const log = {
    info: (message: string) => void told.push(message),
    warn: (message: string, facts?: object) => void told.push(`${message} ${JSON.stringify(facts ?? {})}`),
  }
  const wiring = createWiring(env, { log, clock: { now: () => now }, attempts: { retryUnitMs: 1 } })
  service = createService({ ports: wiring, metrics: createMetrics(), lookAgain: memoryLookAgain() })
})
afterAll(async () => {
  await sandbox?.close()
  await new Promise((resolve) => chat?.close(resolve))
})

const repository = () => sandbox.world.repositories.get('scs/minutes') as Repository
const comments = (mark: string) => thingAt(sandbox.world, EPIC).comments.filter(({ body }) => body.startsWith(`<!-- scs-sprint:${mark} v1`))
const board = () => sandbox.world.boards.get('scs/6')
/** The hourly look that was due since the last one. */
async function anHour(): Promise<void> {
  const from = now
  now = new Date(now.getTime() + 60 * 60 * 1000)
  await service.runSchedule(from, now)
  expect(told.filter((line) => /failed|"error"/.test(line))).toEqual([])
}

test('nothing follows from minutes that are not merged', async () => {
  const by = accountOf(sandbox.world, 'fkr')
  sandbox.actions.push(repository(), BRANCH, by, 'Add iaas/20230118.md', { 'iaas/20230118.md': MINUTES })
  sandbox.actions.openPull(repository(), by, { title: 'Add iaas/20230118.md', body: 'Text.', head: BRANCH, base: 'main' })
  await anHour()
  expect([comments('discussed').length, comments('outcome').length, heard.length]).toEqual([0, 0, 0])
})

test('once they are merged, the epic, the chat and the board are told, and the next hour nothing is written', async () => {
  const pull = [...repository().pulls.values()].at(-1)
  if (pull) sandbox.actions.mergePull(pull, accountOf(sandbox.world, 'fkr'))
  await anHour()
  expect(comments('discussed')).toHaveLength(1)
  expect(comments('discussed')[0]?.body).toContain('**Discussed at 1 meeting**')
  expect(comments('outcome')).toHaveLength(1)
  expect(comments('outcome')[0]?.body).toContain('- **Decision**: no new names')
  expect(comments('outcome')[0]?.body).toContain('- **To do**: `@garloff`: write the list')
  expect(heard.map((text) => JSON.parse(text))).toEqual([
    { text: 'Minutes of Team IaaS, 2023-01-18 (1 decision, 1 action item): https://github.com/scs/minutes/blob/main/iaas/20230118.md' },
  ])
  expect(pull?.body).toBe('Text.\n\n<!-- scs-sprint:announced v1 -->\n')
  expect(board()?.statusUpdates.at(-1)).toMatchObject({
    status: 'ON_TRACK',
    body: expect.stringContaining('scs-sprint:status v1 2023-01-18'),
  })
  const before = { comments: thingAt(sandbox.world, EPIC).comments.length, updates: board()?.statusUpdates.length }
  await anHour()
  expect({ comments: thingAt(sandbox.world, EPIC).comments.length, updates: board()?.statusUpdates.length }).toEqual(before)
  expect(heard).toHaveLength(1)
  expect(told.join('\n')).not.toContain('hooks/secret')
})

test('where nobody knows whether the chat has the message, the log tells which one, and it is not sent again', async () => {
  isCut = true
  const [by, branch] = [accountOf(sandbox.world, 'fkr'), 'minutes/iaas-2023-01-19']
  sandbox.actions.push(repository(), branch, by, 'Add iaas/20230119.md', { 'iaas/20230119.md': MINUTES.replace('01-18', '01-19') })
  const pull = sandbox.actions.openPull(repository(), by, { title: 'Add iaas/20230119.md', body: 'Text.', head: branch, base: 'main' })
  sandbox.actions.mergePull(pull, by)
  told.length = 0
  for (let hour = 0; hour < 3; hour++) {
    const from = now
    now = new Date(now.getTime() + 60 * 60 * 1000)
    await service.runSchedule(from, now)
  }
  expect(heard).toHaveLength(2)
  expect(told.filter((line) => line.includes('It is not sent again'))).toEqual([
    expect.stringMatching(
      /^follow-up failed\. .*the chat at 127\.0\.0\.1:\d+ could not be reached.*https:\/\/github\.com\/scs\/minutes\/blob\/main\/iaas\/20230119\.md/,
    ),
  ])
  expect(told.join('\n')).not.toContain('hooks/secret')
})
