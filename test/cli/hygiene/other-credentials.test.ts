/**
 * The same command with a person's token and with the app's: two accounts, of which each updates its own comments alone.
 * What one has written, the other does not write a second time.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../../sandbox/github.ts'
import { thingAt } from '../../sandbox/model.ts'
import { SMALL_CONFIG } from '../small-world.ts'
import { aFolder, scsSprint } from '../terminal.ts'

const EPIC = 'scs/issues#1'
let sandbox: Sandbox

beforeEach(async () => {
  sandbox = await startSandbox({ world: 'test/sandbox/worlds/small.yml' })
})
afterEach(() => sandbox.close())

async function run(token: string, argv: readonly string[], more = '') {
  const folder = aFolder()
  const config = join(folder, 'sprint.yml')
  writeFileSync(config, SMALL_CONFIG + more)
  const env = {
    GITHUB_TOKEN: token,
    GHE_HOST: sandbox.env.GHE_HOST ?? '',
    GHE_PROTOCOL: 'http',
    GHE_SITE: sandbox.env.GHE_SITE,
    DATA_DIR: join(folder, 'data'),
  }
  const ran = await scsSprint([...argv, '--config', config], { ...env, SPRINT_NOW: '2023-01-18T08:00:00Z' })
  expect([ran.code, ran.err]).toEqual([0, expect.any(String)])
  return ran
}
const app = () => sandbox.tokens.installation('scs')
const fkr = () => sandbox.tokens.personal('fkr')
const marked = (ref = EPIC) =>
  thingAt(sandbox.world, ref)
    .comments.filter(({ body, minimizedReason }) => body.includes('<!-- scs-sprint:') && minimizedReason === null)
    .map(({ author }) => author?.login)

test('a person’s token adds no second comment to an epic that has the app’s, and says whose credentials update it', async () => {
  await run(app(), ['hygiene', '--apply'])
  expect(marked()).toEqual(['scs-sprint'])
  const url = thingAt(sandbox.world, EPIC).comments.at(-1)?.databaseId
  const told = `1 epic (${EPIC}): already commented on by scs-sprint[bot]`
  const dry = await run(fkr(), ['hygiene'])
  expect(dry.err).toContain(told)
  expect(dry.err).toContain(
    `#issuecomment-${url}), so nothing is added as fkr. Run with the credentials of scs-sprint[bot] to update what is there.`,
  )
  expect(dry.out).not.toContain('create-comment')
  await run(fkr(), ['hygiene', '--apply'])
  expect(marked()).toEqual(['scs-sprint'])
})

test('a person’s token cannot hide or show the app’s comments, and says whose they are', async () => {
  await run(app(), ['hygiene', '--apply'])
  const hidden = await run(fkr(), ['hide-comments', '--apply'])
  expect(hidden.err).toMatch(
    /1 epic \(scs\/issues#1\): commented on by scs-sprint\[bot\] \(http\S+\), and fkr changes its own comments alone\./,
  )
  expect(hidden.err).toContain('Run `scs-sprint hide-comments --apply` with the credentials of scs-sprint[bot].')
  expect(marked()).toEqual(['scs-sprint'])
  expect((await run(app(), ['hide-comments', '--apply'])).err).not.toContain('commented on by')
  expect(marked()).toEqual([])
  const shown = await run(fkr(), ['hide-comments', '--show'])
  expect(shown.err).toContain('Run `scs-sprint hide-comments --show --apply` with the credentials of scs-sprint[bot].')
})

test('one person’s token adds none to an epic that has another member’s', async () => {
  await run(fkr(), ['hygiene', '--apply'])
  await run(sandbox.tokens.personal('o-otte'), ['hygiene', '--apply'])
  expect(marked()).toEqual(['fkr'])
})

test('a member’s comment does not hold the app back, which says how to hide it', async () => {
  await run(fkr(), ['hygiene', '--apply'])
  const { err } = await run(app(), ['hygiene', '--apply'])
  expect(marked()).toEqual(['fkr', 'scs-sprint'])
  expect(err).toMatch(/1 epic \(scs\/issues#1\): also commented on by fkr .* `scs-sprint hide-comments --apply` with the same token\./)
  await run(fkr(), ['hide-comments', '--apply'])
  expect(marked()).toEqual(['scs-sprint'])
  expect((await run(app(), ['hygiene', '--apply'])).err).not.toContain('commented on by')
})

test('a mark that a stranger pasted holds nobody back', async () => {
  await run(app(), ['hygiene', '--apply'])
  const [body] = thingAt(sandbox.world, EPIC)
    .comments.slice(-1)
    .map((comment) => comment.body)
  thingAt(sandbox.world, EPIC).comments.pop()
  await sandbox.edit('stranger').comment(EPIC, body ?? '')
  await run(fkr(), ['hygiene', '--apply'])
  expect(marked()).toEqual(['stranger', 'fkr'])
})

test('a team’s digest is not written a second time either', async () => {
  const digest = 'hygiene: { mode: digest, digestIssue: scs/issues#1 }\n'
  await run(app(), ['hygiene', '--apply'], digest)
  const { err } = await run(fkr(), ['hygiene', '--apply'], digest)
  expect(marked()).toEqual(['scs-sprint'])
  expect(err).toContain(`${EPIC}: already commented on by scs-sprint[bot]`)
})

test('minutes that the app has brought to a branch are left alone, and it is said whose they are', async () => {
  const pad = join(aFolder(), 'pad.md')
  const argv = ['minutes', '--team', 'iaas', '--date', '2023-01-18', '--pad', pad, '--apply']
  writeFileSync(pad, '# 2023-01-18\n\n- AI @fkr: ask\n')
  await run(app(), argv)
  writeFileSync(pad, '# 2023-01-18\n\n- AI @fkr: ask\n- AI @fkr: answer\n')
  const { err } = await run(fkr(), argv)
  expect(err).toContain(
    'iaas/20230118.md: scs-sprint[bot] made the branch `minutes/iaas-2023-01-18` and its file, so fkr does not change them. Run with the credentials of scs-sprint[bot] to update them.',
  )
})
