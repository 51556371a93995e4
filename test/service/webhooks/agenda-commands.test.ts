/** `/agenda` on an issue: the label, the reply, and the topic in the next agenda. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createMetrics } from '../../../src/adapters/metrics/metrics.ts'
import { createService, type Service } from '../../../src/service/service.ts'
import { createWiring } from '../../../src/wiring.ts'
import { aFolder, scsSprint } from '../../cli/terminal.ts'
import { type Sandbox, startSandbox } from '../../sandbox/github.ts'
import { thingAt } from '../../sandbox/model.ts'
import { memoryLookAgain } from '../memory-look-again.ts'

const ISSUE = 'scs/issues#4'
const CONFIG = `organization: scs
minutes: { repository: scs/minutes }
agenda: { label: agenda, repositories: [scs/issues] }
teams: { sig: { name: SIG, firstHeading: 2, path: "iaas/{yyyymmdd}.md", meeting: { weekday: wednesday, time: "10:05", minutes: 30 } } }
`
let sandbox: Sandbox
let folder: string
let config: string
let service: Service

beforeEach(async () => {
  sandbox = await startSandbox({ world: 'test/sandbox/worlds/small.yml' })
  folder = aFolder()
  config = join(folder, 'sprint.yml')
  serve(CONFIG)
})
afterEach(() => sandbox.close())

function serve(text: string): void {
  writeFileSync(config, text)
  const log = { info: () => {}, warn: () => {} }
  const wiring = createWiring({ ...sandbox.env, DATA_DIR: folder, SPRINT_CONFIG: config }, { log, clock: { now: sandbox.world.now } })
  service = createService({ ports: wiring, metrics: createMetrics(), lookAgain: memoryLookAgain() })
}

const ask = async (by: string, body: string, on = ISSUE) => {
  const asked = await sandbox.edit(by).comment(on, body)
  await service.command({ on, commentId: asked.id, author: by, body, isPull: on.endsWith('#10') })
  const answer = thingAt(sandbox.world, on).comments.find((comment) => comment.body.startsWith(`<!-- scs-sprint:reply v1 to=${asked.id}`))
  return { signs: asked.reactions.map(({ content }) => content), answer: answer?.body ?? null }
}
const labels = (on = ISSUE) => thingAt(sandbox.world, on).labels.map(({ name }) => name)
const agenda = () =>
  scsSprint(['agenda', '--config', config, '--date', '2023-01-18'], {
    ...sandbox.env,
    SPRINT_NOW: '2023-01-17T08:00:00Z',
    DATA_DIR: folder,
  })

test('the issue gets the label, and is a topic with the words behind the command and its time box', async () => {
  expect(await ask('o-otte', "Some words.\n\n/agenda which names? [15']")).toEqual({ signs: ['+1'], answer: null })
  expect(labels()).toEqual(['agenda'])
  const { code, out } = await agenda()
  expect(code).toBe(0)
  expect(out).toContain(
    'Time boxes: 15 of 30 minutes.\n\n### Write the standard [issues#4](https://github.com/scs/issues/issues/4)\n\n- which names? ',
  )
  expect(out).toMatch(/- which names\? .*15'.* \(@o-otte\)\n\n### Topic\n/)
})

test('once is enough, in any case of the letters, and on a pull request as well', async () => {
  expect((await ask('o-otte', '/Agenda')).signs).toEqual(['+1'])
  expect((await ask('o-otte', '/agenda')).signs).toEqual(['+1'])
  expect(labels()).toEqual(['agenda'])
  expect((await ask('o-otte', '/agenda', 'scs/issues#10')).signs).toEqual(['+1'])
  expect(labels('scs/issues#10')).toEqual(['agenda'])
})

test('a stranger gets one reply, and changes nothing; their words are on no agenda', async () => {
  const { signs, answer } = await ask('berendt', '/agenda buy my tokens')
  expect(signs).toEqual([])
  expect(answer).toContain('`@berendt`: only people with triage rights or an assignee can do that.')
  expect(labels()).toEqual([])
  await sandbox.edit('o-otte').label(ISSUE, 'agenda')
  const { out } = await agenda()
  expect(out).toContain('### Write the standard')
  expect(out).not.toContain('tokens')
})

test('where agendas do not look, or no label is configured, the reply says what to do', async () => {
  serve(CONFIG.replace('repositories: [scs/issues]', 'repositories: []'))
  expect((await ask('o-otte', '/agenda')).answer).toContain('agendas do not look here. Put it on the board, or add its repository')
  serve(CONFIG.replace(/^agenda: .*\n/m, ''))
  expect((await ask('o-otte', '/agenda')).answer).toContain('no label for topics is configured. Add `agenda: { label: agenda }`')
  expect(labels()).toEqual([])
})

test('a repository that cannot be read is told, and the agenda is made without it', async () => {
  const isLabelled = ({ operation }: { operation: string }) => operation === 'query LabelledIssues'
  const errors = [{ type: 'FORBIDDEN', message: 'Resource not accessible by integration' }]
  sandbox.faults.add({ kind: 'status', status: 200, json: { data: null, errors } }, { match: isLabelled, times: 100 })
  const { code, out, err } = await agenda()
  expect([code, out]).toEqual([0, expect.stringContaining('### Topic\n')])
  expect(err).toContain('scs/issues: issues with the label "agenda" could not be read.')
})
