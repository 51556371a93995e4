/**
 * Plays a quarter on the sandbox by a fast clock: people type into pads, the server does what is due at its time, looks again at a pad in
 * which somebody types, and merges. Once a working day somebody goes through the pull requests that wait for an answer.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createMetrics } from '../../../src/adapters/metrics/metrics.ts'
import { errorFacts, TryAgainError } from '../../../src/errors.ts'
import type { DueWork } from '../../../src/service/schedule/schedule.ts'
import { createService, type Service } from '../../../src/service/service.ts'
import { createWiring } from '../../../src/wiring.ts'
import { aFolder } from '../../cli/terminal.ts'
import { type Sandbox, startSandbox } from '../../sandbox/github.ts'
import type { Pull } from '../../sandbox/model.ts'
import { type PadServer, startPadServer } from '../../sandbox/pads/pad-server.ts'
import { memoryLookAgain } from '../../service/memory-look-again.ts'
import { type Quarter, type Team, teams, ZONE } from './plan-quarter.ts'

const HOUR_MS = 60 * 60 * 1000
const KEY = 'quarter'

/** What somebody did on a pull request that the app could not do alone. */
export type Hand = {
  readonly pull: number
  readonly at: Date
  readonly did: 'accepted a suggestion' | 'settled a question' | 'ticked a box' | 'merged'
}

export type Commit = { readonly at: Date; readonly text: string }

export type Played = {
  readonly sandbox: Sandbox
  readonly hands: readonly Hand[]
  /** Branch -> what it held, oldest first; commits of the app and of people. */
  readonly history: ReadonlyMap<string, readonly Commit[]>
  readonly warnings: readonly string[]
  readonly requests: number
}

type World = {
  readonly sandbox: Sandbox
  readonly pads: Readonly<Record<Team['server'], PadServer>>
  readonly service: Service
  readonly hands: Hand[]
  readonly warnings: string[]
  readonly lookAgain: ReturnType<typeof memoryLookAgain>
  now: Date
}

type Event = { readonly at: Date; readonly does: () => Promise<unknown> }

export async function playQuarter(quarter: Quarter, each: (day: string) => void = () => {}): Promise<Played> {
  const world = { now: new Date(`${quarter.from}T00:00:00Z`), hands: [], warnings: [] } as unknown as World
  const clock = { now: () => world.now }
  const folder = aFolder()
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  }
  const of = teams.filter(({ id }) => quarter.skip[id] !== undefined)
  const sandbox = await startSandbox({ world: file('world.yml', worldOf(quarter)), now: clock.now })
  sandbox.limits.points = 2 ** 31 - 1
  const empty = (server: Team['server']) =>
    of
      .filter((team) => team.server === server)
      .map(({ id }) => ({ name: id, markdownTyped: '', editedAt: `${quarter.from}T00:00:00.000Z` }))
  const pads = {
    hedgedoc: await startPadServer({ pads: empty('hedgedoc') }),
    etherpad: await startPadServer({ pads: empty('etherpad'), etherpad: { key: KEY } }),
  }
  try {
    const warn = (message: string, facts: unknown = '') =>
      void world.warnings.push(`${world.now.toISOString()} ${message} ${JSON.stringify(facts)}`)
    const env = {
      ...sandbox.env,
      DATA_DIR: folder,
      SPRINT_CONFIG: file('sprint.yml', configOf(of, quarter, pads)),
      PAD_TOKEN_127_0_0_1: KEY,
    }
    const ports = createWiring(env, { log: { info: () => {}, warn }, clock })
    const lookAgain = memoryLookAgain()
    const service = createService({ ports, metrics: createMetrics(), lookAgain })
    Object.assign(world, { sandbox, pads, service, lookAgain })
    await playAll(world, quarter, each)
    return { sandbox, hands: world.hands, history: historyOf(sandbox), warnings: world.warnings, requests: sandbox.requests.length }
  } finally {
    await Promise.all([sandbox.close(), pads.hedgedoc.close(), pads.etherpad.close()])
  }
}

/** In order of time; what an event adds is played at its time. */
async function playAll(world: World, quarter: Quarter, each: (day: string) => void): Promise<void> {
  const [from, to] = [quarter.from, quarter.to].map((day) => new Date(`${day}T00:00:00Z`).getTime()) as [number, number]
  const events: Event[] = quarter.edits.map(({ at, team, text }) => ({
    at,
    does: async () => world.pads[serverOf(team)].edit(team, text, at.toISOString()),
  }))
  // Three days more: minutes of the last meeting are merged then.
  for (let at = from; at < to + 72 * HOUR_MS; at += HOUR_MS) {
    const day = new Date(at)
    events.push({ at: day, does: () => lookAtClock(world, events, day, new Date(at + HOUR_MS), isAtFixedTime) })
    if (day.getUTCHours() === 7 && day.getUTCDay() % 6 !== 0) events.push({ at: day, does: () => answerAll(world, quarter) })
    if (day.getUTCHours() === 0) events.push({ at: day, does: async () => each(day.toISOString().slice(0, 10)) })
  }
  for (const { team, end } of quarter.meetings) {
    const typed = quarter.edits.filter((edit) => edit.team === team).map((edit) => edit.at.getTime())
    for (let step = 0; step < WATCH_STEPS; step++) {
      const at = new Date(end.getTime() + step * WATCH_MS)
      const next = new Date(at.getTime() + WATCH_MS)
      // A look at a pad that nobody edited does nothing.
      if (!typed.some((time) => time <= next.getTime() && time > next.getTime() - 5 * WATCH_MS)) continue
      events.push({ at, does: () => lookAtClock(world, events, at, next, isWatched) })
    }
  }
  const sorted = events.splice(0).sort((a, b) => a.at.getTime() - b.at.getTime())
  for (let next = sorted.shift(); next !== undefined; next = sorted.shift()) {
    world.now = new Date(Math.max(next.at.getTime(), world.now.getTime()))
    await next.does()
    for (const event of events.splice(0)) sorted.splice(sorted.findLastIndex(({ at }) => at <= event.at) + 1, 0, event)
  }
}

/** The server looks at its clock every minute. Here: hourly for what is due at fixed times, and as often as needed after a meeting. */
const isWatched = (work: DueWork) => 'editedSince' in work
const isAtFixedTime = (work: DueWork) => work.kind === 'pulls' || (work.kind === 'minutes' && !isWatched(work))
const WATCH_MS = 5 * 60 * 1000
const WATCH_STEPS = 145

const serverOf = (id: string) => teams.find((team) => team.id === id)?.server ?? 'hedgedoc'

/** Work is put at its time, as the queue of the server does. */
async function lookAtClock(world: World, events: Event[], from: Date, to: Date, isLookedAt: (work: DueWork) => boolean): Promise<void> {
  const { work } = await world.service.dueBetween(from, to)
  for (const due of work.filter(isLookedAt)) events.push(eventOf(world, events, due, due.at))
}

/** A pad in which somebody types, and what only time mends, comes again when the work says so. */
function eventOf(world: World, events: Event[], due: DueWork, at: Date): Event {
  return {
    at,
    does: async () => {
      try {
        await world.service.scheduled(due)
      } catch (error) {
        if (!(error instanceof TryAgainError)) throw error
        const later = new Date(world.now.getTime() + (error.retryAfter ?? 60) * 1000)
        if (later.getTime() - due.at.getTime() < 24 * HOUR_MS) events.push(eventOf(world, events, due, later))
        else world.warnings.push(`${world.now.toISOString()} given up: ${JSON.stringify(errorFacts(error))}`)
      }
    },
  }
}

/** A person goes through the open pull requests: suggestions are accepted, other questions settled, boxes ticked. */
async function answerAll(world: World, { renamed }: Quarter): Promise<void> {
  const { sandbox, hands, now } = world
  const person = sandbox.edit('nadia')
  const hand = (pull: Pull, did: Hand['did']) => hands.push({ pull: pull.number, at: now, did })
  for (const pull of pullsOf(sandbox).filter(({ state, isDraft }) => state === 'OPEN' && !isDraft)) {
    for (const thread of pull.threads.filter(({ isResolved }) => !isResolved)) {
      // Whoever has a new handle knows that it is the right one.
      const asked = thread.comments[0]?.body ?? ''
      const has = asked.includes('```suggestion') && !asked.includes(renamed.to)
      hand(pull, has ? 'accepted a suggestion' : 'settled a question')
      if (has) await person.acceptSuggestion(thread)
      await person.resolveThread(thread)
    }
    if (pull.body.includes('- [ ] ')) {
      hand(pull, 'ticked a box')
      await person.editIssue(`scs/minutes#${pull.number}`, { body: pull.body.replaceAll('- [ ] ', '- [x] ') })
    }
    if (now.getTime() - new Date(pull.createdAt).getTime() > 5 * 24 * HOUR_MS) {
      hand(pull, 'merged')
      await person.mergePull(`scs/minutes#${pull.number}`)
    }
  }
}

export function pullsOf({ world }: Sandbox): readonly Pull[] {
  return [...(world.repositories.get('scs/minutes')?.pulls.values() ?? [])]
}

/** What stood in the file of each branch after each of its commits. */
function historyOf(sandbox: Sandbox): ReadonlyMap<string, readonly Commit[]> {
  const git = sandbox.world.repositories.get('scs/minutes')?.git
  return new Map(
    pullsOf(sandbox).map((pull) => {
      const path = pull.title.replace(/^\w+ /, '')
      const commits: Commit[] = []
      for (let sha = git?.branches.get(pull.head); sha !== undefined; ) {
        const commit = git?.commits.get(sha)
        const text = commit?.files.get(path)?.toString('utf8')
        if (commit === undefined || text === undefined) break
        commits.unshift({ at: new Date(commit.committer.date), text })
        sha = commit.parents[0]
      }
      return [pull.head, commits]
    }),
  )
}

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday']

function worldOf({ from }: Quarter): string {
  const people = [...new Set(teams.flatMap((team) => team.people))].sort()
  return `now: ${from}T00:00:00Z
organizations: { scs: { id: 1001, members: [${people.join(', ')}] } }
users: { ${people.map((login, index) => `${login}: { id: ${200 + index} }`).join(', ')}, lindgren-m: { id: 300 } }
repositories:
  scs/minutes: { collaborators: { nadia: admin }, files: { README.md: "# Minutes\\n" } }
installations: { scs: { id: 1 } }
`
}

function configOf(of: readonly Team[], { from, skip }: Quarter, pads: World['pads']): string {
  const padUrl = ({ id, server }: Team) => (server === 'hedgedoc' ? `${pads.hedgedoc.url}/${id}` : `${pads.etherpad.url}/p/${id}`)
  const rhythm = ({ id, weekday, time, everyWeeks }: Team) => {
    const first = new Date(Date.parse(`${from}T12:00:00Z`) + (weekday - 1) * 24 * HOUR_MS).toISOString().slice(0, 10)
    const skipped = (skip[id] ?? []).join(', ')
    return `{ weekday: ${WEEKDAYS[weekday - 1]}, time: "${time}", minutes: 60, everyWeeks: ${everyWeeks}, startsOn: ${first}, skip: [${skipped}] }`
  }
  return `organization: scs
timezone: ${ZONE}
minutes: { repository: scs/minutes, merge: when-answered, mergeAfterHours: 24 }
pads: { hosts: [127.0.0.1] }
teams:
${of.map((team) => `  ${team.id}: { name: ${team.name}, pad: "${padUrl(team)}", meeting: ${rhythm(team)} }`).join('\n')}
`
}
