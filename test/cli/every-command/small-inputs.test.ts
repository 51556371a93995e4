/** Small mistakes by people: a key, a date, a file name; and messages that appear once. */
import { generateKeyPairSync } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startSandbox } from '../../sandbox/github.ts'
import { aFolder, scsSprint } from '../terminal.ts'

const folder = aFolder()
const config = join(folder, 'sprint.yml')
const settings = (more = '') => `organization: scs\nminutes: { repository: scs/minutes }\n${more}teams: { core: { name: Core } }\n`
writeFileSync(config, settings())
const PAD = '# 2023-01-18\n\n## Participants\n\n- @alba\n\n## Agenda\n\n- see #4711, then #4711 again\n- @allba: buys cables\n'
const minutes = (env: Record<string, string> = {}, more: readonly string[] = []) =>
  scsSprint(['minutes', '--config', config, '--team', 'core', '--date', '2023-01-18', '--pad', '-', ...more], env, PAD)

const key = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
}).privateKey
test.each([
  ['without its line breaks', key.replaceAll('\n', '')],
  ['with blanks in their place', key.replaceAll('\n', ' ')],
  ['cut off', key.slice(0, 900)],
  ['with a hole', key.slice(0, 600) + key.slice(700)],
])('a private key %s: reported with what was expected, found and what to do, without any of the key', async (_what, PRIVATE_KEY) => {
  const { code, err } = await minutes({ APP_ID: '1', PRIVATE_KEY })
  expect(code).toBe(1)
  expect(err).toMatch(/PRIVATE_KEY[^\n]*expected the whole private key[^\n]*found a damaged or incomplete key\. Copy the \.pem file again/)
  expect(err).not.toContain(key.slice(200, 230))
  expect(err).not.toContain('Unexpected error')
})

test('doctor names a pad whose host is unreachable, and does not blame GitHub', async () => {
  const own = join(aFolder(), 'sprint.yml')
  writeFileSync(
    own,
    'organization: acme\nminutes: { repository: acme/minutes }\npads: { hosts: [pad.invalid] }\nteams: { core: { name: Core, pad: "https://pad.invalid/core" } }\n',
  )
  const { out } = await scsSprint(['doctor', '--config', own])
  const told = out.split('\n').find((line) => line.includes('the pad of Core'))
  expect(told).toContain('https://pad.invalid/')
  expect(told).not.toContain('GitHub')
})

test('characters that some readers take for line breaks are escaped in JSON lines', async () => {
  const file = join(folder, 'breaks.md')
  writeFileSync(file, '# 2023-01-18\n\n- AI @alba: buy\u2028cables\u2029soon\n')
  const { out } = await scsSprint(['notes', '--config', config, '--json', file])
  expect(out).not.toMatch(/[\u2028\u2029]/)
  expect(JSON.parse(out).actionItems).toMatchObject([{ text: expect.stringMatching(/^buy[\u2028 ]cables/) }])
})

test.each([
  ['another day is asked for', 'pad.md', '# 2023-01-11\n\n- cables\n', ['--date', '2023-01-18']],
  ['the name is of another year', '20220118.md', '# 2023-01-18\n\n- cables\n', []],
  ['the name is of another month', '20230218.md', '# 2023-01-18\n\n- cables\n', []],
])('%s: notes say which date was expected and which was found', async (_what, name, text, more) => {
  const file = join(folder, name)
  writeFileSync(file, text)
  const { code, out } = await scsSprint(['notes', '--config', config, '--json', ...more, file])
  expect(code).toBe(0)
  expect(JSON.parse(out).warnings).toContainEqual({ code: 'other-day', line: 1, message: expect.stringContaining('found those of') })
})

test('without credentials, the questions about minutes are on stderr, each number once', async () => {
  const { code, out, err } = await minutes()
  expect(code).toBe(0)
  expect(out).not.toContain('Question')
  expect(err.split('\n').filter((line) => line.startsWith('Question:'))).toEqual([
    'Question: core/20230118.md, line 9: `#4711`: which repository? - Write `owner/repo#4711` there.',
    'Question: core/20230118.md, line 10: `@allba` is unknown; `@alba` was there - Correct the handle, or delete the suggestion next to it.',
  ])
})

test('a dry run prints the text of the minutes once, and the write refers to it', async () => {
  const sandbox = await startSandbox({ world: 'test/sandbox/worlds/small.yml' })
  try {
    const { out, err } = await minutes({ ...sandbox.env })
    expect(out).toContain('- see #4711')
    expect(err).not.toContain('- see #4711')
    expect(err).toMatch(/commit-file [^\n]*\n[\s\S]*text: the minutes above \(\d+ lines\)/)
    const file = join(folder, 'out.md')
    const kept = await minutes({ ...sandbox.env }, ['--out', file])
    expect(kept.out).toContain(`text: the minutes in ${file}`)
  } finally {
    await sandbox.close()
  }
})

test('a team without a board has a list of epics only if one is named', async () => {
  const made = (line: string) =>
    scsSprint(
      ['minutes', '--config', config, '--team', 'core', '--date', '2023-01-18', '--pad', '-'],
      {},
      `# 2023-01-18\n\n## Agenda\n\n- ${line}\n`,
    )
  expect((await made('User story for the door bell is missing')).out).not.toContain('Epics needing attention')
  expect((await made('User story for acme/cloud#7 is missing')).out).toContain('### Epics needing attention')
})

test('previous minutes that are no text, and a path from a variable that is not set', async () => {
  const [binary, empty] = [join(folder, 'binary.md'), join(folder, 'empty.md')]
  writeFileSync(binary, Buffer.from([0x23, 0x20, 0xe9, 0xff, 0x0a]))
  writeFileSync(empty, '\n')
  const found = await Promise.all([binary, empty, ''].map(async (previous) => minutes({}, ['--previous', previous])))
  expect(found.map(({ code, out }) => [code, out])).toEqual([
    [1, ''],
    [1, ''],
    [1, ''],
  ])
  expect(found[0]?.err).toMatch(/binary\.md: expected the previous minutes as text in UTF-8, found bytes that are not UTF-8/)
  expect(found[1]?.err).toMatch(/empty\.md: expected the previous minutes, found an empty file/)
  expect(found[2]?.err).toMatch(/expected the previous minutes, found an empty path\. Name the file/)
})
