/** Minutes that fail on the server are reported where their authors look; failed commands get a reply. */

import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createMetrics } from '../../../src/adapters/metrics/metrics.ts'
import type { Metrics } from '../../../src/ports/metrics.ts'
import { createService, type Service } from '../../../src/service/service.ts'
import { createWiring } from '../../../src/wiring.ts'
import { smallPadConfig } from '../../cli/small-world.ts'
import { aFolder, scsSprint } from '../../cli/terminal.ts'
import { type Sandbox, startSandbox } from '../../sandbox/github.ts'
import { type Issue, thingAt } from '../../sandbox/model.ts'
import { type PadServer, startPadServer } from '../../sandbox/pads/pad-server.ts'
import { memoryLookAgain } from '../memory-look-again.ts'

const TYPED = `# 2023-01-18

## Participants

- @fkr
- @o-otte

## Agenda

- the migration took four hours
- Decision: we stay with stable
- Debian finds no disk
`
const NEXT_WEEK = `# 2023-01-18\n\n## Agenda\n\n- sprint review of observability\n- who goes to Berlin\n- costs of a second region\n`
const SOON = '2023-01-18T10:20:00Z'
const LATER = '2023-01-18T12:05:00Z'
const LAST = '2023-01-19T08:05:00Z'
const NEXT_DAY = '2023-01-20T08:05:00Z'

let sandbox: Sandbox
let pads: PadServer
let service: Service
let metrics: Metrics
let folder: string
let now = new Date(SOON)
const files: Record<string, { type: string; body: string; status?: number }> = {}

beforeEach(async () => {
  sandbox = await startSandbox({ world: 'test/sandbox/worlds/small.yml' })
  for (const path of Object.keys(files)) delete files[path]
  pads = await startPadServer({ pads: [{ name: 'iaas', markdownTyped: TYPED, editedAt: '2023-01-18T10:12:00.000Z' }], files })
  folder = aFolder()
  const config = smallPadConfig(folder, pads)
  metrics = createMetrics()
  const log = { info: () => {}, warn: () => {} }
  const wiring = createWiring({ ...sandbox.env, DATA_DIR: folder, SPRINT_CONFIG: config }, { log, clock: { now: () => now } })
  service = createService({ ports: wiring, metrics, lookAgain: memoryLookAgain() })
})
afterEach(async () => {
  await sandbox.close()
  await pads.close()
})

/** The schedule's look at that moment. */
const look = async (at: string) => {
  now = new Date(at)
  await service.runSchedule(new Date(now.getTime() - 60_000), now)
}
const type = (text: string) => pads.edit('iaas', text, '2023-01-18T16:00:00.000Z')
const isGone = (status: number, body = 'no', kind = 'text/html') => {
  files['/iaas/download'] = { status, body, type: kind }
}
const repository = () => {
  const found = sandbox.world.repositories.get('scs/minutes')
  if (!found) throw new Error('There is no repository of minutes.')
  return found
}
const issues = (): readonly Issue[] => [...repository().issues.values()]
const pull = () => [...repository().pulls.values()][0]
const ask = async (body: string) => {
  const on = `scs/minutes#${pull()?.number}`
  const asked = await sandbox.edit('o-otte').comment(on, body)
  await service.command({ on, commentId: asked.id, author: 'o-otte', body, isPull: true })
  const answers = thingAt(sandbox.world, on).comments.filter((comment) =>
    comment.body.startsWith(`<!-- scs-sprint:reply v1 to=${asked.id}`),
  )
  return { signs: asked.reactions.map(({ content }) => content), answers: answers.map((answer) => answer.body), asked, on }
}

const SECRET = `ghp_${'a1'.repeat(18)}`
test.each<[string, () => void, string, RegExp]>([
  ['a pad that is gone', () => isGone(404), SOON, /expected a pad, found none \\\(404\\\)|expected a pad, found none/],
  ['a login page', () => isGone(200, '<!DOCTYPE html><html><body><form action="/login"></form></body></html>'), SOON, /a web page/],
  ['another day’s notes', () => type(TYPED.replace('2023-01-18', '2023-01-11')), SOON, /2023-01-11/],
  ['credentials in the pad', () => type(`${TYPED}- the token is ${SECRET}\n`), SOON, /credentials|token/],
  ['an empty pad at the last look', () => type(' \n'), LAST, /an empty pad/],
])('%s: one issue says so, edited in place, closed when it works again', async (_name, fail, at, reason) => {
  fail()
  await look(at)
  const [issue, ...more] = issues()
  expect(more).toEqual([])
  expect(issue).toMatchObject({ title: 'Minutes of Team IaaS could not be created', state: 'OPEN' })
  expect(issue?.body).toMatch(reason)
  expect(issue?.body).toMatch(/^<!-- scs-sprint:trouble v1 team=iaas sha256=[\da-f]{64} news=[\da-f]{16} -->\n/)
  expect(issue?.body).not.toContain(SECRET)
  expect(await metrics.render()).toContain('scs_sprint_runs_total{name="minutes",result="failed"} 1')
  const { updatedAt } = issue as Issue
  await look(NEXT_DAY)
  expect(issues()[0]?.updatedAt).toBe(updatedAt)
  delete files['/iaas/download']
  type(TYPED)
  await look('2023-01-21T08:05:00Z')
  expect(pull()?.state).toBe('OPEN')
  expect(issues()).toMatchObject([{ state: 'CLOSED' }])
  await look('2023-01-22T08:05:00Z')
  expect(issues()).toHaveLength(1)
})

test('a new reason edits the issue and reopens it; the same one stays closed if a person closed it; people’s text stays', async () => {
  isGone(404)
  await look(SOON)
  const ref = `scs/minutes#${issues()[0]?.number}`
  await sandbox.edit('o-otte').editIssue(ref, { body: `${issues()[0]?.body}\nI ask the admins. @fkr` })
  await sandbox.edit('o-otte').close(ref)
  await look(LATER)
  expect(issues()).toMatchObject([{ state: 'CLOSED' }])
  isGone(403)
  await look(LAST)
  expect(issues()).toMatchObject([{ state: 'OPEN', body: expect.stringContaining('I ask the admins. @fkr') }])
})

test.each([
  [
    'an earlier version, which kept only a hash of its words',
    (body: string) => body.replace(/sha256=\w{64} news=\w{16}/, `sha256=${'0'.repeat(64)}`),
  ],
  ['this version, before its words changed', (body: string) => body.replace(/sha256=\w{64}/, `sha256=${'0'.repeat(64)}`)],
])('other words for the same failure do not reopen an issue of %s; a new reason does', async (_version, asWritten) => {
  isGone(404)
  await look(SOON)
  const written = issues()[0]?.body ?? ''
  const ref = `scs/minutes#${issues()[0]?.number}`
  const reworded = asWritten(written).replace('could not be created', 'could not be made')
  await sandbox.edit('o-otte').editIssue(ref, { body: `${reworded}\nI ask the admins.` })
  await sandbox.edit('o-otte').close(ref)
  await look(LATER)
  expect(issues()).toMatchObject([{ state: 'CLOSED', body: `${written}\nI ask the admins.` }])
  isGone(403)
  await look(LAST)
  expect(issues()).toMatchObject([{ state: 'OPEN' }])
})

test('the same failure of the next meeting reopens the issue, also one of an earlier version', async () => {
  isGone(404)
  await look(SOON)
  const ref = `scs/minutes#${issues()[0]?.number}`
  await sandbox.edit('o-otte').editIssue(ref, { body: issues()[0]?.body.replace(/ news=\w{16}/, '') ?? '' })
  await sandbox.edit('o-otte').close(ref)
  await look('2023-01-25T10:20:00Z')
  expect(issues()).toMatchObject([{ state: 'OPEN', body: expect.stringContaining('2023-01-25') }])
})

test('an untouched pad is not reported before the last attempt; neither is a pad that does not answer', async () => {
  type(' \n')
  await look(SOON)
  await look(LATER)
  expect(issues()).toEqual([])
})

test('with a pull request, the problem is reported there, once, and resolved there; merged minutes have none', async () => {
  await look(SOON)
  expect(pull()?.comments).toEqual([])
  isGone(404)
  await look(LATER)
  await look(LAST)
  expect(issues()).toEqual([])
  expect(pull()?.comments).toMatchObject([
    { body: expect.stringContaining('The pad of Team IaaS could not be read last time. These minutes stay') },
  ])
  delete files['/iaas/download']
  await look(NEXT_DAY)
  expect(pull()?.comments).toMatchObject([{ body: expect.stringContaining('The pad can be read again.') }])
  await sandbox.edit('fkr').mergePull(`scs/minutes#${pull()?.number}`)
  isGone(404)
  await look('2023-01-21T08:05:00Z')
  expect(pull()?.comments).toHaveLength(1)
  expect(issues()).toEqual([])
})

const typedAt = (at: string, text = TYPED) => pads.edit('iaas', text, at)
const scheduled = async (at: string) => {
  now = new Date(at)
  await service.scheduled({ kind: 'minutes', team: 'iaas', date: '2023-01-18', look: 'soon', at: new Date(SOON) })
}

test('a pad in which somebody still types waits five minutes, and is no failure', async () => {
  typedAt('2023-01-18T10:17:00.000Z')
  await expect(scheduled(SOON)).rejects.toMatchObject({ name: 'PadBeingTypedError', retryAfter: 300 })
  expect(pull()).toBeUndefined()
  expect(issues()).toEqual([])
  expect(await metrics.render()).not.toContain('scs_sprint_runs_total{name="minutes",result="failed"} 1')
  await scheduled('2023-01-18T10:25:00Z')
  expect(pull()?.state).toBe('OPEN')
  expect(pull()?.body).not.toContain('still being edited')
})

test('after an hour the minutes of such a pad are made, and the pull request says so until it is quiet', async () => {
  typedAt('2023-01-18T11:04:00.000Z')
  await expect(scheduled('2023-01-18T11:04:30Z')).rejects.toMatchObject({ name: 'PadBeingTypedError' })
  await scheduled('2023-01-18T11:06:00Z')
  expect(pull()?.body).toContain('**The pad was still being edited** when these minutes were made.')
  typedAt('2023-01-18T11:10:00.000Z', `${TYPED}- one more line\n`)
  await look(LATER)
  expect(pull()?.body).not.toContain('still being edited')
})

test('whoever asks for the minutes does not wait', async () => {
  await look(SOON)
  typedAt('2023-01-18T11:59:00.000Z', `${TYPED}- one more line\n`)
  now = new Date('2023-01-18T12:00:00Z')
  const { signs } = await ask('/minutes refresh')
  expect(signs).toEqual(['+1'])
  expect(pull()?.body).toContain('still being edited')
})

test('an obsolete attempt does not read the pad', async () => {
  await look(SOON)
  const before = pads.requests.length
  await look(NEXT_DAY)
  expect(pads.requests.length).toBe(before)
})

test('if the app may not open an issue, the failure is logged and counted, and doctor says what is missing', async () => {
  const installation = sandbox.world.installations[0]
  if (!installation) throw new Error('There is no installation.')
  installation.permissions = { ...installation.permissions, issues: 'read' }
  isGone(404)
  await look(SOON)
  expect(issues()).toEqual([])
  expect(await metrics.render()).toContain('scs_sprint_runs_total{name="tell",result="failed"} 1')
  const doctor = await scsSprint(['doctor', '--config', join(folder, 'sprint.yml')], { ...sandbox.env })
  expect(doctor.out).toMatch(/missing where failures are reported[^\n]*"Issues: read and write"/)
})

test('refresh and check reply when they fail, with the reason, and get no thumbs-up; it follows the work', async () => {
  await look(SOON)
  isGone(404)
  for (const command of ['/minutes refresh', '/minutes check']) {
    const { signs, answers, asked, on } = await ask(command)
    expect(signs).toEqual([])
    expect(answers).toMatchObject([expect.stringContaining('`@o-otte`: the command failed.')])
    expect(answers[0]).toContain('found none')
    // The same delivery once more.
    await service.command({ on, commentId: asked.id, author: 'o-otte', body: command, isPull: true })
    expect(thingAt(sandbox.world, on).comments.filter(({ body }) => body.includes(`to=${asked.id}`))).toHaveLength(1)
  }
  delete files['/iaas/download']
  type(`${TYPED}- one more\n`)
  expect(await ask('/minutes refresh')).toMatchObject({ signs: ['+1'], answers: [] })
  expect(await ask('/minutes check')).toMatchObject({ signs: ['+1'], answers: [expect.stringContaining('there are no open questions.')] })
})

test('refresh asks before lines are removed, and removes them when it is requested again', async () => {
  await look(SOON)
  const head = () => repository().git.branches.get('minutes/iaas-2023-01-18')
  const before = head()
  type(NEXT_WEEK)
  await look(LATER)
  expect(head()).toBe(before)
  expect(pull()?.comments).toMatchObject([{ body: expect.stringContaining('scs-sprint:question v1 sha256=') }])
  expect(await ask('/minutes refresh')).toMatchObject({ signs: ['+1'] })
  expect(head()).not.toBe(before)
  type(TYPED)
  expect(await ask('/minutes refresh')).toMatchObject({ signs: [], answers: [expect.stringContaining('Nothing was changed in the file')] })
  expect(await ask('/minutes refresh')).toMatchObject({ signs: ['+1'], answers: [] })
})
