/** The first hour: what is missing is said in one sentence, whatever command meets it. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../../sandbox/github.ts'
import { aFolder, scsSprint } from '../terminal.ts'

let sandbox: Sandbox
beforeEach(async () => {
  sandbox = await startSandbox({ world: 'test/sandbox/worlds/small.yml' })
})
afterEach(() => sandbox.close())

type Wrong = { readonly owner?: string; readonly number?: number; readonly repository?: string; readonly scopes?: readonly string[] }

async function run(argv: readonly string[], { owner = 'scs', number = 6, repository = 'scs/minutes', scopes }: Wrong): Promise<string> {
  const path = join(aFolder(), 'sprint.yml')
  writeFileSync(
    path,
    `organization: scs\nminutes: { repository: ${repository} }\nboard: { owner: ${owner}, number: ${number}, fields: { status: Status, sprint: Sprint } }\nteams: { iaas: { name: Team IaaS, label: IaaS } }\n`,
  )
  const { APP_ID, PRIVATE_KEY, ...env } = sandbox.env
  const credentials: Record<string, string> = scopes ? { GITHUB_TOKEN: sandbox.tokens.personal('fkr', scopes) } : { APP_ID, PRIVATE_KEY }
  const { code, out, err } = await scsSprint([...argv, '--config', path], { ...env, ...credentials, SPRINT_NOW: '2023-01-18T08:00:00Z' })
  expect(code).toBe(1)
  return argv[0] === 'doctor' ? out : err
}

const SCOPE =
  'expected a token that can read projects, found one without the scope `read:project`. Create a token with `read:project` and `repo`'
const REPOSITORY =
  'expected a repository that the app can access, found none (misspelled, private, or the app is not installed there). Check `minutes.repository`'

test.each<[string, Wrong, string, readonly (readonly string[])[]]>([
  ['a token without the scope for projects', { scopes: ['repo'] }, SCOPE, [['doctor'], ['sync'], ['hygiene']]],
  ['no repository of minutes', { repository: 'scs/none' }, REPOSITORY, [['doctor'], ['presenter', '--team', 'iaas'], ['hygiene']]],
  [
    "a person's board",
    { owner: 'fkr', scopes: ['repo', 'read:project'] },
    "found fkr is a person's account, whose boards apps cannot read",
    [['doctor'], ['sync'], ['hygiene']],
  ],
  ['no such board', { number: 99 }, 'found no such board, or no access to it. Check `board.number`', [['doctor'], ['sync'], ['hygiene']]],
  [
    'the app is not installed there',
    { owner: 'osism' },
    'The app is not installed in osism: expected an installation, found none',
    [['doctor'], ['sync'], ['hygiene']],
  ],
])('%s', async (_name, wrong, told, commands) => {
  for (const argv of commands) expect(await run(argv, wrong)).toContain(told)
})
