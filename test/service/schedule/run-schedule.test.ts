/** Work that the schedule brings, with teams whose meetings are at the same time. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createMetrics } from '../../../src/adapters/metrics/metrics.ts'
import { createService } from '../../../src/service/service.ts'
import { createWiring } from '../../../src/wiring.ts'
import { aFolder } from '../../cli/terminal.ts'
import { startSandbox } from '../../sandbox/github.ts'
import { memoryLookAgain } from '../memory-look-again.ts'

test('epics of several teams that are due by now are looked at with one read of the board; what is due later has its own', async () => {
  let now = new Date('2023-01-18T12:00:00Z')
  const sandbox = await startSandbox({ world: 'test/sandbox/worlds/small.yml', now: () => now })
  const folder = aFolder()
  writeFileSync(
    join(folder, 'sprint.yml'),
    `organization: scs
minutes: { repository: scs/minutes }
board: { owner: scs, number: 6, fields: { status: Status, sprint: Sprint } }
teams: { iaas: { name: Team IaaS, label: IaaS }, ops: { name: Team Ops, label: Ops }, docs: { name: Team Docs, label: Docs } }
`,
  )
  const log = { info: () => {}, warn: () => {} }
  const env = { ...sandbox.env, DATA_DIR: folder, SPRINT_CONFIG: join(folder, 'sprint.yml') }
  const ports = createWiring(env, { log, clock: { now: () => now } })
  const service = createService({ ports, metrics: createMetrics(), lookAgain: memoryLookAgain() })
  const reads = () => sandbox.requests.filter(({ operation }) => operation === 'query BoardPage').length
  const look = async (from: string, to: string) => {
    now = new Date(to)
    const [before, { work: due }] = [reads(), await service.dueBetween(new Date(from), now)]
    await service.runSchedule(new Date(from), now)
    return { hygiene: due.filter(({ kind }) => kind === 'hygiene').length, reads: reads() - before }
  }
  const first = await look('2023-01-18T07:30:00Z', '2023-01-18T08:30:00Z')
  expect(first).toEqual({ hygiene: 3, reads: 1 })
  expect(await look('2023-01-19T07:30:00Z', '2023-01-19T08:30:00Z')).toEqual(first)
  await sandbox.close()
})

test('work for a meeting of a calendar that only a person can mend is done later, not given up', async () => {
  let now = new Date('2023-01-18T12:00:00Z')
  const sandbox = await startSandbox({ world: 'test/sandbox/worlds/small.yml', now: () => now })
  const folder = aFolder()
  writeFileSync(
    join(folder, 'sprint.yml'),
    `organization: scs
minutes: { repository: scs/minutes }
calendar: { repository: scs/no-such-calendar }
pads: { hosts: [pads.example] }
teams: { iaas: { name: Team IaaS, pad: "https://pads.example/iaas" } }
`,
  )
  const log = { info: () => {}, warn: () => {} }
  const env = { ...sandbox.env, DATA_DIR: folder, SPRINT_CONFIG: join(folder, 'sprint.yml') }
  const ports = createWiring(env, { log, clock: { now: () => now } })
  const service = createService({ ports, metrics: createMetrics(), lookAgain: memoryLookAgain() })
  const due = { kind: 'minutes', team: 'iaas', date: '2023-01-18', look: 'soon', at: now.toISOString() }
  await expect(service.scheduled(due)).rejects.toMatchObject({ name: 'MeetingUnknownError' })
  await expect(service.scheduled({ ...due, kind: 'agenda' })).rejects.toMatchObject({ name: 'MeetingUnknownError' })
  // After a day the meeting has had its later looks.
  now = new Date('2023-01-19T12:01:00Z')
  await service.scheduled(due)
  await sandbox.close()
})
