/** A server that is killed again and again while a hundred webhooks a second come in. */
import { buildIfStale } from '../../fresh-build.ts'
import { postgresServer } from '../../postgres.ts'
import { type Part, randomFrom } from '../part.ts'
import { type Kill, play, type Round, type Script } from './campaign.ts'
import { LOOKED_BEFORE, PHASES } from './changes.ts'
import { failuresOf, figuresOf } from './figures.ts'

const KILLS = 20
const SEED = 20261126
const HOUR_MS = 60 * 60 * 1000
/** A server works for as long before it is killed, or has as long to start. */
const LONGEST_MS = { listening: 5000, starting: 3000 } as const

/** In random moments, one of four times before the server listens: it comes from one crash into the next. */
function killsAt(count: number, seed: number): readonly Kill[] {
  const next = randomFrom(seed)
  return Array.from({ length: count }, (_, index) => {
    const when = index % 4 === 3 ? 'starting' : 'listening'
    return { when, afterMs: Math.round(next() * LONGEST_MS[when]) }
  })
}

/** In equal parts for the phases. */
export function roundsOf(kills: readonly (Kill | null)[], phases = PHASES.length): readonly (readonly Round[])[] {
  const size = Math.ceil(kills.length / phases)
  return Array.from({ length: phases }, (_, index) => kills.slice(index * size, (index + 1) * size).map((kill) => ({ kill })))
}

export const undisturbedRounds = (count: number) => roundsOf(Array.from({ length: count }, () => null))

/** What all long campaigns share: 2,000 webhooks, fewer where there is less than an hour for it. */
export function longScript(until: number): Pick<Script, 'phases' | 'lookedBefore' | 'deliveries' | 'perSecond'> {
  const share = Math.min(1, (until - performance.now()) / HOUR_MS)
  return { phases: PHASES, lookedBefore: LOOKED_BEFORE, deliveries: Math.max(100, Math.round(20 * share) * 100), perSecond: 100 }
}

export const killsPart: Part = {
  name: 'kills',
  title: 'A server killed at random moments, a hundred webhooks a second',
  run: async ({ print, until }) => {
    buildIfStale()
    const long = longScript(until)
    const playOn = async (engine: string, postgres: string | null, kills: readonly (Kill | null)[]) => {
      const told = (line: string) => print(`${engine}: ${line}`)
      const played = await play({ ...long, servers: 1, postgres, print: told, rounds: roundsOf(kills) })
      return [engine, played] as const
    }
    const kills = killsAt(KILLS, SEED)
    const [[, undisturbed], ...disturbed] = await Promise.all([
      playOn(
        'Undisturbed',
        null,
        kills.map(() => null),
      ),
      playOn('Embedded database', null, kills),
      ...(postgresServer === null ? [] : [playOn('PostgreSQL', postgresServer, kills)]),
    ])
    return {
      did: `${long.deliveries} webhooks, ${long.perSecond} a second in ${KILLS} spells, to the server as a process; in each spell it is killed with SIGKILL at a random moment (the same ones each time), one time of four before it listens, and started again. Commands in comments, changes of issues, and what the schedule brings for two days: minutes, agendas, call notes, looks at epics. GitHub keeps what got no answer until the app asks for it. Engines: ${disturbed.map(([engine]) => engine).join(' and ')}.`,
      rows: disturbed.flatMap(([engine, played]) => figuresOf(engine, played, undisturbed)),
      failures: [['Undisturbed', undisturbed] as const, ...disturbed].flatMap(([engine, played]) =>
        failuresOf(engine, played, undisturbed),
      ),
    }
  },
}
