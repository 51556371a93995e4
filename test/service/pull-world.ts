/** The service on the sandbox, with the minutes of one meeting in a pull request: what people do there, and what the app sees. */
import { readFileSync, writeFileSync } from 'node:fs'
import { createMetrics } from '../../src/adapters/metrics/metrics.ts'
import { createService, type Service } from '../../src/service/service.ts'
import { createWiring } from '../../src/wiring.ts'
import { smallPadConfig } from '../cli/small-world.ts'
import { aFolder } from '../cli/terminal.ts'
import { type Sandbox, startSandbox } from '../sandbox/github.ts'
import { type Pull, type Repository, thingAt } from '../sandbox/model.ts'
import { type PadServer, startPadServer } from '../sandbox/pads/pad-server.ts'
import { memoryLookAgain } from './memory-look-again.ts'

export const BRANCH = 'minutes/iaas-2023-01-18'
export const PATH = 'iaas/20230118.md'

export type PullWorld = {
  readonly sandbox: Sandbox
  readonly pads: PadServer
  readonly service: Service
  /** Moves the clock, and does what was due since the last look. */
  readonly lookAt: (time: string) => Promise<void>
  readonly repository: () => Repository
  /** The newest one of the team. */
  readonly pull: () => Pull
  readonly text: (branch?: string) => string
  /** A commit of @o-otte's on the branch of the minutes. */
  readonly edit: (...changes: readonly (readonly [string, string])[]) => Promise<string>
  /** `/minutes …` by @o-otte: reactions, and the answer. */
  readonly ask: (body: string, on?: Pull) => Promise<{ readonly signs: readonly string[]; readonly answer: string }>
  /** Writes GitHub was asked for since the last call. */
  readonly writes: () => readonly string[]
  readonly warnings: string[]
  readonly close: () => Promise<void>
}

export type PullWorldOptions = {
  readonly pad: string
  /** More lines of sprint.yml. */
  readonly config?: string
  /** More keys of `minutes` in sprint.yml. */
  readonly minutes?: string
  /** Before the first look. */
  readonly prepare?: (sandbox: Sandbox) => void
  readonly editedAt?: string
}

/** The meeting of 2023-01-18 ended at 10:05 UTC; nothing has been looked at yet. */
export async function aPullWorld({
  pad,
  config = '',
  minutes = '',
  prepare,
  editedAt = '2023-01-18T09:50:00.000Z',
}: PullWorldOptions): Promise<PullWorld> {
  let now = new Date('2023-01-18T10:00:00Z')
  const clock = () => now
  const sandbox = await startSandbox({ world: 'test/sandbox/worlds/small.yml', now: clock })
  prepare?.(sandbox)
  const pads = await startPadServer({ pads: [{ name: 'iaas', markdownTyped: pad, editedAt }] })
  const folder = aFolder()
  const file = smallPadConfig(folder, pads, `communityCall: { weekday: thursday, time: "15:05" }\n${config}`)
  if (minutes !== '') {
    const text = readFileSync(file, 'utf8')
    writeFileSync(file, text.replace('{ repository: scs/minutes }', `{ repository: scs/minutes, ${minutes} }`))
  }
  const warnings: string[] = []
  const warn = (message: string, facts: unknown = '') => void warnings.push(`${message} ${JSON.stringify(facts)}`)
  const log = { info: () => {}, warn }
  const wiring = createWiring({ ...sandbox.env, DATA_DIR: folder, SPRINT_CONFIG: file }, { log, clock: { now: clock } })
  const service = createService({ ports: wiring, metrics: createMetrics(), lookAgain: memoryLookAgain() })
  let seen = 0
  const repository = () => {
    const found = sandbox.world.repositories.get('scs/minutes')
    if (!found) throw new Error('There is no repository of minutes.')
    return found
  }
  const pull = () => {
    const found = [...repository().pulls.values()].findLast(({ head }) => head.startsWith('minutes/iaas-'))
    if (!found) throw new Error('There is no pull request.')
    return found
  }
  const text = (branch = BRANCH) => {
    const { git } = repository()
    return (
      git.commits
        .get(git.branches.get(branch) ?? '')
        ?.files.get(PATH)
        ?.toString('utf8') ?? ''
    )
  }
  return {
    ...{ sandbox, pads, service, repository, pull, text, warnings },
    lookAt: async (time) => {
      const from = now
      now = new Date(time)
      await service.runSchedule(from, now)
    },
    edit: (...changes) =>
      sandbox.edit('o-otte').push('scs/minutes', BRANCH, 'Correct it\n\nSigned-off-by: O <o@example.org>', {
        [PATH]: changes.reduce((old, [from, to]) => {
          if (!old.includes(from)) throw new Error(`The minutes have no "${from}":\n${old}`)
          return old.replace(from, to)
        }, text()),
      }),
    ask: async (body, on = pull()) => {
      const ref = `scs/minutes#${on.number}`
      const asked = await sandbox.edit('o-otte').comment(ref, body)
      await service.command({ on: ref, commentId: asked.id, author: 'o-otte', body, isPull: true })
      const mark = `<!-- scs-sprint:reply v1 to=${asked.id}`
      const answer = thingAt(sandbox.world, ref).comments.find((comment) => comment.body.startsWith(mark))
      return { signs: asked.reactions.map(({ content }) => content), answer: answer?.body ?? '' }
    },
    writes: () => {
      const since = sandbox.requests.slice(seen)
      seen = sandbox.requests.length
      return since
        .map(({ operation }) => operation)
        .filter((operation) => /^(?:POST|PATCH|PUT|DELETE) (?!.*access_tokens)|^mutation/.test(operation))
    },
    close: async () => {
      await sandbox.close()
      await pads.close()
    },
  }
}
