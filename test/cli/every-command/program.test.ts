/** The command line for people and programs: results, messages, exit codes. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../../sandbox/github.ts'
import { aFolder, scsSprint } from '../terminal.ts'

const CONFIG = ['--config', 'minutes/sprint.yml']
let sandbox: Sandbox
let env: Record<string, string>
let board: string

beforeAll(async () => {
  sandbox = await startSandbox({ world: 'test/demo/world.yml' })
  env = { ...sandbox.env, SPRINT_NOW: '2023-01-16T07:00:00Z' }
  board = join(aFolder(), 'board.json')
  const synced = await scsSprint(['sync', ...CONFIG, '--out', board], env)
  expect(synced).toMatchObject({ code: 0, err: 'Configuration: minutes/sprint.yml\n' })
  expect(synced.out).toContain('Board "R4" (SovereignCloudStack, number 6)')
})

afterAll(async () => {
  await sandbox?.close()
})

const commands = [
  ...[
    'start',
    'sync',
    'hygiene',
    'agenda',
    'minutes',
    'missing',
    'digest',
    'presenter',
    'actions',
    'attendance',
    'notes',
    'format',
    'rules',
    'explain',
  ],
  ...['simulate', 'config', 'log', 'backup', 'restore', 'hide-comments', 'doctor', 'init', 'completion'],
]

test.each(commands)('%s --help shows its usage', async (command) => {
  const { code, out } = await scsSprint([command, '--help'])
  expect(code).toBe(0)
  expect(out).toContain(`Usage: scs-sprint ${command}`)
})

test.each([
  ['no command', []],
  ['an unknown command', ['minuets']],
  ['an unknown option', ['rules', '--jsno']],
  ['a missing option', ['digest']],
  ['no team where there are two', ['minutes', ...CONFIG, '--date', '2023-01-18', '--pad', '-']],
  ['a date that is no date', ['minutes', '--team', 'iaas', '--date', '2023-02-30', '--pad', '-']],
  ['several files without --check or --write', ['format', 'a.md', 'b.md']],
  ['a saved board to write by', ['hygiene', '--board', 'board.json', '--apply', ...CONFIG]],
  ['nothing to simulate', ['simulate']],
])('%s is wrong usage: exit code 2, with a message on stderr', async (_name, argv) => {
  const { code, out, err } = await scsSprint(argv)
  expect([code, out]).toEqual([2, ''])
  expect(err.trim()).not.toBe('')
})

test.each([
  [
    'a folder of minutes that is not there',
    ['presenter', ...CONFIG, '--team', 'iaas', '--minutes', 'nowhere'],
    'nowhere: expected a folder with minutes, found none',
  ],
  ...['constructor', '__proto__', 'toString'].flatMap((team): [string, string[], string][] => [
    [`the team ${team}`, ['presenter', ...CONFIG, '--team', team, '--minutes', 'minutes'], `found "${team}"`],
    [`hygiene of the team ${team}`, ['hygiene', ...CONFIG, '--team', team], `found "${team}"`],
  ]),
  ...['--pad', '--previous', '--minutes', '--board', '--config'].map((option): [string, string[], string] => [
    `a NUL in ${option}`,
    ['minutes', ...CONFIG, '--team', 'iaas', '--date', '2023-01-18', '--pad', 'package.json', option, 'no\0thing'],
    'no\\0thing: expected',
  ]),
  ['an unknown team', ['presenter', ...CONFIG, '--team', 'iass', '--minutes', 'minutes'], 'Did you mean iaas?'],
  [
    'no configuration where it is named',
    ['sync', '--config', 'nowhere.yml'],
    'nowhere.yml: file not found. Expected settings (sprint.yml)',
  ],
  ['no credentials to sync with', ['sync', ...CONFIG], 'expected GitHub credentials, found none'],
  [
    'no credentials to apply with',
    ['minutes', ...CONFIG, '--team', 'iaas', '--date', '2023-01-18', '--pad', '-', '--apply'],
    '--apply: expected GitHub credentials',
  ],
  ['a board that is none', ['hygiene', ...CONFIG, '--board', 'package.json'], 'package.json'],
  ['an epic that is none', ['explain', 'SovereignCloudStack/issues#225', ...CONFIG], 'expected an epic on the board'],
])('%s: exit code 1, with what was expected and found', async (name, argv, told) => {
  const { code, out, err } = await scsSprint(name === 'an epic that is none' ? [...argv, '--board', board] : argv)
  expect(code).toBe(1)
  expect(out).toBe('')
  expect(err).toContain(told)
  expect(err).not.toMatch(/^\s+at /m)
})

test('unreachable GitHub: exit code 3', async () => {
  const { code, err } = await scsSprint(['sync', ...CONFIG], { GHE_HOST: 'localhost:9', GHE_PROTOCOL: 'http', GITHUB_TOKEN: 'ghp_secret' })
  expect(code).toBe(3)
  expect(err).toContain('Try again')
  expect(err).not.toContain('ghp_secret')
})

test('an incomplete saved board leads to no findings, and every command that uses it says so', async () => {
  const file = join(aFolder(), 'part.json')
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(board, 'utf8')), complete: false, problems: ['page 2 was not read'] }))
  const told = 'The board snapshot is incomplete (page 2 was not read)'
  const table = await scsSprint(['hygiene', ...CONFIG, '--board', file])
  expect(table).toMatchObject({ code: 0, out: expect.stringMatching(/^The board snapshot is incomplete, so findings are omitted/) })
  expect(table.err).toContain(told)
  const json = await scsSprint(['hygiene', ...CONFIG, '--board', file, '--json'])
  expect(json).toMatchObject({ code: 0, out: '[]\n', err: expect.stringContaining(told) })
  const simulated = await scsSprint(['simulate', ...CONFIG, '--board', file])
  expect(simulated).toMatchObject({ code: 0, err: expect.stringContaining(told) })
})

test('if hygiene is off, nobody is told that all is clear', async () => {
  const file = join(aFolder(), 'off.yml')
  writeFileSync(file, readFileSync('minutes/sprint.yml', 'utf8').replace('mode: comment', 'mode: off'))
  const { out } = await scsSprint(['hygiene', '--config', file, '--board', board])
  expect(out).toBe('No findings: hygiene or the board is turned off, so no team was checked.\n')
})

test('hygiene on a saved board works without network, as a table and as JSON', async () => {
  const table = await scsSprint(['hygiene', ...CONFIG, '--board', board])
  expect(table.code).toBe(0)
  expect(table.out).toContain('SovereignCloudStack/issues#236')
  const json = await scsSprint(['hygiene', ...CONFIG, '--board', board, '--team', 'iaas', '--json'])
  const findings = JSON.parse(json.out) as { rule: string; epic: string | null; story: string | null }[]
  expect(findings).toContainEqual(
    expect.objectContaining({
      rule: 'epic-body-outdated',
      severity: 'warning',
      team: 'iaas',
      epic: 'SovereignCloudStack/issues#236',
      story: null,
    }),
  )
  expect(Object.keys(findings[0] ?? {}).sort()).toEqual([
    'epic',
    'evidence',
    'fix',
    'message',
    'rule',
    'severity',
    'since',
    'story',
    'team',
  ])
})

test('a live dry run prints every comment it would write, and writes none', async () => {
  const before = sandbox.requests.length
  const { code, out, err } = await scsSprint(['hygiene', ...CONFIG, '--minutes', aFolder()], env)
  expect(code).toBe(0)
  expect(out).toContain('epic-body-outdated')
  expect(err).toContain('create-comment SovereignCloudStack/issues#28')
  expect(err).toContain('<!-- scs-sprint:hygiene v1 sha256=')
  const writes = sandbox.requests.slice(before).filter(({ method, path }) => method !== 'GET' && !/graphql|access_tokens/.test(path))
  expect(writes).toEqual([])
})

test('explain covers every rule, and simulate shows what other settings change', async () => {
  const explained = await scsSprint(['explain', 'SovereignCloudStack/issues#236', ...CONFIG, '--board', board])
  expect(explained.code).toBe(0)
  expect(explained.out).toContain('epic-body-outdated')
  const changed = join(aFolder(), 'new.yml')
  writeFileSync(changed, readFileSync('minutes/sprint.yml', 'utf8').replace('  rules:\n', '  rules:\n    epic-body-outdated: off\n'))
  const simulated = await scsSprint(['simulate', '--config', changed, '--current', 'minutes/sprint.yml', '--board', board])
  expect(simulated.code).toBe(0)
  expect(simulated.out).toMatch(/^- SovereignCloudStack\/issues#236 epic-body-outdated/m)
  expect(simulated.out).toContain('Nothing was written.')
})

test('rules and the schema of the configuration are printed', async () => {
  const rules = JSON.parse((await scsSprint(['rules', '--json'])).out) as { id: string }[]
  expect(rules.map(({ id }) => id)).toContain('epic-stories-quiet')
  expect((await scsSprint(['rules'])).out).toContain('option maxQuietDays: 30')
  expect(JSON.parse((await scsSprint(['config', 'schema'])).out)).toMatchObject({ title: 'sprint.yml of scs-sprint' })
  expect(await scsSprint(['config', 'check', 'minutes/sprint.yml'])).toMatchObject({ code: 0 })
})

test('an unreadable file becomes one object with its error, and the other files are read all the same', async () => {
  const file = join(aFolder(), '20230118.md')
  writeFileSync(file, '# 2023-01-18\n\n## Participants\n\n- @fkr\n')
  const { code, out } = await scsSprint(['notes', '--json', 'nowhere.md', file])
  expect(code).toBe(1)
  const [missing, read] = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  expect(missing).toEqual({ file: 'nowhere.md', error: expect.stringContaining('file not found') })
  expect(read).toMatchObject({ file, date: '2023-01-18', headingDate: '2023-01-18', participants: ['fkr'], presenters: [] })
})

test('format prints, checks and writes', async () => {
  const file = join(aFolder(), '20230118.md')
  writeFileSync(file, '# 2023-01-18\n## Participants\n* @fkr\n')
  const formatted = '# 2023-01-18\n\n## Participants\n\n- @fkr\n'
  expect(await scsSprint(['format', file])).toMatchObject({ code: 0, out: formatted })
  expect(await scsSprint(['format', '--check', file])).toMatchObject({ code: 1, out: `${file}\n` })
  expect(await scsSprint(['format', '--write', file])).toMatchObject({ code: 0 })
  expect(readFileSync(file, 'utf8')).toBe(formatted)
  expect(await scsSprint(['format', '--check', file])).toMatchObject({ code: 0, out: '' })
})

test('a folder means the Markdown files below it', async () => {
  const folder = aFolder()
  for (const name of ['20230118.md', '20230125.md']) writeFileSync(join(folder, name), `# ${name.slice(0, 4)}-01-${name.slice(6, 8)}\n`)
  writeFileSync(join(folder, 'image.png'), 'none')
  const { code, out } = await scsSprint(['notes', '--json', folder])
  const read = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { file: string; date: string })
  expect([code, ...read.map(({ file, date }) => `${file} ${date}`)]).toEqual([
    0,
    `${join(folder, '20230118.md')} 2023-01-18`,
    `${join(folder, '20230125.md')} 2023-01-25`,
  ])
  expect(await scsSprint(['format', '--check', folder])).toMatchObject({ code: 0 })
  expect(await scsSprint(['notes', aFolder()])).toMatchObject({
    code: 1,
    err: expect.stringContaining('expected Markdown files in this folder'),
  })
})

test('stored data is backed up and restored', async () => {
  const data = aFolder()
  const backup = join(data, 'backup.json')
  await scsSprint(['sync', ...CONFIG], { ...env, DATA_DIR: data })
  expect((await scsSprint(['backup', backup, ...CONFIG], { DATA_DIR: data })).out).toContain('1 snapshot and 0 log entries saved')
  const other = aFolder()
  expect(await scsSprint(['restore', backup, ...CONFIG], { DATA_DIR: other })).toMatchObject({ code: 0 })
  const kept = await scsSprint(['hygiene', ...CONFIG], { DATA_DIR: other, SPRINT_NOW: '2023-01-18T07:00:00Z' })
  expect(kept.code).toBe(0)
  expect(kept.err).toContain('Using the newest saved snapshot, 2 days old')
  expect(await scsSprint(['restore', 'package.json', ...CONFIG], { DATA_DIR: other })).toMatchObject({ code: 1 })
})

test('doctor lists what is missing, and what needs it', async () => {
  const { code, out } = await scsSprint(['doctor', ...CONFIG])
  expect(code).toBe(1)
  expect(out).toMatch(/^missing GitHub credentials \(needed for the live board, comments and pull requests\)/m)
  const online = await scsSprint(['doctor', ...CONFIG], env)
  expect(online.out).toMatch(/^ok +the board SovereignCloudStack, number 6: \d+ items/m)
})

test('doctor reports credentials that GitHub rejects, and checks the rest all the same', async () => {
  const { GHE_HOST, GHE_PROTOCOL } = sandbox.env
  const { code, out } = await scsSprint(['doctor', ...CONFIG], { GHE_HOST, GHE_PROTOCOL, GITHUB_TOKEN: 'ghs_nonsense' })
  expect(code).toBe(1)
  expect(out).toMatch(/^missing GitHub credentials .*GitHub does not accept the credentials \(401/m)
  expect(out).toContain('configuration')
  expect(out.trim().split('\n').length).toBeGreaterThan(4)
})

test('an unknown app ID is reported', async () => {
  const { code, err } = await scsSprint(['sync', ...CONFIG], { ...env, APP_ID: '999' })
  expect(code).toBe(1)
  expect(err).toContain('APP_ID: expected the ID of a GitHub App')
})
