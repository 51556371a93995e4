/** Commands while GitHub returns no board or only parts of it: what still works, what is refused, and the messages. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createJsonSnapshotStore } from '../../../src/adapters/store/files/json-snapshots.ts'
import type { Snapshot } from '../../../src/domain/board/board.ts'
import type { Fault } from '../../sandbox/faults.ts'
import { type Sandbox, startSandbox } from '../../sandbox/github.ts'
import { accountOf, addComment, thingAt } from '../../sandbox/model.ts'
import { type PadServer, startPadServer } from '../../sandbox/pads/pad-server.ts'
import { aFolder, scsSprint } from '../terminal.ts'

const PAD = '# 2023-01-18\n\n## Participants\n\n- @fkr\n\n## Agenda\n\n- Flavor manager scs/issues#1\n  - AI @fkr: write it down\n'
let sandbox: Sandbox
let pads: PadServer
let env: Record<string, string>
let config: string[]
let folder: string

beforeEach(async () => {
  ;[sandbox, pads] = await Promise.all([
    startSandbox({ world: 'test/sandbox/worlds/small.yml' }),
    startPadServer({ pads: [{ name: 'iaas', markdownTyped: '', editedAt: '2023-01-16T10:00:00Z' }] }),
  ])
  folder = aFolder()
  const text = `organization: scs
minutes: { repository: scs/minutes }
board: { owner: scs, number: 6, fields: { status: Status, sprint: Sprint } }
epics: { types: [Epic] }
pads: { hosts: [127.0.0.1] }
teams:
  iaas: { name: Team IaaS, label: IaaS, pad: "${pads.url}/iaas" }
`
  writeFileSync(join(folder, 'sprint.yml'), text)
  writeFileSync(join(folder, 'pad.md'), PAD)
  config = ['--config', join(folder, 'sprint.yml')]
  env = { ...sandbox.env, DATA_DIR: join(folder, 'data'), SPRINT_NOW: '2023-01-18T12:00:00Z' }
})

afterEach(async () => {
  await Promise.all([sandbox.close(), pads.close()])
})

const sync = (...more: string[]) => scsSprint(['sync', ...config, ...more], env)
const hygiene = (...more: string[]) => scsSprint(['hygiene', ...config, ...more], env)
const agenda = (...more: string[]) => scsSprint(['agenda', ...config, '--team', 'iaas', '--date', '2023-01-25', ...more], env)
const minutes = (...more: string[]) =>
  scsSprint(['minutes', ...config, '--team', 'iaas', '--date', '2023-01-18', '--pad', join(folder, 'pad.md'), ...more], env)

/** What was written to GitHub, as operations. */
const writes = () => sandbox.requests.map(({ operation }) => operation).filter((name) => !/^(?:GET|HEAD|query) ?|access_tokens$/.test(name))
const fails = (fault: Fault, match = 'query BoardPage') => sandbox.faults.add(fault, { match, times: 1000 })
/** The mark of minutes that rest on the full board. */
const WHOLE = 'scs-sprint:section about-whole'
const BRANCH = 'minutes/iaas-2023-01-18'
const git = () => sandbox.world.repositories.get('scs/minutes')?.git
const published = () =>
  String(
    git()
      ?.commits.get(git()?.branches.get(BRANCH) ?? '')
      ?.files.get('iaas/20230118.md') ?? '',
  )
const committed = () => [...(sandbox.world.repositories.get('scs/minutes')?.pulls.values() ?? [])]

const denied: Fault = { kind: 'status', status: 403, json: { message: 'Resource not accessible by integration' } }
/** 200 with nothing but errors, as GitHub answers what it gives up. */
const overloaded: Fault = {
  kind: 'status',
  status: 200,
  json: { data: null, errors: [{ message: 'Something went wrong while executing your query.' }] },
}
const limited: Fault = {
  kind: 'partial',
  at: ['organization', 'projectV2'],
  type: 'RESOURCE_LIMITS_EXCEEDED',
  message: 'Resource limits for this query exceeded.',
}
const ways: readonly [string, () => void, number, RegExp][] = [
  ['GitHub gives the query up', () => fails(overloaded), 3, /Something went wrong while executing your query/],
  ['a resource limit takes the whole board', () => fails(limited), 3, /Resource limits for this query exceeded/],
  ['the permission is gone', () => fails(denied), 1, /GitHub denies access: Resource not accessible by integration/],
  [
    'the installation has not accepted the permission',
    () => {
      for (const installation of sandbox.world.installations) {
        const { organization_projects: _gone, ...permissions } = installation.permissions
        Object.assign(installation, { permissions })
      }
    },
    1,
    /The permissions requested are not granted to this installation/,
  ],
  [
    'the Status field was renamed',
    () => {
      for (const board of sandbox.world.boards.values()) for (const field of board.fields) if (field.name === 'Status') field.name = 'State'
    },
    1,
    /expected a field "Status", found no field of that name/,
  ],
]

describe.each(ways)('%s', (_name, breakIt, code, told) => {
  test('minutes are created without the board, and say so in the file and on stderr', async () => {
    breakIt()
    const made = await minutes('--out', join(folder, 'minutes.md'))
    sandbox.faults.clear()
    const text = readFileSync(join(folder, 'minutes.md'), 'utf8')
    expect(text).toContain('\nNo board was read for these minutes.\n')
    expect(text).toContain('- @fkr: write it down')
    expect(made.err).toMatch(told)
    expect(made.err).toContain('No board was read')
  })

  test('an old snapshot leads to no writes, neither on epics nor to the pad', async () => {
    await sync()
    const before = writes().length
    breakIt()
    const looked = await hygiene('--apply')
    const prepared = await agenda('--apply')
    sandbox.faults.clear()
    expect([looked.code, prepared.code]).toEqual([code, code])
    for (const { err } of [looked, prepared]) {
      expect(err).toContain('Nothing was written: the board could not be read.')
      expect(err).toMatch(told)
    }
    expect(writes().slice(before)).toEqual([])
    expect(pads.requests).toEqual([])
  })
})

test('without --apply, an old snapshot is shown with its age and the reason', async () => {
  await sync()
  fails(overloaded)
  env.SPRINT_NOW = '2023-01-20T12:00:00Z'
  const { code, out, err } = await hygiene()
  expect(code).toBe(0)
  expect(out).toContain('status-contradicts-state')
  expect(err).toContain('Using the newest saved snapshot, 2 days old. GitHub failed to process the request')
})

test('an agenda for a pad is never created from a saved board', async () => {
  await sync('--out', join(folder, 'board.json'))
  expect(await agenda('--apply', '--board', join(folder, 'board.json'))).toMatchObject({ code: 2, out: '' })
  expect(pads.requests).toEqual([])
})

test('a saved snapshot dated next year is not the newest one', async () => {
  await sync()
  const store = createJsonSnapshotStore(join(folder, 'data'), {
    log: { info: () => {}, warn: () => {} },
    clock: { now: () => new Date('2024-01-18T13:00:00Z') },
  })
  const future = await store.latest({ owner: 'scs', number: 6 })
  if (future === null) throw new Error('Nothing was kept.')
  await store.keep({ ...future, takenAt: future.takenAt.replace('2023', '2024'), items: [], epics: [] })
  env.SPRINT_NOW = '2023-01-20T12:00:00Z'
  fails(overloaded)
  const { out, err } = await hygiene()
  expect(err).toContain('Using the newest saved snapshot, 2 days old')
  expect(out).toContain('status-contradicts-state')
})

/** Each query of a sync, and one place in its answer. */
const queries: readonly [string, readonly (string | number)[]][] = [
  ['Features', ['issue']],
  ['BoardPage', ['organization', 'projectV2', 'items', 'nodes', 1]],
  ['Extras', ['nodes', 0]],
  ['Pulls', ['nodes', 0]],
  ['OtherCards', ['nodes', 0]],
  ['EpicLinks', ['nodes', 0]],
  ['Issues', ['nodes', 0]],
  ['OlderEvents', ['older0']],
]
const holes = queries.flatMap(([query, at]) => [
  {
    query,
    kind: 'a resource limit',
    code: 3,
    fault: { kind: 'partial', at, type: 'RESOURCE_LIMITS_EXCEEDED', message: 'Resource limits for this query exceeded.' } as Fault,
  },
  {
    query,
    kind: 'a denial',
    code: 1,
    fault: { kind: 'partial', at, type: 'FORBIDDEN', message: 'Resource not accessible by integration' } as Fault,
  },
])

/** The same queries, failing as a whole: what was read beside them is kept, and known to be incomplete. */
const outages: readonly (readonly [string, Fault])[] = [
  ['502', { kind: 'status', status: 502, json: { message: 'Bad gateway' } }],
  ['nothing but errors', overloaded],
]
const small = ['Features', 'Extras', 'Pulls', 'OtherCards', 'OlderEvents'].flatMap((query) =>
  outages.map(([kind, fault]) => ({ query, kind, fault })),
)
test.each(small)('$query returns $kind: the cards are there, nothing is checked, nothing is written', async ({ query, fault }) => {
  busyBots()
  fails(fault, `query ${query}`)
  const board = join(folder, 'board.json')
  const synced = await sync('--out', board)
  expect(sandbox.requests.some(({ operation }) => operation === `query ${query}`)).toBe(true)
  const snapshot = JSON.parse(readFileSync(board, 'utf8')) as Snapshot
  expect([synced.code, snapshot.complete, snapshot.counts.items]).toEqual([0, false, 7])
  expect(synced.out).toContain('This snapshot is incomplete')
  const looked = await hygiene('--apply')
  expect([looked.code, looked.err, writes()]).toEqual([3, expect.stringContaining('could not be read completely'), []])
})

function busyBots(): void {
  const story = thingAt(sandbox.world, 'scs/issues#3')
  for (let count = 0; count < 25; count += 1)
    addComment(sandbox.world, story, accountOf(sandbox.world, 'renovate[bot]'), 'Any news?', `2023-01-17T10:${10 + count}:00Z`)
}

describe.each(holes)('$query returns $kind', ({ query, fault, code }) => {
  test('the snapshot says what is missing, nothing depends on it, and the next run with the full board updates the minutes', async () => {
    busyBots()
    fails(fault, `query ${query}`)
    const board = join(folder, 'board.json')
    const synced = await sync('--out', board)
    expect(sandbox.requests.some(({ operation }) => operation === `query ${query}`)).toBe(true)
    const snapshot = JSON.parse(readFileSync(board, 'utf8')) as Snapshot
    expect([synced.code, snapshot.complete, snapshot.gaps?.some((gap) => gap.denied)]).toEqual([0, false, code === 1])
    expect(synced.out).toContain('This snapshot is incomplete')

    const looked = await hygiene('--apply')
    expect([looked.code, writes()]).toEqual([code, []])
    expect(looked.err).toContain('Nothing was written: the board could not be read completely.')
    expect((await agenda('--apply')).code).toBe(code)
    expect(pads.requests).toEqual([])

    const made = await minutes('--apply')
    expect([made.code, committed().length]).toEqual([0, 1])
    const isActivity = query === 'Pulls' || query === 'OlderEvents'
    expect(made.err).toContain(isActivity ? 'so epics were not checked' : 'so it was not used')
    const after = writes().length
    sandbox.faults.clear()
    expect(published()).not.toContain(WHOLE)
    expect((await minutes('--apply')).code).toBe(0)
    expect(writes().slice(after)).toContain('mutation MinutesCommit')
    expect(published()).toContain(WHOLE)
    const last = writes().length
    expect((await minutes('--apply')).err).toContain('Nothing to write.')
    expect(writes().slice(last)).toEqual([])
  })
})

test('a partial response that is complete on retry leaves no trace', async () => {
  sandbox.faults.add(holes[2]?.fault as Fault, { match: 'query BoardPage' })
  const board = join(folder, 'board.json')
  await sync('--out', board)
  expect(JSON.parse(readFileSync(board, 'utf8'))).toMatchObject({ complete: true })
})

test('the full board updates minutes that were made without parts of it, and keeps what people typed there', async () => {
  const fault = (holes.find(({ query, kind }) => query === 'BoardPage' && kind === 'a denial') ?? holes[0])?.fault as Fault
  fails(fault)
  await minutes('--apply')
  expect(published()).toContain('could not be read completely')
  const typed = published().replace('write it down', 'write it down *today*').replace(/\n## /, '\n- @garloff joined late\n\n## ')
  await sandbox.edit('fkr').push('scs/minutes', BRANCH, 'Mine', { 'iaas/20230118.md': typed })
  // Less is read than before: no better minutes come of that.
  sandbox.faults.clear()
  fails(holes.find(({ query }) => query === 'Pulls')?.fault as Fault, 'query Pulls')
  const partly = await minutes('--apply')
  expect([partly.err, published()]).toEqual([expect.stringContaining('That alone is not committed'), typed])
  sandbox.faults.clear()
  expect((await minutes('--apply')).code).toBe(0)
  for (const text of [WHOLE, 'write it down *today*', '- @garloff joined late', 'scs/issues#1']) expect(published()).toContain(text)
  expect(published()).not.toContain('could not be read completely')
})

test('minutes created with the board stay unchanged while it cannot be read', async () => {
  await minutes('--apply')
  const before = writes().length
  fails(overloaded)
  renameSync(join(folder, 'data'), join(folder, 'gone'))
  const { code, err } = await minutes('--apply')
  expect([code, writes().slice(before)]).toEqual([0, []])
  expect(err).toContain('They stay unchanged until the next run.')
})
