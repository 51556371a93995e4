/** Every kind of fault at every request of a command, each followed by an undisturbed run. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRetryBudget } from '../../../src/adapters/github/client/retry-budget.ts'
import type { Fault } from '../../sandbox/faults.ts'
import { type Sandbox, startSandbox } from '../../sandbox/github.ts'
import { type PadServer, startPadServer } from '../../sandbox/pads/pad-server.ts'
import { aFolder, type Ran, scsSprint } from '../terminal.ts'
import { endState } from './fault-kinds.ts'

const settings = (pads: PadServer) => `organization: scs
minutes: { repository: scs/minutes }
board: { owner: scs, number: 6, fields: { status: Status, sprint: Sprint } }
epics: { types: [Epic] }
hygiene: { label: on hold }
communityCall: { weekday: thursday, time: "15:05" }
pads: { hosts: [127.0.0.1] }
teams: { iaas: { name: Team IaaS, label: IaaS, pad: "${pads.url}/iaas", meeting: { weekday: wednesday, time: "10:05" } } }
`
const PAD =
  '# 2023-01-18\n\n## Participants\n\n- @fkr\n- @o-otte\n\n## Reporter for the community call\n\n@o-otte\n\n## Agenda\n\n- Flavors: scs/issues#3 is nearly done\n- AI: @fkr to write it down\n'

export const commands = ['sync', 'hygiene', 'all clear', 'agenda', 'minutes', 'digest'] as const
export type Command = (typeof commands)[number]

/** `requests`: of GitHub and of the pad server. */
export type Outcome = {
  readonly ran: Ran
  readonly after: unknown
  readonly requests: Readonly<Record<Where, number>>
}

export type Where = 'github' | 'pads'

/** The n-th request from 0, or the first whose path or operation holds a text. */
export type Place = { readonly fault: Fault; readonly where?: Where } & ({ readonly at: number } | { readonly match: string })

export type Scene = { readonly sandbox: Sandbox; readonly pads: PadServer; readonly folder: string }

let nextInstallation = 1000

/** What is on GitHub and in the pad before a command runs, for that command. */
export async function withScene<T>(command: Command, play: (scene: Scene) => Promise<T>): Promise<T> {
  const typed = { name: 'iaas', markdownTyped: PAD, editedAt: '2023-01-18T10:12:00.000Z' }
  const sandbox = await startSandbox({ world: 'test/sandbox/worlds/small.yml' })
  const pads = await startPadServer({ pads: command === 'minutes' ? [typed] : [], takesNewNotes: true })
  const folder = aFolder()
  // auth-app joins requests for tokens of the same installation, over all apps of a process: several scenes play at once.
  for (const installation of sandbox.world.installations) Object.assign(installation, { id: nextInstallation++ })
  try {
    writeFileSync(join(folder, 'sprint.yml'), settings(pads))
    const scene = { sandbox, pads, folder }
    if (command === 'all clear') {
      await runCommand(scene, 'hygiene')
      await healed(sandbox)
    }
    return await play(scene)
  } finally {
    await Promise.all([sandbox.close(), pads.close()])
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What went wrong at one place; null for an undisturbed run. */
export function disturbed(command: Command, fault: Place | null): Promise<Outcome> {
  return withScene(command, async (scene) => {
    const { sandbox, pads } = scene
    const before = [sandbox.requests.length, pads.requests.length] as const
    const { faults } = fault?.where === 'pads' ? pads : sandbox
    if (fault !== null) faults.add(fault.fault, 'at' in fault ? { skip: fault.at } : { match: fault.match })
    const ran = await runCommand(scene, command, fault?.fault.kind === 'hang')
    const requests = { github: sandbox.requests.length - before[0], pads: pads.requests.length - before[1] }
    faults.clear()
    if (fault !== null) await runCommand(scene, command)
    return { ran, after: endOf(scene), requests }
  })
}

/** Everything that a command can have left outside of its own notes: on GitHub, in the pad, in the file it was asked for. */
export function endOf({ sandbox, pads, folder }: Scene): unknown {
  const board = join(folder, 'board.json')
  return { github: endState(sandbox), pad: pads.text('iaas'), board: existsSync(board) ? readFileSync(board, 'utf8') : null }
}

const DAY = ['--team', 'iaas', '--date', '2023-01-18']

/** How a command is called in its folder. */
export function argvOf(command: Command, { folder, pads }: Pick<Scene, 'folder' | 'pads'>): readonly string[] {
  const config = ['--config', join(folder, 'sprint.yml')]
  switch (command) {
    case 'sync':
      return ['sync', ...config, '--out', join(folder, 'board.json')]
    case 'agenda':
      return ['agenda', ...config, ...DAY, '--apply']
    case 'minutes':
      return ['minutes', ...config, ...DAY, '--pad', `${pads.url}/iaas`, '--apply']
    case 'digest':
      return ['digest', ...config, '--date', '2023-01-19', '--apply']
    default:
      return ['hygiene', ...config, '--apply']
  }
}

export const envOf = ({ sandbox, folder }: Pick<Scene, 'sandbox' | 'folder'>): Record<string, string> => ({
  ...sandbox.env,
  SPRINT_NOW: '2023-01-18T11:15:00Z',
  DATA_DIR: join(folder, 'data'),
})

/** `isHung`: GitHub is waited for half a second, not as long as a person would wait. */
export function runCommand(scene: Scene, command: Command, isHung = false): Promise<Ran> {
  const github = { retryUnitMs: 1, ...(isHung ? { timeoutSeconds: 0.5, patience: createRetryBudget(2) } : {}) }
  return scsSprint(argvOf(command, scene), envOf(scene), '', { github })
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
