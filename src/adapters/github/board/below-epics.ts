/** Reads everything below epics that is not a card: sub-issues and tracked issues by ID, task list lines by name. */
import { parseTaskLines } from '../../../domain/board/epics.ts'
import { bodyContext } from '../../../domain/body/first-reference.ts'
import { refKey } from '../../../domain/reference.ts'
import { byRef, type Entry } from './accumulator.ts'
import { type Context, epicsAmong, inBatches, quiet, readChildren, readRefs } from './bulk-reads.ts'
import { readEpicLinks } from './epic-links.ts'
import { refOf } from './mapping.ts'
import type { Place } from './queries/schema.ts'
import type { ServerFeatures } from './queries/server-capabilities.ts'

/** GitHub nests sub-issues eight levels deep. */
const DEEPEST = 8

export type Tree = {
  /** Asks for the children of these epics, without waiting: the names of the children are needed last of all. */
  readonly begin: (epics: readonly Entry[]) => void
  /** Reads the children that are no cards, and those of epics among them. */
  readonly read: (epics: readonly Entry[], features: ServerFeatures) => Promise<void>
}

export function createTree(context: Context): Tree {
  const asked = new Map<Entry, Promise<readonly Place[]>>()
  const looked = new Set<Entry>()

  const begin = (epics: readonly Entry[]) => {
    for (const batch of inBatches(epics.filter((epic) => !asked.has(epic)))) {
      const places = quiet(readEpicLinks(context, batch))
      for (const epic of batch) asked.set(epic, places)
    }
  }

  const readBelow = async (epics: readonly Entry[], features: ServerFeatures) => {
    begin(epics)
    const places = (await Promise.all(new Set(epics.flatMap((epic) => asked.get(epic) ?? [])))).flat()
    const known = byRef(context.gathered)
    const missing = new Map(places.filter((place) => !known.has(refKey(refOf(place)))).map((place) => [place.id, place]))
    await Promise.all([
      ...inBatches([...missing.keys()]).map((batch) => readChildren(context, batch, features)),
      // Most of what a task list names is a sub-issue too: the rest is all that is asked for by name.
      readNamed(context, epics, new Set([...known.keys(), ...places.map((place) => refKey(refOf(place)))]), features),
    ])
  }

  const read = async (epics: readonly Entry[], features: ServerFeatures) => {
    let next = epics.filter((epic) => !looked.has(epic))
    for (let depth = 0; depth < DEEPEST && next.length > 0; depth += 1) {
      for (const epic of next) looked.add(epic)
      await readBelow(next, features)
      next = epicsAmong(context.gathered.entries.values(), context.settings).filter(
        (epic) => epic.item.itemId === null && !looked.has(epic),
      )
    }
  }
  return { begin, read }
}

/** What task lists name and is neither a card nor a sub-issue. */
async function readNamed(context: Context, epics: readonly Entry[], known: ReadonlySet<string>, features: ServerFeatures): Promise<void> {
  const named = epics.flatMap(({ item }) =>
    parseTaskLines(item.body ?? '', bodyContext(item)).flatMap(({ ref }) => (ref === null || known.has(refKey(ref)) ? [] : [ref])),
  )
  const unique = [...new Map(named.map((ref) => [refKey(ref), ref])).values()]
  await Promise.all(inBatches(unique).map((batch) => readRefs(context, batch, features)))
}
