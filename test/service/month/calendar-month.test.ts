/** A month of the calendar that SCS_CALENDAR names, through `run --apply`, as the workflow runs it: with nothing kept between two runs. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { aFolder, scsSprint } from '../../cli/terminal.ts'
import { halfHours, startMonth, type Typed } from './month-world.ts'

const file = process.env.SCS_CALENDAR ?? ''

/** All meetings of the calendar in March 2026 with minutes: when each ends, the pad of its team, the run that can make its minutes. */
const HELD: readonly (readonly [team: string, pad: string, end: string, run: string])[] = [
  ['project-board', 'scs-project-board', '2026-03-02T11:00Z', '11:30'],
  ['iaas', '2026-scs-team-iaas', '2026-03-04T09:55Z', '10:30'],
  ['iaas', '2026-scs-team-iaas', '2026-03-11T09:55Z', '10:30'],
  ['sig-standardization', '2026-scs-sig-standardization', '2026-03-12T13:55Z', '14:30'],
  ['project-board', 'scs-project-board', '2026-03-16T11:00Z', '11:30'],
  ['iaas', '2026-scs-team-iaas', '2026-03-18T09:55Z', '10:30'],
  ['community-meeting', 'community-meeting', '2026-03-20T10:55Z', '11:30'],
  ['project-board', 'scs-project-board', '2026-03-23T11:00Z', '11:30'],
  ['iaas', '2026-scs-team-iaas', '2026-03-25T09:55Z', '10:30'],
  // Moved by a day.
  ['sig-standardization', '2026-scs-sig-standardization', '2026-03-27T09:55Z', '10:30'],
  // Since March 29th by the summer's clock: at 11:05 there as before, an hour earlier in UTC.
  ['project-board', 'scs-project-board', '2026-03-30T10:00Z', '10:30'],
]
/** The last meetings before that, whose minutes are there. */
const BEFORE = ['project-board/20260223.md', 'iaas/20260225.md', 'sig-standardization/20260226.md', 'community-meeting/20260220.md']

const RUNS = ['07:30', '09:30', '10:30', '11:30', '14:30']
const runsAt = halfHours('2026-03-02T00:00Z', '2026-04-01T00:00Z').filter(
  (at) => at.getUTCDay() % 6 !== 0 && RUNS.includes(at.toISOString().slice(11, 16)),
)

const configOf = (pads: string) => `organization: scs
timezone: Europe/Berlin
minutes: { repository: scs/minutes }
calendar: { url: "${pads}/calendar.ics" }
pads: { hosts: [127.0.0.1] }
teams:
  sig-standardization: { name: SIG Standardization }
  community-meeting: { name: SCS Community Meeting }
  project-board: { name: Project Board }
  iaas: { name: Team IaaS }
`

/** The calendar as its community keeps it, about pads and minutes of the sandbox. */
function calendarOn(pads: string): string {
  const unfolded = readFileSync(file, 'utf8').replaceAll(/\r?\n[ \t]/g, '')
  return unfolded.replaceAll('SovereignCloudStack/minutes', 'scs/minutes').replaceAll('https://input.scs.community', pads)
}

type Work = {
  readonly kind: string
  readonly team?: string
  readonly date?: string
  readonly result: string
  readonly writes: readonly unknown[]
}

test.skipIf(file === '')(
  'a month of the calendar (SCS_CALENDAR names the file): the minutes of each meeting once, exceptions skipped',
  {
    timeout: 300_000,
  },
  async () => {
    const month = await startMonth({
      ...{ from: '2026-03-01T00:00:00Z', before: '2026-02-20', calendar: calendarOn, config: configOf },
      merged: BEFORE,
      pads: [...new Set(HELD.map(([, pad]) => pad))],
      typed: HELD.map(([, pad, end]): Typed => [end, pad, end.slice(0, 10)]),
    })
    try {
      const made: string[] = []
      for (const at of runsAt) {
        month.goTo(at)
        const env = { ...month.env, SPRINT_NOW: at.toISOString(), DATA_DIR: aFolder() }
        const { code, out, err } = await scsSprint(['run', '--apply', '--json'], env)
        expect({ at, code, err }).toEqual({ at, code: 0, err: `Configuration: ${month.env.SPRINT_CONFIG}\n` })
        const due: readonly Work[] = JSON.parse(out).due
        month.ranWith(due.map(({ result }) => result as 'done'))
        for (const { kind, team, date, writes } of due)
          if (kind === 'minutes' && writes.length > 0) made.push(`${team} ${date} at ${at.toISOString().slice(11, 16)}`)
        // Somebody merges what is there in the morning.
        if (at.toISOString().includes('T07:30')) await mergeAll(month.sandbox)
      }
      expect(month.titles()).toEqual(HELD.map(([team, , end]) => `Add ${team}/${end.slice(0, 10).replaceAll('-', '')}.md`).sort())
      expect(made).toEqual(HELD.map(([team, , end, run]) => `${team} ${end.slice(0, 10)} at ${run}`))
      const issues = [...(month.sandbox.world.repositories.get('scs/minutes')?.issues.values() ?? [])].map(({ title }) => title)
      // People have typed in the pads, so the agendas are told there; nothing is told of minutes that are missing.
      expect(issues.filter((title) => !title.startsWith('Agenda of '))).toEqual([])
    } finally {
      await month.close()
    }
  },
)

async function mergeAll({ world, edit }: Awaited<ReturnType<typeof startMonth>>['sandbox']): Promise<void> {
  for (const pull of world.repositories.get('scs/minutes')?.pulls.values() ?? [])
    if (pull.state === 'OPEN') await edit('fkr').mergePull(`scs/minutes#${pull.number}`)
}
