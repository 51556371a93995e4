/** The app’s comments in the sandbox: listed, written, hidden, and the messages for rejected requests. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createComments } from '../../../../src/adapters/github/comments/comments.ts'
import { TryAgainError, UserError } from '../../../../src/errors.ts'
import type { Fault } from '../../../sandbox/faults.ts'
import { type Sandbox, startSandbox } from '../../../sandbox/github.ts'
import { accountOf, thingAt } from '../../../sandbox/model.ts'
import { appAccessTo, plainAccessTo } from '../sandbox-access.ts'

const EPIC = 'scs/issues#1'
let sandbox: Sandbox

beforeEach(async () => {
  sandbox = await startSandbox({ world: 'test/sandbox/worlds/small.yml' })
})
afterEach(() => sandbox.close())

/** A token of the app's in a client without pacing: waiting a second between writes is not what is tested here. */
const asApp = () => createComments(plainAccessTo(sandbox), clock)

const clock = { now: () => new Date('2023-01-18T08:00:00Z') }

/** As in production: pacing, repetition of reads, tokens narrowed to the step. */
const inProduction = () => createComments(appAccessTo(sandbox, { maxWaitSeconds: 0, retryUnitMs: 1 }), clock)

const onEpic = () => thingAt(sandbox.world, EPIC)

test('only the app’s own comments are listed, oldest first, with their state', async () => {
  const comments = asApp()
  expect(await comments.byApp(EPIC)).toEqual([])
  const first = await comments.create(EPIC, 'first')
  const second = await comments.create(EPIC, 'second')
  await sandbox.edit('fkr').comment(EPIC, 'of a person')
  expect(first.url).toContain('/scs/issues/issues/1#issuecomment-')
  expect(await comments.byApp(EPIC)).toMatchObject([
    { id: first.id, body: 'first', minimized: false, editedByPerson: false },
    { id: second.id, body: 'second' },
  ])
})

test('a comment is edited, hidden and shown again; a person’s edit is recognized', async () => {
  const comments = asApp()
  const { id } = await comments.create(EPIC, 'first')
  await comments.update(EPIC, id, 'changed')
  await comments.minimize(EPIC, id, 'RESOLVED')
  expect(await comments.byApp(EPIC)).toMatchObject([{ body: 'changed', minimized: true, editedByPerson: false }])
  expect(onEpic().comments.at(-1)?.minimizedReason).toBe('resolved')
  await comments.unminimize(EPIC, id)
  const written = onEpic().comments.at(-1)
  if (!written) throw new Error('nothing was written')
  await sandbox.edit('fkr').editComment(written, 'by hand')
  expect(await comments.byApp(EPIC)).toMatchObject([{ body: 'by hand', minimized: false, editedByPerson: true }])
})

test('a comment is edited by its ID alone, as after a restart', async () => {
  const { id } = await asApp().create(EPIC, 'first')
  await asApp().update(EPIC, id, 'changed')
  expect(onEpic().comments.at(-1)?.body).toBe('changed')
})

test('more comments than one page are read', async () => {
  const comments = asApp()
  const { id } = await comments.create(EPIC, 'first')
  for (let count = 0; count < 120; count++) sandbox.actions.comment(onEpic(), accountOf(sandbox.world, 'fkr'), `said ${count}`)
  const last = await comments.create(EPIC, 'last')
  expect((await comments.byApp(EPIC)).map((comment) => comment.id)).toEqual([id, last.id])
})

test('a command gets a reaction, once', async () => {
  const command = await sandbox.edit('fkr').comment(EPIC, '/epic check')
  await asApp().react(EPIC, command.id, '+1')
  await asApp().react(EPIC, command.id, '+1')
  expect(command.reactions.map(({ content, user }) => [content, user.login])).toEqual([['+1', 'scs-sprint']])
})

test('a label is set and removed; if someone else has removed it, that is fine', async () => {
  const comments = asApp()
  await comments.addLabel(EPIC, 'on hold')
  expect(onEpic().labels.map(({ name }) => name)).toContain('on hold')
  await comments.removeLabel(EPIC, 'on hold')
  await comments.removeLabel(EPIC, 'on hold')
  expect(onEpic().labels.map(({ name }) => name)).not.toContain('on hold')
})

test.each([
  ['fkr', true],
  ['o-otte', true],
  ['garloff', true],
  ['stranger', false],
  ['nobody-at-all', false],
])('%s may triage: %s', async (login, may) => {
  expect(await asApp().mayTriage(EPIC, login)).toBe(may)
})

test('assignees are read at that moment', async () => {
  const comments = asApp()
  expect(await comments.isAssigned(EPIC, 'stranger')).toBe(false)
  onEpic().assignees.push(accountOf(sandbox.world, 'stranger'))
  expect(await comments.isAssigned(EPIC, 'Stranger')).toBe(true)
  expect(await comments.isAssigned(EPIC, 'nobody-at-all')).toBe(false)
})

async function refused(task: Promise<unknown>): Promise<UserError> {
  const error = await task.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(UserError)
  return error as UserError
}

test('a locked issue is reported', async () => {
  await sandbox.edit('fkr').lock(EPIC)
  expect((await refused(asApp().create(EPIC, 'hello'))).message).toMatch(
    /^scs\/issues#1: expected an open conversation, found a locked one/,
  )
})

test('an issue that does not exist, or that the app cannot see', async () => {
  expect((await refused(asApp().byApp('scs/issues#999'))).message).toContain('none (deleted, transferred, or private)')
  expect((await refused(asApp().create('scs/issues#999', 'hello'))).message).toContain('The next run tries again')
})

test('an organization without the app', async () => {
  expect((await refused(inProduction().byApp('nowhere/issues#1'))).message).toContain('not installed in nowhere')
})

test('a comment that was deleted in the meantime', async () => {
  const comments = asApp()
  const { id } = await comments.create(EPIC, 'first')
  const written = onEpic().comments.at(-1)
  if (!written) throw new Error('nothing was written')
  await sandbox.edit('fkr').deleteComment(written)
  expect((await refused(comments.update(EPIC, id, 'changed'))).message).toContain('deleted')
  expect((await refused(comments.minimize(EPIC, id, 'OUTDATED'))).message).toContain('deleted')
})

test.each([
  [403, 'Resource not accessible by integration', /"Issues: read and write" .* An owner of scs grants it: /],
  [410, 'Issues are disabled for this repo', /issues disabled/],
])('status %i says what to do', async (status, message, expected) => {
  sandbox.faults.add({ kind: 'status', status, json: { message } }, { match: 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments' })
  expect((await refused(asApp().create(EPIC, 'hello'))).message).toMatch(expected)
})

test('a comment that is too long for GitHub is reported, not cut', async () => {
  expect((await refused(asApp().create(EPIC, 'x'.repeat(65_537)))).message).toContain('Body is too long')
})

const carriedOut: readonly Fault[] = [
  { kind: 'lost-answer' },
  { kind: 'torn' },
  { kind: 'page', done: true },
  { kind: 'bad-gateway', done: true },
]
const notCarriedOut: readonly Fault[] = [
  { kind: 'reset' },
  { kind: 'malformed' },
  { kind: 'page' },
  { kind: 'bad-gateway' },
  { kind: 'status', status: 200, json: {} },
  { kind: 'status', status: 503, json: { message: 'Unavailable' } },
]
const isWrite = ({ method, operation }: { method: string; operation: string }) =>
  operation.startsWith('mutation') || (method !== 'GET' && !/^query|access_tokens$/.test(operation))

/** Each write: how, and whether it is there. */
const writes: readonly [string, (comments: ReturnType<typeof createComments>, id: string) => Promise<unknown>, () => boolean][] = [
  ['a new comment', (comments) => comments.create(EPIC, 'new'), () => onEpic().comments.some(({ body }) => body === 'new')],
  ['an edit', (comments, id) => comments.update(EPIC, id, 'changed'), () => onEpic().comments.some(({ body }) => body === 'changed')],
  [
    'hiding',
    (comments, id) => comments.minimize(EPIC, id, 'OUTDATED'),
    () => onEpic().comments.some(({ body, minimizedReason }) => body === 'first' && minimizedReason !== null),
  ],
  ['a label', (comments) => comments.addLabel(EPIC, 'on hold'), () => onEpic().labels.some(({ name }) => name === 'on hold')],
  ['a label taken off', (comments) => comments.removeLabel(EPIC, 'IaaS'), () => !onEpic().labels.some(({ name }) => name === 'IaaS')],
]

test.each(writes)(
  '%s: after an unusable response, a write that was applied is found and reported as done once',
  async (_name, write, isThere) => {
    const comments = inProduction()
    for (const fault of carriedOut) {
      const { id } = await asApp().create(EPIC, 'first')
      const before = sandbox.requests.length
      sandbox.faults.add(fault, { match: isWrite })
      await write(comments, id)
      expect(sandbox.requests.slice(before).filter(isWrite)).toHaveLength(1)
      expect(isThere()).toBe(true)
    }
  },
)

test.each(writes)('%s: a write that was not applied is never reported as done, nor retried on its own', async (_name, write, isThere) => {
  const comments = inProduction()
  const { id } = await asApp().create(EPIC, 'first')
  for (const fault of notCarriedOut) {
    const before = sandbox.requests.length
    sandbox.faults.add(fault, { match: isWrite })
    await expect(write(comments, id), fault.kind).rejects.toBeInstanceOf(TryAgainError)
    expect(sandbox.requests.slice(before).filter(isWrite)).toHaveLength(1)
    expect(isThere()).toBe(false)
  }
})

test('a limit says to try again', async () => {
  const writing = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments'
  sandbox.faults.add({ kind: 'secondary-limit', retryAfter: 60 }, { match: writing })
  await expect(asApp().create(EPIC, 'again')).rejects.toBeInstanceOf(TryAgainError)
})

test('every query is valid in GitHub’s published schema', async () => {
  await asApp().byApp(EPIC)
  expect(sandbox.requests.every(({ status }) => status === 200)).toBe(true)
})
