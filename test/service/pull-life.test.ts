/** The life of a pull request with minutes: its people and labels, draft, updates, clearance, merge, reminder. */
import { afterEach, expect, test } from 'vitest'
import type { Sandbox } from '../sandbox/github.ts'
import { aPullWorld, BRANCH, type PullWorld, type PullWorldOptions } from './pull-world.ts'

const PAD = `# 2023-01-18

## Participants

- @fkr
- @o-otte

## Presenter

- Who is presenting in weekly community call and transforming the pad content to minutes in GitHub?
  - @fkr

## Agenda

- the migration is done
`
let world: PullWorld
afterEach(() => world.close())

async function opened(options: Partial<PullWorldOptions> = {}): Promise<void> {
  world = await aPullWorld({ pad: PAD, ...options })
  await world.lookAt('2023-01-18T10:20:00Z')
}
/** Keys of `minutes` in sprint.yml. */
function configured(keys: string, options: Partial<PullWorldOptions> = {}): Promise<void> {
  return opened({ minutes: keys, ...options })
}
const ref = () => `scs/minutes#${world.pull().number}`
const state = () => ({ state: world.pull().state, isDraft: world.pull().isDraft })

test('presenter, a team and a person are asked for a review, and labels are set', async () => {
  await configured('labels: [minutes], reviewers: [presenter, garloff, scs/iaas]', {
    prepare: ({ world: { repositories } }) => repositories.get('scs/minutes')?.teams.push('iaas'),
  })
  expect(world.pull().requestedReviewers.map(({ login }) => login)).toEqual(['fkr', 'garloff'])
  expect(world.pull().requestedTeams).toEqual(['iaas'])
  expect(world.pull().labels.map(({ name }) => name)).toEqual(['minutes'])
  world.writes()
  await world.lookAt('2023-01-18T12:30:00Z')
  expect(world.writes()).toEqual([])
})

test('somebody without access is named in the description, the others are asked, and nobody is asked twice', async () => {
  await configured('reviewers: [stranger, presenter, scs/nobody]')
  expect(world.pull().requestedReviewers.map(({ login }) => login)).toEqual(['fkr'])
  expect(world.pull().body).toMatch(/^Could not be asked for a review: `@stranger`, `team nobody`\. .* <!-- scs-sprint:not-asked v1 -->$/m)
  world.writes()
  await world.lookAt('2023-01-18T12:30:00Z')
  expect(world.writes()).toEqual([])
  await world.edit(['- the migration is done', '- the migration is done, see #4711'])
  await world.ask('/minutes refresh')
  expect(world.pull().body).toContain('Could not be asked for a review: `@stranger`')
})

test('a label and a reviewer that a person took away stay away', async () => {
  await configured('labels: [minutes], reviewers: [presenter]')
  await world.sandbox.edit('o-otte').unlabel(ref(), 'minutes')
  world.pull().requestedReviewers = []
  world.writes()
  await world.lookAt('2023-01-18T12:30:00Z')
  expect(world.writes()).toEqual([])
})

test('while people type it is a draft; when they have stopped it is ready, and reviewers are asked', async () => {
  await configured('reviewers: [presenter]', { editedAt: '2023-01-18T10:15:00.000Z' })
  expect(state()).toEqual({ state: 'OPEN', isDraft: true })
  expect(world.pull().body).toContain('Draft: people were still typing in the pad.')
  expect(world.pull().requestedReviewers).toEqual([])
  await world.lookAt('2023-01-18T12:30:00Z')
  expect(state()).toEqual({ state: 'OPEN', isDraft: false })
  expect(world.pull().body).not.toContain('scs-sprint:draft')
  expect(world.pull().requestedReviewers.map(({ login }) => login)).toEqual(['fkr'])
})

test('a draft that a person made stays a draft', async () => {
  await opened()
  await world.sandbox.edit('o-otte').markReady(ref(), false)
  await world.lookAt('2023-01-18T12:30:00Z')
  expect(state()).toEqual({ state: 'OPEN', isDraft: true })
})

test('a branch that must be up to date is brought up to date by a merge, and keeps its commits', async () => {
  await configured('remindAfterDays: 7', {
    prepare: ({ world: { repositories } }) => void repositories.get('scs/minutes')?.strictBranches.add('main'),
  })
  const { git } = world.repository()
  const before = git.branches.get(BRANCH) ?? ''
  git.protectedBranches.clear()
  await world.sandbox.edit('fkr').push('scs/minutes', 'main', 'Something else', { 'other.md': 'x\n' })
  await world.lookAt('2023-01-19T08:10:00Z')
  const head = git.commits.get(git.branches.get(BRANCH) ?? '')
  expect(head?.parents).toEqual([before, git.branches.get('main')])
  expect(head?.message).toBe(`Merge branch 'main' into ${BRANCH}`)
  expect(world.text()).toContain('the migration is done')
})

test('it is brought up to date before its review, which GitHub names instead, once a day at most', async () => {
  await configured('remindAfterDays: 7', {
    prepare: ({ world: { repositories } }) => {
      repositories.get('scs/minutes')?.strictBranches.add('main')
      repositories.get('scs/minutes')?.reviewedBranches.add('main')
    },
  })
  const { git } = world.repository()
  git.protectedBranches.clear()
  await world.sandbox.edit('fkr').push('scs/minutes', 'main', 'Something else', { 'other.md': 'x\n' })
  const before = git.branches.get(BRANCH)
  await world.lookAt('2023-01-19T08:10:00Z')
  expect(git.branches.get(BRANCH)).toBe(before)
  await world.lookAt('2023-01-20T08:10:00Z')
  expect(git.commits.get(git.branches.get(BRANCH) ?? '')?.parents).toEqual([before, git.branches.get('main')])
  const updated = git.branches.get(BRANCH)
  await world.sandbox.edit('fkr').push('scs/minutes', 'main', 'Something more', { 'more.md': 'x\n' })
  await world.lookAt('2023-01-20T09:10:00Z')
  expect(git.branches.get(BRANCH)).toBe(updated)
  expect(world.warnings).toEqual([])
})

test.each([
  ['demands nothing', () => {}],
  ['demands a review only', (sandbox: Sandbox) => void sandbox.world.repositories.get('scs/minutes')?.reviewedBranches.add('main')],
])('where the repository %s, the branch is left as it is', async (_, prepare) => {
  await configured('remindAfterDays: 7', { prepare })
  const before = world.repository().git.branches.get(BRANCH)
  await world.sandbox.edit('fkr').push('scs/minutes', 'main', 'Something else', { 'other.md': 'x\n' })
  await world.lookAt('2023-01-19T08:10:00Z')
  expect(world.repository().git.branches.get(BRANCH)).toBe(before)
})

test('answered minutes are merged a day after the last commit, at the next full hour', async () => {
  await configured('merge: when-answered')
  await world.lookAt('2023-01-19T10:05:00Z')
  expect(state().state).toBe('OPEN')
  await world.lookAt('2023-01-19T11:05:00Z')
  expect(state().state).toBe('MERGED')
  expect(world.text('main')).toContain('the migration is done')
})

test('where merge commits are not allowed, it is squashed', async () => {
  await configured('merge: when-answered, mergeAfterHours: 0', {
    prepare: ({ world: { repositories } }) => repositories.get('scs/minutes')?.mergeMethods.shift(),
  })
  await world.lookAt('2023-01-18T11:05:00Z')
  expect(state().state).toBe('MERGED')
})

test('minutes with an open question are not merged; once it is answered they are', async () => {
  await configured('merge: when-answered, mergeAfterHours: 1', { pad: PAD.replace('is done', 'waits for #4711') })
  await world.lookAt('2023-01-18T14:05:00Z')
  expect(state().state).toBe('OPEN')
  const [thread] = world.pull().threads
  if (!thread) throw new Error('Nothing was asked.')
  await world.sandbox.edit('o-otte').resolveThread(thread)
  await world.lookAt('2023-01-19T08:30:00Z')
  await world.lookAt('2023-01-19T10:05:00Z')
  expect(state().state).toBe('MERGED')
})

test('while somebody requests changes nothing is merged, also where the repository demands no review', async () => {
  await configured('merge: when-answered, mergeAfterHours: 1')
  await world.sandbox.edit('o-otte').review(ref(), 'changes_requested', 'We decided otherwise.')
  await world.sandbox.edit('o-otte').review(ref(), 'commented', 'And that, too.')
  await world.lookAt('2023-01-18T14:05:00Z')
  expect(state().state).toBe('OPEN')
  await world.sandbox.edit('o-otte').review(ref(), 'approved')
  await world.lookAt('2023-01-18T15:05:00Z')
  expect(state().state).toBe('MERGED')
})

test('clearance: the description says until when, and it is merged on the day after', async () => {
  await configured('merge: when-answered, mergeAfterHours: 1, clearance: 3')
  expect(world.pull().body).toContain('**These minutes wait for approval until 2023-01-21.**')
  await world.lookAt('2023-01-18T12:30:00Z')
  await world.lookAt('2023-01-21T20:05:00Z')
  expect(state().state).toBe('OPEN')
  await world.lookAt('2023-01-22T01:05:00Z')
  expect(state().state).toBe('MERGED')
})

test('clearance by a label: it is set, and its removal lets them be merged', async () => {
  await configured('merge: when-answered, mergeAfterHours: 1, clearance: needs approval')
  expect(world.pull().labels.map(({ name }) => name)).toEqual(['needs approval'])
  await world.lookAt('2023-01-18T14:05:00Z')
  expect(state().state).toBe('OPEN')
  await world.sandbox.edit('fkr').unlabel(ref(), 'needs approval')
  await world.lookAt('2023-01-18T15:05:00Z')
  expect(state().state).toBe('MERGED')
})

test.each(['merges', 'closes'])(
  'the label that says they wait is taken away when a person %s them nevertheless, and no other label',
  async (deed) => {
    await configured('labels: [minutes], clearance: needs approval')
    expect(world.pull().labels.map(({ name }) => name)).toEqual(['minutes', 'needs approval'])
    world.repository().git.protectedBranches.clear()
    if (deed === 'merges') await world.sandbox.edit('fkr').mergePull(ref())
    else await world.sandbox.edit('fkr').close(ref())
    await world.lookAt('2023-01-19T08:10:00Z')
    expect(world.pull().labels.map(({ name }) => name)).toEqual(['minutes'])
    world.writes()
    await world.lookAt('2023-01-20T08:10:00Z')
    expect(world.writes().filter((write) => write.startsWith('DELETE'))).toEqual([])
  },
)

test('a label that a person set stays, also where the app had set it before', async () => {
  await configured('clearance: needs approval')
  await world.sandbox.edit('fkr').unlabel(ref(), 'needs approval')
  await world.sandbox.edit('fkr').label(ref(), 'needs approval')
  world.repository().git.protectedBranches.clear()
  await world.sandbox.edit('fkr').mergePull(ref())
  await world.lookAt('2023-01-19T08:10:00Z')
  expect(world.pull().labels.map(({ name }) => name)).toEqual(['needs approval'])
})

test('who set a label is looked up for a week after minutes were closed, and not with every look for good', async () => {
  await configured('clearance: needs approval')
  await world.sandbox.edit('fkr').unlabel(ref(), 'needs approval')
  await world.sandbox.edit('fkr').label(ref(), 'needs approval')
  await world.sandbox.edit('fkr').close(ref())
  const lookUps = async (time: string) => {
    const from = world.sandbox.requests.length
    await world.lookAt(time)
    return world.sandbox.requests.slice(from).filter(({ operation }) => operation?.includes('LabelHistory')).length
  }
  expect(await lookUps('2023-01-19T08:10:00Z')).toBe(1)
  expect(await lookUps('2023-01-26T08:10:00Z')).toBe(0)
})

test('closed pull requests of others with the label do not keep it on minutes', async () => {
  await configured('clearance: needs approval')
  for (let index = 0; index < 60; index++) {
    const head = `theirs-${index}`
    const other = await world.sandbox
      .edit('stranger')
      .openPull('scs/minutes', { title: 'x', body: '', head, base: 'main', fork: 'stranger/minutes' })
    await world.sandbox.edit('fkr').label(`scs/minutes#${other.number}`, 'needs approval')
    await world.sandbox.edit('fkr').close(`scs/minutes#${other.number}`)
  }
  const minutes = world.pull()
  await world.lookAt('2023-01-18T15:05:00Z')
  await world.sandbox.edit('fkr').close(ref())
  await world.lookAt('2023-01-19T08:10:00Z')
  expect(minutes.labels).toEqual([])
})

test('after a week its person is reminded, on a working day, once', async () => {
  await configured('remindAfterDays: 7')
  await world.lookAt('2023-01-24T08:10:00Z')
  const reminders = () => world.pull().comments.filter(({ body }) => body.startsWith('<!-- scs-sprint:reminder'))
  expect(reminders()).toEqual([])
  await world.lookAt('2023-01-26T08:10:00Z')
  await world.lookAt('2023-01-27T08:10:00Z')
  expect(reminders().map(({ body }) => body.split('\n')[1])).toEqual([
    '@fkr: These minutes have waited for 7 days. All questions are answered. Please review and merge, or close this pull request.',
  ])
})

test('a pull request of somebody else, and one from a fork with a branch of the same name, are left alone', async () => {
  await configured('remindAfterDays: 7')
  const { git } = world.repository()
  const forked = await world.sandbox
    .edit('stranger')
    .openPull('scs/minutes', { title: 'x', body: '', head: BRANCH, base: 'main', fork: 'stranger/minutes' })
  git.branches.set(`pull/${forked.number}/head`, git.branches.get(BRANCH) ?? '')
  await world.lookAt('2023-01-27T08:10:00Z')
  expect(forked.comments).toEqual([])
})

test('the notes of the call say that minutes wait for approval, and until when', async () => {
  await configured('clearance: 3')
  await world.lookAt('2023-01-19T11:10:00Z')
  const { git } = world.repository()
  const notes = git.commits.get(git.branches.get('minutes/community-call-2023-01-19') ?? '')?.files.get('community-call/20230119.md')
  expect(notes?.toString('utf8')).toContain('Minutes: waiting for approval until 2023-01-21, see <https://github.com/scs/minutes/pull/1>')
})
