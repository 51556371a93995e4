/** What turns one JSON value into another, as JSON: fields that changed, entries of a list that moved. Pure. */

export type Json = null | boolean | number | string | readonly Json[] | JsonObject
export type JsonObject = { readonly [key: string]: Json }

/**
 * `to`: another value takes its place. `fields`: some fields of an object have patches of their own; `keys` names all of
 * its fields in their new order, and is absent where they are the old ones. `placed`: a list of names without doubles
 * loses `gone`, and each name of `placed` goes behind another one (null: to the front), one after the other.
 */
export type Patch =
  | { readonly to: Json }
  | { readonly fields: Readonly<Record<string, Patch>>; readonly keys?: readonly string[] }
  | { readonly gone: readonly string[]; readonly placed: readonly (readonly [name: string, behind: string | null])[] }

/** What was kept is damaged: changes do not fit what they are to change. */
export class BrokenHistory extends Error {
  override readonly name = 'BrokenHistory'
}

/** Reads what was kept as JSON. Throws BrokenHistory. */
export function keptJson<Value>(text: string): Value {
  try {
    return JSON.parse(text) as Value
  } catch (error) {
    throw new BrokenHistory(`Expected JSON, found ${(error as Error).message}.`, { cause: error })
  }
}

/** null: both are the same, the order of fields included. A field that is undefined counts as absent. */
export function patchBetween(from: Json, to: Json): Patch | null {
  if (from === to) return null
  if (isList(from) && isList(to)) return listPatch(from, to)
  if (isObject(from) && isObject(to)) return objectPatch(from, to)
  return { to }
}

/** The value that the patch was made for. Throws BrokenHistory where `from` is of another form. */
export function patched(from: Json, patch: Patch): Json {
  if ('to' in patch) return patch.to
  if ('fields' in patch) {
    if (!isObject(from)) throw new BrokenHistory('Expected an object to change, found something else.')
    const { fields } = patch
    const keys = patch.keys ?? keysOf(from)
    return Object.fromEntries(
      keys.map((key) => {
        const old = Object.hasOwn(from, key) ? (from[key] ?? null) : null
        return [key, Object.hasOwn(fields, key) ? patched(old, fields[key] as Patch) : old]
      }),
    )
  }
  if (!isList(from)) throw new BrokenHistory('Expected a list to change, found something else.')
  return replaced(from as readonly string[], patch)
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function keysOf(value: JsonObject): readonly string[] {
  return Object.keys(value).filter((key) => value[key] !== undefined)
}

function objectPatch(from: JsonObject, to: JsonObject): Patch | null {
  const [before, after] = [keysOf(from), keysOf(to)]
  const had = new Set(before)
  const fields: (readonly [string, Patch])[] = []
  for (const key of after) {
    const value = to[key] as Json
    const patch = had.has(key) ? patchBetween(from[key] as Json, value) : { to: value }
    if (patch !== null) fields.push([key, patch])
  }
  const isSameOrder = before.length === after.length && before.every((key, index) => key === after[index])
  if (isSameOrder && fields.length === 0) return null
  return { fields: Object.fromEntries(fields), ...(isSameOrder ? {} : { keys: after }) }
}

/** Shorter lists are kept whole: their patch would be longer. */
const LONG_LIST = 8

function listPatch(from: readonly Json[], to: readonly Json[]): Patch | null {
  if (from.length === to.length && from.every((value, index) => patchBetween(value, to[index] as Json) === null)) return null
  return to.length >= LONG_LIST && areNames(from) && areNames(to) ? placedPatch(from, to) : { to }
}

function areNames(list: readonly Json[]): list is readonly string[] {
  return list.every((value) => typeof value === 'string') && new Set(list).size === list.length
}

function placedPatch(from: readonly string[], to: readonly string[]): Patch {
  const place = new Map(from.map((name, index) => [name, index]))
  const there = new Set(to)
  const common = to.filter((name) => place.has(name))
  const kept = new Set(longestRising(common.map((name) => place.get(name) as number)).map((index) => common[index]))
  return {
    gone: from.filter((name) => !there.has(name)),
    placed: to.flatMap((name, index) => (kept.has(name) ? [] : [[name, to[index - 1] ?? null] as const])),
  }
}

/** Indices of a longest part of the list that rises: what of it need not move. */
function longestRising(list: readonly number[]): readonly number[] {
  /** By length: where the rising part of that length with the lowest end ends. */
  const ends: number[] = []
  const previous: number[] = []
  for (const [index, value] of list.entries()) {
    let [low, high] = [0, ends.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((list[ends[middle] as number] as number) < value) low = middle + 1
      else high = middle
    }
    previous[index] = ends[low - 1] ?? -1
    ends[low] = index
  }
  const rising: number[] = []
  for (let index = ends.at(-1) ?? -1; index >= 0; index = previous[index] as number) rising.push(index)
  return rising
}

type Placed = Extract<Patch, { readonly placed: unknown }>

function replaced(from: readonly string[], { gone, placed }: Placed): readonly string[] {
  const moved = new Set([...gone, ...placed.map(([name]) => name)])
  const behind = new Map<string | null, string>(placed.map(([name, place]) => [place, name]))
  const list: string[] = []
  const put = (name: string | null) => {
    for (let next = behind.get(name); next !== undefined; next = behind.get(next)) list.push(next)
  }
  put(null)
  for (const name of from) {
    if (moved.has(name)) continue
    list.push(name)
    put(name)
  }
  return list
}
