/** The workflows of the project and its action: least permissions, pinned actions, no people’s text in scripts, a time limit for every job. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { rules } from '../src/hygiene/registry.ts'
import { SETTLED_STEP } from '../src/ports/workflows.ts'
import { neededPermissions } from '../src/service/schedule/needed-permissions.ts'
import { parseSettings } from '../src/settings/parse.ts'
import { scsSprint } from './cli/terminal.ts'

type Step = {
  readonly id?: string
  readonly name?: string
  readonly if?: string
  readonly uses?: string
  readonly run?: string
  readonly with?: Readonly<Record<string, unknown>>
  readonly env?: Readonly<Record<string, string>>
}
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
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly version: string }
type Action = {
  readonly inputs: Readonly<Record<string, { readonly required: boolean; readonly default?: string }>>
  readonly outputs: Readonly<Record<string, unknown>>
  readonly runs: { readonly using: string; readonly steps: readonly (Step & { readonly shell?: string })[] }
}
const actionText = readFileSync('action.yml', 'utf8')
const action = parse(actionText) as Action
const OWN = `SovereignCloudStack/scs-sprint@v${version}`
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
    'minutes.yml minutes': { contents: 'read', actions: 'read' },
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
  const scripts = [...stepsOf(workflow), ...action.runs.steps].flatMap(({ run }) => run ?? [])
  expect(scripts.filter((script) => /\$\{\{/.test(script))).toEqual([])
})

test.each([...files, ['action.yml', actionText] as const])(
  '%s: actions are from GitHub, pinned by commit, or this one, by its version',
  (_, text) => {
    const uses = text.split('\n').filter((line) => /\buses:/.test(line))
    expect(uses.length).toBeGreaterThan(0)
    const isPinned = (line: string) =>
      /\buses: actions\/[\w-]+(?:\/[\w-]+)?@[\da-f]{40} # v\d+\.\d+\.\d+$/.test(line) || line.endsWith(`uses: ${OWN}`)
    expect(uses.filter((line) => !isPinned(line))).toEqual([])
  },
)

test('all workflows pin an action to the same commit', () => {
  const pins = [...files.map(([, text]) => text), actionText].flatMap((text) =>
    [...text.matchAll(/uses: (actions\/[\w/-]+)@(.+)$/gm)].map(([, action, pin]) => `${action} ${pin}`),
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

test.each(withSecrets)('%s: one step gets the token of the app, and it is ours', (_, workflow) => {
  const given = stepsOf(workflow).filter((step) => JSON.stringify(step.with ?? {}).includes('steps.app.outputs.token'))
  expect(given.map(({ uses }) => uses)).toEqual([OWN])
})

test.each(withSecrets)('%s: what it passes to the action are inputs of the action, and all that are required', (_, workflow) => {
  const required = Object.entries(action.inputs).flatMap(([name, { required: isRequired }]) => (isRequired ? [name] : []))
  const used = stepsOf(workflow).filter(({ uses }) => uses === OWN)
  expect(used.length).toBeGreaterThan(0)
  for (const { with: passed = {} } of used) {
    expect(Object.keys(passed).filter((name) => !(name in action.inputs))).toEqual([])
    expect(required.filter((name) => !(name in passed))).toEqual([])
  }
})

test.each(withSecrets)('%s: each schedule is valid, and not on the hour, when GitHub is busy', (_, workflow) => {
  const times = (workflow.on as { schedule: readonly { cron: string }[] }).schedule.map(({ cron }) => cron)
  const limits = [
    [0, 59],
    [0, 23],
    [1, 31],
    [1, 12],
    [0, 6],
  ] as const
  for (const cron of times) {
    const fields = cron.split(' ')
    expect(fields).toHaveLength(5)
    const isValid = (field: string, at: number) =>
      field === '*' ||
      field.split(',').every((part) => {
        const [first = Number.NaN, last = first] = part.split('-').map(Number)
        const [least, most] = limits[at] ?? [0, -1]
        return first >= least && last <= most && first <= last
      })
    expect(fields.filter((field, at) => !isValid(field, at))).toEqual([])
    expect(fields[0]).not.toMatch(/^(?:0|\*)/)
  }
})

test('action.yml installs without the token, runs no scripts of packages, and uses each input', () => {
  expect(action.runs.using).toBe('composite')
  const scripts = action.runs.steps.filter(({ run }) => run !== undefined)
  expect(scripts.map(({ shell, env }) => [shell, env?.NPM_CONFIG_IGNORE_SCRIPTS, 'GITHUB_TOKEN' in (env ?? {})])).toEqual([
    ['bash', 'true', false],
    ['bash', 'true', true],
  ])
  const named = new Set([...actionText.matchAll(/inputs\.([\w-]+)/g)].map(([, name]) => name))
  expect([...named].sort()).toEqual(Object.keys(action.inputs).sort())
  for (const { run = '' } of scripts) expect(run).toContain('npx --yes "scs-sprint@$VERSION"')
  expect(action.inputs.version?.default).toBe(version)
})

test('each step and output that a workflow names exists', () => {
  for (const [file, workflow] of workflows) {
    const text = files.find(([name]) => name === file)?.[1] ?? ''
    const steps = stepsOf(workflow)
    for (const [, id = '', output] of text.matchAll(/steps\.(\w+)\.(?:outputs\.(\w+)|outcome)/g)) {
      const step = steps.find((one) => one.id === id)
      expect([file, id, step?.id]).toEqual([file, id, id])
      if (step?.uses === OWN && output !== undefined) expect(Object.keys(action.outputs)).toContain(output)
    }
  }
})

function permissionsOf(workflow: Workflow | undefined): Readonly<Record<string, unknown>> {
  const token = workflow && stepsOf(workflow).find(({ uses }) => uses?.includes('create-github-app-token'))
  return Object.fromEntries(Object.entries(token?.with ?? {}).filter(([key]) => key.startsWith('permission-')))
}

const due = 'fromJSON(steps.due.outputs.result || env.MINUTES)'
const envOf = (name: string) => (workflowOf(name)?.jobs.minutes as { env?: Record<string, string> } | undefined)?.env ?? {}

test('minutes.yml: the token of the app can write only what the run writes', () => {
  const asked = (name: string) => expression(`${due}.permissions.${name}`)
  expect(permissionsOf(workflowOf('minutes.yml'))).toEqual({
    'permission-organization-projects': asked('organization_projects'),
    'permission-members': asked('members'),
    'permission-issues': asked('issues'),
    'permission-pull-requests': asked('pull_requests'),
    'permission-contents': asked('contents'),
  })
})

test('minutes.yml: its button needs no list of what is due, and a date alone is asked for too', () => {
  const { ASKED, MINUTES = '' } = envOf('minutes.yml')
  expect(ASKED).toBe(expression("(inputs.team || inputs.date) && 'yes' || ''"))
  const settings = readFileSync('minutes/sprint.yml', 'utf8')
  const permissions = neededPermissions(parseSettings(settings, 'sprint.yml', rules), ['minutes'])
  expect(JSON.parse(MINUTES)).toEqual({ isDue: true, permissions })
  const workflow = workflowOf('minutes.yml')
  const steps = workflow ? stepsOf(workflow) : []
  expect(steps.find(({ id }) => id === 'due')?.if).toBe("env.ASKED == ''")
  expect(steps.find(({ id }) => id === 'app')?.if).toBe(`${due}.isDue`)
  expect(steps.find(({ id }) => id === 'work')?.with).toMatchObject({
    command: expression(`env.ASKED && 'minutes --apply' || format('run --apply --since {0}', ${due}.since)`),
    team: expression('inputs.team'),
    date: expression('inputs.date'),
  })
})

test('minutes.yml names no team, no day and no time zone, and a button asks for team and date', () => {
  const [, text = ''] = files.find(([file]) => file === 'minutes.yml') ?? []
  expect(text).not.toMatch(/iaas|Europe|Berlin|TZ=|monday|wednesday/i)
  const on = workflowOf('minutes.yml')?.on as { workflow_dispatch: { inputs: object } }
  expect(Object.keys(on.workflow_dispatch.inputs)).toEqual(['team', 'date'])
})

test('minutes.yml reads what `run --list --json` prints, and tells what must be fixed by a step that is known by its name', async () => {
  const config = ['--config', 'minutes/sprint.yml', '--list', '--json']
  const { out } = await scsSprint(['run', ...config], { SPRINT_NOW: '2023-01-18T12:00:00Z' })
  const printed = JSON.parse(out) as Record<string, unknown> & { permissions: object }
  const [, text = ''] = files.find(([file]) => file === 'minutes.yml') ?? []
  for (const [, name = '', inner] of text.matchAll(/fromJSON\(steps\.due\.outputs\.result \|\| env\.MINUTES\)\.(\w+)(?:\.(\w+))?/g)) {
    expect(Object.keys(printed)).toContain(name)
    if (inner !== undefined) expect(Object.keys(printed.permissions)).toContain(inner)
  }
  const workflow = workflowOf('minutes.yml')
  const failing = (workflow ? stepsOf(workflow) : []).filter(({ run }) => run === 'exit 1').map((step) => [step.name, step.if])
  expect(failing).toEqual([
    [SETTLED_STEP, "steps.work.outcome == 'failure' && steps.work.outputs.code == '1'"],
    ['Try again later', "steps.work.outcome == 'failure' && steps.work.outputs.code != '1'"],
  ])
})

test('minutes.yml keeps the whole folder of the app between runs, only where somebody has chosen it, and never in place of another run', () => {
  const workflow = workflowOf('minutes.yml')
  const steps = workflow ? stepsOf(workflow) : []
  const caches = steps.filter(({ uses }) => uses?.startsWith('actions/cache/'))
  expect(caches.map(({ uses, if: condition }) => [uses?.split('@')[0], condition])).toEqual([
    ['actions/cache/restore', "vars.SPRINT_KEEP_BOARD == 'true'"],
    ['actions/cache/save', "always() && vars.SPRINT_KEEP_BOARD == 'true'"],
  ])
  const [restored, saved] = caches.map((step) => step.with ?? {})
  expect([restored?.path, saved?.path]).toEqual(['data', 'data'])
  expect(envOf('minutes.yml').DATA_DIR).toBe(`${expression('github.workspace')}/data`)
  // A key of its own for each run: GitHub changes no entry of a cache. The newest one with this beginning is restored.
  expect(restored?.key).toBe(saved?.key)
  expect(saved?.key).toBe(`board-${expression('github.run_id')}-${expression('github.run_attempt')}`)
  expect(restored?.['restore-keys']).toBe('board-')
  const at = (name: string) => steps.findIndex(({ uses = '' }) => uses.startsWith(name))
  expect(at('actions/cache/restore')).toBeLessThan(at(OWN))
  expect(at('actions/cache/save')).toBeGreaterThan(steps.findLastIndex(({ uses }) => uses === OWN))
})

test('pages.yml reads with the app, and publishes with permissions that no other job has', () => {
  const pages = workflowOf('pages.yml')
  expect(Object.keys(pages?.on ?? {}).sort()).toEqual(['push', 'schedule', 'workflow_dispatch'])
  expect(pages?.jobs.publish?.permissions).toEqual({ pages: 'write', 'id-token': 'write' })
  const asked = Object.entries(permissionsOf(pages))
  expect(asked.map(([name]) => name)).toContain('permission-members')
  for (const [key, value] of asked) expect(value, key).toBe('read')
})
