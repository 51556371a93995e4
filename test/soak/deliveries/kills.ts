/** A server that is killed again and again while a hundred webhooks a second come in. */
import { buildIfStale } from '../../fresh-build.ts'
import { postgresServer } from '../../postgres.ts'
import { type Part, randomFrom } from '../part.ts'
import { type Kill, type Played, play, type Round, type Script } from './campaign.ts'
import { LOOKED_BEFORE, PHASES } from './changes.ts'
import { failuresOf, figuresOf } from './figures.ts'

const KILLS = 20
const SEED = 20261126
/** A server works for as long before it is killed, or has as long to start. */
const LONGEST_MS = { listening: 5000, starting: 3000 } as const

/** In random moments, one of four times before the server listens: it comes from one crash into the next. */
export function killsAt(count: number, seed: number): readonly Kill[] {
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

/** What all long campaigns share. */
export const LONG = { phases: PHASES, lookedBefore: LOOKED_BEFORE, deliveries: 2000, perSecond: 100 } as const

export const killsPart: Part = {
  name: 'kills',
  title: 'A server killed at random moments, a hundred webhooks a second',
  run: async ({ print, until }) => {
    buildIfStale()
    const script: Script = {
      ...{ ...LONG, servers: 1, postgres: null, print },
      rounds: undisturbedRounds(KILLS),
    }
    const undisturbed = await play(script)
    print(`undisturbed: ${undisturbed.seconds} s`)
    const disturbed = new Map<string, Played>()
    const engines = [['Embedded database', null], ...(postgresServer === null ? [] : [['PostgreSQL', postgresServer]])] as const
    for (const [engine, postgres] of engines) {
      if (performance.now() > until) break
      const played = await play({ ...script, postgres, rounds: roundsOf(killsAt(KILLS, SEED)) })
      print(`${engine}: ${played.seconds} s`)
      disturbed.set(engine as string, played)
    }
    return {
      did: `${LONG.deliveries} webhooks, ${LONG.perSecond} a second in ${KILLS} spells of a second, to the server as a process; in each spell it is killed with SIGKILL at a random moment (the same ones each time), one time of four before it listens, and started again. Commands in comments, changes of issues, and what the schedule brings for two days: minutes, agendas, call notes, looks at epics. GitHub keeps what got no answer until the app asks for it. Engines: ${[...disturbed.keys()].join(' and ')}.`,
      rows: [...disturbed].flatMap(([engine, played]) => figuresOf(engine, played, undisturbed)),
      failures: [
        ...failuresOf('Undisturbed', undisturbed, undisturbed),
        ...[...disturbed].flatMap(([engine, played]) => failuresOf(engine, played, undisturbed)),
      ],
    }
  },
}
