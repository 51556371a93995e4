/** Secrets and email addresses that people typed, in every command that shows or publishes their text. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { EMAIL_REMOVED, SECRET_REMOVED } from '../../../src/domain/text/withheld.ts'
import { type Sandbox, startSandbox } from '../../sandbox/github.ts'
import { aFolder, scsSprint } from '../terminal.ts'
import { HARMLESS_LINES, SECRET_LINES } from './pad-secrets.ts'

let sandbox: Sandbox

beforeAll(async () => {
  sandbox = await startSandbox({ world: 'test/demo/world.yml' })
})

afterAll(async () => {
  await sandbox?.close()
})

const PASSWORD = 'q7Rt9xLm2'
const PAD = `# 2023-01-18

## Teilnehmer

- @alba

## Agenda

- Testserver: root@demo
  Passwort: ${PASSWORD}
- AI: @alba to call alba@example.org
`

function config(privacy = '', repository = 'acme/minutes'): string {
  const path = join(aFolder(), 'sprint.yml')
  const [organization] = repository.split('/')
  writeFileSync(
    path,
    `organization: ${organization}\nminutes: { repository: ${repository} }\ncommunityCall: { weekday: thursday, time: "15:05" }\n${privacy}\nteams: { core: { name: Core, communityCall: true } }\n`,
  )
  return path
}

const MINUTES = ['minutes', '--team', 'core', '--date', '2023-01-18', '--pad', '-', '--config']

test.each([
  ['to stdout', []],
  ['into a file', ['--out']],
])('minutes %s stop at a secret, with line and kind', async (_name, more) => {
  const out = join(aFolder(), 'minutes.md')
  const ran = await scsSprint([...MINUTES, config(), ...more, ...(more.length > 0 ? [out] : [])], {}, PAD)
  expect(ran).toMatchObject({ code: 1, out: '' })
  expect(ran.err).toContain('The pad: expected notes that anyone can read, found possible secrets (line 10: a password)')
  expect(ran.err).not.toContain(PASSWORD)
  expect(existsSync(out)).toBe(false)
})

test('no pull request is created from a pad with a secret; masked, it has a placeholder and a question', async () => {
  const repository = 'SovereignCloudStack/minutes'
  const before = sandbox.requests.length
  const stopped = await scsSprint([...MINUTES, config('', repository), '--apply'], sandbox.env, PAD)
  expect(stopped.code).toBe(1)
  const writes = sandbox.requests.slice(before).filter(({ method, path }) => method !== 'GET' && !/graphql|access_tokens/.test(path))
  expect(writes).toEqual([])
  const masked = await scsSprint([...MINUTES, config('privacy: { secrets: mask }', repository)], sandbox.env, PAD)
  expect(masked).toMatchObject({ code: 0, out: expect.stringContaining(`Passwort: ${SECRET_REMOVED}`) })
  expect(masked.err).toContain('The pad, line 10: something that looks like a secret was left out.')
  expect(masked.err).toMatch(/body:[\s\S]*line 10.*something that looks like a secret was left out/)
  expect(masked.err).toMatch(/body:[\s\S]*an email address was left out. If it may be public, add it here/)
  expect(masked.out + masked.err + stopped.err).not.toMatch(new RegExp(`${PASSWORD}|alba@example`))
})

test.each([
  ['ask', EMAIL_REMOVED],
  ['mask', EMAIL_REMOVED],
  ['keep', 'alba@example.org'],
])('email addresses: %s', async (emails, shown) => {
  const ran = await scsSprint([...MINUTES, config(`privacy: { secrets: mask, emails: ${emails} }`)], {}, PAD)
  expect(ran.code).toBe(0)
  expect(ran.out).toContain(shown)
  expect(ran.out.includes('alba@example.org')).toBe(emails === 'keep')
})

test.each([
  ['off the record', `${PAD.replace(`  Passwort: ${PASSWORD}\n`, '')}\n## Off the record\n\n* Passwort: ${PASSWORD}\n`],
  ['of another day', `# 2023-01-18\n\n## Agenda\n\n* storage\n\n# 2023-01-11\n\n## Agenda\n\n* Passwort: ${PASSWORD}\n`],
])('a secret that is %s stays in the pad and stops nothing', async (_name, pad) => {
  const ran = await scsSprint([...MINUTES, config()], {}, pad)
  expect(ran.code).toBe(0)
  expect(ran.out + ran.err).not.toContain(PASSWORD)
})

/** Each line on its own, with other words around it. */
function padOf(lines: readonly string[]): string {
  return `# 2023-01-18\n\n## Agenda\n\n${lines.map((line) => `- ${line}\n\nThen the next topic.\n\n`).join('')}`
}

test('secrets in the forms people type: each stops the minutes', async () => {
  const pad = padOf(SECRET_LINES)
  const ran = await scsSprint([...MINUTES, config()], {}, pad)
  expect(ran).toMatchObject({ code: 1, out: '' })
  const found = new Set([...ran.err.matchAll(/line (\d+): /g)].map(([, line]) => pad.split('\n')[Number(line) - 1]?.slice(2)))
  expect(SECRET_LINES.filter((line) => !found.has(line))).toEqual([])
})

test('lines that only look like a secret stop nothing', async () => {
  const pad = padOf(HARMLESS_LINES)
  const ran = await scsSprint([...MINUTES, config()], {}, pad)
  expect(ran.err).not.toContain('possible secrets')
  expect(ran.code).toBe(0)
})

/** Minutes that were published with a secret long ago. */
function folder(): string {
  const path = aFolder()
  mkdirSync(join(path, 'core'))
  writeFileSync(
    join(path, 'core/20230111.md'),
    `# 2023-01-11\n\n## Participants\n\n- @alba\n\n## Storage\n\n- TL;DR: storage works, password: ${PASSWORD}\n- talk\n\n## Action items\n\n- @alba to try the password: ${PASSWORD}\n`,
  )
  return path
}

const FROM_MINUTES: [string, string[]][] = [
  ['actions', ['actions', '--team', 'core']],
  ['actions --json', ['actions', '--team', 'core', '--json']],
  ['agenda', ['agenda', '--team', 'core', '--date', '2023-01-18']],
  ['the notes of the call', ['digest', '--date', '2023-01-12']],
  ['slides', ['digest', '--date', '2023-01-12', '--slides']],
]

test.each(FROM_MINUTES)('%s: a secret in earlier minutes is not passed on', async (_name, argv) => {
  const from = folder()
  const stopped = await scsSprint([...argv, '--minutes', from, '--config', config()])
  expect(stopped).toMatchObject({ code: 1, out: '' })
  expect(stopped.err).toMatch(/core\/20230111\.md: .*\(line (?:9|14): a password/)
  const masked = await scsSprint([...argv, '--minutes', from, '--config', config('privacy: { secrets: mask }')])
  expect(masked).toMatchObject({ code: 0, out: expect.stringContaining(SECRET_REMOVED) })
  expect(stopped.err + masked.out + masked.err).not.toContain(PASSWORD)
})

test('--previous is screened as well', async () => {
  const previous = join(folder(), 'core/20230111.md')
  const ran = await scsSprint(['agenda', '--team', 'core', '--date', '2023-01-18', '--previous', previous, '--config', config()])
  expect(ran).toMatchObject({ code: 1, out: '' })
  expect(ran.err).not.toContain(PASSWORD)
})

test('notes show a pad without its secrets and warn; format changes no word of a person’s own file', async () => {
  const file = join(aFolder(), '20230118.md')
  writeFileSync(file, PAD.replace('to call', `to change the password: ${PASSWORD} and call`))
  for (const json of [[], ['--json']]) {
    const ran = await scsSprint(['notes', file, '--config', config(), ...json])
    expect(ran.code).toBe(0)
    expect(ran.out + ran.err).not.toContain(PASSWORD)
  }
  const { out } = await scsSprint(['notes', file, '--json', '--config', config()])
  expect(JSON.parse(out).warnings).toContainEqual({ code: 'secret', message: 'Something that looks like a secret was removed.', line: 10 })
  await scsSprint(['format', '--write', file, '--config', config()])
  expect(readFileSync(file, 'utf8')).toContain(PASSWORD)
})
