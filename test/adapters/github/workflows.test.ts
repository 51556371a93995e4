/** Workflows and their runs, on the sandbox. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createWorkflows } from '../../../src/adapters/github/workflows.ts'
import { SETTLED_STEP } from '../../../src/ports/workflows.ts'
import { type Sandbox, startSandbox } from '../../sandbox/github.ts'
import type { Repository, WorkflowRun } from '../../sandbox/model.ts'
import { accessTo } from './sandbox-access.ts'

const PATH = '.github/workflows/minutes.yml'
const now = () => new Date('2023-01-18T12:00:00Z')
let sandbox: Sandbox
let repository: Repository
beforeEach(async () => {
  sandbox = await startSandbox({ world: 'test/sandbox/worlds/small.yml', now })
  repository = sandbox.world.repositories.get('scs/minutes') as Repository
  await sandbox.edit('fkr').push('scs/minutes', 'main', 'Run it', { [PATH]: 'on: schedule\n' })
})
afterEach(() => sandbox.close())

const workflows = (token = sandbox.tokens.installation('scs')) =>
  createWorkflows(accessTo(sandbox, token, { retryUnitMs: 1 }), 'scs/minutes', { now })
const aRun = (day: number, rest: Partial<WorkflowRun> = {}): WorkflowRun => ({
  ...{ id: day, event: 'schedule', status: 'completed', conclusion: 'success', startedAt: new Date(Date.UTC(2023, 0, day)) },
  ...rest,
})

test('what GitHub stops a schedule for', async () => {
  repository.workflows.set(PATH, { state: 'disabled_inactivity', runs: [] })
  expect(await workflows().look(PATH)).toEqual({ state: 'disabled_inactivity', isPublic: true, pushedAt: now(), changedBy: 'fkr' })
})

test('a bot that changed the file is nobody who leaves', async () => {
  await sandbox.edit('renovate[bot]').push('scs/minutes', 'main', 'Update it', { [PATH]: 'on: push\n' })
  expect(await workflows().look(PATH)).toMatchObject({ changedBy: null })
})

test('a workflow that is not there', async () => {
  expect(await workflows().look('.github/workflows/none.yml')).toBeNull()
})

test('the last run by schedule that did its work', async () => {
  repository.workflows.set(PATH, { state: 'active', runs: [] })
  expect(await workflows().lastDone(PATH)).toBeNull()
  const runs = [
    aRun(9),
    aRun(10),
    aRun(11, { conclusion: 'failure', failedSteps: ['Try again later'] }),
    aRun(12, { event: 'workflow_dispatch' }),
    aRun(13, { status: 'in_progress', conclusion: null }),
  ]
  repository.workflows.set(PATH, { state: 'active', runs })
  expect(await workflows().lastDone(PATH)).toEqual(new Date('2023-01-10T00:00:00Z'))
  runs.push(aRun(14, { conclusion: 'failure', failedSteps: [SETTLED_STEP] }))
  expect(await workflows().lastDone(PATH)).toEqual(new Date('2023-01-14T00:00:00Z'))
})

test('in a private repository, the missing permission is named', async () => {
  repository.isPrivate = true
  await expect(workflows().lastDone(PATH)).rejects.toThrow(
    'workflows of scs/minutes: expected the repository permission "Actions: read" (for a token: the scope `repo`), found a refusal',
  )
})
