/** The weekly report against the simulated GitHub: in the log, and in one issue if sprint.yml names a repository. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createMetrics } from '../../../src/adapters/metrics/metrics.ts'
import type { JobsState } from '../../../src/ports/jobs.ts'
import { createService } from '../../../src/service/service.ts'
import { createWiring } from '../../../src/wiring.ts'
import { aFolder } from '../../cli/terminal.ts'
import { type Sandbox, startSandbox } from '../../sandbox/github.ts'
import { memoryLookAgain } from '../memory-look-again.ts'

let sandbox: Sandbox
beforeEach(async () => {
  sandbox = await startSandbox({ world: 'test/sandbox/worlds/small.yml' })
})
afterEach(() => sandbox.close())

const MONDAY = new Date('2023-01-23T07:00:00Z')
const dead: JobsState['dead'] = [
  { kind: 'delivery', count: 1, message: 'Error: @fkr password: hunter2secret', at: '2023-01-20T10:00:00.000Z' },
]
const logged: { message: string; facts: unknown }[] = []

async function reportOn(at: Date, extra: string, failures = dead): Promise<void> {
  logged.length = 0
  const folder = aFolder()
  const config = join(folder, 'sprint.yml')
  writeFileSync(config, `organization: scs\nminutes: { repository: scs/minutes }\nteams: { iaas: { name: Team IaaS } }\n${extra}`)
  const note = (message: string, facts?: unknown) => void logged.push({ message, facts })
  const wiring = createWiring(
    { ...sandbox.env, DATA_DIR: folder, SPRINT_CONFIG: config },
    { log: { info: note, warn: note }, clock: { now: () => at } },
  )
  const jobs = { state: async () => ({ kinds: [], dead: failures }) }
  const service = createService({ ports: wiring, metrics: createMetrics(), lookAgain: memoryLookAgain(), jobs })
  await service.runSchedule(new Date(at.getTime() - 60_000), at)
}
const repository = () => {
  const found = sandbox.world.repositories.get('scs/minutes')
  if (!found) throw new Error('There is no repository of minutes.')
  return found
}
const issues = () => [...repository().issues.values()].filter(({ title }) => title === 'Weekly report of scs-sprint')

test('the report is in the log; without a repository nothing is written', async () => {
  await reportOn(MONDAY, '')
  expect(logged).toMatchObject([
    { message: 'Weekly report.', facts: { report: { since: '2023-01-16', until: '2023-01-23', failures: [{ kind: 'delivery' }] } } },
  ])
  expect(issues()).toEqual([])
})

test('one issue holds the report of the last week, without what looks like a secret', async () => {
  await reportOn(MONDAY, 'report: { repository: scs/minutes }\n')
  expect(issues()).toMatchObject([{ body: expect.stringContaining('from 2023-01-16 to 2023-01-23') }])
  expect(issues()[0]?.body).not.toContain('hunter2secret')
  expect(issues()[0]?.body).toMatch(/- delivery: 1, last at 2023-01-20T10:00:00.000Z: The reason may contain credentials/)
  await reportOn(new Date('2023-01-30T07:00:00Z'), 'report: { repository: scs/minutes }\n', [])
  expect(issues()).toMatchObject([{ body: expect.stringContaining('Nothing failed for good.') }])
})
