/**
 * Two weeks of October 2026 of three teams: scheduled work is looked at as the workflow does. The calendar has what calendars have: an
 * exception, a cancelled meeting, a moved one, two series of one team, the end of daylight saving time.
 */
import { readFileSync } from 'node:fs'
import { nameOfWork } from '../../../src/cli/output/run-summary.ts'
import { readDueNow } from '../../../src/service/run/due-now.ts'
import { type Outcome, runAllDue } from '../../../src/service/run/run-due.ts'
import type { Settings } from '../../../src/settings/settings.ts'
import { type Applied, applyPlan } from '../../../src/usecases/apply-plan.ts'
import { createWiring } from '../../../src/wiring.ts'
import { aFolder } from '../../cli/terminal.ts'
import type { Sandbox } from '../../sandbox/github.ts'
import { type MonthWorld, startMonth, type Typed } from './month-world.ts'

const TYPED: readonly Typed[] = [
  ['2026-10-19T09:40:00Z', 'project', '2026-10-19'],
  ['2026-10-22T12:00:00Z', 'iaas', '2026-10-22'],
  ['2026-10-28T09:40:00Z', 'iaas', '2026-10-28'],
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

export type Played = {
  readonly sandbox: Sandbox
  readonly told: readonly Told[]
  /** Writes of runs that were made once more, right after themselves, with the same window. */
  readonly repeated: readonly string[]
  readonly titles: readonly string[]
  readonly close: () => Promise<void>
}

export type PlayOptions = {
  /** When GitHub starts a run. */
  readonly runsAt: readonly Date[]
  /** After so many writes of the run at that time its machine goes away. */
  readonly diesAfter: (at: Date) => number | null
}

class Died extends Error {}

export async function playMonth({ runsAt, diesAfter }: PlayOptions): Promise<Played> {
  const month = await startMonth({
    from: '2026-10-14T00:00:00Z',
    calendar: () => readFileSync('test/calendars/october-2026.ics', 'utf8'),
    ...{ config: configOf, pads: ['group', 'project', 'iaas'], before: '2026-09-23', typed: TYPED },
    merged: ['group/20261002.md', 'project/20261005.md', 'iaas/20261014.md'],
  })
  const told: Told[] = []
  const repeated: string[] = []
  const runOnce = runsOf(month)
  let isMoved = false
  for (const at of runsAt) {
    month.goTo(at)
    if (at >= MOVED_AT && !isMoved) month.editCalendar((text) => text.replace('END:VCALENDAR', `${MOVED}END:VCALENDAR`))
    isMoved = at >= MOVED_AT
    const since = month.lastRun()
    const outcomes = await runOnce(null, diesAfter(at))
    if (outcomes === null) continue
    told.push(...outcomes)
    if (outcomes.some(({ writes }) => writes.length > 0)) {
      for (const { work, writes } of (await runOnce(since, null)) ?? [])
        repeated.push(...writes.map((write) => `${at.toISOString()} ${work}: ${write}`))
    }
    month.ranWith(outcomes.map(({ result }) => result))
  }
  return { sandbox: month.sandbox, told, repeated, titles: month.titles(), close: month.close }
}

/** What the command does, in an empty DATA_DIR; null: its machine went away. */
function runsOf({ env, clock }: MonthWorld): (since: Date | null, dies: number | null) => Promise<readonly Told[] | null> {
  let settings: Settings | null = null
  return async (since, dies) => {
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
      const written = writes.map(({ kind, where }) => `${kind} ${where}`)
      outcomes.push({ at: clock.now().toISOString(), work: name, result, writes: written })
      writes = []
    }
    await runAllDue({ ports, apply, ended }, settings, due)
    return left < 0 ? null : outcomes
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
