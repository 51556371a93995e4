/** Sprints as periods, from labels whose description holds calendar weeks, and the sprint of a date. Pure. */

import { Temporal } from 'temporal-polyfill'
import type { Sprint } from '../board/board.ts'
import { phrases } from '../text/phrases.ts'
export type SprintLabel = { readonly name: string; readonly description: string | null }

/** `Sprint Jena (2023, cwk 34+35)` -> `Sprint Jena`: the name people say. */
export function sprintNameOf(label: string): string {
  const bracket = label.lastIndexOf('(')
  if (bracket <= 0 || !label.trimEnd().endsWith(')')) return label.trim()
  return parseWeeks(label.slice(bracket)).length > 0 ? label.slice(0, bracket).trim() : label.trim()
}

/**
 * Sprints of the labels that begin with `prefix`, oldest first. Weeks stand in the description or in the name, over the
 * year's end too (`2023, cwk 52 + 2024, cwk 01`). A label without weeks makes a problem, not a sprint.
 */
export function sprintsFromLabels(
  labels: readonly SprintLabel[],
  prefix: string,
): { readonly sprints: readonly Sprint[]; readonly problems: readonly string[] } {
  const sprints = new Map<string, Sprint>()
  const withoutWeeks = new Set<string>()
  for (const { name, description } of labels) {
    if (!isSprintLabel(name, prefix)) continue
    const weeks = [...parseWeeks(description ?? ''), ...parseWeeks(name)]
    const first = weeks[0]
    const last = weeks.at(-1)
    const key = sprintNameOf(name)
    if (!first || !last) withoutWeeks.add(key)
    // The same label lives in many repositories, with and without its description: one with weeks is enough.
    else sprints.set(key, { name: key, startsOn: first, endsOn: Temporal.PlainDate.from(last).add({ days: 6 }).toString() })
  }
  const problems = [...withoutWeeks]
    .filter((name) => !sprints.has(name))
    .sort()
    .map(
      (name) =>
        `Label "${name}": expected calendar weeks like "2023, cwk 34+35" in its description, found none. Add them; until then the dates of this sprint are unknown.`,
    )
  return { sprints: [...sprints.values()].sort(byStart), problems }
}

/** Of label and iteration, one is often "Sprint Jena" and the other "Jena": the same sprint, with the same key. */
function sprintKey(name: string, prefix = ''): string {
  const rest = isSprintLabel(name, prefix) ? name.slice(prefix.length) : name
  return rest
    .trim()
    .replace(/^(?:sprint|iteration)\s+/i, '')
    .replace(/\s+/g, ' ')
    .toLowerCase()
}

/**
 * The sprints of the iteration field and of the labels, each once, oldest first: where both have one, the field's name and days
 * hold. A label without weeks is no problem if the field has its sprint.
 */
export function sprintsOfBoard(
  ofField: readonly Sprint[],
  labels: readonly SprintLabel[],
  prefix: string,
): ReturnType<typeof sprintsFromLabels> {
  const known = new Set(ofField.map(({ name }) => sprintKey(name, prefix)))
  const { sprints, problems } = sprintsFromLabels(
    labels.filter(({ name }) => !known.has(sprintKey(sprintNameOf(name), prefix))),
    prefix,
  )
  const byName = new Map([...sprints, ...ofField].map((sprint) => [sprint.name, sprint]))
  return { sprints: [...byName.values()].sort(byStart), problems }
}

/** What the board calls a sprint that a card or a label names; an unknown one keeps its name. */
export function nameOnBoard(name: string, prefix: string, sprints: readonly Sprint[]): string {
  const key = sprintKey(name, prefix)
  return (sprints.find((sprint) => sprint.name === name) ?? sprints.find((sprint) => sprintKey(sprint.name, prefix) === key))?.name ?? name
}

/** The sprint an item's labels name, as the board names it: the latest where several stand; null where none does. */
export function sprintOfLabels(labels: readonly string[], prefix: string, sprints: readonly Sprint[]): string | null {
  const names = labels.filter((label) => isSprintLabel(label, prefix)).map((label) => nameOnBoard(sprintNameOf(label), prefix, sprints))
  const order = new Map(sprints.map((sprint, index) => [sprint.name, index]))
  return names.sort((a, b) => (order.get(b) ?? -1) - (order.get(a) ?? -1))[0] ?? null
}

export function isSprintLabel(name: string, prefix: string): boolean {
  return prefix !== '' && name.toLowerCase().startsWith(prefix.toLowerCase())
}

/** The sprint a day (`YYYY-MM-DD`) belongs to. Where periods overlap, the one that began last. */
export function sprintOn(sprints: readonly Sprint[], day: string): Sprint | null {
  return [...sprints].sort(byStart).findLast(({ startsOn, endsOn }) => startsOn <= day && day <= endsOn) ?? null
}

/** The first sprint that begins after a day. */
export function sprintAfter(sprints: readonly Sprint[], day: string): Sprint | null {
  return [...sprints].sort(byStart).find(({ startsOn }) => startsOn > day) ?? null
}

/** true when `from` ended before `to` began; false too where one of them has no known days. */
export function isEarlier(from: string, to: string, sprints: readonly Sprint[]): boolean {
  const earlier = sprints.find(({ name }) => name === from)
  const later = sprints.find(({ name }) => name === to)
  return earlier !== undefined && later !== undefined && earlier.startsOn < later.startsOn
}

/** Old name -> new name of sprints that have another name now, and the same id, the same days, or a name without "Sprint". */
export function renamedSprints(before: readonly Sprint[], after: readonly Sprint[]): ReadonlyMap<string, string> {
  const names = new Set(after.map(({ name }) => name))
  const byKey = new Map(after.map((sprint) => [sprintKey(sprint.name), sprint]))
  return new Map(
    before.flatMap(({ name, id, startsOn, endsOn }) => {
      const same = names.has(name)
        ? undefined
        : (after.find((sprint) => (id !== undefined && sprint.id === id) || (sprint.startsOn === startsOn && sprint.endsOn === endsOn)) ??
          byKey.get(sprintKey(name)))
      return same ? [[name, same.name] as const] : []
    }),
  )
}

function byStart(a: Sprint, b: Sprint): number {
  return a.startsOn < b.startsOn ? -1 : a.startsOn > b.startsOn ? 1 : a.name < b.name ? -1 : 1
}

const YEAR_AND_WEEKS = phrases(['cwk, cw, kw, calendar weeks?, weeks?'], {
  before: /(?<!\d)(\d{4}),? {0,3}/i,
  after: /\.? {0,3}(\d{1,2}(?!\d)(?: {0,3}[+&,/–-] {0,3}(?:cwk |cw |kw )?\d{1,2}(?!\d))*)/i,
  flags: 'gi',
})

/** Mondays of the calendar weeks a text names, oldest first. `34-36` is a span; a week smaller than the one before it is next year's. */
export function parseWeeks(text: string): readonly string[] {
  const mondays = [...text.matchAll(YEAR_AND_WEEKS)].flatMap(([, year, list]) => {
    const parts = [...(list ?? '').matchAll(/([+&,/–-])? {0,3}(?:cwk |cw |kw )?(\d{1,2})/gi)]
    const found: string[] = []
    let current = Number(year)
    let before = 0
    for (const [, sign, digits] of parts) {
      const week = Number(digits)
      const isSpan = sign === '-' || sign === '–'
      if (week < before) current += 1
      const monday = mondayOf(current, week)
      if (monday === null) return []
      const from = found.at(-1)
      if (isSpan && from) found.push(...mondaysBetween(from, monday))
      found.push(monday)
      before = week
    }
    return found
  })
  return [...new Set(mondays)].sort()
}

function mondaysBetween(from: string, to: string): readonly string[] {
  const mondays: string[] = []
  for (let day = Temporal.PlainDate.from(from).add({ days: 7 }); day.toString() < to; day = day.add({ days: 7 }))
    mondays.push(day.toString())
  return mondays
}

/** ISO 8601: week 1 holds January 4th. null for a week the year does not have. */
function mondayOf(year: number, week: number): string | null {
  const fourth = Temporal.PlainDate.from({ year, month: 1, day: 4 })
  const monday = fourth.subtract({ days: fourth.dayOfWeek - 1 }).add({ days: (week - 1) * 7 })
  return week >= 1 && monday.weekOfYear === week && monday.yearOfWeek === year ? monday.toString() : null
}
