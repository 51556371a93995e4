/** The workflows of the project: least permissions, no people’s text in scripts, a time limit for every job. */
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

const workflows = readdirSync('.github/workflows').map(
  (file) => [file, parse(readFileSync(`.github/workflows/${file}`, 'utf8')) as Workflow] as const,
)
const pages = workflows.find(([file]) => file === 'pages.yml')?.[1]
const stepsOf = ({ jobs }: Workflow) => Object.values(jobs).flatMap(({ steps }) => steps)

test('they are the documented ones', () => {
  expect(workflows.map(([file]) => file).sort()).toEqual(['checks.yml', 'minutes.yml', 'pages.yml'])
})

test.each(workflows)('%s: its own token has no permissions by default, or reads files', (_, { permissions }) => {
  expect([{}, { contents: 'read' }]).toContainEqual(permissions)
})

test.each(workflows)('%s: every job has a time limit', (_, { jobs }) => {
  for (const job of Object.values(jobs)) expect(job['timeout-minutes']).toBeLessThanOrEqual(30)
})

test.each(workflows)('%s: what people typed reaches a script only as a variable', (_, workflow) => {
  const scripts = stepsOf(workflow).flatMap(({ run }) => run ?? [])
  expect(scripts.filter((script) => script.includes('${{'))).toEqual([])
})

test.each(workflows)('%s: actions are from GitHub, by version', (_, workflow) => {
  const foreign = stepsOf(workflow).flatMap(({ uses }) => (uses === undefined || /^actions\/[\w-]+@v\d+$/.test(uses) ? [] : uses))
  expect(foreign).toEqual([])
})

test('pages.yml reads with the app, and publishes with permissions that no other job has', () => {
  expect(Object.keys(pages?.on ?? {}).sort()).toEqual(['push', 'schedule', 'workflow_dispatch'])
  expect(pages?.jobs.make?.permissions).toBeUndefined()
  expect(pages?.jobs.publish?.permissions).toEqual({ pages: 'write', 'id-token': 'write' })
  const token = pages?.jobs.make?.steps.find(({ uses }) => uses?.includes('create-github-app-token'))
  const asked = Object.entries(token?.with ?? {}).filter(([key]) => key.startsWith('permission-'))
  expect(asked.length).toBeGreaterThan(0)
  for (const [key, value] of asked) expect(value, key).toBe('read')
})
