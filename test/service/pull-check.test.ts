/** The check of pull requests in the minutes repository: hand-made ones, forks, sprint.yml, templates, without the permission. */
import { afterEach, expect, test } from 'vitest'
import { namingPart } from '../../src/service/webhooks/affected-items.ts'
import type { Pull } from '../sandbox/model.ts'
import { aPullWorld, type PullWorld, type PullWorldOptions } from './pull-world.ts'

const PAD = '# 2023-01-18\n\n## Participants\n\n- @fkr\n\n## Agenda\n\n- nothing\n'
let world: PullWorld
afterEach(() => world.close())

type File = Readonly<Record<string, string>>

/** A pull request that @o-otte made by hand. */
async function handMade(files: File, options: Partial<PullWorldOptions> & { fork?: string } = {}): Promise<Pull> {
  const { fork, ...rest } = options
  world = await aPullWorld({ pad: PAD, ...rest })
  const head = fork === undefined ? 'by-hand' : 'pull/1/head'
  await world.sandbox.edit('o-otte').push('scs/minutes', head, 'Add them', files)
  const wanted = { title: 'Add minutes', body: '', head: 'by-hand', base: 'main', ...(fork === undefined ? {} : { fork }) }
  const made = await world.sandbox.edit(fork === undefined ? 'o-otte' : 'stranger').openPull('scs/minutes', wanted)
  await looked(made)
  return made
}

/** What the webhook about it leads to. */
async function looked(pull: Pull): Promise<void> {
  const names = { repository: { full_name: 'scs/minutes' }, pull_request: { number: pull.number } }
  await world.service.look([{ event: 'pull_request', names }])
}

type Check = {
  readonly name: string
  readonly conclusion: string | null
  readonly annotations: readonly Annotation[]
  readonly title: string
}
type Annotation = {
  readonly path: string
  readonly start_line: number
  readonly annotation_level: string
  readonly title: string
  readonly message: string
}

const checks = (): readonly Check[] =>
  world.repository().checkRuns.map(({ name, conclusion, annotations, output }) => ({
    ...{ name, conclusion, annotations: annotations as Annotation[] },
    title: (output as { title: string }).title,
  }))
const told = () =>
  checks().flatMap(({ annotations }) =>
    annotations.map(({ path, start_line, title, message }) => `${path}:${start_line} ${title}: ${message}`),
  )

const MINUTES = `# 2023-01-24

## Participants

- @fkr
- @o-otte

## Agenda

- waits for #4711
- @o-ote looks at it
- write to jane.doe@example.org
- the password is hunter2hunter2
`

test('minutes made by hand are checked: date, handles, references, privacy; neutral, and nothing private is repeated', async () => {
  await handMade({ 'iaas/20230125.md': MINUTES })
  expect(checks().map(({ name, conclusion, title }) => ({ name, conclusion, title }))).toEqual([
    { name: 'Minutes', conclusion: 'neutral', title: '5 places to look at in 1 file' },
  ])
  expect(told()).toEqual([
    'iaas/20230125.md:1 Date: The file name has the date 2023-01-25, the heading 2023-01-24. Correct one of them.',
    'iaas/20230125.md:10 Unresolved reference: #4711: which repository? Write owner/repo#4711, or a link.',
    'iaas/20230125.md:11 Unknown handle: Nobody knows @o-ote. Is @o-otte meant?',
    expect.stringMatching(/^iaas\/20230125\.md:12 Privacy: This line holds an email address\./),
    expect.stringMatching(/^iaas\/20230125\.md:13 Privacy: This line may hold a password\./),
  ])
  expect(JSON.stringify(world.repository().checkRuns)).not.toMatch(/hunter2|jane\.doe/)
})

test('minutes in house format, with everybody known, have nothing to do', async () => {
  await handMade({ 'iaas/20230125.md': PAD.replace('2023-01-18', '2023-01-25') })
  expect(checks().map(({ conclusion, title }) => [conclusion, title])).toEqual([['success', '1 file checked: nothing to do']])
})

test('differences from the house format are notices at their lines', async () => {
  await handMade({ 'iaas/20230125.md': '# 2023-01-25\n\n## Participants\n\n* @fkr\n\n## Agenda\n\n- nothing\n' })
  expect(told()).toEqual(['iaas/20230125.md:5 Format: This differs from the house format.'])
  expect(checks()[0]?.annotations[0]?.annotation_level).toBe('notice')
})

test('a commit is checked once, the next one again', async () => {
  const pull = await handMade({ 'iaas/20230125.md': MINUTES })
  await looked(pull)
  expect(checks()).toHaveLength(1)
  await world.sandbox
    .edit('o-otte')
    .push('scs/minutes', 'by-hand', 'Correct it', { 'iaas/20230125.md': PAD.replace('2023-01-18', '2023-01-25') })
  await looked(pull)
  expect(checks().map(({ conclusion }) => conclusion)).toEqual(['neutral', 'success'])
})

test('a check of another app with the same name is not taken for ours', async () => {
  const pull = await handMade({ 'iaas/20230125.md': MINUTES })
  const [own] = world.repository().checkRuns
  if (own) own.app = 'another-app'
  await looked(pull)
  expect(checks()).toHaveLength(2)
})

test.each(['check_run', 'check_suite'])('whoever asks GitHub to run it again (%s) gets another check of the same commit', async (event) => {
  const { number } = await handMade({ 'iaas/20230125.md': MINUTES })
  const again = (action: string) => ({
    event,
    names: { action, repository: { full_name: 'scs/minutes' }, [event]: { pull_requests: [{ number }] } },
  })
  await world.service.look([again('completed')])
  expect(checks()).toHaveLength(1)
  await world.service.look([again('rerequested')])
  expect(checks()).toHaveLength(2)
})

test.each(['check_run', 'check_suite'])(
  'so does whoever asks for it on a pull request from a fork (%s), which GitHub does not name',
  async (event) => {
    await handMade({ 'iaas/20230125.md': MINUTES }, { fork: 'stranger/minutes' })
    const head_sha = world.repository().git.branches.get('pull/1/head') ?? ''
    const payload = (action: string, sha: string) => ({
      ...{ action, repository: { full_name: 'scs/minutes' }, [event]: { head_sha: sha, pull_requests: [] } },
    })
    // As the server keeps it of the webhook.
    const look = (action: string, sha = head_sha) => world.service.look([{ event, names: namingPart(event, payload(action, sha)) }])
    await look('completed')
    await look('rerequested', 'f'.repeat(40))
    expect(checks()).toHaveLength(1)
    await look('rerequested')
    expect(checks().map(({ conclusion }) => conclusion)).toEqual(['neutral', 'neutral'])
  },
)

test('files that are none of the app’s business are not checked', async () => {
  await handMade({ 'README.md': '# Hello\n' })
  expect(checks()).toEqual([])
})

test('a pull request from a fork is checked, and nothing is written to the fork', async () => {
  const pull = await handMade({ 'iaas/20230125.md': MINUTES }, { fork: 'stranger/minutes' })
  const head = world.repository().git.branches.get('pull/1/head')
  expect(checks()).toHaveLength(1)
  expect(told()).toHaveLength(5)
  const { signs } = await world.ask('/minutes check', pull)
  expect(signs).toEqual(['+1'])
  expect(pull.threads.length).toBeGreaterThan(0)
  expect(world.repository().git.branches.get('pull/1/head')).toBe(head)
})

test('/minutes check turns what one click corrects into suggestions, each once', async () => {
  const pull = await handMade({ 'iaas/20230125.md': MINUTES })
  const { signs, answer } = await world.ask('/minutes check', pull)
  expect(signs).toEqual(['+1'])
  expect(answer).toContain('5 comments stand at their lines.')
  const suggestions = pull.threads.flatMap(({ comments, originalLine }) => {
    const found = /```suggestion\n(.*)\n```/.exec(comments[0]?.body ?? '')?.[1]
    return found === undefined ? [] : [[originalLine, found]]
  })
  expect(suggestions).toEqual([
    [1, '# 2023-01-25'],
    [11, '- @o-otte looks at it'],
  ])
  expect(JSON.stringify(pull.threads.map(({ comments }) => comments[0]?.body))).not.toMatch(/hunter2|jane\.doe/)
  expect((await world.ask('/minutes check', pull)).answer).toContain('nothing new. 5 places to look at')
  expect(pull.threads).toHaveLength(5)
})

test('a sprint.yml that is not valid fails, with each problem at its line', async () => {
  const broken = 'organization: scs\nminutes: { repository: scs/minutes }\nteams: { iaas: { nam: Team IaaS } }\n'
  await handMade({ '.github/sprint.yml': broken })
  expect(checks().map(({ conclusion }) => conclusion)).toEqual(['failure'])
  expect(told()).toContainEqual(
    expect.stringMatching(/^\.github\/sprint\.yml:3 Configuration: `teams\.iaas\.nam`: unknown key\. Did you mean `name`\?$/),
  )
})

test('a valid sprint.yml is fine, and one that is no YAML fails', async () => {
  await handMade({
    '.github/sprint.yml': 'organization: scs\nminutes: { repository: scs/minutes }\nteams: { iaas: { name: Team IaaS } }\n',
  })
  expect(checks().map(({ conclusion }) => conclusion)).toEqual(['success'])
  await world.close()
  await handMade({ '.github/sprint.yml': 'organization: [\n' })
  expect(checks().map(({ conclusion }) => conclusion)).toEqual(['failure'])
})

test('a template with a syntax error is named; it does not block', async () => {
  await handMade({
    'templates/minutes/pull-request.hbs': 'Minutes {{#if team}}\n',
    'templates/iaas/minutes/pull-request.hbs': 'Minutes {{team}}\n',
  })
  expect(checks().map(({ conclusion }) => conclusion)).toEqual(['neutral'])
  expect(told()).toEqual([
    expect.stringMatching(
      /^templates\/minutes\/pull-request\.hbs:1 Template: Expected a Handlebars template .* found: Parse error.* the built-in template is used\.$/,
    ),
  ])
})

test('without the permission, the log says which one is missing and where to grant it; the rest goes on', async () => {
  await handMade(
    { 'iaas/20230125.md': MINUTES },
    {
      prepare: ({ world: { installations } }) => {
        for (const installation of installations) delete installation.permissions.checks
      },
    },
  )
  expect(checks()).toEqual([])
  expect(world.warnings.join('\n')).toContain('Checks: write')
  expect(world.warnings.join('\n')).toContain('/organizations/scs/settings/installations')
})
