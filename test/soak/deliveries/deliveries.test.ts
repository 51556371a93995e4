/** The campaigns of killed servers in short: sixteen webhooks, two crashes; on PostgreSQL with three servers, of which one dies for good. */
import { afterAll, expect, test } from 'vitest'
import { killServers } from '../../cli/start/server-process.ts'
import { postgresServer } from '../../postgres.ts'
import { firstDifference } from '../part.ts'
import { type Played, play, type Script } from './campaign.ts'
import { PHASES } from './changes.ts'
import { roundsOf } from './kills.ts'
import { withOneDeath } from './replicas.ts'

afterAll(killServers)

// Nothing is due by the schedule: the short form is about webhooks.
const short: Omit<Script, 'servers' | 'postgres' | 'rounds'> = {
  phases: PHASES.slice(0, 1),
  lookedBefore: PHASES[0]?.now ?? '',
  // Each leads to a write, and writes are a second apart.
  deliveries: 16,
  perSecond: 100,
}
const kills = [
  { when: 'listening', afterMs: 300 },
  { when: 'starting', afterMs: 200 },
] as const
const endStates: unknown[] = []

function expectAllDoneOnce({ lost, undone, repeated, doubled, deliveries, endState }: Played): void {
  expect({ lost, undone, repeated, doubled }).toEqual({ lost: [], undone: [], repeated: [], doubled: [] })
  expect(deliveries).toBeGreaterThanOrEqual(16)
  endStates.push(endState)
}

test('embedded: what a server that is killed did not answer, or not finish, is done once', async () => {
  const played = await play({ ...short, rounds: roundsOf(kills, 1), servers: 1, postgres: null })
  expect([played.kills, played.missed > 0]).toEqual([2, true])
  expectAllDoneOnce(played)
})

test.skipIf(postgresServer === null)(
  'PostgreSQL: the jobs of one of three servers that dies are taken over, once; the others are killed too and start again',
  async () => {
    const { played, taken } = await withOneDeath({ ...short, rounds: roundsOf(kills, 1), servers: 3, postgres: postgresServer })
    // The one that dies is killed again while no job was running on it in that moment.
    expect(played.kills).toBeGreaterThanOrEqual(3)
    expect(taken.left).toBe(0)
    expectAllDoneOnce(played)
    expect(firstDifference(endStates.at(-1), endStates[0])).toBeNull()
  },
)
