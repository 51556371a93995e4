/** Commands say which configuration they use, and a silent mix-up is an error. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../../sandbox/github.ts'
import { aFolder, scsSprint } from '../terminal.ts'

const SMALL = 'organization: acme\nminutes: { repository: acme/minutes }\nteams: { core: { name: Core } }\n'
const home = process.cwd()
let sandbox: Sandbox
let board: string

beforeAll(async () => {
  sandbox = await startSandbox({ world: 'test/demo/world.yml' })
  board = join(aFolder(), 'board.json')
  await scsSprint(['sync', '--config', 'minutes/sprint.yml', '--out', board], { ...sandbox.env, SPRINT_NOW: '2023-01-16T07:00:00Z' })
})

afterEach(() => process.chdir(home))
afterAll(async () => {
  await sandbox?.close()
})

/** A folder with these files, in which the command runs. */
function runIn(files: Readonly<Record<string, string>>): void {
  const folder = mkdtempSync(join(tmpdir(), 'scs-sprint-'))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, dirname(path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  process.chdir(folder)
}

test.each([
  [['sprint.yml'], 'sprint.yml'],
  [['minutes/sprint.yml'], 'minutes/sprint.yml'],
  [['.github/sprint.yml'], '.github/sprint.yml'],
  [['sprint.yml', 'minutes/sprint.yml', '.github/sprint.yml'], 'sprint.yml'],
  [['minutes/sprint.yml', '.github/sprint.yml'], 'minutes/sprint.yml'],
])('of %j, the command line uses %s, and says so on stderr', async (there, taken) => {
  runIn(Object.fromEntries(there.map((path) => [path, SMALL])))
  const ran = await scsSprint(['config', 'check'])
  expect(ran).toMatchObject({ code: 0, out: expect.stringContaining(`${taken} is valid`) })
  expect(ran.err).toBe(`Configuration: ${taken}\n`)
})

test('with credentials, it is found in the minutes repository', async () => {
  const text = readFileSync('minutes/sprint.yml', 'utf8')
  await sandbox.edit('fkr').push('SovereignCloudStack/minutes', 'main', 'Settings', { '.github/sprint.yml': text })
  runIn({})
  const place = 'SovereignCloudStack/minutes:.github/sprint.yml'
  expect(await scsSprint(['config', 'check'], sandbox.env)).toMatchObject({ code: 0, err: `Configuration: ${place}\n` })
})

test.each([[[]], [['--team', 'iaas', '--date', '2023-01-18', '--pad', '-']]])(
  'the project’s example is nobody’s configuration, neither in a clone nor in a copy of it: %j',
  async (argv) => {
    const command = argv.length === 0 ? ['config', 'check'] : ['minutes', ...argv]
    const inClone = await scsSprint(command)
    expect(inClone).toMatchObject({ code: 1, out: '' })
    expect(inClone.err).toContain('No configuration: expected ./sprint.yml, ./minutes/sprint.yml, ./.github/sprint.yml')
    expect(inClone.err).toContain(
      'found only the project’s example. `scs-sprint init` writes ./sprint.yml; or name a file with --config. To try the example: --config minutes/sprint.yml.',
    )
    const example = join(home, 'minutes/sprint.yml')
    runIn({ 'minutes/README.md': '' })
    cpSync(example, 'minutes/sprint.yml')
    expect((await scsSprint(command)).code).toBe(1)
    writeFileSync('minutes/sprint.yml', readFileSync(example, 'utf8').replace('timezone: Europe/Berlin', 'timezone: Europe/Paris'))
    expect((await scsSprint(['config', 'check'])).code).toBe(0)
  },
)

const NOTES = '# 2023-01-18\n\n## Agenda\n\n* storage\n'

test('a saved board that no configuration uses is an error', async () => {
  const config = (text: string) => {
    const path = join(aFolder(), 'sprint.yml')
    writeFileSync(path, text)
    return path
  }
  const minutes = ['minutes', '--team', 'core', '--date', '2023-01-18', '--pad', '-', '--board', board, '--config']
  const without = config(SMALL)
  for (const argv of [
    minutes,
    ['agenda', ...minutes.slice(1).filter((word) => word !== '--pad' && word !== '-')],
    ['hygiene', '--board', board, '--config'],
  ]) {
    const ran = await scsSprint([...argv, without], {}, NOTES)
    expect(ran).toMatchObject({ code: 1, out: '', err: expect.stringContaining(`--board ${board}: expected`) })
    expect(ran.err).toContain('there is no `board`')
  }
  const other = config(`${SMALL}board: { owner: acme, number: 6 }\n`)
  expect((await scsSprint([...minutes, other], {}, NOTES)).err).toContain('expected a snapshot of acme, number 6, as in')
  const off = config(`${SMALL.replace('name: Core', 'name: Core, board: off')}board: { owner: SovereignCloudStack, number: 6 }\n`)
  expect((await scsSprint([...minutes, off], {}, NOTES)).err).toContain('`board: off`')
  const meant = config(`${SMALL}board: { owner: sovereigncloudstack, number: 6 }\n`)
  expect((await scsSprint([...minutes, meant], {}, NOTES)).code).toBe(0)
})
