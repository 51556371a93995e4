/**
 * A month of teams on the sandbox: a calendar and pads on localhost, a clock of our own, and a workflow whose runs GitHub lists.
 * Nothing is kept on disk between two runs.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SETTLED_STEP } from '../../../src/ports/workflows.ts'
import type { Outcome } from '../../../src/service/run/run-due.ts'
import { aFolder } from '../../cli/terminal.ts'
import { type Sandbox, startSandbox } from '../../sandbox/github.ts'
import type { WorkflowRun } from '../../sandbox/model.ts'
import { startPadServer } from '../../sandbox/pads/pad-server.ts'

const HALF_HOUR_MS = 30 * 60 * 1000
const WORKFLOW = '.github/workflows/minutes.yml'

/** When people have typed into a pad, and of which day. */
export type Typed = readonly [at: string, pad: string, day: string]

export type MonthWorld = {
  readonly sandbox: Sandbox
  readonly env: Readonly<Record<string, string>>
  readonly clock: { readonly now: () => Date }
  /** Sets the clock; people have typed what they type until then. */
  readonly goTo: (at: Date) => void
  readonly editCalendar: (edit: (text: string) => string) => void
  /** When the last run of the workflow was started. */
  readonly lastRun: () => Date | null
  /** The run of now has ended. */
  readonly ranWith: (results: readonly Outcome['result'][]) => void
  /** Titles of the pull requests with minutes and call notes, sorted. */
  readonly titles: () => readonly string[]
  readonly close: () => Promise<void>
}

export type MonthOptions = {
  readonly from: string
  /** Given the address of the pads. */
  readonly calendar: (pads: string) => string
  readonly config: (pads: string) => string
  readonly pads: readonly string[]
  /** The day of the meeting that all pads begin with. */
  readonly before: string
  readonly typed: readonly Typed[]
  /** Minutes of earlier meetings, which are on main: `iaas/20261014.md`. */
  readonly merged: readonly string[]
}

export async function startMonth({ from, pads: names, before, typed, merged, ...rest }: MonthOptions): Promise<MonthWorld> {
  let now = new Date(from)
  const clock = { now: () => now }
  const calendar = { type: 'text/calendar', body: '' }
  const sandbox = await startSandbox({ world: 'test/sandbox/worlds/small.yml', now: clock.now, wallClock: clock.now })
  const pads = await startPadServer({
    pads: names.map((name) => ({ name, markdownTyped: notesOf(before, name), editedAt: `${before}T09:00:00.000Z` })),
    files: { '/calendar.ics': calendar },
  })
  calendar.body = rest.calendar(pads.url)
  const config = join(aFolder(), 'sprint.yml')
  writeFileSync(config, rest.config(pads.url))
  const earlier = merged.map((path) => [path, notesOf(path.replace(/.*(\d{4})(\d\d)(\d\d)\.md$/, '$1-$2-$3'), path)])
  const files = { ...Object.fromEntries(earlier), [WORKFLOW]: 'on: schedule\n' }
  await sandbox.edit('fkr').push('scs/minutes', 'main', 'Run it', files)
  const runs: WorkflowRun[] = []
  const repository = sandbox.world.repositories.get('scs/minutes')
  repository?.workflows.set(WORKFLOW, { state: 'active', runs })
  const left = [...typed]
  return {
    sandbox,
    clock,
    env: {
      ...{ GHE_HOST: sandbox.env.GHE_HOST, GHE_PROTOCOL: 'http', GHE_SITE: sandbox.env.GHE_SITE, SPRINT_CONFIG: config },
      ...{ GITHUB_TOKEN: sandbox.tokens.installation('scs', { expiresAt: new Date('2100-01-01') }) },
      GITHUB_WORKFLOW_REF: `scs/minutes/${WORKFLOW}@refs/heads/main`,
    },
    goTo: (at) => {
      now = at
      for (let next = left[0]; next !== undefined && new Date(next[0]) <= now; next = left[0]) {
        left.shift()
        pads.edit(next[1], notesOf(next[2], next[1]), new Date(next[0]).toISOString())
      }
    },
    editCalendar: (edit) => {
      calendar.body = edit(calendar.body)
    },
    lastRun: () => runs.at(-1)?.startedAt ?? null,
    ranWith: (results) => {
      const failedSteps = results.includes('later') ? ['Try again later'] : results.includes('failed') ? [SETTLED_STEP] : []
      const conclusion = failedSteps.length === 0 ? 'success' : 'failure'
      runs.push({ id: runs.length + 1, event: 'schedule', status: 'completed', conclusion, startedAt: now, failedSteps })
    },
    titles: () => [...(repository?.pulls.values() ?? [])].map(({ title }) => title).sort(),
    close: async () => {
      await sandbox.close()
      await pads.close()
    },
  }
}

function notesOf(day: string, what: string): string {
  return `# ${day}\n\n## Participants\n\n- @fkr\n- @o-otte\n\n## Agenda\n\n- ${what} of ${day}\n`
}

/** The half hours from one time to another, without the second. */
export function halfHours(from: string, to: string): readonly Date[] {
  const [first, end] = [new Date(from).getTime(), new Date(to).getTime()]
  return Array.from({ length: Math.ceil((end - first) / HALF_HOUR_MS) }, (_, index) => new Date(first + index * HALF_HOUR_MS))
}
