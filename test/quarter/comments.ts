/**
 * A quarter of four teams on the sandbox, by a fast clock: one meets on Monday, one has no meeting, one is German, and one
 * lives in the scheduled workflow without a store. `npm run quarter -- comments` prints the story of its comments.
 */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createMetrics } from '../../src/adapters/metrics/metrics.ts'
import { run } from '../../src/cli/program.ts'
import { readMarks } from '../../src/hygiene/comment/comment-body.ts'
import { createService } from '../../src/service/service.ts'
import { createWiring } from '../../src/wiring.ts'
import { type Sandbox, startSandbox } from '../sandbox/github.ts'
import { type Comment, thingAt } from '../sandbox/model.ts'
import { teamsWorld } from '../sandbox/teams-world.ts'
import { memoryLookAgain } from '../service/memory-look-again.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const TEAMS = { mon: 'Team Monday', free: 'Team Without', deu: 'Team Betrieb', cron: 'Team Workflow' } as const
const FIRST = { mon: 10, free: 20, deu: 30, cron: 40 } as const

export type Told = {
  readonly team: string
  readonly epic: string
  readonly at: string
  /** A new comment notifies; an edit does not. */
  readonly notifies: boolean
  readonly calls: readonly string[]
  readonly text: string
}

const GERMAN_STORY = 'Als Betreiber möchte ich Flavors, damit Nutzer sie finden.'
const worldTeams = Object.entries(FIRST).map(([id, epic]) => ({ id, epic, ...(id === 'deu' ? { story: GERMAN_STORY } : {}) }))

const config = (teams: string) => `organization: scs
minutes: { repository: scs/minutes }
board: { owner: scs, number: 6, status: { backlog: [Backlog], active: [Doing], done: [Done] } }
hygiene: { rules: { story-too-large: off } }
teams:
${teams}
`

/** What people do, by day of the quarter (the first is Monday, January 2nd); the same in every team, `epic` is its first number. */
const people: Readonly<Record<number, (sandbox: Sandbox, epic: (step: number) => string) => Promise<unknown>>> = {
  7: async (sandbox, epic) => sandbox.edit('fkr').unassign(epic(0), 'fkr'),
  9: async (sandbox, epic) => sandbox.edit('garloff').assign(epic(0), 'garloff'),
  // From here on nobody says a word in the stories for two months.
  16: async (sandbox, epic) => sandbox.edit('o-otte').comment(epic(1), 'Half of it is in review.'),
  65: async (sandbox, epic) => sandbox.edit('o-otte').comment(epic(1), 'Done on Friday.'),
  67: async (sandbox, epic) => {
    await sandbox.edit('o-otte').close(epic(1))
    await sandbox.edit('o-otte').moveCard('scs/6', epic(1), 'Status', 'Done')
  },
  70: async (sandbox, epic) => sandbox.edit('fkr').close(epic(2), 'NOT_PLANNED'),
  71: async (sandbox, epic) => sandbox.edit('fkr').moveCard('scs/6', epic(2), 'Status', 'Done'),
  80: async (sandbox, epic) => {
    await sandbox.edit('garloff').close(epic(0))
    await sandbox.edit('garloff').moveCard('scs/6', epic(0), 'Status', 'Done')
  },
}

export async function playComments(): Promise<readonly Told[]> {
  const folder = mkdtempSync(join(tmpdir(), 'scs-sprint-quarter-'))
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  }
  let now = new Date('2023-01-02T06:00:00Z')
  const sandbox = await startSandbox({
    world: file('world.yml', teamsWorld({ now: '2023-01-02T06:00:00Z', teams: worldTeams, second: 'Backlog' })),
    now: () => now,
  })
  try {
    const server = file(
      'server.yml',
      config(`  mon: { name: ${TEAMS.mon}, label: mon, meeting: { weekday: monday, time: "10:00", skip: [2023-01-30] } }
  free: { name: ${TEAMS.free}, label: free }
  deu: { name: ${TEAMS.deu}, label: deu, meeting: { weekday: wednesday, time: "10:00" } }
  cron: { name: ${TEAMS.cron}, label: cron, hygiene: { mode: off } }`),
    )
    const workflow = file('workflow.yml', config(`  cron: { name: ${TEAMS.cron}, label: cron }`))
    const failures: string[] = []
    const log = {
      info: () => {},
      warn: (message: string, facts?: object) => void failures.push(`${message} ${JSON.stringify(facts ?? {})}`),
    }
    const wiring = createWiring(
      { ...sandbox.env, DATA_DIR: join(folder, 'data'), SPRINT_CONFIG: server },
      { log, clock: { now: () => now } },
    )
    const service = createService({ ports: wiring, metrics: createMetrics(), lookAgain: memoryLookAgain() })
    const env = {
      GITHUB_TOKEN: sandbox.tokens.installation('scs'),
      GHE_HOST: sandbox.env.GHE_HOST ?? '',
      GHE_PROTOCOL: 'http',
      GHE_SITE: sandbox.env.GHE_SITE,
    }
    for (let day = 0; day < 91; day++) {
      const morning = new Date(Date.parse('2023-01-02T06:00:00Z') + day * DAY_MS)
      now = morning
      for (const first of Object.values(FIRST)) await people[day]?.(sandbox, (step) => `scs/issues#${first + step}`)
      // Two working days a week, and those on which people did something, are enough to tell the story.
      if (![0, 2].includes(day % 7) && !people[day]) continue
      now = new Date(morning.getTime() + 5 * 60 * 60 * 1000)
      await service.runSchedule(morning, now)
      if (day % 7 > 4) continue
      const told: string[] = []
      const ending = await run(['hygiene', '--apply', '--config', workflow], {
        env: { ...env, SPRINT_NOW: now.toISOString(), DATA_DIR: mkdtempSync(join(folder, 'run-')) },
        out: () => {},
        err: (text) => void told.push(text),
        readStdin: async () => new Uint8Array(),
        isTerminal: false,
      })
      if (ending !== 0) failures.push(told.join(''))
    }
    if (failures.length > 0) throw new Error(failures.join('\n'))
    return Object.entries(FIRST).flatMap(([team, first]) => toldOn(sandbox, team as keyof typeof TEAMS, `scs/issues#${first}`))
  } finally {
    await sandbox.close()
  }
}

function toldOn(sandbox: Sandbox, team: keyof typeof TEAMS, epic: string): readonly Told[] {
  const own = thingAt(sandbox.world, epic).comments.filter(({ author }) => author === sandbox.world.app.bot)
  return own
    .flatMap((comment) => versionsOf(comment).map((version) => ({ team: TEAMS[team], epic, ...version })))
    .sort((a, b) => (a.at < b.at ? -1 : 1))
}

function versionsOf({ body, createdAt, edits }: Comment) {
  const versions = edits.length === 0 ? [{ at: createdAt, text: body }] : edits.map(({ editedAt, diff }) => ({ at: editedAt, text: diff }))
  return versions.map(({ at, text }, index) => ({
    at: at.slice(0, 10),
    notifies: index === 0,
    calls: index === 0 ? [...text.matchAll(/(?<![`\w])@([\w-]+)/g)].map(([, login]) => login ?? '') : [],
    text: readMarks(text).kind === 'replaced' ? 'put away: a newer comment is below' : gist(text),
  }))
}

/** The headline, and each line to act on. */
function gist(text: string): string {
  const lines = text.split('\n').filter((line) => /^\*\*|^- \[/.test(line))
  return lines
    .map((line) =>
      line
        .replace(/<sub>.*?<\/sub>/g, '')
        .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
        .replace(/[*~]{2}/g, '')
        .trim(),
    )
    .join('\n      ')
}

export function tellComments(told: readonly Told[]): string {
  return Object.values(TEAMS)
    .map((team) => {
      const own = told.filter((one) => one.team === team)
      const notified = own.filter(({ notifies }) => notifies)
      const calls = notified.flatMap((one) => one.calls)
      const lines = own.map(({ at, notifies, text }) => `  ${at} ${notifies ? 'new' : 'edit'}: ${text}`)
      return `${team}: notified ${notified.length} times (called by name: ${calls.join(', ') || 'nobody'})\n${lines.join('\n')}`
    })
    .join('\n\n')
}
