/** `missing` and `minutes --since`: meetings without minutes are found, and get theirs. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../../sandbox/github.ts'
import { type PadServer, startPadServer } from '../../sandbox/pads/pad-server.ts'
import { aFolder, scsSprint } from '../terminal.ts'

/** A Thursday; the team meets on Wednesdays, and has minutes of 2023-01-04 and 2023-01-11. */
const NOW = '2023-02-02T12:00:00Z'
/** No section for 2023-01-25: that week they met on Monday. */
const ROLLING = [
  '# Team IaaS\n',
  '## 2023-02-01\n\n- @fkr\n- Zed is out\n',
  '## 2023-01-23\n\n- @o-otte\n- Ceph is slow\n',
  '## 2023-01-18\n\n- @fkr\n- the migration took four hours\n',
  '## 2023-01-11\n\n- @fkr\n- a week before\n',
].join('\n')

let sandbox: Sandbox
let pads: PadServer
let folder: string
let config: string
beforeEach(async () => {
  sandbox = await startSandbox({ world: 'test/sandbox/worlds/small.yml', now: () => new Date(NOW) })
  pads = await startPadServer({
    pads: [
      { name: 'iaas', markdownTyped: ROLLING, editedAt: '2023-02-01T10:12:00.000Z' },
      { name: '2023-yearly', markdownTyped: '', editedAt: '2023-02-01T10:12:00.000Z' },
      { name: 'ops', markdownTyped: '- @berendt\n- we talked\n', editedAt: '2023-02-01T10:12:00.000Z' },
    ],
  })
  folder = aFolder()
  config = join(folder, 'sprint.yml')
  configured(['iaas'])
})
afterEach(async () => {
  await sandbox.close()
  await pads.close()
})

const TEAMS = {
  iaas: () => `iaas: { name: Team IaaS, pad: "${pads.url}/iaas", meeting: { weekday: wednesday, time: "10:05", skip: [2022-12-28] } }`,
  ops: () =>
    `ops: { name: Team Ops, pad: "${pads.url}/ops", meeting: { weekday: thursday, time: "14:05", everyWeeks: 2, startsOn: 2023-01-05 } }`,
  yearly: () => `yearly: { name: Team Yearly, pad: "${pads.url}/{yyyy}-yearly", meeting: { weekday: wednesday, time: "10:05" } }`,
  none: () => 'none: { name: Team Unplanned }',
}

function configured(teams: readonly (keyof typeof TEAMS)[]): void {
  const lines = teams.map((team) => `  ${TEAMS[team]()}\n`).join('')
  writeFileSync(config, `organization: scs\nminutes: { repository: scs/minutes }\npads: { hosts: [127.0.0.1] }\nteams:\n${lines}`)
}

const env = (now = NOW) => ({
  ...{
    GHE_HOST: sandbox.env.GHE_HOST,
    GHE_PROTOCOL: 'http',
    GHE_SITE: sandbox.env.GHE_SITE,
    GITHUB_TOKEN: sandbox.tokens.installation('scs'),
  },
  ...{ SPRINT_NOW: now, DATA_DIR: join(folder, 'data') },
})
const missing = (args: readonly string[] = []) => scsSprint(['missing', '--config', config, '--since', '2022-12-26', ...args], env())
const since = (args: readonly string[] = []) =>
  scsSprint(['minutes', '--config', config, '--team', 'iaas', '--since', '2022-12-26', ...args], env())
const pulls = () => [...(sandbox.world.repositories.get('scs/minutes')?.pulls.values() ?? [])].map(({ title }) => title)
const foundIn = (out: string) =>
  (JSON.parse(out).missing as { date: string; from: string; notes: string; near: unknown }[]).map((one) => one)

test('meetings of the rhythm and of a rolling pad, with what the pad holds of each', async () => {
  const { code, out } = await missing(['--json'])
  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject({ since: '2022-12-26', until: '2023-02-02', waiting: [], notHeld: [], unknown: [] })
  expect(foundIn(out)).toMatchObject([
    {
      team: 'iaas',
      date: '2023-01-18',
      time: '10:05',
      path: 'iaas/20230118.md',
      from: 'sprint.yml',
      notes: 'there',
      told: null,
      near: null,
    },
    { date: '2023-01-23', time: null, path: 'iaas/20230123.md', from: 'pad', notes: 'there' },
    { date: '2023-01-25', from: 'sprint.yml', notes: 'other-days', near: { date: '2023-01-23', path: null } },
    { date: '2023-02-01', notes: 'there', pad: `${pads.url}/iaas` },
  ])
})

test('the list for people names the pad, and what is near by', async () => {
  const { out } = await missing()
  expect(out).toContain(
    'Meetings from 2022-12-26 to 2023-02-02:\n\nTeam IaaS: 4 of 6 meetings without minutes (3 with notes in the pad, 1 without notes: did it take place?)\n',
  )
  expect(out).toContain(`  2023-01-18 10:05  notes in the pad: ${pads.url}/iaas\n`)
  expect(out).toContain(`  2023-01-23  notes in the pad: ${pads.url}/iaas (only the pad tells of this meeting)\n`)
  expect(out).toMatch(/ {2}2023-01-25 10:05 {2}the pad has no notes of that day \(.*\); near by: notes of 2023-01-23 in the pad\n/)
})

test('a year for which the team had no pad yet is no failure; a pad of this year that is gone is one', async () => {
  configured(['yearly'])
  const { code, out } = await scsSprint(['missing', '--config', config, '--team', 'yearly', '--since', '2022-12-21'], env())
  expect(out).toContain('2022-12-21 10:05  no pad (Its pad of that year does not exist.)')
  expect(code).toBe(0)
  const later = await scsSprint(['missing', '--config', config, '--team', 'yearly', '--since', '2023-12-01'], env('2024-01-11T12:00:00Z'))
  expect([later.code, later.out]).toEqual([1, expect.stringContaining('2024-01-03 10:05  the pad could not be read')])
})

test('a folder of minutes serves without GitHub, and a file of a day close by is named', async () => {
  const minutes = join(folder, 'minutes')
  mkdirSync(join(minutes, 'iaas'), { recursive: true })
  for (const day of ['20230104', '20230111', '20230118', '20230124', '20230201-part2']) {
    writeFileSync(join(minutes, 'iaas', `${day}.md`), `# ${day}\n`)
  }
  pads.edit('iaas', ROLLING.replace('## 2023-01-23', '## Ceph'), NOW)
  const { code, out, err } = await scsSprint(['missing', '--config', config, '--since', '2022-12-26', '--minutes', minutes, '--json'], {
    SPRINT_NOW: NOW,
    GHE_HOST: sandbox.env.GHE_HOST,
    GHE_PROTOCOL: 'http',
    GHE_SITE: sandbox.env.GHE_SITE,
  })
  expect(code).toBe(0)
  expect(err).toContain('Open pull requests were not checked')
  expect(foundIn(out)).toMatchObject([{ date: '2023-01-25', near: { date: '2023-01-24', path: 'iaas/20230124.md' } }])
  expect(sandbox.requests).toEqual([])
})

test('a pad without dates is that of the last meeting alone; a team without a plan is not accused', async () => {
  configured(['iaas', 'ops', 'none'])
  const { code, out, err } = await missing(['--json'])
  // Of the meetings on 2023-01-05, 2023-01-19 and 2023-02-02 the last one is not over yet.
  expect(foundIn(out).filter(({ date }) => ['2023-01-05', '2023-01-19'].includes(date))).toMatchObject([
    { team: 'ops', date: '2023-01-05', notes: 'undated' },
    { team: 'ops', date: '2023-01-19', notes: 'there' },
  ])
  expect(JSON.parse(out).unknown).toMatchObject([{ team: 'none' }])
  expect(err).toContain('Team Unplanned: expected `teams.none.meeting` or `calendar`')
  expect(err).toContain('No minutes of Team Ops were found under ops/{yyyymmdd}.md.')
  expect(code).toBe(0)
})

test('where nothing is planned at all, a person must say when teams meet', async () => {
  configured(['none'])
  const { code, out, err } = await missing()
  expect([code, out]).toEqual([1, expect.stringContaining('Team Unplanned: not known when it meets')])
  expect(err).toContain('Nothing says when a team meets')
})

test('--since without --apply prints what it would make, and writes nothing', async () => {
  const { code, out } = await since()
  expect(code).toBe(1)
  for (const day of ['2023-01-18', '2023-01-23', '2023-02-01'])
    expect(out).toContain(`1. commit-file scs/minutes:minutes/iaas-${day}:iaas/${day.replaceAll('-', '')}.md`)
  expect(out).toContain('the migration took four hours')
  expect(out).toContain(
    '4 meetings without minutes since 2022-12-26:\n  2023-01-18 10:05  planned\n  2023-01-23  planned\n  2023-01-25 10:05  failed: ',
  )
  expect(pulls()).toEqual([])
})

test('--since --apply makes a pull request for each meeting, whatever one of them lacks, and once', async () => {
  const { code, out, err } = await since(['--apply'])
  expect(pulls()).toEqual(['Add iaas/20230118.md', 'Add iaas/20230123.md', 'Add iaas/20230201.md'])
  expect(out).toContain('  2023-01-18 10:05  written\n')
  expect([code, err]).toEqual([1, expect.stringContaining('Minutes of 1 of 4 meetings could not be made. The reasons are above.')])
  const again = await since(['--apply'])
  expect(again.out).toMatch(
    /^1 meeting without minutes since 2022-12-26:\n {2}2023-01-25 10:05 {2}failed: .*The pad has notes of 2023-01-23\.\n$/,
  )
  expect(again.err).toMatch(/2023-01-18 10:05: its minutes wait in http.*\/scs\/minutes\/pull\/\d+\n/)
  expect(pulls()).toHaveLength(3)
  const listed = JSON.parse((await missing(['--json'])).out)
  expect(listed.waiting).toMatchObject([{ date: '2023-01-18' }, { date: '2023-01-23' }, { date: '2023-02-01' }])
})

test('a pull request that a person closed is left alone', async () => {
  await since(['--apply'])
  for (const pull of sandbox.world.repositories.get('scs/minutes')?.pulls.values() ?? []) Object.assign(pull, { state: 'closed' })
  const { out } = await since(['--apply'])
  expect(out).toMatch(/ {2}2023-01-18 10:05 {2}nothing to write: .*closed/)
  expect(pulls()).toHaveLength(3)
})

test('a pad that does not answer ends with exit code 3, and nothing was written', async () => {
  pads.faults.add({ kind: 'status', status: 503, json: {} }, { match: '/iaas/download', times: 100 })
  const { code, out, err } = await since(['--apply'])
  expect([code, pulls()]).toEqual([3, []])
  expect(out).toContain('  2023-01-18 10:05  failed, may be tried again: ')
  expect(err).toContain('Minutes of 3 of 3 meetings could not be made now.')
})

test('where no pad answers, it is not known whether there are notes: exit code 3, and the list says so', async () => {
  pads.faults.add({ kind: 'status', status: 503, json: {} }, { match: '/iaas/download', times: 100 })
  const { code, out, err } = await missing()
  expect(out).toContain('Team IaaS: 3 of 5 meetings without minutes (3 with a pad that did not answer)\n')
  expect(out).toContain('  2023-01-18 10:05  the pad did not answer (')
  expect(err).toContain('The pads of 3 meetings did not answer, so it is not known whether they have notes. Try again later.')
  expect(code).toBe(3)
})

test('an empty pad asks whether the meeting took place, which is no failure', async () => {
  pads.edit('iaas', '', NOW)
  const { code, out } = await missing()
  expect(code).toBe(0)
  expect(out).toContain('(3 without notes: did they take place?)')
  expect(out).toContain('  2023-01-18 10:05  nothing typed in the pad (it is empty, or an unchanged template): ')
})

test.each([
  [['--since', '2024-01-01'], 2, '--since: expected a day in the past, found 2024-01-01; today is 2023-02-02.'],
  [['--since', '2023-01-01', '--date', '2023-01-18'], 2, '--since: expected no --date with it, found both.'],
  [['--since', '2023-01-01', '--pad', '-'], 2, '--since: expected no --pad with it, found both.'],
  [['--since', 'January'], 2, 'Expected a date like 2023-01-18, found "January".'],
])('minutes %j ends with exit code %i', async (args, code, message) => {
  const ran = await scsSprint(['minutes', '--config', config, '--team', 'iaas', ...args], env())
  expect([ran.code, ran.err]).toEqual([code, expect.stringContaining(message)])
})
