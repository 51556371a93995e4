/** With a GitHub Enterprise server all links lead there, and its links are understood; github.com is only where people named it. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../../sandbox/github.ts'
import { createWorld } from '../../sandbox/model.ts'
import { type PadServer, startPadServer } from '../../sandbox/pads/pad-server.ts'
import { readWorldFile } from '../../sandbox/world.ts'
import { aFolder, type Ran, scsSprint } from '../terminal.ts'

const SITE = 'https://ghe.example'
const NOW = '2023-01-18T12:00:00Z'
/** The documentation of scs-sprint is there, whatever GitHub it works with. */
const DOCUMENTATION = /https:\/\/github\.com\/SovereignCloudStack\/scs-sprint\S*/g

const PAD = `# 2023-01-18

## Participants

- @fkr
- @o-otte

## Flavor manager ${SITE}/scs/issues/issues/1

- ${SITE}/scs/issues/issues/3 is next, see scs/issues#2
- #348 waits, says ${SITE}/osism/issues/issues/348
- Decision: we name flavors
- TL;DR: flavors have names, ${SITE}/scs/issues/issues/3
- AI @fkr: ask about ${SITE}/scs/issues/issues/4
- elsewhere: https://github.com/kubernetes/kubernetes/issues/7
`

let sandbox: Sandbox
let pads: PadServer
let folder: string
let config: string
beforeAll(async () => {
  const file = readWorldFile('test/sandbox/worlds/small.yml')
  const issue = file.repositories['scs/issues']?.issues?.[1]
  if (issue === undefined || 'transferred_to' in issue === true) throw new Error('expected the epic of the small world')
  Object.assign(issue, { body: `- [x] ${SITE}/scs/issues/issues/2\n- [ ] ${SITE}/scs/issues/issues/4 something\n` })
  sandbox = await startSandbox({ world: createWorld({ ...file, site: SITE }, () => new Date(NOW)) })
  pads = await startPadServer({ pads: [{ name: 'iaas', markdownTyped: PAD, editedAt: '2023-01-18T10:00:00.000Z' }] })
  folder = aFolder()
  config = join(folder, 'sprint.yml')
  writeFileSync(
    config,
    `organization: scs
minutes: { repository: scs/minutes }
board: { owner: scs, number: 6, fields: { status: Status, sprint: Sprint } }
epics: { types: [Epic] }
pads: { hosts: [127.0.0.1] }
communityCall: { weekday: thursday, time: "15:05" }
teams: { iaas: { name: Team IaaS, label: IaaS, pad: "${pads.url}/iaas", meeting: { weekday: wednesday, time: "10:05" } } }
`,
  )
})
afterAll(async () => {
  await sandbox.close()
  await pads.close()
})

const run = (argv: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ran> =>
  scsSprint([...argv, '--config', config], { ...sandbox.env, DATA_DIR: join(folder, 'data'), SPRINT_NOW: NOW, ...env })

/** What is printed, or lies in a file, is for people on that server. */
function expectOwnLinks(text: string): void {
  expect(text.replace(DOCUMENTATION, '').replaceAll('https://github.com/kubernetes/kubernetes/issues/7', '')).not.toMatch(/github\.com/)
}

/** Texts below a folder, by path. */
function textsIn(place: string): readonly (readonly [string, string])[] {
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:html|xml|json|js|ics|md)$/.test(entry.name))
    .map((entry) => [join(entry.parentPath, entry.name), readFileSync(join(entry.parentPath, entry.name), 'utf8')] as const)
}

test('links in comments on epics', async () => {
  const { code, out } = await run(['hygiene', '--apply'])
  expect(code).toBe(0)
  expectOwnLinks(out)
  const bodies = [...(sandbox.world.repositories.get('scs/issues')?.issues.get(1)?.comments ?? [])].map(({ body }) => body)
  const own = bodies.filter((body) => body.includes('scs-sprint:hygiene'))
  expect(own).toHaveLength(1)
  expect(own[0]).toContain(`(${SITE}/scs/issues/issues/`)
  expectOwnLinks(own.join('\n'))
})

test('links of the server in the body of an epic are its stories', async () => {
  const board = join(folder, 'board.json')
  await run(['sync', '--out', board])
  const { epics } = JSON.parse(readFileSync(board, 'utf8'))
  expect(epics[0].taskLines.map(({ ref }: { ref: string }) => ref)).toEqual(['scs/issues#2', 'scs/issues#4'])
})

test('links in an agenda', async () => {
  const { code, out } = await run(['agenda', '--team', 'iaas', '--date', '2023-01-25'])
  expect(code).toBe(0)
  expect(out).toContain(`(${SITE}/scs/issues/issues/1)`)
  expectOwnLinks(out)
})

test('links in minutes, their pull request and its commits; those of the server are understood', async () => {
  const { code, out, err } = await run(['minutes', '--team', 'iaas', '--date', '2023-01-18', '--pad', `${pads.url}/iaas`])
  expect(code).toBe(0)
  expectOwnLinks(`${out}${err}`)
  expect(err).toContain('@users.noreply.ghe.example>')
  const applied = await run(['minutes', '--team', 'iaas', '--date', '2023-01-18', '--pad', `${pads.url}/iaas`, '--apply'])
  expect(applied.code).toBe(0)
  const pull = [...(sandbox.world.repositories.get('scs/minutes')?.pulls.values() ?? [])].at(-1)
  expectOwnLinks(pull?.body ?? '')
  expect(pull?.body).toContain(`${SITE}/`)
  const messages = (await run(['log'])).out
  expectOwnLinks(messages)
})

test('minutes link to the server where people typed short forms, and keep their addresses', async () => {
  const { out } = await run(['minutes', '--team', 'iaas', '--date', '2023-01-18', '--pad', `${pads.url}/iaas`])
  expect(out).toContain(`[scs/issues#3](${SITE}/scs/issues/issues/3)`)
  expect(out).toContain(`[scs/issues#2](${SITE}/scs/issues/issues/2)`)
  expect(out).toContain(`[#348](${SITE}/osism/issues/issues/348)`)
  expect(out).toContain('[kubernetes/kubernetes#7](https://github.com/kubernetes/kubernetes/issues/7)')
})

test('links in the call and on the pages', async () => {
  const minutes = join(folder, 'minutes')
  mkdirSync(join(minutes, 'iaas'), { recursive: true })
  writeFileSync(join(minutes, 'iaas', '20230118.md'), PAD)
  const call = await run(['digest', '--date', '2023-01-19', '--minutes', minutes])
  expect(call.code).toBe(0)
  expect(call.out).toContain(`<${SITE}/scs/minutes/blob/main/iaas/20230118.md>`)
  expectOwnLinks(call.out)
  const pages = join(folder, 'pages')
  expect(await run(['site', '--out', pages, '--minutes', minutes])).toMatchObject({ code: 0 })
  // The search knows the addresses of all of GitHub.
  const texts = textsIn(pages).map(([path, text]) => [path, text.replace(/"hosts":\[[^\]]*\]/, '')] as const)
  expect(texts.length).toBeGreaterThan(10)
  for (const [path, text] of texts)
    expect([path, text.replace(DOCUMENTATION, '').match(/.{0,80}(?<!kubernetes.{0,40})github\.com(?!\/kubernetes).{0,60}/)]).toEqual([
      path,
      null,
    ])
  expect(texts.some(([, text]) => text.includes(`${SITE}/scs/issues/issues/3`))).toBe(true)
})

test('without GHE_SITE people open the server where the app asks it', async () => {
  const { GHE_SITE: _other, ...env } = sandbox.env
  const file = join(folder, 'short.md')
  writeFileSync(file, '# 2023-01-18\n\n- scs/issues#2\n')
  const formatted = await scsSprint(['format', file, '--config', config], env)
  expect(formatted.out).toContain(`[scs/issues#2](http://${env.GHE_HOST}/scs/issues/issues/2)`)
})

test('what is wrong with the board is told with the address that people open', async () => {
  const other = join(folder, 'other.yml')
  writeFileSync(other, readFileSync(config, 'utf8').replace('number: 6', 'number: 99'))
  const { code, err } = await scsSprint(['hygiene', '--config', other], { ...sandbox.env, DATA_DIR: join(folder, 'data'), SPRINT_NOW: NOW })
  expect(code).toBe(1)
  expect(err).toContain(`${SITE}/orgs/scs/projects/99`)
  expect(err).toContain(`${SITE}/organizations/scs/settings/installations`)
  expect(err).not.toContain(sandbox.env.GHE_HOST)
})
