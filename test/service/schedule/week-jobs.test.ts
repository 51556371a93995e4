/** The schedule besides minutes: the agenda goes to the pad if possible, otherwise to an issue; the call notes come as a pull request. */
import { writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createMetrics } from '../../../src/adapters/metrics/metrics.ts'
import type { Metrics } from '../../../src/ports/metrics.ts'
import { createService, type Service } from '../../../src/service/service.ts'
import { createWiring } from '../../../src/wiring.ts'
import { aFolder } from '../../cli/terminal.ts'
import { type Sandbox, startSandbox } from '../../sandbox/github.ts'
import { memoryLookAgain } from '../memory-look-again.ts'

let sandbox: Sandbox
let pad: Server
let service: Service
let metrics: Metrics
let now = new Date('2023-01-17T13:05:00Z')
/** Notes of a HedgeDoc, by name. */
const notes = new Map<string, string>()
let losesAnswers = false

beforeEach(async () => {
  sandbox = await startSandbox({ world: 'test/sandbox/worlds/small.yml' })
  notes.clear()
  losesAnswers = false
  pad = createServer(async (request, response) => {
    const [first = '', second = ''] = (request.url ?? '').split('/').slice(1)
    const chunks: Buffer[] = []
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
    if (request.method === 'POST' && first === 'new' && !notes.has(second)) {
      notes.set(second, Buffer.concat(chunks).toString('utf8'))
      if (losesAnswers) return void request.socket.destroy()
      return void response.writeHead(302, { location: `/${second}` }).end()
    }
    const note = notes.get(first)
    if (note === undefined || second !== 'download') return void response.writeHead(404, { 'content-type': 'text/html' }).end('no')
    response.writeHead(200, { 'content-type': 'text/markdown' }).end(note)
  })
  await new Promise<void>((resolve) => pad.listen(0, '127.0.0.1', resolve))
  const folder = aFolder()
  const config = join(folder, 'sprint.yml')
  writeFileSync(
    config,
    `organization: scs
minutes: { repository: scs/minutes }
board: { owner: scs, number: 6, status: { active: [Doing], done: [Done] } }
communityCall: { weekday: thursday, time: "15:05" }
hygiene: { mode: off }
pads: { hosts: [127.0.0.1] }
teams: { iaas: { name: Team IaaS, label: IaaS, pad: "http://127.0.0.1:${(pad.address() as AddressInfo).port}/iaas", meeting: { weekday: wednesday, time: "10:05" } } }
`,
  )
  metrics = createMetrics()
  const log = { info: () => {}, warn: () => {} }
  const wiring = createWiring({ ...sandbox.env, DATA_DIR: folder, SPRINT_CONFIG: config }, { log, clock: { now: () => now } })
  service = createService({ ports: wiring, metrics, lookAgain: memoryLookAgain() })
})
afterEach(async () => {
  await sandbox.close()
  pad.closeAllConnections()
  await new Promise((resolve) => pad.close(resolve))
})

/** Everything that fell due in the hour before. */
const look = async (at: string) => {
  now = new Date(at)
  await service.runSchedule(new Date(now.getTime() - 60 * 60_000), now)
}
const repository = () => {
  const found = sandbox.world.repositories.get('scs/minutes')
  if (!found) throw new Error('There is no repository of minutes.')
  return found
}
const issues = () => [...repository().issues.values()]
const DAY_BEFORE = '2023-01-17T13:30:00Z'

test('the day before the meeting, the agenda is in a new pad, and nobody is notified', async () => {
  await look(DAY_BEFORE)
  expect(notes.get('iaas')).toMatch(/^# 2023-01-18\n[\s\S]*<!-- scs-sprint:agenda v1 /)
  expect(issues()).toEqual([])
  expect(await metrics.render()).toContain('scs_sprint_runs_total{name="agenda",result="done"} 1')
})

test('a write whose response was lost does not count as typed by someone: no issue', async () => {
  losesAnswers = true
  await look(DAY_BEFORE)
  const first = notes.get('iaas')
  await look('2023-01-17T13:31:00Z')
  expect(notes.get('iaas')).toBe(first)
  expect(issues()).toEqual([])
})

test('a pad in which someone has typed stays; one issue per team has the agenda, edited every week', async () => {
  notes.set('iaas', '# 2023-01-11\n\n- notes of last week @fkr\n')
  await look(DAY_BEFORE)
  expect(notes.get('iaas')).toBe('# 2023-01-11\n\n- notes of last week @fkr\n')
  const [issue, ...more] = issues()
  expect(more).toEqual([])
  expect(issue).toMatchObject({ title: 'Agenda of Team IaaS', state: 'OPEN' })
  expect(issue?.body).toContain('a pad in which someone has typed')
  expect(issue?.body).toMatch(/```markdown\n# 2023-01-18\n/)
  expect(issue?.body.replace(/```markdown[\s\S]*```/, '')).not.toContain('@')
  const { updatedAt } = issue ?? {}
  await look(DAY_BEFORE)
  expect(issues()[0]?.updatedAt).toBe(updatedAt)
  await sandbox.edit('fkr').close(`scs/minutes#${issue?.number}`)
  await look('2023-01-24T13:30:00Z')
  expect(issues()).toMatchObject([{ state: 'CLOSED', body: expect.stringContaining('# 2023-01-25') }])
  await sandbox.edit('fkr').reopen(`scs/minutes#${issue?.number}`)
  notes.clear()
  await look('2023-01-31T13:30:00Z')
  expect(notes.get('iaas')).toContain('# 2023-02-01')
  expect(issues()).toMatchObject([{ state: 'CLOSED', body: expect.stringContaining('is in the pad') }])
})

test('once the meeting has started, no agenda is written to the pad', async () => {
  now = new Date('2023-01-18T09:10:00Z')
  await service.runSchedule(new Date(DAY_BEFORE), now)
  await service.runSchedule(new Date('2023-01-17T12:00:00Z'), now)
  expect(notes.has('iaas')).toBe(false)
})

test('a board that the app cannot read leads to no agenda, and the issue says why', async () => {
  const errors = [{ type: 'FORBIDDEN', message: 'Resource not accessible by integration' }]
  sandbox.faults.add({ kind: 'status', status: 200, json: { data: null, errors } }, { match: 'Board', times: 1000 })
  await look(DAY_BEFORE)
  expect(notes.has('iaas')).toBe(false)
  expect(await metrics.render()).toContain('scs_sprint_runs_total{name="agenda",result="failed"} 1')
  expect(issues()).toMatchObject([{ body: expect.stringMatching(/could not be created[\s\S]*GitHub denies access/) }])
})

test('the community call notes come as a pull request, and are updated for late minutes', async () => {
  await look('2023-01-12T11:30:00Z')
  const branch = 'minutes/community-call-2023-01-12'
  const text = () =>
    repository()
      .git.commits.get(repository().git.branches.get(branch) ?? '')
      ?.files.get('community-call/20230112.md')
      ?.toString('utf8')
  expect(text()).toContain('Team IaaS')
  const head = repository().git.branches.get(branch)
  await look('2023-01-12T13:30:00Z')
  expect(repository().git.branches.get(branch)).toBe(head)
  expect(repository().pulls.size).toBe(1)
})
