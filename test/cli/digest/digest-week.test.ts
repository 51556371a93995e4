/** The community call notes of a week, from people and the server: merged, waiting and late minutes. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../../sandbox/github.ts'
import { aFolder, scsSprint } from '../terminal.ts'

let sandbox: Sandbox
let env: Record<string, string>
let folder: string
let config: string[]

beforeEach(async () => {
  sandbox = await startSandbox({ world: 'test/sandbox/worlds/small.yml' })
  folder = aFolder()
  writeFileSync(
    join(folder, 'sprint.yml'),
    `organization: scs
minutes: { repository: scs/minutes }
communityCall: { weekday: thursday, time: "15:05" }
teams:
  iaas: { name: Team IaaS }
  late: { name: Team Late, meeting: { weekday: thursday, time: "16:00", minutes: 60 } }
`,
  )
  config = ['--config', join(folder, 'sprint.yml')]
  env = { ...sandbox.env, DATA_DIR: join(folder, 'data'), SPRINT_NOW: '2023-01-19T13:00:00Z' }
})

afterEach(() => sandbox.close())

const digest = (date: string, ...more: string[]) => scsSprint(['digest', ...config, '--date', date, ...more], env)

async function publish(team: string, date: string, topic: string): Promise<number> {
  const pad = join(folder, `${team}-${date}.md`)
  writeFileSync(
    pad,
    `# ${date}\n\n## Participants\n\n- @fkr\n\n## Agenda\n\n- ${topic}\n  - we talked about it\n- AI @fkr: order the hardware\n`,
  )
  const made = await scsSprint(['minutes', ...config, '--team', team, '--date', date, '--pad', pad, '--apply'], env)
  expect(made).toMatchObject({ code: 0 })
  const pulls = [...(sandbox.world.repositories.get('scs/minutes')?.pulls.values() ?? [])]
  return pulls.find(({ title }) => title.includes(`${team}/${date.replaceAll('-', '')}`))?.number ?? 0
}

test('minutes in the app’s open pull request are included, with its URL', async () => {
  const number = await publish('iaas', '2023-01-18', 'Flavor names')
  const { out } = await digest('2023-01-19')
  const iaas = out.slice(out.indexOf('### Team IaaS'), out.indexOf('### Team Late'))
  expect(iaas).toContain(`/scs/minutes/pull/${number}>`)
  expect(iaas).toContain('- Flavor names')
  expect(iaas).not.toContain('none present yet')
})

test('minutes that somebody moved in their pull request are included from where they are now', async () => {
  await publish('iaas', '2023-01-18', 'Flavor names')
  const moved = { 'iaas/20230118.md': null, 'iaas/20230117.md': '# 2023-01-17\n\n## Agenda\n\n- Image names\n' }
  await sandbox.edit('fkr').push('scs/minutes', 'minutes/iaas-2023-01-18', 'Another day', moved)
  const { out } = await digest('2023-01-19')
  const iaas = out.slice(out.indexOf('### Team IaaS'), out.indexOf('### Team Late'))
  expect(iaas).toContain('- Image names')
  expect(iaas).not.toContain('none present yet')
})

test('a secret typed on the branch of open minutes stops the notes, and is not shown', async () => {
  await publish('iaas', '2023-01-18', 'Flavor names')
  const secret = `ghp_${'Ab1Cd2Ef3Gh4Ij5Kl6Mn7Op8Qr9St0Uv1Wx2'}`
  const typed = `# 2023-01-18\n\n## Agenda\n\n- TL;DR: the token is ${secret}\n- Flavor names\n`
  await sandbox.edit('fkr').push('scs/minutes', 'minutes/iaas-2023-01-18', 'A word more', { 'iaas/20230118.md': typed })
  const { code, out, err } = await digest('2023-01-19')
  expect(`${out} ${err}`).not.toContain(secret)
  expect([code, err]).toEqual([1, expect.stringContaining('iaas/20230118.md of the branch minutes/iaas-2023-01-18')])
})

test('two meetings in a week are both included, each with its date', async () => {
  await publish('iaas', '2023-01-16', 'Flavor names')
  await publish('iaas', '2023-01-18', 'Image names')
  const { out } = await digest('2023-01-19')
  expect(out).toContain('- 2023-01-16: Flavor names')
  expect(out).toContain('- 2023-01-18: Image names')
})

test('an action item is not a topic', async () => {
  await publish('iaas', '2023-01-18', 'Flavor names')
  const { out } = await digest('2023-01-19')
  expect(out).not.toMatch(/(?:Topics|Also|Review|Planning): .*order the hardware|^- order the hardware/m)
  expect(out).toContain('- Action item for @fkr: order the hardware')
})

test('a team that meets after the call is included next time', async () => {
  await publish('late', '2023-01-19', 'Too late for today')
  expect((await digest('2023-01-19')).out).not.toContain('Too late for today')
  expect((await digest('2023-01-26')).out).toContain('Too late for today')
})

test('slides get their own pull request, even if that of the notes was closed', async () => {
  await publish('iaas', '2023-01-18', 'Flavor names')
  await digest('2023-01-19', '--apply')
  const minutes = sandbox.world.repositories.get('scs/minutes')
  const notes = [...(minutes?.pulls.values() ?? [])].find(({ title }) => title.includes('community-call'))
  if (!notes) throw new Error('No pull request with the notes was made.')
  Object.assign(notes, { state: 'closed', closedAt: '2023-01-19T13:30:00Z' })
  const slides = await digest('2023-01-19', '--slides', '--apply')
  expect(slides.code).toBe(0)
  expect([...(minutes?.pulls.values() ?? [])].map(({ title }) => title)).toContain('Add community-call/20230119-slides.md')
})

test('`call` is an alias of the command', async () => {
  await publish('iaas', '2023-01-18', 'Flavors')
  const args = [...config, '--date', '2023-01-19']
  const called = await scsSprint(['call', ...args], env)
  expect(called.code).toBe(0)
  expect(called.out).toContain('### Team IaaS')
  expect(called.out).toBe((await scsSprint(['digest', ...args], env)).out)
})
