/** Who is meant by a handle: case and the other spellings of sprint.yml do not matter. The one rule for it. Pure. */

/** Other spellings of a handle (lower case) -> the handle, as `people` of sprint.yml has them. */
export type Spellings = Readonly<Record<string, string>>

/** What a person is called now, as sprint.yml spells it, also if the handle changed more than once; as given where it says nothing. */
export function currentHandle(handle: string, people: Spellings): string {
  const seen = new Set<string>()
  let now = handle
  for (let key = now.toLowerCase(); Object.hasOwn(people, key) && !seen.has(key); key = now.toLowerCase()) {
    seen.add(key)
    now = people[key] ?? now
  }
  return now
}

/** The handle that stands for the person, lower case. */
export function personOf(handle: string, people: Spellings = {}): string {
  return currentHandle(handle.replace(/^@/, ''), people).toLowerCase()
}
