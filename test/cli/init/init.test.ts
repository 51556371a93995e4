/** `init` for people: what it writes, asks and refuses, and what it says when something is missing. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterEach, expect, test } from 'vitest'
import { germanClub } from '../../init/organizations/german-club.ts'
import type { Organization } from '../../init/organizations/organization.ts'
import { scsToday } from '../../init/organizations/scs-today.ts'
import { type Sandbox, startSandbox } from '../../sandbox/github.ts'
import { createWorld } from '../../sandbox/model.ts'
import { checkWorld, type WorldInput } from '../../sandbox/world.ts'
import { aFolder, scsSprint } from '../terminal.ts'

let sandbox: Sandbox | null = null
afterEach(async () => {
  await sandbox?.close()
  sandbox = null
})

async function start({ world, now }: Organization): Promise<Record<string, string>> {
  sandbox = await startSandbox({ world: createWorld(checkWorld(world)) })
  return { ...sandbox.env, SPRINT_NOW: now }
}

/** The organization with another part of its world. */
const changed = (organization: Organization, world: Partial<WorldInput>): Organization => ({
  ...organization,
  world: { ...organization.world, ...world },
})

const init = (argv: readonly string[], env: Record<string, string>) => scsSprint(['init', ...argv], env)

test('writes a configuration that config check accepts, and ends with what doctor says', async () => {
  const env = await start(germanClub)
  const out = join(aFolder(), 'sprint.yml')
  const ran = await init(['--yes', '--out', out, '--organization', 'netzverein'], env)
  expect(ran.code).toBe(0)
  expect(ran.err).toContain(`Wrote ${out}.`)
  expect(ran.out).toMatch(/^ok {6}configuration: .*2 teams$/m)
  expect(ran.out).toMatch(/^ok {6}minutes of Team Technik: the latest are from 2025-03-18$/m)
  expect(ran.out).toMatch(/^off {5}hygiene, sprint review and planning/m)
  expect((await scsSprint(['config', 'check', out])).code).toBe(0)
  expect(sandbox?.requests.filter(({ method, operation }) => method !== 'GET' && !/^query|access_tokens/.test(operation))).toEqual([])
})

test('without a terminal and without --yes it says so: exit code 2', async () => {
  const { code, err } = await init([], {})
  expect([code, err]).toEqual([2, expect.stringContaining('Add --yes')])
})

test('an existing file stays: the changes are shown, and --force replaces it', async () => {
  const env = await start(germanClub)
  const out = join(aFolder(), 'sprint.yml')
  const argv = ['--yes', '--out', out, '--organization', 'netzverein']
  writeFileSync(out, 'organization: netzverein\nminutes: { repository: netzverein/alt }\nteams: { a: { name: A } }\n')
  const refused = await init(argv, env)
  expect(refused.code).toBe(1)
  expect(refused.err).toContain('-minutes: { repository: netzverein/alt }')
  expect(refused.err).toContain('+  repository: netzverein/protokolle')
  expect(refused.err).toContain(`${out}: expected no file, found one with other settings`)
  expect(readFileSync(out, 'utf8')).toContain('netzverein/alt')
  expect((await init([...argv, '--force'], env)).code).toBe(0)
  expect(readFileSync(out, 'utf8')).toContain('netzverein/protokolle')
  const again = await init(argv, env)
  expect([again.code, again.err]).toEqual([0, expect.stringContaining('is up to date: nothing to write.')])
})

/** A folder with the minutes of an organization, as a clone has them. */
function clone({ world }: Organization, repository: string): string {
  const folder = aFolder()
  for (const [path, text] of Object.entries(world.repositories[repository]?.files ?? {})) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  execFileSync('git', ['init', '-q', '-b', 'master', folder])
  execFileSync('git', ['-C', folder, 'remote', 'add', 'origin', `https://github.com/${repository}.git`])
  return folder
}

test('a folder of minutes is enough: its remote tells organization and repository', async () => {
  const folder = clone(germanClub, 'netzverein/protokolle')
  const out = join(aFolder(), 'sprint.yml')
  const { code } = await init(['--yes', '--out', out, '--minutes', folder], { SPRINT_NOW: germanClub.now })
  const text = readFileSync(out, 'utf8')
  expect(code).toBe(0)
  expect(text).toContain('organization: netzverein\n')
  expect(text).toContain('  repository: netzverein/protokolle\n  branch: master\n')
  expect(text).toContain('    pad: https://pad.netzverein.example/p/technik')
  expect(text).toContain('# board: Boards cannot be read without GitHub credentials.')
  expect((await scsSprint(['config', 'check', out])).code).toBe(0)
})

test('the configuration that SPRINT_CONFIG names tells the organization', async () => {
  const env = tokenOf('anja')(await start(germanClub))
  const out = join(aFolder(), 'sprint.yml')
  const ran = await init(['--yes', '--out', out], { ...env, SPRINT_CONFIG: 'netzverein/protokolle:.github/sprint.yml' })
  expect([ran.code, ran.err]).toEqual([0, expect.stringContaining(`Wrote ${out}.`)])
  expect(readFileSync(out, 'utf8')).toContain('organization: netzverein')
})

test('the folder may be named by SPRINT_MINUTES, as for other commands', async () => {
  process.env.SPRINT_MINUTES = clone(germanClub, 'netzverein/protokolle')
  try {
    const out = join(aFolder(), 'sprint.yml')
    expect((await init(['--yes', '--out', out], { SPRINT_NOW: germanClub.now })).code).toBe(0)
    expect(readFileSync(out, 'utf8')).toContain('organization: netzverein\n')
  } finally {
    delete process.env.SPRINT_MINUTES
  }
})

const noBoards = { ...scsToday.world, boards: {} }

test.each<[string, Organization, (env: Record<string, string>) => Record<string, string>, readonly string[], number, string]>([
  [
    'no credentials and no folder',
    germanClub,
    () => ({}),
    [],
    1,
    'init: expected GitHub credentials or --minutes DIR, found neither. Set GITHUB_TOKEN',
  ],
  [
    'an organization that is none',
    germanClub,
    tokenOf('anja'),
    ['--organization', 'nobody-here'],
    1,
    'nobody-here: expected the name of an organization on GitHub, found none',
  ],
  [
    "a person's account",
    germanClub,
    tokenOf('anja'),
    ['--organization', 'anja'],
    1,
    "anja: expected an organization, found a person's account",
  ],
  [
    'an app that is installed elsewhere',
    germanClub,
    (env) => env,
    ['--organization', 'SovereignCloudStack'],
    1,
    'The app is not installed in SovereignCloudStack',
  ],
  [
    'no repository of minutes',
    changed(germanClub, { repositories: { 'netzverein/webseite': {} } }),
    (env) => env,
    ['--organization', 'netzverein'],
    1,
    'netzverein: expected a repository with minutes',
  ],
  [
    'a token without the right to read boards',
    scsToday,
    tokenOf('fkr', ['repo']),
    ['--organization', 'SovereignCloudStack'],
    0,
    '`read:project`',
  ],
  [
    'no board',
    { ...scsToday, world: noBoards },
    (env) => env,
    ['--organization', 'SovereignCloudStack'],
    0,
    'No open board was found in SovereignCloudStack.',
  ],
  [
    'two boards that fit',
    scsToday,
    (env) => env,
    ['--organization', 'SovereignCloudStack'],
    0,
    'other open boards: 9 ("Certificates", 1 card)',
  ],
])('%s: says what was expected, what was found, what to do', async (_name, organization, credentials, argv, code, told) => {
  const env = credentials(await start(organization))
  const ran = await init(['--yes', '--out', join(aFolder(), 'sprint.yml'), ...argv], env)
  expect([ran.code, ran.err.replaceAll(/\n\s*# ?/g, ' ')]).toEqual([code, expect.stringContaining(told)])
})

function tokenOf(login: string, scopes?: readonly string[]) {
  return ({ APP_ID: _, PRIVATE_KEY: __, ...env }: Record<string, string>) => ({
    ...env,
    GITHUB_TOKEN: sandbox?.tokens.personal(login, scopes) ?? '',
  })
}

test('a person in a terminal is asked what cannot be known', async () => {
  const env = await start(scsToday)
  const out = join(aFolder(), 'sprint.yml')
  const input = new PassThrough()
  const output = new PassThrough()
  const answers: readonly (readonly [question: RegExp, keys: string])[] = [
    [/On which one do the teams plan/, '\r'],
    [/What does the status "Blocked" mean/, '\u001b[B\r'],
    [/Which of these folders/, '\r'],
    [/Team Container meets on Fridays/, '14:05\r'],
    [/Project Board meets on Mondays/, '\r'],
    [/Write .*sprint\.yml/, '\r'],
  ]
  const shown = answering(input, output, answers)
  const ran = await scsSprint(['init', '--out', out, '--organization', 'SovereignCloudStack'], env, '', { asking: { input, output } })
  expect([ran.code, shown.left()]).toEqual([0, []])
  const text = readFileSync(out, 'utf8')
  expect(text).toContain('active: [Doing, Review, Blocked]')
  expect(text).toContain('time: "14:05" # as answered')
})

test('a file that somebody edits while the question stands is not replaced', async () => {
  const env = await start(germanClub)
  const out = join(aFolder(), 'sprint.yml')
  writeFileSync(out, 'organization: before\n')
  const [input, output] = [new PassThrough(), new PassThrough()]
  // Enter is the answer to every question.
  output.on('data', (chunk: Buffer) => {
    if (chunk.includes('Replace it')) writeFileSync(out, 'organization: edited\n')
    if (chunk.includes('◆')) setImmediate(() => input.write('\r'))
  })
  const ran = await scsSprint(['init', '--out', out, '--organization', 'netzverein'], env, '', { asking: { input, output } })
  expect([ran.code, readFileSync(out, 'utf8')]).toEqual([1, 'organization: edited\n'])
  expect(ran.err).toContain(`${out}: expected the file as it was when you were asked, found another text. Nothing was written.`)
})

/** Presses keys when their question is shown. */
function answering(input: PassThrough, output: PassThrough, answers: readonly (readonly [RegExp, string])[]) {
  const left = [...answers]
  let seen = ''
  output.on('data', (chunk: Buffer) => {
    seen += chunk.toString()
    const next = left[0]
    if (!next?.[0].test(seen.replaceAll(/\u001b\[[\d;?]*[A-Za-z]/g, '').replaceAll(/\s+│?\s*/g, ' '))) return
    left.shift()
    seen = ''
    setImmediate(() => input.write(next[1]))
  })
  return { left: () => left.map(([question]) => question.source) }
}
