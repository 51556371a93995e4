/** What to do about a value of sprint.yml that is missing or of another kind, with an example where one helps. Pure. */
import { nearest } from '../domain/text/spelling.ts'

/** By the end of a place; teams and their ids are `*`. */
const EXAMPLES: Readonly<Record<string, string>> = {
  organization: 'organization: SovereignCloudStack',
  minutes: 'minutes: { repository: SovereignCloudStack/minutes }',
  'minutes.repository': 'repository: SovereignCloudStack/minutes',
  teams: 'teams: { iaas: { name: Team IaaS } }',
  'teams.*': 'iaas: { name: Team IaaS }',
  'teams.*.name': 'name: Team IaaS',
  'teams.*.meeting': 'meeting: { weekday: wednesday, time: "10:05" }',
  'teams.*.meeting.weekday': 'weekday: wednesday',
  'teams.*.meeting.time': 'time: "10:05"',
  board: 'board: { owner: SovereignCloudStack, number: 6 }',
  'board.owner': 'owner: SovereignCloudStack',
  'board.number': 'number: 6',
  communityCall: 'communityCall: { weekday: thursday, time: "15:05" }',
  pads: 'pads: { hosts: [input.scs.community] }',
}

function exampleOf(place: readonly PropertyKey[]): string | null {
  const path = place.map((key, index) => (index === 1 && place[0] === 'teams' ? '*' : String(key))).join('.')
  return EXAMPLES[path] ?? null
}

/** A key that must be there, and is not. */
export function missingKey(place: readonly PropertyKey[], expected: string): string {
  const example = exampleOf(place)
  return example === null ? `missing. Add it with ${expected}.` : `missing. Add it, for example \`${example}\`.`
}

type Wrong = {
  /** As the message shows it: without what may be secret. */
  readonly shown: string
  readonly expected: string
  readonly place: readonly PropertyKey[]
  /** Words that it may be. */
  readonly values: readonly string[]
}

/** What people write for `off` and `on`, which no spelling tells: `no` is nearer to `on`. */
const NO = new Set(['no', 'n', 'false', 'off', 'never', 'none', 'disabled', 'disable', 'nein', 'aus'])
const YES = new Set(['yes', 'y', 'true', 'on', 'always', 'enabled', 'enable', 'ja', 'an'])

function meantBy(word: string, expected: string, values: readonly string[]): string | null {
  const [off, on] =
    expected === 'boolean' ? ['false', 'true'] : [values.includes('off') ? 'off' : null, values.includes('on') ? 'on' : null]
  if (NO.has(word)) return off ?? null
  if (YES.has(word)) return on ?? null
  return nearest(word, values)
}

/** What to do about a value: a sentence with a space before it; empty where the expectation says it all. */
export function adviceFor(found: unknown, { shown, expected, place, values }: Wrong): string {
  const isText = typeof found === 'string'
  if (expected === 'string' && ['number', 'boolean'].includes(typeof found)) return ' Put it in quotes.'
  if (['number', 'int'].includes(expected) && isText && /^-?\d{1,15}$/.test(found)) return ' Remove the quotes.'
  if (expected === 'array' && isText && !/[\s,]/.test(found)) return ` Put it in brackets: [${shown}].`
  if (['object', 'record'].includes(expected)) {
    const example = exampleOf(place)
    return example === null ? '' : ` Write it like \`${example}\`.`
  }
  const near = isText ? meantBy(found.trim().toLowerCase(), expected, values) : null
  return near === null ? '' : ` Did you mean ${near}?`
}
