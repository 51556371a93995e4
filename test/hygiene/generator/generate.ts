/** Whole boards with planted faults: 200 epics, every fault of every rule, half of the epics look-alikes. */

import { faults, lookAlikes } from './plants.ts'
import { addEpic, newWorld, toSnapshot, type World } from './world.ts'

export type Board = { snapshot: Record<string, unknown>; asked: World['asked']; expected: string[] }

export function generateBoard(seed: number, epics = 200): Board {
  const world = newWorld(seed)
  const plants = Object.values(faults).flat()
  for (let turn = 0; world.epics.length < epics; turn++) {
    plants[turn % plants.length]?.(world)
    lookAlikes[turn % lookAlikes.length]?.(world)
    if (turn % 17 === 0) addEpic(world)
  }
  const shuffled = [...world.items].map((item) => ({ item, key: world.random() })).sort((a, b) => a.key - b.key)
  world.items = shuffled.map(({ item }) => item)
  return {
    snapshot: toSnapshot(world),
    asked: world.asked,
    expected: world.expected.map(({ rule, epic, story }) => `${rule} ${epic ?? '-'} ${story ?? '-'}`).sort(),
  }
}
