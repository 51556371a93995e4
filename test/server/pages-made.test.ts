/** The server as a process: its pages are built after runs, from public data, and stay if a build fails. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { aDataDir } from '../cli/start/data-dir.ts'
import { eventually, killServers, startedServer } from '../cli/start/server-process.ts'
import { type Sandbox, startSandbox } from '../sandbox/github.ts'

const EPIC = 'SovereignCloudStack/issues#28'
const MINUTES = 'SovereignCloudStack/minutes'
const NOW = '2023-01-19T09:00:00Z'
/** Of the private repository in the demo's world. */
const PRIVATE = /osism\/customers|Not for everybody/i
let sandbox: Sandbox
let env: Record<string, string>

beforeEach(async () => {
  sandbox = await startSandbox({ world: 'test/demo/world.yml', now: () => new Date(NOW) })
  env = { ...sandbox.env, SPRINT_NOW: NOW, SPRINT_CONFIG: 'minutes/sprint.yml', DATA_DIR: await aDataDir() }
})
afterEach(async () => {
  killServers()
  await sandbox.close()
})

const runs = async (url: string, result: 'done' | 'failed') =>
  Number(new RegExp(`name="site",result="${result}"} (\\d+)`).exec(await (await fetch(`${url}/metrics`)).text())?.[1] ?? 0)
const textOf = async (url: string) => (await fetch(url)).text()

/** A webhook that makes the app look at its board again, after which the pages are made. */
async function somethingChanged(url: string, label: string) {
  sandbox.webhooks.target = { url: `${url}/api/github/webhooks`, secret: sandbox.env.WEBHOOK_SECRET }
  await sandbox.edit('fkr').label(EPIC, label)
  await sandbox.webhooks.settled()
}

test('built at the start, and again after a run; nothing private is on them', async () => {
  const { url, child, ended } = await startedServer(env)
  await eventually(async () => (await fetch(`${url}/`)).status === 200)
  expect(await textOf(`${url}/teams/iaas/`)).toContain('Team IaaS')

  await somethingChanged(url, 'upstream')
  await eventually(async () => /issues\/28\//.test(await textOf(`${url}/epics/`)))
  for (const page of ['/', '/epics/', '/teams/iaas/', '/actions/', '/decisions/'])
    expect(await textOf(`${url}${page}`), page).not.toMatch(PRIVATE)

  const minutes = '# 2023-01-18\n\n## Agenda\n\n### Storage\n\n* Decision: the test takes the second ceph cluster\n'
  await sandbox.edit('garloff').push(MINUTES, 'main', 'Add iaas/20230118.md', { 'iaas/20230118.md': minutes })
  await somethingChanged(url, 'docs')
  await eventually(async () => (await textOf(`${url}/decisions/`)).includes('the test takes the second ceph cluster'))

  child.kill('SIGTERM')
  expect((await ended).code).toBe(0)
}, 180_000)

test('if a build fails, the server does its other work, a counter and the log show it, and a stop does not wait', async () => {
  sandbox.faults.add({ kind: 'status', status: 404, json: { message: 'Not Found' } }, { match: 'git/trees', times: 1 })
  const { url, child, ended } = await startedServer(env)
  await eventually(async () => (await runs(url, 'failed')) > 0)
  const early = await fetch(`${url}/`)
  expect([early.status, early.headers.get('retry-after'), (await fetch(`${url}/health`)).status]).toEqual([503, '300', 200])
  expect(await early.text()).toContain('The pages could not be built')

  sandbox.faults.add({ kind: 'hang' }, { match: 'pulls', times: 1000 })
  const asked = sandbox.requests.length
  await somethingChanged(url, 'upstream')
  await eventually(() => sandbox.requests.slice(asked).some(({ operation }) => operation === 'GET /repos/{owner}/{repo}/pulls'))
  child.kill('SIGTERM')
  const { code, out } = await ended
  expect(code).toBe(0)
  expect(out).not.toContain('Some work did not end in time')
  expect(out).toContain('The pages could not be built; there are none yet.')
}, 180_000)
