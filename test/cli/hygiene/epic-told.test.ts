/** What is said about an epic besides its findings, in each place: progress, blocked stories, and what looks good. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../../sandbox/github.ts'
import { smallConfig } from '../small-world.ts'
import { aFolder, scsSprint } from '../terminal.ts'

const EPIC = 'scs/issues#1'
let sandbox: Sandbox
let config: string

beforeEach(async () => {
  sandbox = await startSandbox({ world: 'test/sandbox/worlds/small.yml' })
  config = smallConfig(aFolder())
})
afterEach(() => sandbox.close())

async function told(...argv: string[]) {
  const env = {
    GITHUB_TOKEN: sandbox.tokens.installation('scs'),
    GHE_HOST: sandbox.env.GHE_HOST ?? '',
    GHE_PROTOCOL: 'http',
    GHE_SITE: sandbox.env.GHE_SITE,
  }
  const { code, out, err } = await scsSprint([...argv, '--config', config], { ...env, SPRINT_NOW: '2023-01-18T08:00:00Z' })
  expect(err).not.toMatch(/error/i)
  expect(code).toBe(0)
  return out + err
}
const comment = async () => {
  const out = await told('hygiene')
  return out.slice(out.indexOf(`create-comment ${EPIC}`))
}
const places = async () => [await told('explain', EPIC), await told('agenda', '--team', 'iaas', '--date', '2023-01-18'), await comment()]

test('items closed as not planned are not counted as done', async () => {
  for (const text of await places()) expect(text).toContain('1 of 3 stories done')
  await sandbox.edit('fkr').close('scs/issues#4', 'NOT_PLANNED')
  for (const text of await places()) expect(text).toContain('1 of 3 stories done, 1 not planned')
  await sandbox.edit('fkr').close('scs/issues#3', 'DUPLICATE')
  expect(await comment()).toContain('All 3 of its stories are closed, 2 as not planned')
})

test('a blocked story is listed with its blocker as long as both are open', async () => {
  await sandbox.edit('fkr').moveCard('scs/6', 'scs/issues#3', 'Status', 'Doing')
  const [explained, agenda, told] = await places()
  expect(explained).toContain('scs/issues#3 is blocked by scs/issues#4\n')
  expect(agenda).toMatch(/Name the flavors .*blocked by \[.*issues\/4\)/)
  expect(told).toMatch(/Blocked: \[issues#3\]\(\S+\) by \[issues#4\]\(\S+\)\./)
  await sandbox.edit('fkr').close('scs/issues#4')
  for (const text of await places()) expect(text.toLowerCase()).not.toContain('blocked')
})

test.each([
  ['an owner', async () => sandbox.edit('fkr').moveCard('scs/6', 'scs/issues#3', 'Status', 'Doing')],
  ['board status', async () => undefined],
  [
    'the task list',
    async () =>
      sandbox
        .edit('fkr')
        .editIssue(EPIC, { body: 'As a user, I want it, so that it works.\n\n- [x] #2\n- [ ] #3\n- [ ] #4\n- [ ] Write the guide\n' }),
  ],
])('%s does not look good next to a finding that says otherwise, also on a story', async (words, change) => {
  await change()
  const text = await comment()
  expect(text).toContain('would help this epic')
  expect(/Looks good: (.*)\./.exec(text)?.[1] ?? '').not.toContain(words)
})
