/** DATA_DIR that is not writable, that two processes write to at once, and whose files others must not read. */
import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../../sandbox/github.ts'
import { scsSprintProcess } from '../start/server-process.ts'
import { aFolder, scsSprint } from '../terminal.ts'

const EPIC = 'SovereignCloudStack/issues#28'
const CONFIG = ['--config', 'minutes/sprint.yml']
const PAD = 'test/demo/pads/iaas-2023-01-18.md'
const MINUTES = ['minutes', ...CONFIG, '--team', 'iaas', '--date', '2023-01-18', '--pad', PAD]
let sandbox: Sandbox
let env: Record<string, string>
beforeEach(async () => {
  sandbox = await startSandbox({ world: 'test/demo/world.yml', now: () => new Date('2023-01-18T12:00:00Z') })
  env = { ...sandbox.env, SPRINT_NOW: '2023-01-18T12:00:00Z' }
})
afterEach(() => sandbox.close())

test('minutes are created even if the board they show cannot be saved', async () => {
  const file = join(aFolder(), 'data')
  writeFileSync(file, '')
  const without = await scsSprint(MINUTES, { ...env, DATA_DIR: file })
  const good = await scsSprint(MINUTES, { ...env, DATA_DIR: aFolder() })
  expect([without.code, without.out]).toEqual([0, good.out])
  expect(without.err).toMatch(/The board was read, but the snapshot cannot be saved: .*expected a folder, found a file/)
  expect(await scsSprint(['sync', ...CONFIG], { ...env, DATA_DIR: file })).toMatchObject({
    code: 1,
    err: expect.stringContaining('expected a folder, found a file'),
  })
})

test.skipIf(process.platform !== 'linux')(
  'on a full disk, every comment is written, and each that cannot be recorded is reported',
  async () => {
    const data = aFolder()
    symlinkSync('/dev/full', join(data, 'audit.jsonl'))
    symlinkSync(join(data, 'gone', 'comments.jsonl'), join(data, 'comments.jsonl'))
    const comments = () =>
      [...(sandbox.world.repositories.get('sovereigncloudstack/issues')?.issues.values() ?? [])].filter((issue) =>
        issue.comments.some(({ body }) => body.includes('scs-sprint:hygiene')),
      ).length
    const { code, err } = await scsSprint(['hygiene', '--apply', ...CONFIG], { ...env, DATA_DIR: data })
    expect(code).toBe(0)
    expect(comments()).toBeGreaterThan(1)
    expect(err.match(/create-comment\) was made, but cannot be logged: .*cannot write here, the disk is full/g)).toHaveLength(comments())
    expect(err.match(/A new comment cannot be recorded: .*cannot create this folder/g)).toHaveLength(comments())
  },
)

test('concurrent processes lose none of each other’s data, and no other user can read it', async () => {
  const data = join(aFolder(), 'data')
  const ran = await Promise.all(Array.from({ length: 4 }, () => scsSprintProcess(['sync', ...CONFIG], { ...env, DATA_DIR: data }).ended))
  expect(ran.map(({ code, err }) => [code, err.includes('ENOENT')])).toEqual(Array(4).fill([0, false]))
  const kept = readdirSync(data, { recursive: true, encoding: 'utf8' })
  expect(kept.filter((name) => name.endsWith('.tmp'))).toEqual([])
  expect(kept.filter((name) => name.endsWith('.jsonl'))).toHaveLength(1)
  expect(ran.map(({ err }) => err).join()).not.toContain('cannot be read')
  for (const name of ['.', ...kept]) expect([name, statSync(join(data, name)).mode & 0o077]).toEqual([name, 0])
})

test('a folder that an earlier version left readable to others is restricted', async () => {
  const data = aFolder()
  mkdirSync(join(data, 'snapshots'), { mode: 0o755 })
  const out = join(aFolder(), 'board.json')
  expect((await scsSprint(['sync', '--out', out, ...CONFIG], { ...env, DATA_DIR: data })).code).toBe(0)
  expect([statSync(join(data, 'snapshots')).mode & 0o777, statSync(out).mode & 0o777]).toEqual([0o700, 0o600])
  expect(JSON.parse(readFileSync(out, 'utf8')).schema).toBe('scs-sprint/board')
})

/** What every file below a folder holds; the board that was read may be kept. */
const bytesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => !name.startsWith('snapshots') && statSync(join(folder, name)).isFile())
    .sort()
    .map((name) => [name, readFileSync(join(folder, name), 'base64')])

test('no command without --apply changes anything in DATA_DIR except the board it read', async () => {
  const data = aFolder()
  expect((await scsSprint(['hygiene', '--apply', ...CONFIG], { ...env, DATA_DIR: data })).code).toBe(0)
  // Comments are known from before, and lost here: a look finds them again.
  writeFileSync(join(data, 'comments.jsonl'), '')
  const before = bytesIn(data)
  expect(before.map(([name]) => name)).toEqual(['audit.jsonl', 'comments.jsonl'])
  const week = ['--team', 'iaas', '--date', '2023-01-18']
  const commands = [
    ['hygiene'],
    ['run'],
    ['agenda', ...week],
    MINUTES.filter((word) => !CONFIG.includes(word)),
    ['missing'],
    ['digest', '--date', '2023-01-19'],
    ['presenter', '--team', 'iaas'],
    ['actions', '--team', 'iaas'],
    ['attendance', '--team', 'iaas'],
    ['explain', EPIC],
    ['simulate'],
    ['hide-comments'],
    ['site', '--out', aFolder()],
    ['log'],
    ['doctor'],
    ['rules'],
    ['config', 'check'],
    ['sync'],
    ['notes', PAD],
    ['format', PAD],
    ['config', 'schema'],
    ['completion', 'bash'],
    ['backup', join(aFolder(), 'backup.json')],
  ]
  const { out: help } = await scsSprint(['--help'], env)
  const known = [...help.matchAll(/^ {2}([a-z][a-z-]+)/gm)].map(([, name]) => name)
  // The server does not end, `init` and `restore` are there to write, and `help` is commander's.
  const left = ['init', 'start', 'restore', 'help']
  expect(known.filter((name) => !commands.some(([first]) => first === name))).toEqual(left)
  for (const command of commands) {
    const { code, err } = await scsSprint([...command, ...CONFIG], { ...env, SPRINT_CONFIG: 'minutes/sprint.yml', DATA_DIR: data })
    expect(bytesIn(data), command.join(' ')).toEqual(before)
    // One that is not there, or was called wrongly, proves nothing.
    expect([command[0], code === 2 ? err : '']).toEqual([command[0], ''])
  }
})

test('a dry run saves the board it read, and nothing else', async () => {
  expect((await scsSprint(['hygiene', '--apply', ...CONFIG], { ...env, DATA_DIR: aFolder() })).code).toBe(0)
  const data = aFolder()
  expect((await scsSprint(['hygiene', ...CONFIG], { ...env, DATA_DIR: data })).code).toBe(0)
  expect(readdirSync(data)).toEqual(['snapshots'])
})
