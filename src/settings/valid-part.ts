/** The valid part of a configuration, so that checks across several keys can run even if some keys are invalid. Pure. */
import type { z } from 'zod'
import type { RawSettings } from './schema.ts'

type Place = readonly PropertyKey[]

export type ValidPart = { readonly data: RawSettings; readonly removed: readonly Place[] }

/** What no configuration goes without. */
const NEEDED: Readonly<Record<string, unknown>> = {
  organization: 'example',
  minutes: { repository: 'example/minutes' },
  repository: 'example/minutes',
  teams: {},
  name: 'Example',
}
const MOST_ROUNDS = 8

/** Leaves out what the schema refuses, and what hangs on it; null where nothing can be saved. */
export function validPart(raw: object, check: (raw: unknown) => z.ZodSafeParseResult<RawSettings>): ValidPart | null {
  const rest = structuredClone(raw)
  const removed: Place[] = []
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const result = check(rest)
    if (result.success) return { data: result.data, removed }
    for (const issue of result.error.issues) {
      const places = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path]
      for (const place of places) removed.push(leaveOut(rest, place))
    }
  }
  return null
}

/** The place that is gone: what is needed is put in its place, and what is missing takes its parent with it. */
function leaveOut(root: object, place: Place): Place {
  const parent = place.slice(0, -1).reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key], root)
  const key = place.at(-1)
  if (key === undefined || typeof parent !== 'object' || parent === null) return place
  const holder = parent as Record<PropertyKey, unknown>
  const isNeeded = Object.hasOwn(NEEDED, key) && (place.length === 1 || key === 'repository' || (key === 'name' && place[0] === 'teams'))
  if (isNeeded) holder[key] = structuredClone(NEEDED[String(key)])
  else if (Array.isArray(parent)) return leaveOut(root, place.slice(0, -1))
  else if (Object.hasOwn(holder, key)) delete holder[key]
  else if (place.length > 1) return leaveOut(root, place.slice(0, -1))
  return place
}
