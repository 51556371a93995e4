/** Comments on a pull request of minutes by one account after another: none stands there twice, and quoted marks mean nothing. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { rules } from '../../../src/hygiene/registry.ts'
import { parseSettings } from '../../../src/settings/parse.ts'
import { applyPlan } from '../../../src/usecases/apply-plan.ts'
import { planTrouble, planTroubleOver } from '../../../src/usecases/minutes/report-minutes-failure.ts'
import { planPullCare } from '../../../src/usecases/minutes/tend-pulls.ts'
import type { Plan } from '../../../src/usecases/plan.ts'
import { createWiring } from '../../../src/wiring.ts'
import { aFolder, scsSprint } from '../../cli/terminal.ts'
import { type Sandbox, startSandbox } from '../../sandbox/github.ts'
import { thingAt } from '../../sandbox/model.ts'

const NOW = '2023-01-30T08:00:00Z'
const settings = parseSettings(
  'organization: scs\nminutes: { repository: scs/minutes, remindAfterDays: 5 }\nteams: { iaas: { name: Team IaaS } }\n',
  'sprint.yml',
  rules,
)
const date = '2023-01-18'
let sandbox: Sandbox
let pull: string

beforeEach(async () => {
  let now = '2023-01-18T12:00:00Z'
  sandbox = await startSandbox({ world: 'test/sandbox/worlds/small.yml', now: () => new Date(now) })
  const config = join(aFolder(), 'sprint.yml')
  writeFileSync(config, 'organization: scs\nminutes: { repository: scs/minutes }\nteams: { iaas: { name: Team IaaS } }\n')
  const argv = ['minutes', '--team', 'iaas', '--date', date, '--pad', '-', '--config', config, '--apply']
  await scsSprint(
    argv,
    { ...sandbox.env, SPRINT_NOW: now },
    '# 2023-01-18\n\nMinutes by: @fkr\n\n## Participants\n\n- @fkr\n\n## Disks\n\n- full\n',
  )
  const opened = [...(sandbox.world.repositories.get('scs/minutes')?.pulls.values() ?? [])].at(-1)
  pull = `scs/minutes#${opened?.number}`
  now = NOW
})
afterEach(() => sandbox.close())

/** The ports of an account, with its writes. */
function as(token: string) {
  const wiring = createWiring(
    { ...sandbox.env, GITHUB_TOKEN: token, DATA_DIR: aFolder(), SPRINT_NOW: NOW },
    { log: { info: () => {}, warn: () => {} } },
  )
  const ports = {
    minutes: wiring.minutesRepository('scs/minutes'),
    pulls: wiring.minutesPulls('scs/minutes'),
    issues: wiring.ownIssues('scs/minutes'),
    comments: wiring.comments,
    screen: wiring.screen(settings),
    clock: wiring.clock,
  }
  const apply = async (plan: Plan) => {
    await applyPlan(plan, wiring.applyPorts(settings))
    return plan
  }
  return { ports, apply }
}
const app = () => as(sandbox.tokens.installation('scs'))
const person = (login = 'fkr') => as(sandbox.tokens.personal(login))
const failure = async ({ ports, apply }: ReturnType<typeof as>) =>
  apply(await planTrouble(ports, { settings, team: settings.teams.iaas as never, date }, new Error('no')))
const care = async ({ ports, apply }: ReturnType<typeof as>) => apply(await planPullCare(ports, settings))
const authors = (mark: string) =>
  thingAt(sandbox.world, pull)
    .comments.filter(({ body }) => body.includes(`scs-sprint:${mark}`))
    .map(({ author }) => author?.login)

test('what could not be read is told once, by the app or by a member, and the other says who did', async () => {
  await failure(app())
  await failure(app())
  expect(authors('trouble')).toEqual(['scs-sprint'])
  const { remarks } = await failure(person())
  expect(authors('trouble')).toEqual(['scs-sprint'])
  expect(remarks).toEqual([expect.stringContaining(`${pull}: already commented on by scs-sprint[bot] (`)])
})

test('a notice of one member is not repeated by another', async () => {
  await failure(person())
  await failure(person('o-otte'))
  expect(authors('trouble')).toEqual(['fkr'])
})

test('a notice that is over holds nobody back', async () => {
  const { ports, apply } = app()
  await failure(app())
  await apply(await planTroubleOver(ports, { settings, team: settings.teams.iaas as never, date }))
  await failure(person())
  expect(authors('trouble')).toEqual(['scs-sprint', 'fkr'])
})

test.each([
  ['scs-sprint', 'fkr'],
  ['fkr', 'scs-sprint'],
])('whoever was reminded by %s is not reminded by %s', async (first, second) => {
  const account = (name: string) => (name === 'fkr' ? person() : app())
  await care(account(first))
  expect(authors('reminder')).toEqual([first])
  await care(account(second))
  expect(authors('reminder')).toEqual([first])
})

test('a mark that a person quotes, and one that a stranger pastes, are no comment of the app', async () => {
  await failure(app())
  await care(app())
  const own = thingAt(sandbox.world, pull).comments.splice(0)
  for (const { body } of own) {
    await sandbox.edit('garloff').comment(pull, body.replace(/^/gm, '> '))
    await sandbox.edit('stranger').comment(pull, body)
  }
  await failure(person())
  await care(person())
  expect(authors('trouble').at(-1)).toBe('fkr')
  expect(authors('reminder').at(-1)).toBe('fkr')
})
