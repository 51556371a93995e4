/**
 * The first hour of somebody new: from an empty folder to the first comment and the first minutes, in at most eight commands and
 * without editing a file. It runs against the sandbox, in the organization that `init` is tested on.
 */
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { scsToday } from '../init/organizations/scs-today.ts'
import { type Sandbox, startSandbox } from '../sandbox/github.ts'
import { createWorld } from '../sandbox/model.ts'
import { startPadServer } from '../sandbox/pads/pad-server.ts'
import { checkWorld, type WorldInput } from '../sandbox/world.ts'

export type Ran = { readonly code: number; readonly out: string; readonly err: string }

/** Runs a command in the newcomer's folder. */
export type RunCommand = (argv: readonly string[], env: Readonly<Record<string, string>>) => Promise<Ran>

export type Step = {
  readonly argv: readonly string[]
  /** The exit code; 0 unless given. */
  readonly code?: number
  /** What must be on stdout or stderr. */
  readonly expected: readonly RegExp[]
}

/** The afternoon of a meeting of the SIG, which ended at 14:55 in Berlin. */
const NOW = '2026-06-11T13:30:00Z'
const PAD = '2026-scs-sig-standardization'
const NOTES = `# SIG Standardization 2026-06-11

## Participants

- @mbuechse
- @fkr

## Certificates

- We look at the drafts again next week
- AI @fkr: ask the auditors for a date
`

export const steps: readonly Step[] = [
  { argv: ['init', '--yes', '--organization', 'SovereignCloudStack'], expected: [/Wrote .*sprint\.yml/] },
  // What nobody can guess is left to the newcomer: doctor names it (a status, teams without a meeting), and the rest works meanwhile.
  { argv: ['doctor'], code: 1, expected: [/^ok +configuration/m, /^\d+ of \d+ checks failed/m, /Status "Blocked"/] },
  { argv: ['sync'], expected: [/Sprint Board/] },
  { argv: ['hygiene'], expected: [/issues#1/] },
  { argv: ['minutes', '--team', 'sig-standardization', '--date', '2026-06-11'], expected: [/ask the auditors for a date/] },
  { argv: ['run', '--apply'], expected: [/sig-standardization/] },
]

export type FirstHour = {
  readonly steps: readonly { readonly command: string; readonly seconds: number; readonly ran: Ran }[]
  /** What went otherwise than a newcomer would expect, as sentences; empty when all is well. */
  readonly problems: readonly string[]
  /** What there is on GitHub in the end. */
  readonly pulls: readonly string[]
  readonly comments: number
}

/** Plays all steps. `run` gets the variables that the newcomer sets once: the token, and the addresses of the sandbox. */
export async function playFirstHour(run: RunCommand, clock: () => number): Promise<FirstHour> {
  const pads = await startPadServer({
    pads: [
      { name: PAD, markdownTyped: NOTES, editedAt: '2026-06-11T12:56:00Z' },
      { name: 'community-meeting', markdownTyped: '# SCS Community Meeting\n', editedAt: '2026-05-15T10:00:00Z' },
    ],
  })
  const sandbox = await startSandbox({ world: createWorld(checkWorld(worldWith(pads.url))) })
  try {
    const played: FirstHour['steps'][number][] = []
    const problems: string[] = []
    for (const { argv, expected, code = 0 } of steps) {
      const command = `scs-sprint ${argv.join(' ')}`
      const begun = clock()
      const ran = await run(argv, { ...sandbox.env, SPRINT_NOW: NOW })
      played.push({ command, seconds: (clock() - begun) / 1000, ran })
      if (ran.code !== code) problems.push(`${command}: expected exit code ${code}, found ${ran.code}.\n${ran.err}`)
      for (const text of expected) {
        if (!text.test(`${ran.out}\n${ran.err}`)) problems.push(`${command}: expected ${text}, found:\n${ran.out}\n${ran.err}`)
      }
    }
    return { steps: played, problems, ...written(sandbox) }
  } finally {
    await sandbox.close()
    await pads.close()
  }
}

/** The organization with the sandbox's pads in place of the community's. */
function worldWith(padUrl: string): WorldInput {
  const manifest = parse(readFileSync(new URL('../../app.yml', import.meta.url), 'utf8')) as { default_events: string[] }
  const world = { ...scsToday.world, now: NOW, app: { events: manifest.default_events } }
  return JSON.parse(JSON.stringify(world).replaceAll('https://input.scs.community', padUrl)) as WorldInput
}

function written({ world }: Sandbox): Pick<FirstHour, 'pulls' | 'comments'> {
  const repositories = [...world.repositories.values()]
  return {
    pulls: repositories.flatMap(({ pulls }) => [...pulls.values()].map(({ title }) => title)),
    comments: repositories.flatMap(({ issues }) => [...issues.values()].flatMap(({ comments }) => comments)).length,
  }
}
