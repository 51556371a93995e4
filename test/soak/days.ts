/** Thirty simulated days of twenty teams by a fast clock: two weeks and a day around each change of the clock. */

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { addDays, compactDay, instantAt } from '../../src/domain/time/dates.ts'
import { readMarks } from '../../src/hygiene/comment/comment-body.ts'
import { aFolder } from '../cli/terminal.ts'
import { type Sandbox, startSandbox } from '../sandbox/github.ts'
import { thingAt } from '../sandbox/model.ts'
import { type PadServer, startPadServer } from '../sandbox/pads/pad-server.ts'
import { teamsWorld } from '../sandbox/teams-world.ts'
import type { Answered, Asked } from './days-server.ts'
import { padOf, settings, type Team, teams, ZONE } from './days-world.ts'
import { none, type Part, type Row, told } from './part.ts'

/** First days, each a Tuesday; the clock changes on 2023-03-26 and 2023-10-29, each a Sunday. */
const LEGS = ['2023-03-21', '2023-10-24'] as const
const DAYS_A_LEG = 15
/** Hours between two looks at the clock. */
const STEP = 6
const HOUR_MS = 60 * 60 * 1000
const MOST_GROWTH_MB = 20

type Played = {
  readonly sandbox: Sandbox
  readonly pads: PadServer
  readonly child: ChildProcess
  readonly setClock: (now: Date) => void
  readonly meetings: Set<string>
  readonly calls: Set<string>
  readonly problems: string[]
  readonly memory: Answered[]
  readonly warnings: Map<string, number>
}

export const daysPart: Part = {
  name: 'days',
  title: 'Thirty simulated days of twenty teams',
  run: async ({ print, until }) => {
    const folder = aFolder()
    let now = new Date(`${LEGS[0]}T00:00:00Z`)
    const file = (name: string, text: string) => {
      writeFileSync(join(folder, name), text)
      return join(folder, name)
    }
    const sandbox = await startSandbox({ world: file('world.yml', teamsWorld({ now: LEGS[0], teams })), now: () => now })
    // Its limits count hours of the real clock, of which a simulated day takes a minute. The most that GraphQL's Int can tell.
    sandbox.limits.points = 2 ** 31 - 1
    const typed = teams.map(({ id }) => ({ name: id, markdownTyped: `# ${id}\n`, editedAt: now.toISOString() }))
    const pads = await startPadServer({ pads: typed })
    const child = spawn(process.execPath, ['--expose-gc', '--import', 'tsx', 'test/soak/days-server.ts'], {
      env: { ...process.env, ...sandbox.env, SPRINT_CONFIG: file('sprint.yml', settings(pads.url)), DATA_DIR: join(folder, 'data') },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    const setClock = (at: Date) => {
      now = at
    }
    const played: Played = {
      ...{ sandbox, pads, child, setClock, problems: [], memory: [], warnings: new Map() },
      ...{ meetings: new Set<string>(), calls: new Set<string>() },
    }
    try {
      await once(child, 'message')
      let days = 0
      for (const first of LEGS)
        for (let day = 0; day < DAYS_A_LEG && performance.now() < until; day++, days++) {
          await playDay(played, first, day)
          const last = played.memory.at(-1)
          print(
            `${addDays(first, day)}: ${last?.heapMb.toFixed(1)} MB, ${played.meetings.size} meetings, ${played.problems.length} problems`,
          )
        }
      return {
        did: `${teams.length} teams on the embedded database, ${days} of ${LEGS.length * DAYS_A_LEG} days (${DAYS_A_LEG} around each change of the clock in ${ZONE}), a look at the clock every ${STEP} hours; people typed into pads, merged pull requests, took owners away from epics and gave new ones.`,
        rows: [...rowsOf(played), ...memoryRows(played.memory)],
        failures: [...otherPulls(played).map((title) => `a pull request for something else: ${title}`), ...played.problems].slice(0, 20),
      }
    } finally {
      child.kill('SIGKILL')
      await Promise.all([sandbox.close(), pads.close()])
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    }
  },
}

const weekdayOf = (date: string) => ((new Date(`${date}T12:00:00Z`).getUTCDay() + 6) % 7) + 1

function minutesOf({ world }: Sandbox) {
  const found = world.repositories.get('scs/minutes')
  if (!found) throw new Error('There is no repository of minutes.')
  return found
}

/** `first`: the day on which the leg begins; what teams met for before was typed into no pad. */
async function playDay(played: Played, first: string, day: number): Promise<void> {
  const { pads, sandbox, setClock, child } = played
  const date = addDays(first, day)
  const began = instantAt(ZONE, first, '00:00').toISOString()
  // A day of the zone: one of them has 23 hours, one 25.
  const [from, to] = [instantAt(ZONE, date, '00:00'), instantAt(ZONE, addDays(date, 1), '00:00')]
  setClock(from)
  await peopleDo(sandbox, day)
  for (const team of teams.filter(({ weekday }) => weekday === weekdayOf(date))) {
    const ended = new Date(instantAt(ZONE, date, team.time).getTime() + HOUR_MS)
    pads.edit(team.id, padOf(team, date), ended.toISOString())
    played.meetings.add(`${team.id}/${compactDay(date)}.md`)
  }
  if (weekdayOf(date) === 4) played.calls.add(`community-call/${compactDay(date)}.md`)
  let last = from
  let answered: Answered | undefined
  while (last < to) {
    const next = new Date(Math.min(last.getTime() + STEP * HOUR_MS, to.getTime()))
    setClock(next)
    child.send({ began, from: last.toISOString(), to: next.toISOString() } satisfies Asked)
    answered = (await once(child, 'message'))[0] as Answered
    for (const line of answered.told) {
      const kind = line.replaceAll(/\d+/g, 'N').slice(0, 60)
      played.warnings.set(kind, (played.warnings.get(kind) ?? 0) + 1)
    }
    last = next
  }
  if (answered) played.memory.push(answered)
  for (const problem of problemsOf(played, day)) played.problems.push(`${date}: ${problem}`)
  await mergeAll(sandbox)
}

/** Days of a leg on which owners go and come; both are working days. */
const OWNER_GOES = 2
const OWNER_COMES = 9

async function peopleDo(sandbox: Sandbox, day: number): Promise<void> {
  for (const { epic, losesOwner } of teams) {
    const ref = (step: number) => `scs/issues#${epic + step}`
    if (day % 7 === 0) for (const step of [1, 2]) await sandbox.edit('o-otte').comment(ref(step), 'It goes on.')
    if (losesOwner && day === OWNER_GOES) await sandbox.edit('fkr').unassign(ref(0), 'fkr')
    if (losesOwner && day === OWNER_COMES) await sandbox.edit('fkr').assign(ref(0), 'fkr')
  }
}

async function mergeAll(sandbox: Sandbox): Promise<void> {
  for (const pull of minutesOf(sandbox).pulls.values())
    if (pull.state === 'OPEN') await sandbox.edit('fkr').mergePull(`scs/minutes#${pull.number}`)
}

const visibleOn = (sandbox: Sandbox, { epic }: Team) =>
  thingAt(sandbox.world, `scs/issues#${epic}`).comments.filter(({ body, isMinimized }) => !isMinimized && readMarks(body).kind !== 'none')

/** What is wrong at the end of a day with the life of the comments. */
function problemsOf({ sandbox }: Played, day: number): string[] {
  return teams.flatMap((team) => {
    const found = visibleOn(sandbox, team).length
    // A comment comes at the latest on the next working day, and goes as soon.
    const isTold = team.losesOwner && day > OWNER_GOES + 1 && day < OWNER_COMES
    const isQuiet = !team.losesOwner || day < OWNER_GOES || day > OWNER_COMES + 1
    const [least, most] = isTold ? [1, 1] : isQuiet ? [0, 0] : [0, 1]
    return found >= least && found <= most ? [] : [`epic of ${team.id}: expected ${least} to ${most} visible comments, found ${found}`]
  })
}

const titlesOf = (sandbox: Sandbox) => [...minutesOf(sandbox).pulls.values()].map(({ title }) => title.replace(/^Add /, ''))

function otherPulls({ sandbox, meetings, calls }: Played): readonly string[] {
  return titlesOf(sandbox).filter((title) => !meetings.has(title) && !calls.has(title))
}

function rowsOf(played: Played): Row[] {
  const { sandbox, meetings, calls, problems, warnings } = played
  const { git, defaultBranch } = minutesOf(sandbox)
  const files = new Set(git.commits.get(git.branches.get(defaultBranch) ?? '')?.files.keys())
  const titles = titlesOf(sandbox)
  const wanted = [...meetings, ...calls]
  const times = (path: string) => titles.filter((title) => title === path).length
  const comments = teams.map(
    (team) => thingAt(sandbox.world, `scs/issues#${team.epic}`).comments.filter(({ author }) => author === sandbox.world.app.bot).length,
  )
  return [
    told('Meetings, and community calls', `${meetings.size} and ${calls.size}`),
    none(
      'Meetings and calls without a pull request or without a merged file',
      wanted.filter((path) => times(path) < 1 || !files.has(path)).length,
    ),
    none('Meetings and calls with more than one pull request', wanted.filter((path) => times(path) > 1).length),
    none('Pull requests for anything else', otherPulls(played).length),
    none('Wrong moments in the life of a comment, looked at each day on each epic', problems.length),
    told(
      'Comments of the app on all epics',
      comments.reduce((sum, count) => sum + count, 0),
    ),
    ...[...warnings]
      .sort((a, b) => b[1] - a[1])
      .slice(0, 5)
      .map(([kind, count]) => told(`Log: ${kind}`, count)),
  ]
}

function memoryRows(memory: readonly Answered[]): Row[] {
  const [first, ...later] = memory
  if (!first || later.length === 0) return []
  const most = Math.max(...later.map(({ heapMb }) => heapMb)) - first.heapMb
  const grown = (later.at(-1)?.heapMb ?? 0) - first.heapMb
  return [
    {
      what: 'Memory at the end of a later day above that of the first day (heap and buffers, those of the database too, MB)',
      found: most.toFixed(1),
      goal: `at most ${MOST_GROWTH_MB}`,
      isMet: most <= MOST_GROWTH_MB,
    },
    told('The same on the last day, MB', grown.toFixed(1)),
    told('Resident memory after the first day and on the last, MB', `${first.rssMb.toFixed(0)} and ${later.at(-1)?.rssMb.toFixed(0)}`),
  ]
}
