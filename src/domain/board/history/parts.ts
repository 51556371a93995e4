/**
 * A snapshot in parts that change apart from each other: an item, an epic, a field of the snapshot itself, the order of
 * these. Changes between two snapshots are kept part by part. Pure.
 */
import { refKey } from '../../reference.ts'
import type { BoardItem, Epic, Snapshot } from '../board.ts'
import { BrokenHistory, type Json, type JsonObject, type Patch, patchBetween, patched } from './patch.ts'

/** What every snapshot has anew; it is kept with the snapshot and is no change of the board. */
export type Head = Pick<Snapshot, 'takenAt' | 'complete' | 'counts'>

/** By name: `item scs/issues#1`, `epic scs/issues#1`, `field sprints`; `items`, `epics` and `keys` are lists of names. */
export type Parts = Map<string, Json>

/** By the name of a part: what turns it into the one it is to be; null: it is to be gone. */
export type Changes = Readonly<Record<string, Patch | null>>

const LISTS = ['items', 'epics'] as const

export function headOf({ takenAt, complete, counts }: Snapshot): Head {
  return { takenAt, complete, counts }
}

export function partsOf(snapshot: Snapshot): Parts {
  const parts: Parts = new Map()
  const keys = Object.keys(snapshot).filter((key) => snapshot[key as keyof Snapshot] !== undefined)
  parts.set('keys', keys)
  for (const key of keys) {
    if (!isList(key) && !isInHead(key)) parts.set(partName('field', key), snapshot[key as keyof Snapshot] as unknown as Json)
  }
  addList(parts, 'items', snapshot.items, itemName)
  addList(parts, 'epics', snapshot.epics, ({ ref }: Epic) => partName('epic', refKey(ref)))
  return parts
}

/** The snapshot whose parts these are, field by field in its order; the objects are those of `parts`. Throws BrokenHistory. */
export function snapshotOf(parts: ReadonlyMap<string, Json>, head: Head): Snapshot {
  const values = new Map<string, unknown>([
    ...Object.entries(head),
    ...LISTS.map((list) => [list, namesIn(parts, list).map((name) => partOf(parts, name))] as const),
  ])
  return Object.fromEntries(
    namesIn(parts, 'keys').map((key) => [key, values.has(key) ? values.get(key) : partOf(parts, partName('field', key))]),
  ) as unknown as Snapshot
}

/** What turns `from` into `to`. */
export function changesBetween(from: ReadonlyMap<string, Json>, to: ReadonlyMap<string, Json>): Changes {
  const changes: (readonly [string, Patch | null])[] = []
  for (const [name, value] of to) {
    const before = from.get(name)
    const patch = before === undefined ? { to: value } : patchBetween(before, value)
    if (patch !== null) changes.push([name, patch])
  }
  for (const name of from.keys()) if (!to.has(name)) changes.push([name, null])
  return Object.fromEntries(changes)
}

/** Changes `parts` themselves. Throws BrokenHistory where they are not the ones that the changes were made of. */
export function applyChanges(parts: Parts, changes: Changes): void {
  for (const [name, patch] of Object.entries(changes)) applyChange(parts, name, patch)
}

export function applyChange(parts: Parts, name: string, patch: Patch | null): void {
  if (patch === null) parts.delete(name)
  else parts.set(name, patched(parts.get(name) ?? null, patch))
}

function addList<Entry extends object>(
  parts: Parts,
  list: 'items' | 'epics',
  entries: readonly Entry[],
  nameOf: (entry: Entry) => string,
): void {
  const names: string[] = []
  for (const entry of entries) {
    let name = nameOf(entry)
    // A damaged file may tell one twice.
    for (let again = 2; parts.has(name); again += 1) name = `${nameOf(entry)} (${again})`
    names.push(name)
    parts.set(name, entry as unknown as JsonObject)
  }
  parts.set(list, names)
}

/** An issue keeps its name when its card comes or goes. */
function itemName({ ref, itemId }: BoardItem): string {
  return partName('item', ref === null ? (itemId ?? '') : refKey(ref))
}

/** With what no database takes in a text (NUL, half of a pair) escaped. */
function partName(kind: 'item' | 'epic' | 'field', name: string): string {
  return `${kind} ${JSON.stringify(name).slice(1, -1)}`
}

function isList(key: string): boolean {
  return key === 'items' || key === 'epics'
}

function isInHead(key: string): boolean {
  return key === 'takenAt' || key === 'complete' || key === 'counts'
}

function namesIn(parts: ReadonlyMap<string, Json>, list: string): readonly string[] {
  const names = partOf(parts, list)
  if (!Array.isArray(names)) throw new BrokenHistory(`Expected a list of ${list}, found something else.`)
  return names as readonly string[]
}

function partOf(parts: ReadonlyMap<string, Json>, name: string): Json {
  const part = parts.get(name)
  if (part === undefined) throw new BrokenHistory(`Expected a part "${name}" of the board, found none.`)
  return part
}
