/** The calendar changes after work was queued, or after it was done: what is cancelled or moved is not written, what people have stays. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createMetrics } from '../../src/adapters/metrics/metrics.ts'
import { createService, type Service } from '../../src/service/service.ts'
import { createWiring } from '../../src/wiring.ts'
import { calendarOf } from '../calendars/calendars.ts'
import { aFolder, scsSprint } from '../cli/terminal.ts'
import { type Sandbox, startSandbox } from '../sandbox/github.ts'
import { type PadServer, startPadServer } from '../sandbox/pads/pad-server.ts'
import { memoryLookAgain } from './memory-look-again.ts'

const typed = (day: string, more = '') =>
  `# ${day}\n\n## Participants\n\n- @fkr\n- @o-otte\n\n## Agenda\n\n- the migration took four hours\n- Debian finds no disk\n${more}`
const SERIES = `UID:iaas
SUMMARY:Team IaaS
DTSTART;TZID=Europe/Berlin:20230111T100500
DURATION:PT60M
RRULE:FREQ=WEEKLY`
const CALL = `UID:call
SUMMARY:SCS Call
DTSTART;TZID=Europe/Berlin:20230112T150500
DURATION:PT45M
RRULE:FREQ=WEEKLY`
const instead = (uid: string, planned: string, more: string) =>
  `UID:${uid}\nSEQUENCE:1\nRECURRENCE-ID;TZID=Europe/Berlin:${planned}\nDURATION:PT60M\n${more}`
const CANCELLED = instead('iaas', '20230118T100500', 'SUMMARY:Team IaaS\nSTATUS:CANCELLED\nDTSTART;TZID=Europe/Berlin:20230118T100500')
const MOVED = instead('iaas', '20230118T100500', 'SUMMARY:Team IaaS\nDTSTART;TZID=Europe/Berlin:20230120T090000')
const CALL_CANCELLED = instead('call', '20230119T150500', 'SUMMARY:SCS Call\nSTATUS:CANCELLED\nDTSTART;TZID=Europe/Berlin:20230119T150500')

let sandbox: Sandbox
let pads: PadServer
let service: Service
let now = new Date('2023-01-18T10:25:00Z')
let told: string[]
let config: string
const calendar = { type: 'text/calendar', body: '' }

beforeEach(async () => {
  calendar.body = calendarOf(SERIES, CALL)
  told = []
  sandbox = await startSandbox({ world: 'test/sandbox/worlds/small.yml' })
  const files = { '/scs.ics': calendar }
  pads = await startPadServer({ pads: [{ name: 'iaas', markdownTyped: typed('2023-01-18'), editedAt: '2023-01-18T10:12:00.000Z' }], files })
  const folder = aFolder()
  config = join(folder, 'sprint.yml')
  writeFileSync(
    config,
    `organization: scs
minutes: { repository: scs/minutes }
pads: { hosts: [127.0.0.1] }
calendar: { url: "${pads.url}/scs.ics" }
communityCall: { calendar: SCS Call }
teams: { iaas: { name: Team IaaS, pad: "${pads.url}/iaas" } }
`,
  )
  const log = { info: (message: string) => void told.push(message), warn: (message: string) => void told.push(message) }
  const wiring = createWiring({ ...sandbox.env, DATA_DIR: folder, SPRINT_CONFIG: config }, { log, clock: { now: () => now } })
  service = createService({ ports: wiring, metrics: createMetrics(), lookAgain: memoryLookAgain() })
})
afterEach(async () => {
  await sandbox.close()
  await pads.close()
})

/** What was due in the 20 minutes before. */
const dueAt = async (at: string) => {
  now = new Date(at)
  return (await service.dueBetween(new Date(now.getTime() - 20 * 60_000), now)).work
}
/** The calendar is read again after five minutes. */
const laterWith = (...events: string[]) => {
  calendar.body = calendarOf(...events)
  now = new Date(now.getTime() + 6 * 60_000)
}
const doAll = async (due: Awaited<ReturnType<typeof dueAt>>) => {
  // As it comes back from the database.
  for (const work of due) await service.scheduled(JSON.parse(JSON.stringify(work)))
}
const repository = () => {
  const found = sandbox.world.repositories.get('scs/minutes')
  if (!found) throw new Error('There is no repository of minutes.')
  return found
}
const pulls = () => [...repository().pulls.values()].map(({ title, state }) => `${title} (${state})`)
const fileOn = (branch: string, path: string) => {
  const { branches, commits } = repository().git
  return (
    commits
      .get(branches.get(branch) ?? '')
      ?.files.get(path)
      ?.toString() ?? null
  )
}
const kinds = (due: Awaited<ReturnType<typeof dueAt>>) => due.map((work) => `${work.kind} ${'date' in work ? work.date : ''}`)

test('a meeting that is cancelled between queueing and running has no minutes, and no issue about them', async () => {
  const due = await dueAt('2023-01-18T10:25:00Z')
  expect(kinds(due)).toEqual(['minutes 2023-01-18', 'minutes 2023-01-18'])
  laterWith(SERIES, CANCELLED, CALL)
  await doAll(due)
  expect([pulls(), repository().issues.size]).toEqual([[], 0])
  expect(told).toContain('Team IaaS no longer meets on 2023-01-18, so nothing was made for that date.')
})

test('a meeting that is moved between queueing and running has its agenda by the new day', async () => {
  const due = await dueAt('2023-01-17T13:10:00Z')
  expect(kinds(due)).toEqual(['agenda 2023-01-18'])
  laterWith(SERIES, MOVED, CALL)
  await doAll(due)
  expect([pads.requests.filter((request) => request.startsWith('POST')), repository().issues.size]).toEqual([[], 0])
  expect(kinds(await dueAt('2023-01-19T12:10:00Z')).filter((work) => work.startsWith('agenda'))).toEqual(['agenda 2023-01-20'])
})

test('a call that is cancelled between queueing and running has no notes', async () => {
  await doAll((await dueAt('2023-01-18T10:25:00Z')).filter(({ kind }) => kind === 'minutes'))
  const due = await dueAt('2023-01-19T11:10:00Z')
  expect(kinds(due)).toEqual(['digest 2023-01-19'])
  laterWith(SERIES, CALL, CALL_CANCELLED)
  await doAll(due)
  expect(pulls()).toEqual(['Add iaas/20230118.md (OPEN)'])
  expect(told).toContain('The community call no longer takes place on 2023-01-19, so no notes were made for that date.')
  // The next one reports for both weeks.
  const next = (await dueAt('2023-01-26T13:10:00Z')).filter(({ kind }) => kind === 'digest').slice(-1)
  expect(kinds(next)).toEqual(['digest 2023-01-26'])
  await doAll(next)
  expect(pulls()).toEqual(['Add iaas/20230118.md (OPEN)', 'Add community-call/20230126.md (OPEN)'])
  const notes = fileOn('minutes/community-call-2023-01-26', 'community-call/20230126.md')
  expect(notes).toContain('not merged yet, see <')
})

test.each([
  ['cancelled', CANCELLED, []],
  ['moved', MOVED, ['minutes 2023-01-20']],
])('a meeting that is %s after its minutes were made keeps their pull request, with what people wrote', async (_name, event, later) => {
  await doAll(await dueAt('2023-01-18T10:25:00Z'))
  expect(pulls()).toEqual(['Add iaas/20230118.md (OPEN)'])
  await sandbox.edit('o-otte').push('scs/minutes', 'minutes/iaas-2023-01-18', 'Correct it', { 'iaas/20230118.md': 'By hand.\n' })
  laterWith(SERIES, event, CALL)
  for (const at of ['2023-01-18T12:10:00Z', '2023-01-19T08:10:00Z']) await doAll((await dueAt(at)).filter(({ kind }) => kind === 'minutes'))
  pads.edit('iaas', typed('2023-01-20'), '2023-01-20T08:50:00.000Z')
  const due = (await dueAt('2023-01-20T09:20:00Z')).filter((work) => work.kind === 'minutes' && work.editedSince === undefined)
  expect(kinds(due)).toEqual(later)
  await doAll(due)
  expect(pulls()).toEqual(['Add iaas/20230118.md (OPEN)', ...(later.length > 0 ? ['Add iaas/20230120.md (OPEN)'] : [])])
  expect(fileOn('minutes/iaas-2023-01-18', 'iaas/20230118.md')).toBe('By hand.\n')
})

const SECRET = `ghp_${'a1'.repeat(18)}`

test('what an event says calls nobody and publishes no secret', async () => {
  const hostile = SERIES.replace('SUMMARY:Team IaaS', `SUMMARY:Team IaaS: ask @fkr and @scs/core ${SECRET}`)
  const deepDive = SERIES.replace('UID:iaas', 'UID:deep')
    .replace('SUMMARY:Team IaaS', 'SUMMARY:Team IaaS: deep dive')
    .replace('0111T', '0112T')
  const reason = instead(
    'iaas',
    '20230125T100500',
    `SUMMARY:Team IaaS\nSTATUS:CANCELLED\nDTSTART;TZID=Europe/Berlin:20230125T100500\nDESCRIPTION:@fkr is ill ${SECRET}`,
  )
  calendar.body = calendarOf(`${hostile}\nDESCRIPTION:Token ${SECRET} for @fkr`, deepDive, reason, CALL)
  const due = [...(await dueAt('2023-01-17T13:10:00Z')), ...(await dueAt('2023-01-18T10:25:00Z'))]
  expect(kinds(due)).toEqual(['agenda 2023-01-18', 'minutes 2023-01-18', 'minutes 2023-01-18'])
  await doAll(due)
  const { issues, pulls: opened, git } = repository()
  const texts = [...issues.values(), ...opened.values()].flatMap(({ title, body, comments }) => [
    title,
    body,
    ...comments.map((one) => one.body),
  ])
  const commits = [...git.commits.values()].flatMap(({ message, files }) => [message, ...[...files.values()].map(String)])
  const written = [...texts, ...commits].join('\n')
  expect(opened.size).toBe(1)
  expect(written).not.toContain(SECRET)
  expect(written).not.toContain('@scs/core')
  expect(told.join('\n')).not.toContain(SECRET)
  const env = { ...sandbox.env, SPRINT_NOW: '2023-01-18T10:25:00Z' }
  const folder = aFolder()
  for (const argv of [
    ['agenda', '--date', '2023-01-18'],
    ['agenda', '--date', '2023-01-25'],
    ['minutes', '--date', '2023-01-18'],
    ['doctor'],
    ['run', '--since', '2023-01-17T10:00', '--json'],
    ['site', '--out', folder],
  ]) {
    const ran = await scsSprint([...argv, '--config', config], env)
    expect([argv, ran.out.includes(SECRET), ran.err.includes(SECRET)]).toEqual([argv, false, false])
  }
})
