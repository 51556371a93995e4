/** What else becomes of a pull request with minutes: merged and corrected, moved, refused by a rule of the repository, closed. */
import { afterEach, expect, test } from 'vitest'
import { aPullWorld, BRANCH, PATH, type PullWorld, type PullWorldOptions } from './pull-world.ts'

const PAD = `# 2023-01-18

## Participants

- @fkr
- @o-otte

## Agenda

- the migration is done
- the network is slow
- the release is planned
- nothing else
`
const CORRECTIONS = `${BRANCH}-corrections`
let world: PullWorld
afterEach(() => world.close())

async function opened(options: Partial<PullWorldOptions> = {}): Promise<void> {
  world = await aPullWorld({ pad: PAD, ...options })
  await world.lookAt('2023-01-18T10:20:00Z')
}
const ref = () => `scs/minutes#${world.pull().number}`
const pulls = () => [...world.repository().pulls.values()].map(({ head, state, title }) => ({ head, state, title }))
const branches = () => [...world.repository().git.branches.keys()].sort()
const SIGNED = 'Correct it\n\nSigned-off-by: O <o@example.org>'

async function mergedAndChanged(method: 'merge' | 'squash'): Promise<void> {
  await opened()
  await world.edit(['the network is slow', 'the network is slow at night'])
  await world.sandbox.edit('o-otte').mergePull(ref(), method)
  await world.sandbox.edit('o-otte').deleteBranch('scs/minutes', BRANCH)
  world.pads.edit('iaas', PAD.replace('nothing else', 'the docs are missing, see #4711'), '2023-01-18T11:00:00.000Z')
  await world.lookAt('2023-01-18T12:30:00Z')
}

test.each(['merge', 'squash'] as const)(
  'what changed in the pad after the %s is a new pull request that shows only that',
  async (method) => {
    await mergedAndChanged(method)
    expect(pulls()).toEqual([
      { head: BRANCH, state: 'MERGED', title: `Add ${PATH}` },
      { head: CORRECTIONS, state: 'OPEN', title: `Update ${PATH}` },
    ])
    const changed = world
      .text(CORRECTIONS)
      .split('\n')
      .filter((line) => !world.text('main').split('\n').includes(line))
    expect(changed).toEqual(['- the docs are missing, see #4711'])
    expect(world.text(CORRECTIONS)).toContain('the network is slow at night')
    expect(world.pull().body).toContain('**Corrections to the minutes that https://github.com/scs/minutes/pull/1 merged**')
    expect(world.pull().threads.map(({ originalLine }) => world.text(CORRECTIONS).split('\n')[originalLine - 1])).toEqual(changed)
  },
)

test('the next run adds nothing to the corrections; more changes of the pad do', async () => {
  await mergedAndChanged('merge')
  world.writes()
  await world.ask('/minutes refresh')
  expect(world.writes().filter((write) => !/reactions|comments/.test(write))).toEqual([])
  world.pads.edit('iaas', PAD.replace('nothing else', 'the docs are missing, see scs/issues#4711'), '2023-01-18T12:40:00.000Z')
  await world.lookAt('2023-01-19T08:30:00Z')
  expect(world.text(CORRECTIONS)).toContain('- the docs are missing, see [scs/issues#4711]')
  expect(world.pull().threads.map(({ isResolved }) => isResolved)).toEqual([true])
})

test('merged corrections are corrected once more in a pull request of their own; closed ones are left alone', async () => {
  await mergedAndChanged('squash')
  await world.sandbox.edit('o-otte').mergePull(ref(), 'squash')
  world.pads.edit('iaas', PAD.replace('nothing else', 'the docs are complete now'), '2023-01-18T13:00:00.000Z')
  await world.lookAt('2023-01-19T08:30:00Z')
  expect(pulls().map(({ head, state }) => [head, state])).toContainEqual([`${CORRECTIONS}-2`, 'OPEN'])
  await world.sandbox.edit('o-otte').close(ref())
  world.pads.edit('iaas', PAD.replace('nothing else', 'the docs are complete and read'), '2023-01-19T08:40:00.000Z')
  world.writes()
  await world.lookAt('2023-01-19T08:50:00Z')
  expect(world.writes()).toEqual([])
})

test('a pad that holds another text after the merge corrects nothing', async () => {
  await opened()
  await world.sandbox.edit('o-otte').mergePull(ref())
  world.pads.edit('iaas', '# 2023-01-18\n\n## Participants\n\n- @fkr\n\n## Agenda\n\n- all new\n', '2023-01-18T11:00:00.000Z')
  world.writes()
  await world.lookAt('2023-01-18T12:30:00Z')
  expect(world.writes()).toEqual([])
})

test('what is declared off the record later goes, and is quoted nowhere', async () => {
  const secrets = ['the salaries of the team are frozen', 'one person leaves in March', 'the office in Bonn closes']
  const section = (heading: string) => `${PAD}\n${heading}\n\n${secrets.map((line) => `- ${line}\n`).join('')}`
  await opened({ pad: section('## Personnel') })
  expect(secrets.every((line) => world.text().includes(line))).toBe(true)
  world.pads.edit('iaas', section('## Personnel (off the record)').replace('- nothing else\n', ''), '2023-01-18T11:00:00.000Z')
  await world.lookAt('2023-01-18T12:30:00Z')
  const said = [world.text(), ...world.pull().comments.map(({ body }) => body), world.pull().body].join('\n')
  expect(secrets.filter((line) => said.includes(line))).toEqual([])
  // What the pad lost beside it stays.
  expect(world.text()).toContain('- nothing else')
})

test('a board that goes on after the merge corrects nothing', async () => {
  const story = 'scs/issues#2'
  const config = 'board: { owner: scs, number: 6, status: { backlog: [Backlog, Refined], active: [Doing], done: [Done] } }\n'
  await opened({ config, pad: PAD.replace('nothing else', `${story} is next`) })
  expect(world.text()).toContain('(board: ')
  await world.sandbox.edit('o-otte').mergePull(ref())
  await world.sandbox.edit('fkr').unassign('scs/issues#1', 'fkr')
  await world.sandbox.edit('fkr').close(story)
  for (const time of ['2023-01-18T12:30:00Z', '2023-01-19T00:30:00Z', '2023-01-19T08:30:00Z']) await world.lookAt(time)
  expect(pulls()).toMatchObject([{ head: BRANCH, state: 'MERGED' }])
})

test('a file that a person moved on the branch is followed there', async () => {
  await opened()
  const moved = 'iaas/20230118-review.md'
  await world.sandbox
    .edit('o-otte')
    .push('scs/minutes', BRANCH, SIGNED, { [PATH]: null, [moved]: world.text().replace('is slow', 'is fast') })
  world.pads.edit('iaas', PAD.replace('nothing else', 'something else'), '2023-01-18T11:00:00.000Z')
  await world.lookAt('2023-01-18T12:30:00Z')
  const { git } = world.repository()
  const files = git.commits.get(git.branches.get(BRANCH) ?? '')?.files
  expect(files?.get(PATH)).toBeUndefined()
  expect(files?.get(moved)?.toString('utf8')).toContain('- the network is fast\n- the release is planned\n- something else\n')
  world.writes()
  await world.ask('/minutes refresh')
  expect(world.writes().filter((write) => !/reactions|comments/.test(write))).toEqual([])
})

test('/minutes rename moves the file, with the date of its heading, and later runs follow', async () => {
  await opened()
  expect(await world.ask('/minutes rename iaas/20230117.md')).toEqual({ signs: ['+1'], answer: '' })
  const { git } = world.repository()
  const at = (path: string) =>
    git.commits
      .get(git.branches.get(BRANCH) ?? '')
      ?.files.get(path)
      ?.toString('utf8')
  expect(at(PATH)).toBeUndefined()
  expect(at('iaas/20230117.md')).toMatch(/^# 2023-01-17\n/)
  expect(world.pull().title).toBe('Add iaas/20230117.md')
  world.pads.edit('iaas', PAD.replace('nothing else', 'something else'), '2023-01-18T11:00:00.000Z')
  await world.lookAt('2023-01-18T12:30:00Z')
  expect(at('iaas/20230117.md')).toMatch(/^# 2023-01-17\n[\s\S]*- something else\n/)
  expect(at(PATH)).toBeUndefined()
})

test.each([
  ['', 'Expected a path, found none.'],
  ['../secrets.md', 'Expected a path inside the repository'],
  ['.github/workflows/x.md', 'Expected a folder for minutes'],
  ['iaas/20230117.txt', 'Expected a path that ends in `.md`'],
  ['iaas/20230111.md', 'There is already a file at `iaas/20230111.md`.'],
  [PATH, `The file is at \`${PATH}\` already.`],
])('/minutes rename %s is refused with the reason', async (path, answer) => {
  await opened()
  const before = world.repository().git.branches.get(BRANCH)
  expect((await world.ask(`/minutes rename ${path}`)).answer).toContain(answer)
  expect(world.repository().git.branches.get(BRANCH)).toBe(before)
})

test('a rule that protects the branches of minutes leaves no empty branch behind, and is told', async () => {
  await opened({
    prepare: ({ world: { repositories } }) => {
      const git = repositories.get('scs/minutes')?.git
      git?.protectedBranches.add(BRANCH)
    },
  })
  expect(branches().filter((name) => name.startsWith('minutes/iaas'))).toEqual([])
  const issue = [...world.repository().issues.values()][0]
  expect(issue?.body).toMatch(/found a rule that protects it\. Exclude branches that begin with .*minutes\/.* from the rule\./)
})

test('a closed pull request and a deleted branch are left alone', async () => {
  await opened()
  await world.sandbox.edit('o-otte').deleteBranch('scs/minutes', BRANCH)
  expect(world.pull().state).toBe('CLOSED')
  world.pads.edit('iaas', PAD.replace('nothing else', 'something else'), '2023-01-18T11:00:00.000Z')
  world.writes()
  await world.lookAt('2023-01-18T12:30:00Z')
  expect(world.writes()).toEqual([])
  expect(branches()).not.toContain(BRANCH)
})

test('a template with a syntax error gives way to the built-in one, and the description says so, the same at each run', async () => {
  await opened({
    prepare: (sandbox) => {
      const fkr = sandbox.world.accounts.get('fkr')
      const minutes = sandbox.world.repositories.get('scs/minutes')
      if (!fkr || !minutes) throw new Error('The world lacks @fkr, or the repository of minutes.')
      sandbox.actions.push(minutes, 'main', fkr, 'Have our own words', {
        'templates/iaas/minutes/summary.hbs': 'Summary {{#if actions}}\n',
      })
    },
  })
  expect(world.text()).toContain('- the migration is done')
  expect(world.pull().body).toContain('**Templates that could not be used; the built-in ones stand in their place:**')
  expect(world.pull().body).toMatch(/minutes\/summary.*found: Parse error/)
  world.writes()
  await world.lookAt('2023-01-18T12:30:00Z')
  expect(world.writes()).toEqual([])
})
