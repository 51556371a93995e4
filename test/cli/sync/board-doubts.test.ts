/** A status was renamed or a field was rebuilt: no findings, no comments cleared, and every command says why. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../../sandbox/github.ts'
import { thingAt } from '../../sandbox/model.ts'
import { aFolder, scsSprint } from '../terminal.ts'

const EPIC = 'scs/issues#1'
let sandbox: Sandbox
let env: Record<string, string>
let folder: string
let config: string[]

const sprintYml = (status = '') => `organization: scs
minutes: { repository: scs/minutes }
board: { owner: scs, number: 6, fields: { status: Status, sprint: Sprint }${status} }
epics: { types: [Epic] }
communityCall: { weekday: thursday, time: "15:05" }
teams:
  iaas: { name: Team IaaS, label: IaaS }
hygiene: { minDaysBetweenNotifications: 1, rules: { epic-body-outdated: off, story-without-user-story: off, epic-stories-quiet: off } }
`

beforeEach(async () => {
  sandbox = await startSandbox({ world: 'test/sandbox/worlds/small.yml' })
  folder = aFolder()
  mkdirSync(join(folder, 'minutes', 'iaas'), { recursive: true })
  writeFileSync(join(folder, 'minutes', 'iaas', '20230118.md'), '# 2023-01-18\n\n## Participants\n\n- @fkr\n')
  writeFileSync(join(folder, 'sprint.yml'), sprintYml())
  writeFileSync(join(folder, 'other.yml'), sprintYml(', status: { done: [Done, Closed] }'))
  writeFileSync(join(folder, 'pad.md'), '# 2023-01-25\n\n## Participants\n\n- @fkr\n\n## Topics\n\n- Flavors scs/issues#2\n')
  config = ['--config', join(folder, 'sprint.yml')]
  env = { ...sandbox.env, DATA_DIR: join(folder, 'data'), SPRINT_NOW: '2023-01-18T12:00:00Z' }
})
afterEach(() => sandbox.close())

const board = () => sandbox.world.boards.get('scs/6')
const comment = () => thingAt(sandbox.world, EPIC).comments.find(({ body }) => body.includes('scs-sprint:hygiene'))
const past = () => ['--minutes', join(folder, 'minutes')]
const hygiene = (...more: string[]) => scsSprint(['hygiene', ...config, ...more], env)
const agenda = () => scsSprint(['agenda', ...config, '--team', 'iaas', '--date', '2023-01-25', ...past()], env)
const minutes = () =>
  scsSprint(['minutes', ...config, '--team', 'iaas', '--date', '2023-01-25', '--pad', join(folder, 'pad.md'), ...past()], env)
const commands: Record<string, () => ReturnType<typeof scsSprint>> = {
  hygiene,
  agenda,
  minutes,
  digest: () => scsSprint(['digest', ...config, '--date', '2023-01-19', '--minutes', join(folder, 'minutes')], env),
  explain: () => scsSprint(['explain', EPIC, ...config], env),
  simulate: () => scsSprint(['simulate', '--config', join(folder, 'other.yml'), '--current', join(folder, 'sprint.yml')], env),
  sync: () => scsSprint(['sync', ...config], env),
  doctor: () => scsSprint(['doctor', ...config], env),
}

function rename(from: string, to: string): void {
  for (const field of board()?.fields ?? []) for (const option of field.options) if (option.name === from) option.name = to
}

/** As GitHub does it when a field is made anew: the name is the same, every card's value is gone. */
function rebuild(name: string): void {
  for (const card of board()?.cards ?? []) card.values.delete(name)
}

const breaks: readonly [string, () => void, RegExp][] = [
  [
    'an option got an emoji',
    () => rename('Doing', 'Doing 🚧'),
    /Status "Doing 🚧" \(\d cards\) is not listed.* nearest configured name is "Doing"/,
  ],
  ['an option has another name', () => rename('Doing', 'Umsetzung'), /Status "Umsetzung" .*Its names: "Backlog", "Refined", "Doing"/],
  [
    'the field was rebuilt',
    () => rebuild('Status'),
    /lost their status between 2023-01-18 12:00 and 2023-01-25 12:00 UTC: the field was rebuilt/,
  ],
]

describe.each(breaks)('%s', (_name, breakIt, told) => {
  beforeEach(async () => {
    await hygiene('--apply')
    breakIt()
    env.SPRINT_NOW = '2023-01-25T12:00:00Z'
  })

  test('the comment on the epic stays unchanged, and there is no finding', async () => {
    const before = comment()?.body
    expect(before).toContain('Story')
    const { out, err, code } = await hygiene('--apply')
    expect(code).toBe(0)
    expect(out).not.toContain('status-contradicts-state')
    expect(out).not.toContain('all clear')
    expect(err).toMatch(told)
    expect(comment()?.body).toBe(before)
    // Nor on the day after, while nothing is set right.
    env.SPRINT_NOW = '2023-01-26T12:00:00Z'
    await hygiene('--apply')
    expect(comment()?.body).toBe(before)
  })

  test.each(Object.keys(commands))('%s says so', async (name) => {
    // The digest reads no board of its own: it tells what the kept one leaves open.
    if (name === 'digest') await commands.sync?.()
    const { out, err } = (await commands[name]?.()) ?? { out: '', err: '' }
    expect(`${out}${err}`).toMatch(told)
  })

  test('agenda and minutes report no moves that nobody made', async () => {
    expect((await agenda()).out).not.toMatch(/no status|from doing|carried over|all clear/i)
    const { out } = await minutes()
    expect(out).not.toMatch(/no status|Moved|closed, but|attention\n\nNone\.\n/)
    expect(out).toContain('- Flavors')
  })

  test('the comment continues when the configuration is fixed', async () => {
    await hygiene('--apply')
    rename('Doing 🚧', 'Doing')
    rename('Umsetzung', 'Doing')
    const doing = board()
      ?.fields.find(({ name }) => name === 'Status')
      ?.options.find((option) => option.name === 'Doing')
    for (const card of board()?.cards ?? []) if (doing && !card.values.has('Status')) card.values.set('Status', doing.id)
    env.SPRINT_NOW = '2023-01-26T12:00:00Z'
    expect((await hygiene()).out).toContain('status-contradicts-state')
  })
})

test('a rebuilt sprint field removes nothing from a sprint', async () => {
  const sprints = board()?.fields.find(({ name }) => name === 'Sprint')?.iterations ?? []
  for (const card of board()?.cards ?? []) card.values.set('Sprint', sprints.find(({ title }) => title === 'Sprint 3')?.id ?? '')
  await hygiene('--apply')
  rebuild('Sprint')
  env.SPRINT_NOW = '2023-01-25T12:00:00Z'
  const texts = [await agenda(), await minutes()]
  for (const { out } of texts) expect(out).not.toMatch(/Taken out of|Removed from|dropped|carried over from/i)
})

test('the snapshot lists the status among its problems, in the words of the commands', async () => {
  rename('Doing', 'Doing 🚧')
  await scsSprint(['sync', ...config, '--out', join(folder, 'board.json')], env)
  const { problems } = JSON.parse(readFileSync(join(folder, 'board.json'), 'utf8')) as { problems: string[] }
  expect(problems.join()).toContain('Status "Doing 🚧"')
})
