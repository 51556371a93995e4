/** `actions`: open items of a team, and of all with --all; what issues closed is open no more. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../../sandbox/github.ts'
import { aFolder, scsSprint } from '../terminal.ts'

const folder = aFolder()
const config = join(folder, 'sprint.yml')
writeFileSync(
  config,
  'organization: scs\nminutes: { repository: scs/minutes }\nteams: { iaas: { name: Team IaaS }, ops: { name: Team Ops }, new: { name: Team New } }\n',
)
const write = (team: string, day: string, ...items: readonly string[]) => {
  mkdirSync(join(folder, team), { recursive: true })
  const lines = items.map((item) => `- AI ${item}\n`).join('')
  writeFileSync(join(folder, team, `${day.replaceAll('-', '')}.md`), `# ${day}\n\n## Participants\n\n- @alba\n\n## Agenda\n\n${lines}`)
}
// scs/issues#2 was closed on 2023-01-12, scs/issues#3 is open, pull request 10 was merged on 2023-01-12.
write(
  'iaas',
  '2023-01-04',
  '@alba: measure how long a live migration takes',
  '@bruno: list the flavors (scs/issues#2)',
  '@bruno: name the flavors (scs/issues#3)',
)
write('iaas', '2023-01-11', '@dora: review scs/issues#10', '@dora: write about scs/issues#2 and scs/issues#3')
write('ops', '2023-01-10', '@carla: measure how long a live migration takes')
write('ops', '2023-01-17', '@carla: measure how long a live migration takes', '@alba: tell people what changed with scs/issues#2')

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox({ world: 'test/sandbox/worlds/small.yml' })
})
afterAll(() => sandbox.close())

const actions = (args: readonly string[], env: Readonly<Record<string, string>> = sandbox.env) =>
  scsSprint(['actions', '--config', config, '--minutes', folder, ...args], { ...env, SPRINT_NOW: '2023-01-18T08:00:00Z' })

test('--all: whose, since when, how often carried over, how far back, and what issues closed', async () => {
  const { code, out } = await actions(['--all'])
  expect(code).toBe(0)
  expect(out).toBe(
    [
      'Looked at 2 meetings of Team IaaS, 2023-01-04 to 2023-01-11.',
      'Looked at 2 meetings of Team Ops, 2023-01-10 to 2023-01-17.',
      'Looked at no minutes of Team New.',
      '',
      '@alba: tell people what changed with scs/issues#2 (Team Ops; since 2023-01-17; ops/20230117.md:10)',
      '@bruno: name the flavors (scs/issues#3) (Team IaaS; since 2023-01-04; iaas/20230104.md:11)',
      '@carla: measure how long a live migration takes (Team Ops; since 2023-01-04, carried over twice; ops/20230117.md:9)',
      '@dora: write about scs/issues#2 and scs/issues#3 (Team IaaS; since 2023-01-11; iaas/20230111.md:10)',
      '',
      'Closed by their issues and pull requests:',
      '@dora: review scs/issues#10 (Team IaaS; since 2023-01-11; iaas/20230111.md:9; its pull request is merged)',
      '@bruno: list the flavors (scs/issues#2) (Team IaaS; since 2023-01-04; iaas/20230104.md:10; its issue is done)',
      '',
    ].join('\n'),
  )
})

test('--all --json, and of one team', async () => {
  const found = JSON.parse((await actions(['--all', '--team', 'ops', '--json'])).out)
  expect(found).toMatchObject({
    looked: [{ team: 'ops', meetings: 2, from: '2023-01-10', to: '2023-01-17' }],
    items: [{ team: 'ops', owners: ['carla'], since: '2023-01-10', meetings: 2 }, { owners: ['alba'] }],
    closed: [],
  })
})

test('of a team: an item that its issue closed is open no more; how far back it looked is told beside', async () => {
  const { out, err } = await actions(['--team', 'iaas'])
  expect(out).not.toContain('list the flavors')
  expect(out).toContain('@bruno: name the flavors (scs/issues#3) (since 2023-01-04; iaas/20230104.md:11)\n')
  expect(err).toContain('Looked at 2 meetings of Team IaaS, 2023-01-04 to 2023-01-11.\n')
})

test('without GitHub nothing is closed by an issue, and where it does not answer, that is told', async () => {
  expect((await actions(['--team', 'iaas'], {})).out).toContain('list the flavors (scs/issues#2)')
  sandbox.faults.add(
    { kind: 'status', status: 200, json: { data: null, errors: [{ type: 'FORBIDDEN', message: 'No' }] } },
    { match: () => true, times: 100 },
  )
  const { code, out, err } = await actions(['--team', 'iaas'])
  sandbox.faults.clear()
  expect([code, out]).toEqual([0, expect.stringContaining('list the flavors (scs/issues#2)')])
  expect(err).toContain('Issues that action items name could not be read.')
})
