/** Minutes read from a repository: lists, many files in one request, and messages if it cannot be read. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createMinutesRepository } from '../../../../src/adapters/github/minutes/minutes-repository.ts'
import { createRepositoryArchive } from '../../../../src/adapters/github/minutes/repository-archive.ts'
import { TryAgainError, UserError } from '../../../../src/errors.ts'
import { type Sandbox, startSandbox } from '../../../sandbox/github.ts'
import { appAccessTo } from '../sandbox-access.ts'

const REPOSITORY = 'scs/minutes'
let sandbox: Sandbox

beforeEach(async () => {
  sandbox = await startSandbox({ world: 'test/sandbox/worlds/small.yml' })
})
afterEach(() => sandbox.close())

/** Reads are repeated as in production, without waiting in between. */
const access = () => appAccessTo(sandbox, { maxWaitSeconds: 0, retryUnitMs: 1, isLocal: false })
const clock = { now: () => new Date('2023-01-18T08:00:00Z') }
const archive = (branch = 'main', repository = REPOSITORY) => createRepositoryArchive(access(), repository, branch)

async function failure(task: Promise<unknown>): Promise<Error> {
  return task.then(
    () => {
      throw new Error('Nothing was refused.')
    },
    (error: Error) => error,
  )
}

test('files below a folder are listed and sorted; no folder means no files', async () => {
  expect(await archive().list('iaas')).toEqual(['iaas/20230104.md', 'iaas/20230111.md'])
  expect(await archive().list('')).toEqual(['.markdownlint.json', 'README.md', 'iaas/20230104.md', 'iaas/20230111.md'])
  expect(await archive().list('iaa')).toEqual([])
  expect(await archive('HEAD').list('iaas')).toHaveLength(2)
})

test('an archive shows one commit, asked for once; a commit that was listed is not listed again', async () => {
  const shared = access()
  const look = () => createRepositoryArchive(shared, REPOSITORY, 'main')
  const asked = (what: string) => sandbox.requests.filter(({ operation }) => operation.includes(what)).length
  const first = look()
  const lists = await Promise.all([first.list('iaas'), first.list(''), first.list('templates')])
  expect(lists.map(({ length }) => length)).toEqual([2, 4, 0])
  expect([asked('MinutesRef'), asked('git/trees')]).toEqual([1, 1])
  const before = await first.read('iaas/20230111.md')
  await sandbox.edit('fkr').push(REPOSITORY, 'main', 'Late', { 'iaas/20230111.md': '# Late\n', 'iaas/20230118.md': '# New\n' })
  expect([await first.read('iaas/20230111.md'), await first.list('iaas')]).toEqual([before, lists[0]])
  const second = look()
  expect(await second.list('iaas')).toEqual([...(lists[0] ?? []), 'iaas/20230118.md'])
  expect(await second.read('iaas/20230111.md')).toBe('# Late\n')
  expect(await second.mark('iaas/20230111.md')).not.toBe(await first.mark('iaas/20230111.md'))
  await look().list('iaas')
  expect([asked('MinutesRef'), asked('git/trees')]).toEqual([3, 2])
})

test('a list that failed is asked for again', async () => {
  sandbox.faults.add({ kind: 'status', status: 404, json: { message: 'Not Found' } }, { match: 'git/trees', times: 1 })
  const ours = archive()
  await expect(ours.list('iaas')).rejects.toThrow(UserError)
  expect(await ours.list('iaas')).toHaveLength(2)
})

test('a file is read completely, with umlauts; anything else is no file', async () => {
  await sandbox.edit('fkr').push(REPOSITORY, 'main-2', 'Umlauts', { 'iaas/ü.md': 'Größe 日本 👪\n' })
  expect(await archive('main-2').read('iaas/ü.md')).toBe('Größe 日本 👪\n')
  expect(await archive().read('iaas/20230111.md')).toBe('# 2023-01-11\n\n## Participants\n\n- @fkr\n')
  expect(await archive().read('iaas/20991231.md')).toBeNull()
  expect(await archive().read('iaas')).toBeNull()
})

test('several files are read in one request', async () => {
  const files = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`ops/${index}.md`, `# ${index}\n`]))
  await sandbox.edit('fkr').push(REPOSITORY, 'many', 'Many', files)
  const many = archive('many')
  const texts = await Promise.all(Object.keys(files).map((path) => many.read(path)))
  expect(texts).toEqual(Object.values(files))
  expect(sandbox.requests.filter(({ operation }) => operation === 'query MinutesFiles')).toHaveLength(2)
})

test('a missing branch is reported with the key to set', async () => {
  const error = await failure(archive('trunk').list('iaas'))
  expect(error).toBeInstanceOf(UserError)
  expect(error.message).toBe(
    'scs/minutes: expected the branch `trunk`, found none with that name. Set `minutes.branch` in sprint.yml to the branch that minutes are merged into.',
  )
})

test('a binary file is not minutes', async () => {
  await sandbox.edit('fkr').push(REPOSITORY, 'binary', 'Picture', { 'iaas/20230118.md': Buffer.from([0, 1, 2]) })
  expect((await failure(archive('binary').read('iaas/20230118.md'))).message).toMatch(
    /iaas\/20230118\.md: expected a text file, found a binary file/,
  )
})

test('a repository without the app is reported with where to install it', async () => {
  const error = await failure(archive('main', 'scs/elsewhere').list(''))
  expect(error).toBeInstanceOf(UserError)
  expect(error.message).toMatch(
    /^scs\/elsewhere, its files: expected .*http:\/\/localhost:\d+\/organizations\/scs\/settings\/installations/,
  )
})

test.each([
  ['a broken gateway', { kind: 'bad-gateway' } as const],
  ['a hand that is cut off', { kind: 'reset' } as const],
  ['an answer that ends in the middle', { kind: 'malformed' } as const],
  ['the hourly limit', { kind: 'rate-limited' } as const],
])(
  '%s says to try again',
  async (_what, fault) => {
    const minutes = createMinutesRepository(access(), REPOSITORY, clock)
    await minutes.head('main')
    sandbox.faults.add(fault, { match: 'query MinutesHead', times: 20 })
    expect(await failure(minutes.head('main'))).toBeInstanceOf(TryAgainError)
  },
  60_000,
)

test('a commit to a protected branch is rejected with the name of the rule', async () => {
  const minutes = createMinutesRepository(access(), REPOSITORY, clock)
  const head = await minutes.head('main')
  const commit = { branch: 'main', expectedHead: head ?? '', path: 'a.md', text: 'a\n', message: 'Add a.md' }
  expect((await failure(minutes.commitFile(commit))).message).toMatch(
    /found a rule that protects it\. Exclude branches that begin with `minutes\/` from/,
  )
})

test('a write whose response was lost is found, not repeated', async () => {
  const minutes = createMinutesRepository(access(), REPOSITORY, clock)
  const head = (await minutes.head('main')) ?? ''
  await minutes.createBranch('minutes/iaas-2023-01-18', head)
  sandbox.faults.add({ kind: 'lost-answer' }, { match: 'mutation MinutesCommit' })
  const commit = { branch: 'minutes/iaas-2023-01-18', expectedHead: head, path: 'a.md', text: 'a\n', message: 'Add a.md' }
  expect(await minutes.commitFile(commit)).toBe(await minutes.head('minutes/iaas-2023-01-18'))
  expect(sandbox.requests.filter(({ operation }) => operation === 'mutation MinutesCommit')).toHaveLength(1)
  expect(await minutes.readFile('a.md', 'minutes/iaas-2023-01-18')).toBe('a\n')
  expect(await minutes.commits('minutes/iaas-2023-01-18', 'main', 'a.md')).toMatchObject([
    { message: 'Add a.md', byApp: true, isMerge: false },
  ])
})

test('a pull request from a fork is none of the app’s, whatever its branch is called', async () => {
  const branch = 'minutes/iaas-2023-01-18'
  await sandbox.edit('fkr').push(REPOSITORY, branch, 'Add minutes', { 'iaas/20230118.md': '# 2023-01-18\n' })
  const minutes = createMinutesRepository(access(), REPOSITORY, clock)
  const { number, url } = await minutes.openPull({ branch, base: 'main', title: 'Add minutes', body: '', assignees: [] })
  const found = async () => [await minutes.pull(number), await minutes.pullOf(branch), ...(await minutes.openPulls())]
  expect((await found()).map((pull) => pull?.number)).toEqual([number, number, number])
  const shown = { number, title: 'Add minutes', body: '', state: 'open', merged_at: null, html_url: url }
  for (const repo of [{ full_name: 'stranger/minutes' }, null]) {
    const json = { ...shown, head: { ref: branch, repo }, base: { repo: { full_name: REPOSITORY } } }
    sandbox.faults.add({ kind: 'status', status: 200, json }, { match: '/pulls/{pull_number}' })
    sandbox.faults.add({ kind: 'status', status: 200, json: [json] }, { match: ({ operation }) => operation.endsWith('/pulls'), times: 2 })
    expect(await found()).toEqual([null, null])
  }
})
