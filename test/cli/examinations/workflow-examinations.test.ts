import { expect, test } from 'vitest'
import { workflowExaminations } from '../../../src/cli/examinations/workflow-examinations.ts'
import { UserError } from '../../../src/errors.ts'
import { rules } from '../../../src/hygiene/registry.ts'
import type { Uses } from '../../../src/ports/app-ports.ts'
import type { WorkflowFacts } from '../../../src/ports/workflows.ts'
import { parseSettings } from '../../../src/settings/parse.ts'

const settings = parseSettings(
  'organization: scs\nminutes: { repository: scs/minutes }\nteams: { iaas: { name: Team IaaS } }\n',
  'sprint.yml',
  rules,
)
const noMembers = new UserError('members of scs: expected the organization permission "Members: read".')

const facts = (rest: Partial<WorkflowFacts> = {}): WorkflowFacts => ({
  state: 'active',
  isPublic: true,
  pushedAt: new Date('2026-10-01T10:00:00Z'),
  changedBy: 'Fkr',
  ...rest,
})

async function look(
  given: WorkflowFacts | null,
  { standing = 'away', now = '2026-10-07T12:00:00Z', site = 'https://github.com' } = {},
): Promise<string> {
  const ports = {
    clock: { now: () => new Date(now) },
    env: { github: { origin: site } },
    minutesRepository: () => ({ readFile: async () => (given === null ? null : 'on: schedule\n') }),
    workflows: () => ({ look: async () => given, lastDone: async () => null }),
    members: () => ({
      standings: async (_: string, logins: readonly string[]) => {
        if (standing === 'denied') throw noMembers
        return new Map(logins.map((login) => [login, standing]))
      },
    }),
  }
  const [first] = workflowExaminations(ports as unknown as Uses<'clock' | 'env' | 'members' | 'minutesRepository' | 'workflows'>, settings)
  const seen = await first?.look()
  if (seen === undefined) throw new Error('Nothing was looked at.')
  return 'fine' in seen ? `fine: ${seen.fine}` : `missing: ${seen.missing}`
}

test.each<readonly [string, WorkflowFacts | null, { standing?: string; now?: string; site?: string }, RegExp]>([
  ['no workflow', null, {}, /^fine: not used: there is none in scs\/minutes$/],
  ['all is well', facts(), {}, /^fine: on; the last push was 6 days ago; last changed by Fkr, a member of scs$/],
  [
    'sixty idle days',
    facts({ state: 'disabled_inactivity' }),
    {},
    /^missing: GitHub has turned it off, because nothing happened in scs\/minutes for 60 days\. Turn it on at https:\/\/github\.com\/scs\/minutes\/actions/,
  ],
  [
    'on a GitHub server',
    facts({ state: 'disabled_manually' }),
    { site: 'https://ghe.example' },
    / at https:\/\/ghe\.example\/scs\/minutes\/actions/,
  ],
  ['turned off by hand', facts({ state: 'disabled_manually' }), {}, /^missing: it is turned off \(disabled_manually\)\./],
  ['soon sixty idle days', facts(), { now: '2026-11-21T12:00:00Z' }, /^missing: the last push to scs\/minutes was 51 days ago/],
  [
    'a private repository is not stopped',
    facts({ isPublic: false }),
    { now: '2027-11-21T12:00:00Z' },
    /^fine: on; the last push was 416 days ago/,
  ],
  ['who changed it has left', facts(), { standing: 'left' }, /^missing: Fkr, who last changed it, is not a member of scs any more/],
  ['a bot changed it', facts({ changedBy: null }), { standing: 'left' }, /^fine: on; the last push was 6 days ago$/],
  ['members cannot be read', facts(), { standing: 'denied' }, /^fine: .*whether they are still a member is not known\. .*"Members: read"/],
])('%s', async (_, given, more, expected) => {
  expect(await look(given, more)).toMatch(expected)
})
