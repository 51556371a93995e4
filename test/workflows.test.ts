/** The workflows of the project: least permissions, pinned actions, no people’s text in scripts, a time limit for every job. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'

type Step = { readonly uses?: string; readonly run?: string; readonly with?: Readonly<Record<string, unknown>> }
type Job = { readonly permissions?: Readonly<Record<string, string>>; readonly 'timeout-minutes'?: number; readonly steps: readonly Step[] }
type Workflow = {
  readonly on: object
  readonly permissions?: Readonly<Record<string, string>>
  readonly jobs: Readonly<Record<string, Job>>
}

const files = readdirSync('.github/workflows').map((file) => [file, readFileSync(`.github/workflows/${file}`, 'utf8')] as const)
const workflows = files.map(([file, text]) => [file, parse(text) as Workflow] as const)
const workflowOf = (name: string) => workflows.find(([file]) => file === name)?.[1]
/** As a workflow writes it. */
const expression = (text: string) => ['$', '{{ ', text, ' }}'].join('')
const stepsOf = ({ jobs }: Workflow) => Object.values(jobs).flatMap(({ steps }) => steps)

test('they are the documented ones', () => {
  expect(workflows.map(([file]) => file).sort()).toEqual(['checks.yml', 'minutes.yml', 'pages.yml', 'release.yml'])
})

test.each(workflows)('%s: its own token has no permissions by default', (_, { permissions }) => {
  expect(permissions).toEqual({})
})

test('each job asks for the permissions that it needs, and no others', () => {
  const asked = workflows.flatMap(([file, { jobs }]) =>
    Object.entries(jobs).map(([name, { permissions }]) => [`${file} ${name}`, permissions]),
  )
  expect(Object.fromEntries(asked)).toEqual({
    'checks.yml checks': { contents: 'read' },
    'minutes.yml minutes': {},
    'pages.yml make': {},
    'pages.yml publish': { pages: 'write', 'id-token': 'write' },
    'release.yml checks': { contents: 'read' },
    'release.yml npm': { contents: 'read', 'id-token': 'write' },
    'release.yml image': { contents: 'read', packages: 'write', 'id-token': 'write', attestations: 'write' },
  })
})

test.each(workflows)('%s: every job has a time limit', (_, { jobs }) => {
  for (const job of Object.values(jobs)) expect(job['timeout-minutes']).toBeLessThanOrEqual(30)
})

test.each(workflows)('%s: what people typed reaches a script only as a variable', (_, workflow) => {
  const scripts = stepsOf(workflow).flatMap(({ run }) => run ?? [])
  expect(scripts.filter((script) => /\$\{\{/.test(script))).toEqual([])
})

test.each(files)('%s: actions are from GitHub, pinned by commit, with the version in a comment', (_, text) => {
  const uses = text.split('\n').filter((line) => /\buses:/.test(line))
  expect(uses.length).toBeGreaterThan(0)
  expect(uses.filter((line) => !/\buses: actions\/[\w-]+@[\da-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([])
})

test('all workflows pin an action to the same commit', () => {
  const pins = files.flatMap(([, text]) =>
    [...text.matchAll(/uses: (actions\/[\w-]+)@(.+)$/gm)].map(([, action, pin]) => `${action} ${pin}`),
  )
  const actions = [...new Set(pins)].map((pin) => pin.split(' ')[0])
  expect(actions.filter((action, at) => actions.indexOf(action) !== at)).toEqual([])
})

test('Dependabot proposes new versions of packages, actions and the base image', () => {
  const { updates } = parse(readFileSync('.github/dependabot.yml', 'utf8')) as {
    updates: readonly { 'package-ecosystem': string; directory: string; cooldown?: { 'default-days': number } }[]
  }
  expect(updates.map((update) => update['package-ecosystem']).sort()).toEqual(['docker', 'github-actions', 'npm'])
  for (const { directory, cooldown } of updates) expect([directory, cooldown?.['default-days']]).toEqual(['/', 7])
})

test('the code of a pull request runs without secrets', () => {
  expect(files.filter(([, text]) => /pull_request_target|workflow_run|issue_comment/.test(text))).toEqual([])
  const [, checks = ''] = files.find(([file]) => file === 'checks.yml') ?? []
  expect(checks).not.toContain('secrets.')
})

const withSecrets = workflows.filter(([file]) => file === 'minutes.yml' || file === 'pages.yml')

test.each(withSecrets)('%s: only the step that creates the token gets the key of the app', (_, workflow) => {
  const steps = stepsOf(workflow).filter((step) => JSON.stringify(step).includes('secrets.'))
  expect(steps.map(({ uses }) => uses?.split('@')[0])).toEqual(['actions/create-github-app-token'])
  expect(JSON.stringify(steps[0]).match(/secrets\.\w+/g)).toEqual(['secrets.SPRINT_PRIVATE_KEY'])
})

test.each(withSecrets)('%s: packages are installed before the token exists, and one step gets it', (_, workflow) => {
  const steps = stepsOf(workflow)
  const [installed, made] = [
    steps.findIndex(({ run }) => run?.includes('npm ci')),
    steps.findIndex((step) => 'id' in step && step.id === 'app'),
  ]
  expect(installed).toBeGreaterThanOrEqual(0)
  expect(made).toBeGreaterThan(installed)
  expect(steps.filter((step) => JSON.stringify(step).includes('steps.app.outputs.token'))).toHaveLength(1)
})

test.each(withSecrets)('%s: the version can be pinned, and the checkout stores no token', (_, workflow) => {
  const checkout = stepsOf(workflow).find(({ uses }) => uses?.startsWith('actions/checkout@'))
  expect(checkout?.with).toMatchObject({ ref: expression('vars.SPRINT_VERSION'), 'persist-credentials': false })
})

function permissionsOf(workflow: Workflow | undefined): Readonly<Record<string, unknown>> {
  const token = workflow && stepsOf(workflow).find(({ uses }) => uses?.includes('create-github-app-token'))
  return Object.fromEntries(Object.entries(token?.with ?? {}).filter(([key]) => key.startsWith('permission-')))
}

test('minutes.yml: the token of the app can write only what the run writes', () => {
  const forPullRequests = expression("(env.WHAT == 'minutes' || env.WHAT == 'digest') && 'write' || 'read'")
  expect(permissionsOf(workflowOf('minutes.yml'))).toEqual({
    'permission-organization-projects': 'read',
    'permission-issues': expression("env.WHAT == 'hygiene' && 'write' || 'read'"),
    'permission-pull-requests': forPullRequests,
    'permission-contents': forPullRequests,
  })
})

test('pages.yml reads with the app, and publishes with permissions that no other job has', () => {
  const pages = workflowOf('pages.yml')
  expect(Object.keys(pages?.on ?? {}).sort()).toEqual(['push', 'schedule', 'workflow_dispatch'])
  expect(pages?.jobs.publish?.permissions).toEqual({ pages: 'write', 'id-token': 'write' })
  const asked = Object.entries(permissionsOf(pages))
  expect(asked.length).toBeGreaterThan(0)
  for (const [key, value] of asked) expect(value, key).toBe('read')
})
