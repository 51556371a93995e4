/**
 * October 2026 of three teams on the sandbox, by a fast clock: scheduled work is looked at every half hour, as the workflow does,
 * with nothing kept between two runs. The calendar has what calendars have: an exception, a cancelled meeting, moved ones, two
 * series of one team, the end of daylight saving time.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { nameOfWork } from '../../../src/cli/run-summary.ts'
import { SETTLED_STEP } from '../../../src/ports/workflows.ts'
import { readDueNow } from '../../../src/service/due-now.ts'
import { type Outcome, runAllDue } from '../../../src/service/run-due.ts'
import type { Settings } from '../../../src/settings/settings.ts'
import { type Applied, applyPlan } from '../../../src/usecases/apply-plan.ts'
import { createWiring } from '../../../src/wiring.ts'
import { aFolder } from '../../cli/terminal.ts'
import { type Sandbox, startSandbox } from '../../sandbox/github.ts'
import type { WorkflowRun } from '../../sandbox/model.ts'
import { startPadServer } from '../../sandbox/pads/pad-server.ts'

const HALF_HOUR_MS = 30 * 60 * 1000
const WORKFLOW = '.github/workflows/minutes.yml'

/** When people have typed into the pad, and of which day. */
const TYPED: readonly (readonly [at: string, pad: string, day: string])[] = [
  ['2026-10-02T08:40:00Z', 'group', '2026-10-02'],
  ['2026-10-05T09:40:00Z', 'project', '2026-10-05'],
  ['2026-10-07T08:40:00Z', 'iaas', '2026-10-07'],
  ['2026-10-14T08:40:00Z', 'iaas', '2026-10-14'],
  ['2026-10-19T09:40:00Z', 'project', '2026-10-19'],
  ['2026-10-22T12:00:00Z', 'iaas', '2026-10-22'],
  ['2026-10-28T09:40:00Z', 'iaas', '2026-10-28'],
  ['2026-10-29T13:30:00Z', 'group', '2026-10-29'],
]

/** On October 20th somebody moves the meeting of the next day. */
const MOVED_AT = new Date('2026-10-20T07:00:00Z')
const MOVED = `BEGIN:VEVENT
UID:iaas-review@calendar.example
DTSTAMP:20261020T000000Z
RECURRENCE-ID;TZID=Europe/Berlin:20261021T100500
SUMMARY:Team IaaS: sprint review and planning
DTSTART;TZID=Europe/Berlin:20261022T130500
DURATION:PT50M
END:VEVENT
`

export type Told = { readonly at: string; readonly work: string; readonly result: Outcome['result']; readonly writes: readonly string[] }

export type Month = {
  readonly sandbox: Sandbox
  readonly told: readonly Told[]
  /** Writes of runs that were made once more, right after themselves, with the same window. */
  readonly repeated: readonly string[]
  readonly close: () => Promise<void>
}

export type MonthOptions = {
  readonly from: string
  readonly to: string
  /** Half hours in which GitHub starts no run. */
  readonly isSkipped?: (at: Date) => boolean
  /** After so many writes of the run at that time its machine goes away. */
  readonly diesAfter?: (at: Date) => number | null
}

class Died extends Error {}

export async function playMonth({ from, to, isSkipped = () => false, diesAfter = () => null }: MonthOptions): Promise<Month> {
  let now = new Date(from)
  const clock = { now: () => now }
  const calendar = { type: 'text/calendar', body: readFileSync('test/calendars/october-2026.ics', 'utf8') }
  const sandbox = await startSandbox({ world: 'test/sandbox/worlds/small.yml', now: clock.now, wallClock: clock.now })
  const names = ['group', 'project', 'iaas'] as const
  const typed = (day: string, what: string) => `# ${day}\n\n## Participants\n\n- @fkr\n- @o-otte\n\n## Agenda\n\n- ${what} of ${day}\n`
  const pads = await startPadServer({
    pads: names.map((name) => ({ name, markdownTyped: typed('2026-09-23', name), editedAt: '2026-09-23T09:00:00.000Z' })),
    files: { '/calendar.ics': calendar },
  })
  const config = join(aFolder(), 'sprint.yml')
  writeFileSync(config, configOf(pads.url))
  await sandbox.edit('fkr').push('scs/minutes', 'main', 'Run it', { [WORKFLOW]: 'on: schedule\n' })
  const runs: WorkflowRun[] = []
  sandbox.world.repositories.get('scs/minutes')?.workflows.set(WORKFLOW, { state: 'active', runs })
  const env = {
    ...{ GHE_HOST: sandbox.env.GHE_HOST, GHE_PROTOCOL: 'http', SPRINT_CONFIG: config },
    ...{ GITHUB_TOKEN: sandbox.tokens.installation('scs', { expiresAt: new Date('2100-01-01') }) },
    GITHUB_WORKFLOW_REF: `scs/minutes/${WORKFLOW}@refs/heads/main`,
  }
  const told: Told[] = []
  let settings: Settings | null = null

  /** What the command does, in an empty DATA_DIR. */
  const runOnce = async (since: Date | null, dies: number | null): Promise<Told[] | null> => {
    const log = { info: () => {}, warn: () => {} }
    const ports = createWiring({ ...env, DATA_DIR: aFolder() }, { log, clock, applies: true, attempts: { retryUnitMs: 1 } })
    settings ??= await ports.settings()
    const { due } = await readDueNow(ports, settings, since)
    const outcomes: Told[] = []
    let writes: Applied[] = []
    let left = dies ?? Number.POSITIVE_INFINITY
    const apply: Parameters<typeof runAllDue>[0]['apply'] = async (plan, current) => {
      if (left < 0) throw new Died('The machine went away.')
      const applying = ports.applyPorts(current)
      const record: typeof applying.record = async (entry) => {
        left--
        if (left < 0) throw new Died('The machine went away.')
        await applying.record(entry)
      }
      writes.push(...(await applyPlan(plan, { ...applying, record })))
    }
    const ended = ({ work, result }: Outcome) => {
      const name = `${'team' in work ? `${work.team}: ` : ''}${nameOfWork(work)}`
      outcomes.push({ at: now.toISOString(), work: name, result, writes: writes.map(({ kind, where }) => `${kind} ${where}`) })
      writes = []
    }
    await runAllDue({ ports, apply, ended }, settings, due)
    return left < 0 ? null : outcomes
  }

  const repeated: string[] = []
  const typing = [...TYPED]
  for (; now < new Date(to); now = new Date(now.getTime() + HALF_HOUR_MS)) {
    for (let next = typing[0]; next !== undefined && new Date(next[0]) <= now; next = typing[0]) {
      typing.shift()
      pads.edit(next[1], typed(next[2], next[1]), next[0].replace('Z', '.000Z'))
    }
    if (now >= MOVED_AT && !calendar.body.includes(MOVED)) calendar.body = calendar.body.replace('END:VCALENDAR', `${MOVED}END:VCALENDAR`)
    if (isSkipped(now)) continue
    const since = runs.at(-1)?.startedAt ?? null
    const outcomes = await runOnce(null, diesAfter(now))
    if (outcomes === null) continue
    told.push(...outcomes)
    if (outcomes.some(({ writes }) => writes.length > 0)) {
      for (const { work, writes } of (await runOnce(since, null)) ?? [])
        repeated.push(...writes.map((write) => `${now.toISOString()} ${work}: ${write}`))
    }
    const has = (wanted: Outcome['result']) => outcomes.some(({ result }) => result === wanted)
    const failedSteps = has('later') ? ['Try again later'] : has('failed') ? [SETTLED_STEP] : []
    const conclusion = failedSteps.length === 0 ? 'success' : 'failure'
    runs.push({ id: runs.length + 1, event: 'schedule', status: 'completed', conclusion, startedAt: now, failedSteps })
  }
  return {
    sandbox,
    told,
    repeated,
    close: async () => {
      await sandbox.close()
      await pads.close()
    },
  }
}

const configOf = (pads: string) => `organization: scs
timezone: Europe/Berlin
minutes: { repository: scs/minutes }
board: { owner: scs, number: 6, fields: { status: Status, sprint: Sprint } }
epics: { types: [Epic] }
calendar: { url: "${pads}/calendar.ics" }
pads: { hosts: [127.0.0.1] }
communityCall: { weekday: thursday, time: "15:05", path: "community-call/{yyyymmdd}.md" }
teams:
  group: { name: Group Standards, board: off, pad: "${pads}/group" }
  project: { name: Project Board, board: off, pad: "${pads}/project" }
  iaas: { name: Team IaaS, label: IaaS, pad: "${pads}/iaas" }
`
