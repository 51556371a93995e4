/** The minutes pull request on the sandbox: opened once, kept up to date, and never in people’s way. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createMinutesRepository } from '../../../src/adapters/github/minutes/minutes-repository.ts'
import { findTokens } from '../../../src/adapters/screening/secret-rules.ts'
import { createTemplates } from '../../../src/adapters/templates/templates.ts'
import { GITHUB_COM } from '../../../src/domain/github-web.ts'
import { TryAgainError, UserError } from '../../../src/errors.ts'
import type { MinutesInput } from '../../../src/minutes/compose/read-meeting.ts'
import type { ApplyPorts } from '../../../src/ports/app-ports.ts'
import type { MinutesRepository } from '../../../src/ports.ts'
import { applyPlan, describePlan } from '../../../src/usecases/apply-plan.ts'
import { composeFromPad } from '../../../src/usecases/minutes/compose-from-pad.ts'
import { planMinutesPullRequest } from '../../../src/usecases/minutes/plan-minutes-pull-request.ts'
import { planPullRequest } from '../../../src/usecases/minutes/plan-pull-request.ts'
import { createScreen } from '../../../src/usecases/minutes/screen-text.ts'
import type { Plan } from '../../../src/usecases/plan.ts'
import { accessTo, appAccessTo, plainAccessTo } from '../../adapters/github/sandbox-access.ts'
import { iaasTeam, minutesSettings } from '../../minutes/settings.ts'
import { type Sandbox, startSandbox } from '../../sandbox/github.ts'
import { thingAt } from '../../sandbox/model.ts'

const REPOSITORY = 'scs/minutes'
const BRANCH = 'minutes/iaas-2023-01-18'
const PATH = 'iaas/20230118.md'
const PULL = 'scs/minutes#1'
const FIRST = ['# 2023-01-18', '', '## Participants', '', '- @fkr', '', '## Agenda', '', '- one', '- two', '- three', ''].join('\n')

let sandbox: Sandbox
let minutes: MinutesRepository
let identity: { login: string; id: number }

beforeEach(async () => {
  sandbox = await startSandbox({ world: 'test/sandbox/worlds/small.yml' })
  identity = await inProduction().identity()
  minutes = createMinutesRepository(unpaced(), REPOSITORY, clock)
})
afterEach(() => sandbox.close())

const clock = { now: () => new Date('2023-01-18T11:15:00Z') }

/** As in production: tokens narrowed to the step, reads repeated, writes not. */
const inProduction = () => appAccessTo(sandbox, { maxWaitSeconds: 0, isLocal: false })

/** The same narrowed tokens in a client without pacing: waiting seconds between writes is not what is tested here. */
const unpaced = () => ({ ...plainAccessTo(sandbox), identity: async () => ({ ...identity, isApp: true }) })

const settings = { minutes: { github: GITHUB_COM, repository: REPOSITORY, branch: 'main', path: '{team}/{yyyymmdd}.md' } }
const planned = (text: string, body = 'Minutes.\n\n- [ ] line 3: `#7`: which repository?') =>
  planPullRequest({ minutes, identity }, { settings, team: 'iaas', date: '2023-01-18', path: PATH, text, body, assignees: ['o-otte'] })

function apply(plan: Plan) {
  const comments = {} as ApplyPorts['comments']
  return applyPlan(plan, { comments, minutes: async () => minutes, pause: async () => {}, record: async () => {} })
}
const publish = async (text: string, body?: string) => {
  const plan = await planned(text, body)
  await apply(plan)
  return plan
}
const kinds = ({ actions }: Plan) => actions.map(({ kind }) => kind)

const repository = () => {
  const found = sandbox.world.repositories.get(REPOSITORY)
  if (!found) throw new Error('The world has no repository of minutes.')
  return found
}
const headCommit = (branch = BRANCH) => {
  const { git } = repository()
  const commit = git.commits.get(git.branches.get(branch) ?? '')
  if (!commit) throw new Error(`There is no branch ${branch}.`)
  return commit
}
const onBranch = () => headCommit().files.get(PATH)?.toString('utf8')
const pull = () => {
  const found = thingAt(sandbox.world, PULL)
  if (found.kind !== 'PullRequest') throw new Error('It is an issue.')
  return found
}

test('the first run creates a branch, one verified and signed-off commit, and a pull request with its people', async () => {
  expect(kinds(await publish(FIRST))).toEqual(['commit-file', 'open-pull'])
  const commit = headCommit()
  expect(commit.message).toBe(
    `Add ${PATH}\n\nScs-Sprint: text\nSigned-off-by: scs-sprint[bot] <${identity.id}+scs-sprint[bot]@users.noreply.github.com>`,
  )
  expect(commit).toMatchObject({ verified: true, author: { account: { login: 'scs-sprint' } } })
  expect(commit.message).toContain(commit.author.email)
  expect(commit.parents).toEqual([repository().git.branches.get('main')])
  expect(onBranch()).toBe(FIRST)
  expect(pull()).toMatchObject({ title: `Add ${PATH}`, head: BRANCH, base: 'main', state: 'OPEN' })
  expect(pull().body).toContain('line 3: `#7`: which repository?')
  expect(pull().assignees.map(({ login }) => login)).toEqual(['o-otte'])
})

test('a dry run writes nothing and prints every write in full', async () => {
  const before = sandbox.requests.length
  const text = describePlan(await planned(FIRST))
  const since = sandbox.requests.slice(before)
  expect(since.filter(({ operation }) => /^(?:POST|PATCH|PUT|DELETE) (?!.*access_tokens)|^mutation/.test(operation))).toEqual([])
  expect(text).toContain(`1. commit-file ${REPOSITORY}:${BRANCH}:${PATH}`)
  expect(text).toContain('     | - three')
  expect(text).toContain(`   title: Add ${PATH}`)
})

test('of minutes that exist, a dry run prints the lines that change', async () => {
  await publish(FIRST)
  const text = describePlan(await planned(FIRST.replace('- two', '- two and a half')))
  expect(text).toMatch(/ {3}text, changed lines:\n(?: {5}\| .*\n)* {5}\| -- two\n {5}\| \+- two and a half\n/)
  expect(text).not.toContain('before')
})

test('a second run with the same minutes writes nothing', async () => {
  await publish(FIRST)
  const plan = await planned(FIRST)
  expect(plan).toEqual({ actions: [], remarks: [] })
})

test('a later run with the same pad and board writes nothing', async () => {
  await publish(FIRST, 'From the pad (last edit 2023-01-18 11:12) and the board (2023-01-18 11:15).')
  expect(kinds(await planned(FIRST, 'From the pad (last edit 2023-01-18 11:14) and the board (2023-01-18 12:15).'))).toEqual([])
})

test('a change in the pad is a second commit; the title stays, the description follows', async () => {
  await publish(FIRST)
  const plan = await publish(FIRST.replace('- two', '- two and a half'), 'Minutes of ten people.')
  expect(kinds(plan)).toEqual(['commit-file', 'update-pull'])
  expect(headCommit().message.split('\n')[0]).toBe(`Update ${PATH}`)
  expect(onBranch()).toContain('- two and a half')
  expect(pull().body).toContain('Minutes of ten people.')
  expect(kinds(await planned(FIRST.replace('- two', '- two and a half'), 'Minutes of ten people.'))).toEqual([])
})

const push = (from: string, to: string, message = 'Use the right name') =>
  sandbox.edit('fkr').push(REPOSITORY, BRANCH, message, { [PATH]: (onBranch() ?? '').replace(from, to) })

test('a person’s change on the branch stays, through every later change of the pad', async () => {
  await publish(FIRST)
  await push('- one\n', '- one, said by hand\n')
  expect(kinds(await planned(FIRST))).toEqual([])
  const second = FIRST.replace('- three', '- three, changed')
  expect(kinds(await publish(second))).toEqual(['commit-file'])
  expect(onBranch()).toBe(second.replace('- one\n', '- one, said by hand\n'))
  const third = `${second}- four\n`
  await publish(third)
  expect(onBranch()).toBe(third.replace('- one\n', '- one, said by hand\n'))
  expect(kinds(await planned(third))).toEqual([])
  expect(pull().comments).toEqual([])
})

test('a line removed by a person does not come back', async () => {
  await publish(FIRST)
  await push('- two\n', '')
  await publish(`${FIRST}- four\n`)
  await publish(`${FIRST}- four\n- five\n`)
  expect(onBranch()).toBe(`${FIRST}- four\n- five\n`.replace('- two\n', ''))
})

test('if pad and person change the same line, the person’s stays and the app’s is offered, once', async () => {
  await publish(FIRST)
  await push('- two\n', '- two, by hand @fkr\n')
  const changed = FIRST.replace('- two', '- two, from the pad @garloff')
  const plan = await publish(changed)
  expect(kinds(plan)).toEqual(['comment-pull'])
  expect(onBranch()).toContain('- two, by hand @fkr')
  const offer = pull().comments.at(-1)?.body ?? ''
  expect(offer).toContain('```diff\n- - two, by hand @fkr\n+ - two, from the pad @garloff\n```')
  expect(kinds(await planned(changed))).toEqual([])
  // The next change elsewhere keeps the person's line and repeats nothing.
  expect(kinds(await publish(`${changed}- four\n`))).toEqual(['commit-file'])
  expect(onBranch()).toContain('- two, by hand @fkr')
  expect(onBranch()).toContain('- four')
  expect(pull().comments).toHaveLength(1)
})

test('line endings of another system are not edits', async () => {
  await publish(FIRST)
  await sandbox.edit('fkr').push(REPOSITORY, BRANCH, 'From Windows', { [PATH]: FIRST.replaceAll('\n', '\r\n') })
  await publish(`${FIRST}- four\n`)
  expect(onBranch()).toBe(`${FIRST}- four\n`)
})

test('minutes committed by someone stay as they are', async () => {
  const plan = await planPullRequest(
    { minutes, identity },
    { settings, team: 'iaas', date: '2023-01-11', path: 'iaas/20230111.md', text: FIRST, body: '', assignees: [] },
  )
  expect(plan.actions).toEqual([])
  expect(plan.remarks).toEqual(['iaas/20230111.md: main already has this file, committed by someone else, so it was not changed.'])
})

test('a closed pull request is not reopened, and a merged one is final', async () => {
  await publish(FIRST)
  await sandbox.edit('fkr').close(PULL)
  const closed = await planned(`${FIRST}- four\n`)
  expect(closed.actions).toEqual([])
  expect(closed.remarks[0]).toMatch(/its pull request .*\/pull\/1 was closed, so nothing is written\. Reopen it/)
  await sandbox.edit('fkr').reopen(PULL)
  await sandbox.edit('fkr').mergePull(PULL)
  const merged = await planned(`${FIRST}- four\n`)
  expect(merged.actions).toEqual([])
  expect(merged.remarks[0]).toMatch(/already merged with .*\/pull\/1\. Later changes are not written\./)
  await sandbox.edit('fkr').deleteBranch(REPOSITORY, BRANCH)
  expect((await planned(FIRST)).actions).toEqual([])
})

test('a branch and file of someone else are not changed; neither is a file that someone removed', async () => {
  await sandbox.edit('o-otte').push(REPOSITORY, BRANCH, 'Mine', { [PATH]: '# 2023-01-18\n' })
  expect(await planned(FIRST)).toMatchObject({ actions: [], remarks: [expect.stringContaining('created by someone else')] })
  await sandbox.edit('o-otte').deleteBranch(REPOSITORY, BRANCH)
  await publish(FIRST)
  await sandbox.edit('o-otte').push(REPOSITORY, BRANCH, 'Away with it', { [PATH]: null })
  expect(await planned(FIRST)).toMatchObject({ actions: [], remarks: [expect.stringContaining('someone removed it')] })
})

test('a killed run is continued where it stopped', async () => {
  const [commit] = (await planned(FIRST)).actions
  if (commit?.kind !== 'commit-file') throw new Error('The plan begins with a commit.')
  await minutes.createBranch(BRANCH, commit.expectedHead)
  expect(kinds(await planned(FIRST))).toEqual(['commit-file', 'open-pull'])
  const { path, text, message } = commit
  await minutes.commitFile({ branch: BRANCH, expectedHead: commit.expectedHead, path, text, message })
  const rest = await planned(FIRST)
  expect(kinds(rest)).toEqual(['open-pull'])
  await apply(rest)
  expect(kinds(await planned(FIRST))).toEqual([])
  expect(pull().state).toBe('OPEN')
})

test.each([
  ['with other words', (message: string) => message.replace(`Add ${PATH}`, 'Minutes of the day')],
  ['from an earlier version', (message: string) => message.replace('Scs-Sprint: text\n', '')],
])('a commit by the app %s is recognized: a change in the pad is merged, and people’s edits stay', async (_name, reword) => {
  const [commit] = (await planned(FIRST)).actions
  if (commit?.kind !== 'commit-file') throw new Error('The plan begins with a commit.')
  await minutes.createBranch(BRANCH, commit.expectedHead)
  await minutes.commitFile({ ...commit, message: reword(commit.message) })
  await publish(FIRST)
  await push('- one\n', '- one, said by hand\n')
  await publish(FIRST.replace('- three', '- three and a half'))
  expect(onBranch()).toBe(FIRST.replace('- one', '- one, said by hand').replace('- three', '- three and a half'))
})

test('of two runs at once one writes; the other is told to try again, and opens no second pull request', async () => {
  const [one, other] = [await planned(FIRST), await planned(FIRST)]
  await apply(one)
  await expect(apply(other)).rejects.toThrow(TryAgainError)
  const open = other.actions.find(({ kind }) => kind === 'open-pull')
  if (open?.kind !== 'open-pull') throw new Error('The plan opens a pull request.')
  expect((await minutes.openPull(open)).number).toBe(1)
  expect(repository().pulls.size).toBe(1)
})

test('a person’s commit between plan and write is not overwritten', async () => {
  await publish(FIRST)
  const plan = await planned(`${FIRST}- four\n`)
  await push('- one', '- one, at the last moment')
  await expect(apply(plan)).rejects.toThrow('someone else wrote to it at the same time. Nothing was overwritten; try again.')
  await publish(`${FIRST}- four\n`)
  expect(onBranch()).toContain('- one, at the last moment')
})

test('people’s check marks and text in the description stay; a rewritten description is left alone', async () => {
  await publish(FIRST)
  const ticked = `Hello.\n${pull().body.replace('- [ ] line 3', '- [x] line 3')}\nThanks!`
  await sandbox.edit('o-otte').editIssue(PULL, { body: ticked })
  await publish(FIRST, 'Minutes.\n\n- [ ] line 4: `#7`: which repository?\n- [ ] line 5: `#8`: which repository?')
  expect(pull().body).toContain('- [x] line 4: `#7`')
  expect(pull().body).toContain('- [ ] line 5: `#8`')
  expect(pull().body).toMatch(/^Hello\.\n[\s\S]*Thanks!$/)
  await sandbox.edit('o-otte').editIssue(PULL, { body: 'All mine.' })
  const plan = await planned(FIRST, 'Something new.')
  expect(plan.actions).toEqual([])
  expect(plan.remarks[0]).toContain('someone rewrote its description')
})

test('tokens are limited to the minutes repository and to what each step needs', async () => {
  const before = new Set(sandbox.world.tokens.keys())
  minutes = createMinutesRepository(inProduction(), REPOSITORY, clock)
  await publish(FIRST)
  const made = [...sandbox.world.tokens.values()].filter(({ value }) => !before.has(value))
  const tokens = made.flatMap((token) => (token.kind === 'installation' ? [token] : []))
  expect(tokens.map(({ repositories }) => repositories)).toEqual(tokens.map(() => ['minutes']))
  // GitHub adds `metadata` to every token.
  expect(tokens.map(({ permissions: { metadata: _, ...asked } }) => JSON.stringify(asked)).sort()).toEqual([
    '{"contents":"read","pull_requests":"write"}',
    '{"contents":"read"}',
    '{"contents":"write"}',
    '{"pull_requests":"read"}',
  ])
})

test('a missing repository or branch, or a person’s token without write access: reported with what to do', async () => {
  const elsewhere = createMinutesRepository(inProduction(), 'scs/protocol', clock)
  await expect(elsewhere.head('main')).rejects.toThrow(
    /scs\/protocol.*Check `minutes\.repository`|scs\/protocol, the branch main: expected/s,
  )
  const trunk = { minutes: { ...settings.minutes, branch: 'trunk' } }
  const plan = planPullRequest(
    { minutes, identity },
    { settings: trunk, team: 'iaas', date: '2023-01-18', path: PATH, text: FIRST, body: '', assignees: [] },
  )
  await expect(plan).rejects.toThrow('scs/minutes: expected the branch `trunk`, found none.')
  const access = accessTo(sandbox, sandbox.tokens.personal('stranger', ['public_repo']), { maxWaitSeconds: 0, isLocal: false })
  const foreign = createMinutesRepository(access, REPOSITORY, clock)
  const made = await planPullRequest(
    { minutes: foreign, identity: await access.identity() },
    { settings, team: 'iaas', date: '2023-01-18', path: PATH, text: FIRST, body: '', assignees: [] },
  )
  minutes = foreign
  const error = await apply(made).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(UserError)
  expect((error as UserError).message).toMatch(/^scs\/minutes, /)
})

test('minutes with a credential in them are not published, and the message does not repeat it', async () => {
  const secret = `ghp_${'a1'.repeat(18)}`
  const screen = createScreen(findTokens, minutesSettings.privacy)
  const input: MinutesInput = {
    settings: minutesSettings,
    team: iaasTeam,
    date: '2023-01-18',
    pad: {
      text: await screen(`# 2023-01-18\n\n## Topic\n\n- use ${secret}\n- ask ada@example.org\n`, 'The pad'),
      format: 'markdown',
      editedAt: null,
      source: null,
      warnings: [],
    },
    snapshot: null,
    history: [],
    past: [],
    boardRemark: null,
    now: clock.now(),
    render: createTemplates().render,
  }
  const composed = composeFromPad(input)
  expect(composed.questions.map(({ line, text }) => [line, text])).toContainEqual([
    6,
    expect.stringMatching(/^an email address was left out\. If it may be public, add it here/),
  ])
  const error = await planMinutesPullRequest({ minutes, identity }, composed, { minutes: input }).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(UserError)
  expect((error as UserError).message).toMatch(/^The pad: .*\(line 5: a GitHub token\)\. Nothing is published\./)
  expect((error as UserError).message).not.toContain(secret)
})
