/** Whole boards with planted faults: 200 epics, every fault of every rule, half of the epics look-alikes. */

import { faults, lookAlikes, type Plant } from './plants.ts'
import { faultsOfBodies, lookAlikesOfBodies } from './plants-of-bodies.ts'
import { addEpic, newWorld, toSnapshot, type World } from './world.ts'

export type Board = { snapshot: Record<string, unknown>; asked: World['asked']; expected: string[] }

export function generateBoard(seed: number, epics = 200): Board {
  return planted(
    seed,
    epics,
    [...Object.values(faults).flat(), ...Object.values(faultsOfBodies).flat()],
    [...lookAlikes, ...lookAlikesOfBodies],
  )
}

/** Without what only bodies tell. */
export function generateWithoutBodies(seed: number, epics: number): Board {
  return planted(seed, epics, Object.values(faults).flat(), lookAlikes)
}

/** Nothing but what people wrote: the children of each epic are those its body names. */
export function generateWritten(seed: number, epics = 60): Board {
  return planted(seed, epics, Object.values(faultsOfBodies).flat(), lookAlikesOfBodies)
}

function planted(seed: number, epics: number, faulty: readonly Plant[], alike: readonly Plant[]): Board {
  const world = newWorld(seed)
  for (let turn = 0; world.epics.length < epics; turn++) {
    faulty[turn % faulty.length]?.(world)
    alike[turn % alike.length]?.(world)
    if (turn % 17 === 0 && faulty.length > 20) addEpic(world)
  }
  const shuffled = [...world.items].map((item) => ({ item, key: world.random() })).sort((a, b) => a.key - b.key)
  world.items = shuffled.map(({ item }) => item)
  return {
    snapshot: toSnapshot(world),
    asked: world.asked,
    expected: world.expected.map(({ rule, epic, story }) => `${rule} ${epic ?? '-'} ${story ?? '-'}`).sort(),
  }
}
