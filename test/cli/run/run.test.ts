/** `run`: what is due is listed, shown, done; what fails does not stop the rest. */
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../../sandbox/github.ts'
import { type PadServer, startPadServer } from '../../sandbox/pads/pad-server.ts'
import { smallPadConfig } from '../small-world.ts'
import { aFolder, scsSprint } from '../terminal.ts'

const TYPED =
  '# 2023-01-18\n\n## Participants\n\n- @fkr\n- @o-otte\n\n## Agenda\n\n- the migration took four hours\n- Debian finds no disk\n'
const SOON = '2023-01-18T10:30:00Z'

let sandbox: Sandbox
let pads: PadServer
let folder: string
let config: string
beforeEach(async () => {
  sandbox = await startSandbox({ world: 'test/sandbox/worlds/small.yml', now: () => new Date(SOON) })
  pads = await startPadServer({ pads: [{ name: 'iaas', markdownTyped: TYPED, editedAt: '2023-01-18T10:12:00.000Z' }] })
  folder = aFolder()
  config = smallPadConfig(folder, pads)
})
afterEach(async () => {
  await sandbox.close()
  await pads.close()
})

const env = (now = SOON) => ({
  ...{
    GHE_HOST: sandbox.env.GHE_HOST,
    GHE_PROTOCOL: 'http',
    GHE_SITE: sandbox.env.GHE_SITE,
    GITHUB_TOKEN: sandbox.tokens.installation('scs'),
  },
  ...{ SPRINT_NOW: now, DATA_DIR: join(folder, 'data') },
})
const run = (args: readonly string[], now?: string) => scsSprint(['run', '--config', config, ...args], env(now))
/** A team whose pad is not there. */
const addTeamOps = () => {
  const text = readFileSync(config, 'utf8')
  const ops = `ops: { name: Team Ops, pad: "${pads.url}/none", meeting: { weekday: wednesday, time: "10:00" } }, iaas:`
  writeFileSync(config, text.replace('iaas:', ops))
}
const pulls = () => [...(sandbox.world.repositories.get('scs/minutes')?.pulls.values() ?? [])].map(({ title }) => title)

test('--list names what is due, and reads neither board nor minutes nor pads', async () => {
  const { code, out } = await scsSprint(['run', '--config', config, '--list', '--json', '--since', '2023-01-18T11:00'], {
    SPRINT_NOW: SOON,
  })
  expect(code).toBe(0)
  expect(JSON.parse(out)).toEqual({
    since: '2023-01-18T10:00:00.000Z',
    until: '2023-01-18T10:30:00.000Z',
    isDue: true,
    calendar: null,
    permissions: { contents: 'write', issues: 'write', pull_requests: 'write', organization_projects: '', members: '' },
    due: [
      {
        kind: 'minutes',
        team: 'iaas',
        date: '2023-01-18',
        look: 'soon',
        at: '2023-01-18T10:20:00.000Z',
        result: 'due',
        told: null,
        writes: [],
      },
    ],
  })
  expect(sandbox.requests).toEqual([])
  expect(pads.requests).toEqual([])
})

test('without --apply, the exact writes are printed, and nothing changes', async () => {
  const { code, out } = await run(['--since', '2023-01-18T11:00'])
  expect(code).toBe(0)
  expect(out).toContain('Team IaaS, the minutes of 2023-01-18:\n\n1. commit-file scs/minutes:minutes/iaas-2023-01-18:iaas/20230118.md')
  expect(out).toContain('the migration took four hours')
  expect(out).toContain(
    'Due from 2023-01-18 11:00 to 2023-01-18 11:30 (Europe/Berlin):\n\nTeam IaaS\n  planned: the minutes of 2023-01-18: commit-file',
  )
  expect(pulls()).toEqual([])
  expect(existsSync(join(folder, 'data'))).toBe(false)
})

test('with --apply, it is done once, and the next run begins where this one ended', async () => {
  const first = await run(['--apply'])
  expect([first.code, first.out]).toEqual([0, expect.stringContaining('  done: the minutes of 2023-01-18: commit-file')])
  expect(pulls()).toEqual(['Add iaas/20230118.md'])
  expect(JSON.parse(readFileSync(join(folder, 'data', 'run.json'), 'utf8'))).toMatchObject({
    until: { 'scs/minutes': '2023-01-18T10:30:00.000Z' },
  })
  const second = await run(['--apply'], '2023-01-18T11:00:00Z')
  expect([second.code, second.out]).toEqual([0, 'Nothing was due from 2023-01-18 11:30 to 2023-01-18 12:00 (Europe/Berlin).\n'])
  const again = await run(['--apply', '--since', '2023-01-18T11:00'])
  expect([again.code, again.out]).toEqual([0, expect.stringContaining('  done: the minutes of 2023-01-18: nothing to write')])
})

test('a folder that is kept between runs, as with SPRINT_KEEP_BOARD, keeps the history of the board and the end of the last run', async () => {
  const board = 'board: { owner: scs, number: 6, fields: { status: Status, sprint: Sprint } }\nteams:'
  writeFileSync(config, readFileSync(config, 'utf8').replace('teams:', board))
  const [first, second] = [aFolder(), aFolder()]
  const runIn = (data: string, args: readonly string[], now: string) =>
    scsSprint(['run', '--config', config, ...args], { ...env(now), DATA_DIR: data })
  expect((await runIn(first, ['--apply'], '2023-01-17T10:30:00Z')).code).toBe(0)
  // The next run is on another machine, which gets the folder from the cache.
  cpSync(first, second, { recursive: true })
  const list = async (data: string) =>
    JSON.parse((await runIn(data, ['--list', '--json'], SOON)).out) as { since: string; due: { kind: string }[] }
  const kept = await list(second)
  expect(kept.since).toBe('2023-01-17T10:30:00.000Z')
  expect(kept.due.map(({ kind }) => kind)).toContain('sync')
  const without = await list(aFolder())
  expect(without.since).toBe('2023-01-17T08:30:00.000Z')
  expect(without.due.map(({ kind }) => kind)).not.toContain('sync')
  const done = await runIn(second, ['--apply', '--since', kept.since], SOON)
  expect([done.code, done.out]).toEqual([0, expect.stringContaining('  done: the board')])
  expect((await list(second)).since).toBe('2023-01-18T10:30:00.000Z')
  const past = (data: string) =>
    scsSprint(['sync', '--at', '2023-01-17', '--config', config, '--out', join(folder, 'past.json')], { ...env(), DATA_DIR: data })
  expect((await past(second)).code).toBe(0)
  expect((await past(aFolder())).code).toBe(1)
})

test('a run that was told to begin later leaves what lies before it to the next one', async () => {
  expect((await run(['--apply'], '2023-01-18T09:00:00Z')).code).toBe(0)
  expect((await run(['--apply', '--since', '2023-01-18T11:29'])).out).toContain('Nothing was due')
  expect((await run(['--apply'], '2023-01-18T10:40:00Z')).out).toContain('  done: the minutes of 2023-01-18: commit-file')
})

test('a pad in which nobody has typed yet is waited for', async () => {
  pads.edit('iaas', '', '2023-01-18T10:12:00.000Z')
  const { code, out } = await run(['--apply', '--since', '2023-01-18T11:00'])
  expect([code, out]).toEqual([0, expect.stringContaining('  waiting: the minutes of 2023-01-18: ')])
})

test('what a person must fix ends with exit code 1, after the work of the other teams', async () => {
  addTeamOps()
  const { code, out, err } = await run(['--apply', '--since', '2023-01-18T11:00'])
  expect(code).toBe(1)
  expect(out).toContain('Team Ops\n  failed: the minutes of 2023-01-18: ')
  expect(out).toContain('Team IaaS\n  done: the minutes of 2023-01-18: ')
  expect(err).toContain('Team Ops, the minutes of 2023-01-18: ')
  expect(err).toContain('1 of 2 pieces of work failed. The reasons are above.')
  expect(pulls()).toEqual(['Add iaas/20230118.md'])
})

test('what only time mends ends with exit code 3, and is looked at again by the next run', async () => {
  pads.faults.add({ kind: 'status', status: 503, json: {} }, { match: '/iaas/download', times: 100 })
  const { code, out } = await run(['--apply', '--since', '2023-01-18T11:00'])
  expect([code, out]).toEqual([3, expect.stringContaining('  failed, will be tried again: the minutes of 2023-01-18: ')])
  expect(existsSync(join(folder, 'data', 'run.json'))).toBe(false)
})

test('where one thing must be fixed and another is to be tried again, the run is made again', async () => {
  addTeamOps()
  pads.faults.add({ kind: 'status', status: 503, json: {} }, { match: '/iaas/download', times: 100 })
  const { code, err } = await run(['--apply', '--since', '2023-01-18T11:00'])
  expect([code, err]).toEqual([3, expect.stringContaining('1 of 2 pieces of work could not be done now, and 1 failed.')])
})

test.each([
  ['yesterday', 2, 'Expected a time like 2023-01-18T10:00'],
  ['2023-02-30', 2, 'Expected a time like 2023-01-18T10:00'],
  ['2023-01-19', 1, '--since: expected a time in the past, found 2023-01-19 00:00'],
])('--since %s ends with exit code %i', async (since, code, message) => {
  const ran = await run(['--list', '--since', since])
  expect([ran.code, ran.err]).toEqual([code, expect.stringContaining(message)])
})

test('more than a week is not caught up, and that is said', async () => {
  const { err } = await run(['--list', '--since', '2023-01-01T00:00:00Z'])
  expect(err).toContain('Work that was due more than 7 days ago is skipped.')
})

test('where the configuration has nothing that can be due, it says what to add', async () => {
  const three = join(folder, 'three.yml')
  writeFileSync(three, 'organization: scs\nminutes: { repository: scs/minutes }\nteams: { iaas: { name: IaaS } }\n')
  const { code, out } = await scsSprint(['run', '--config', three, '--list'], { SPRINT_NOW: SOON })
  expect([code, out]).toEqual([0, expect.stringMatching(/^Nothing can be due: expected `board`, .* found none\. `scs-sprint doctor`/)])
})
