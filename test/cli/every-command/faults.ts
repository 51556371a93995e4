/** Every kind of fault at every request of a command, each followed by an undisturbed run. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRetryBudget } from '../../../src/adapters/github/client/retry-budget.ts'
import type { Fault } from '../../sandbox/faults.ts'
import { type Sandbox, startSandbox } from '../../sandbox/github.ts'
import { aFolder, type Ran, scsSprint } from '../terminal.ts'
import { endState } from './fault-kinds.ts'

const SETTINGS = `organization: scs
minutes: { repository: scs/minutes }
board: { owner: scs, number: 6, fields: { status: Status, sprint: Sprint } }
epics: { types: [Epic] }
hygiene: { label: on hold }
teams: { iaas: { name: Team IaaS, label: IaaS } }
`
const PAD =
  '# 2023-01-18\n\n## Participants\n\n- @fkr\n- @o-otte\n\n## Reporter for the community call\n\n@o-otte\n\n## Agenda\n\n- Flavors: scs/issues#3 is nearly done\n- AI: @fkr to write it down\n'

export type Command = 'hygiene' | 'all clear' | 'minutes'

export type Outcome = { readonly ran: Ran; readonly after: unknown; readonly requests: number }

/** The n-th request from 0, or the first whose path or operation holds a text. */
export type Place = { readonly fault: Fault } & ({ readonly at: number } | { readonly match: string })

/** What went wrong at one place; null for an undisturbed run. */
export async function disturbed(command: Command, fault: Place | null): Promise<Outcome> {
  const sandbox = await startSandbox({ world: 'test/sandbox/worlds/small.yml' })
  try {
    const folder = aFolder()
    writeFileSync(join(folder, 'sprint.yml'), SETTINGS)
    writeFileSync(join(folder, 'pad.md'), PAD)
    if (command === 'all clear') {
      await run(sandbox, folder, 'hygiene')
      await healed(sandbox)
    }
    const before = sandbox.requests.length
    if (fault !== null) sandbox.faults.add(fault.fault, 'at' in fault ? { skip: fault.at } : { match: fault.match })
    const ran = await run(sandbox, folder, command, fault?.fault.kind === 'hang')
    const requests = sandbox.requests.length - before
    sandbox.faults.clear()
    if (fault !== null) await run(sandbox, folder, command)
    return { ran, after: endState(sandbox), requests }
  } finally {
    await sandbox.close()
  }
}

function run(sandbox: Sandbox, folder: string, command: Command, isHung = false): Promise<Ran> {
  const config = ['--config', join(folder, 'sprint.yml'), '--apply']
  const argv =
    command === 'minutes'
      ? ['minutes', ...config, '--team', 'iaas', '--date', '2023-01-18', '--pad', join(folder, 'pad.md')]
      : ['hygiene', ...config]
  const env = { ...sandbox.env, SPRINT_NOW: '2023-01-18T11:15:00Z', DATA_DIR: join(folder, 'data') }
  return scsSprint(argv, env, '', { retryUnitMs: 1, ...(isHung ? { timeoutSeconds: 0.5, patience: createRetryBudget(2) } : {}) })
}

/** People put in order what the comment told. */
async function healed({ edit }: Sandbox): Promise<void> {
  const fkr = edit('fkr')
  const story = 'As an operator, I want names, so that people find them.'
  await fkr.moveCard('scs/6', 'scs/issues#2', 'Status', 'Done')
  await fkr.editIssue('scs/issues#3', { body: story })
  await fkr.editIssue('scs/issues#4', { body: story })
  await fkr.editIssue('scs/issues#1', {
    body: 'As an operator, I want flavors managed, so that users find them.\n\n- [x] #2\n- [ ] #3\n- [ ] #4\n',
  })
}
