/**
 * The log of a workflow run in a public repository is public: commands there count private issues and name none, neither by title
 * nor by reference. On a person’s terminal and in a private repository, nothing changes.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../../sandbox/github.ts'
import { aFolder, scsSprint } from '../terminal.ts'

const issue = (title: string, more = '') => `{ title: "${title}", author: ada, created: 2022-10-01${more} }`
const WORLD = `now: 2023-01-16T07:00:00Z
organizations: { acme: { id: 1001, members: [ada] } }
repositories:
  acme/issues:
    labels: { epic: null, IaaS: null }
    collaborators: { ada: admin }
    issues:
      1: ${issue('Roof for everybody', ', labels: [epic, IaaS], body: "- [ ] #2", sub_issues: [2, acme/vault#2]')}
      2: ${issue('Buy tiles')}
  acme/vault:
    private: true
    labels: { epic: null, IaaS: null }
    milestones: { Zugzwang milestone: 2022-12-24 }
    collaborators: { ada: admin }
    issues:
      1: ${issue('Zugzwang takeover of \\"<b>a rival</b>\\" | by _May_', ', labels: [epic, IaaS], milestone: Zugzwang milestone')}
      2: ${issue('Lay off the Zugzwang team')}
      3: ${issue('Zugzwang epic that cannot be written on', ', labels: [epic, IaaS], locked: true')}
  acme/minutes:
    collaborators: { ada: admin }
    files: { README.md: "# Minutes" }
boards:
  acme/6:
    title: Board
    fields: { Status: [Backlog, Doing, Done], Sprint: { days: 14, iterations: { Sprint 1: 2023-01-05, Sprint 2: 2023-01-19 } } }
    cards:
      - { of: "acme/issues#1", Status: Doing, Sprint: Sprint 1 }
      - { of: "acme/issues#2", Status: Doing, Sprint: Sprint 1 }
      - { of: "acme/vault#1", Status: Doing, Sprint: Sprint 1 }
      - { of: "acme/vault#2", Status: Doing, Sprint: Sprint 1 }
      - { of: "acme/vault#3", Status: Doing, Sprint: Sprint 1 }
      - { draft: Zugzwang is only a draft, by: ada, Status: Backlog }
installations: { acme: { id: 77, repositories: all } }
`
const SETTINGS = `organization: acme
timezone: Europe/Berlin
minutes: { repository: acme/minutes }
board: { owner: acme, number: 6, fields: { status: Status, sprint: Sprint }, status: { backlog: [Backlog], active: [Doing], done: [Done] } }
communityCall: { weekday: thursday, time: "15:05" }
teams: { iaas: { name: Team IaaS, label: IaaS } }
`

let sandbox: Sandbox
let env: Record<string, string>
let config: string[]
const folder = aFolder()
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

beforeAll(async () => {
  sandbox = await startSandbox({ world: file('world.yml', WORLD) })
  env = { ...sandbox.env, SPRINT_NOW: '2023-01-16T07:00:00Z', DATA_DIR: join(folder, 'data') }
  config = ['--config', file('sprint.yml', SETTINGS)]
})
afterAll(async () => {
  await sandbox?.close()
})

const event = (repository: object | null) =>
  file('event.json', JSON.stringify(repository === null ? { schedule: '0 7 * * 1' } : { repository }))
const inActions = (repository: object | null = { private: false, visibility: 'public' }) => ({
  GITHUB_ACTIONS: 'true',
  GITHUB_REPOSITORY: 'acme/minutes',
  GITHUB_EVENT_PATH: event(repository),
})
const everything = ({ out, err }: { out: string; err: string }) => out + err
const nameless = expect.not.stringMatching(/zugzwang|vault|rival/i)

/** Every command that tells something of the board. `--apply` writes, and is told of by `log` below. */
const outputs: readonly (readonly [string, readonly string[]])[] = [
  ['sync', ['sync']],
  ['sync --json', ['sync', '--json']],
  ['hygiene', ['hygiene']],
  ['hygiene --json', ['hygiene', '--json']],
  ['hygiene of a team', ['hygiene', '--team', 'iaas', '--verbose']],
  ['hygiene --apply', ['hygiene', '--apply']],
  ['hygiene --apply, again', ['hygiene', '--apply']],
  ['explain', ['explain', 'acme/issues#1']],
  ['explain --json', ['explain', 'acme/issues#1', '--json']],
  ['simulate', ['simulate', '--config', 'NEW']],
  ['simulate --json', ['simulate', '--config', 'NEW', '--json']],
  ['agenda', ['agenda', '--team', 'iaas', '--date', '2023-01-18']],
  ['minutes', ['minutes', '--team', 'iaas', '--date', '2023-01-18', '--pad', 'PAD']],
  ['digest', ['digest', '--date', '2023-01-19']],
  ['presenter', ['presenter', '--team', 'iaas']],
  ['actions', ['actions', '--team', 'iaas', '--json']],
  ['attendance', ['attendance', '--team', 'iaas']],
  ['log', ['log']],
  ['log --json', ['log', '--json']],
  ['doctor', ['doctor']],
  ['doctor --json', ['doctor', '--json']],
  ['hide-comments', ['hide-comments']],
]

const call = (argv: readonly string[], more: Readonly<Record<string, string>>) => {
  const pad = file(
    'pad.md',
    '# 2023-01-18\n\n## Participants\n\n- @ada\n\n## Agenda\n\n- We talked about acme/issues#1.\n- AI @ada: buy tiles\n',
  )
  const changed = file('new.yml', `${SETTINGS}hygiene: { rules: { epic-without-owner: off, epic-quiet: { maxQuietDays: 1 } } }\n`)
  const words = argv.map((word) => (word === 'PAD' ? pad : word === 'NEW' ? changed : word))
  const given = argv[0] === 'simulate' ? ['--current', config[1] as string] : config
  return scsSprint([...words, ...given], { ...env, ...more })
}

describe('in a public run', () => {
  test.each(outputs)('%s names no private issue', async (_name, argv) => {
    const ran = await call(argv, inActions())
    expect(ran.code, ran.err).toBe(argv[0] === 'doctor' ? 1 : 0)
    expect(everything(ran)).not.toBe('')
    expect(everything(ran)).toEqual(nameless)
  })

  test.each([
    [403, { message: 'Resource not accessible by integration' }],
    [404, { message: 'Not Found in acme/vault' }],
    [500, { message: 'acme/vault#1 "Zugzwang takeover of"' }],
  ])('an error while comments are read or written (%i) names none', async (status, json) => {
    sandbox.faults.add({ kind: 'status', status, json }, { match: '/repos/acme/vault/issues', times: 20 })
    for (const argv of [['hygiene'], ['hygiene', '--apply'], ['hygiene', '--verbose'], ['hide-comments']]) {
      const ran = await call(argv, inActions())
      expect(everything(ran)).not.toBe('')
      expect(everything(ran)).toEqual(nameless)
    }
    sandbox.faults.clear()
  })

  test('omitted issues are counted', async () => {
    const hygiene = await call(['hygiene'], inActions())
    expect(hygiene.out).toContain('acme/issues#1 Roof for everybody (iaas)')
    expect(hygiene.err).toMatch(/^\d+ findings on private issues are counted but not shown, because this output is public\.$/m)
    expect(JSON.parse((await call(['hygiene', '--json'], inActions())).out)).not.toEqual([])
    expect((await call(['log'], inActions())).err).toMatch(
      /^\d+ writes? on private issues (?:is|are) counted but not shown, because this output is public/m,
    )
    expect((await call(['explain', 'acme/issues#1'], inActions())).err).toMatch(/^\d+ looks? on private issues/m)
    expect((await call(['sync'], inActions())).out).toContain('6 items')
  })

  test.each(['acme/vault#1', 'acme/vault#2', 'https://github.com/acme/vault/issues/1'])(
    'explain %s says no more than what was asked',
    async (epic) => {
      const { code, out, err } = await call(['explain', epic], inActions())
      expect([code, out]).toEqual([1, ''])
      expect(err).not.toMatch(/zugzwang|rival/i)
    },
  )

  test('a saved board contains no private issue, and can be used', async () => {
    const saved = join(folder, 'board.json')
    expect(everything(await call(['sync', '--out', saved], inActions()))).toEqual(nameless)
    expect(readFileSync(saved, 'utf8')).toEqual(nameless)
    const ran = await call(['hygiene', '--board', saved], inActions())
    expect(ran).toMatchObject({ code: 0, out: expect.stringContaining('acme/issues#1') })
  })

  test('errors while reading the board name nothing that is not known to be public', async () => {
    const ran = await scsSprint(['explain', 'acme/vault#9', ...config], { ...env, DATA_DIR: aFolder(), ...inActions() })
    expect(ran.code).toBe(1)
    expect(everything(ran)).not.toMatch(/vault#9/)
  })
})

test.each([
  ['a person’s terminal', {}, true],
  ['a private repository', () => inActions({ private: true }), true],
  ['an internal repository', () => inActions({ private: true, visibility: 'internal' }), true],
  ['a private repository, told by the environment', () => ({ ...inActions(null), GITHUB_REPOSITORY_VISIBILITY: 'private' }), true],
  ['a public repository', () => inActions(), false],
  ['a repository of which nothing is known', () => inActions(null), false],
  ['an event that is no JSON', () => ({ ...inActions(), GITHUB_EVENT_PATH: file('torn.json', '{"repository": {"private": true') }), false],
  ['no event at all', () => ({ GITHUB_ACTIONS: 'true' }), false],
  ['an event of a public repository against the environment', () => ({ ...inActions(), GITHUB_REPOSITORY_VISIBILITY: 'private' }), false],
])('%s: private issues are named: %s', async (_where, more, named) => {
  const { out } = await call(['hygiene'], typeof more === 'function' ? more() : more)
  expect(/acme\/vault#1 Zugzwang takeover/.test(out)).toBe(named)
  expect(/zugzwang/i.test(out)).toBe(named)
})
