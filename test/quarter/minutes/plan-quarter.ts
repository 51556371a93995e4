/**
 * The truth of the simulated quarter, written before anything runs: which meetings take place, what is typed in their pads and when.
 * The same seed gives the same quarter.
 */
import { addDays, instantAt } from '../../../src/domain/time/dates.ts'
import { randomFrom } from '../../soak/part.ts'
import { type Dialect, dialects, type Facts, type Topic } from './dialects.ts'
import { type Bank, english, german } from './words.ts'

export const ZONE = 'Europe/Berlin'
const MINUTE_MS = 60_000

export type Team = {
  readonly id: string
  readonly name: string
  readonly dialect: Dialect
  readonly bank: Bank
  /** ISO weekday, 1 is Monday. */
  readonly weekday: number
  readonly time: string
  readonly everyWeeks: 1 | 2
  readonly people: readonly string[]
  /** All meetings in one pad, the newest above. */
  readonly isRolling: boolean
  readonly server: 'hedgedoc' | 'etherpad'
}

export const teams: readonly Team[] = [
  team('iaas', 'Team IaaS', 'sovereign', { weekday: 3, people: ['abel', 'bruna', 'chandra', 'dorit', 'emeka'] }),
  team('container', 'Team Container', 'rolling', { weekday: 1, people: ['farid', 'greta', 'hiroko', 'ines'] }),
  team('betrieb', 'Team Betrieb', 'german', { weekday: 4, people: ['jonas', 'katrin', 'lindgren', 'moritz', 'bruna'] }),
  team('runtime', 'Runtime Committee', 'committee', { weekday: 2, people: ['nadia', 'oleg', 'priya', 'quentin', 'rosa'], everyWeeks: 2 }),
  team('images', 'SIG Images', 'interestGroup', { weekday: 5, people: ['sanjay', 'tove', 'ulrich', 'vera'], server: 'etherpad' }),
]

type Given = Pick<Team, 'weekday' | 'people'> & Partial<Pick<Team, 'everyWeeks' | 'server'>>

function team(id: string, name: string, dialect: keyof typeof dialects, given: Given): Team {
  const usual = { time: '10:00', everyWeeks: 1, server: 'hedgedoc' } as const
  const own = { dialect: dialects[dialect], bank: dialect === 'german' ? german : english, isRolling: dialect === 'rolling' }
  return { ...usual, id, name, ...own, ...given }
}

/** What the pad of a team holds from `at` on; `by`: what somebody does there. */
export type Edit = {
  readonly at: Date
  readonly team: string
  readonly text: string
  readonly by: 'typing' | 'afterwards' | 'wiping' | 'template'
}

export type PlannedMeeting = {
  readonly team: string
  readonly date: string
  readonly end: Date
  readonly takesPlace: boolean
  /** What of people's notes is to be in the minutes in the end; empty where nobody typed. An e-mail address is not: it is asked about. */
  readonly text: string
  readonly lastEdit: Date | null
  /** What is special about it. */
  readonly special: string | null
  /** Something only a person can know was planted in it. */
  readonly needsPerson: boolean
}

export type Quarter = {
  readonly from: string
  readonly to: string
  readonly meetings: readonly PlannedMeeting[]
  /** In order of time. */
  readonly edits: readonly Edit[]
  /** team -> days that sprint.yml leaves out. */
  readonly skip: Readonly<Record<string, readonly string[]>>
  readonly renamed: { readonly from: string; readonly to: string; readonly at: Date }
}

/** Events of the calendar by team and week, from 0; each happens once. */
const SPECIAL: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  iaas: { 3: 'the minute taker is away', 6: 'wiped' },
  container: { 13: 'holiday', 4: 'a number without a repository' },
  betrieb: { 5: 'cancelled', 8: 'renamed handle' },
  runtime: { 4: 'an e-mail address' },
  images: { 2: 'nobody came', 7: 'the minute taker is away' },
}
const ADDRESS = 'help@example.org'
const NEEDS_PERSON = ['a number without a repository', 'an e-mail address', 'renamed handle']

/** `from`: a Monday. */
export function planQuarter({
  seed,
  from,
  weeks,
  of = teams,
}: {
  seed: number
  from: string
  weeks: number
  of?: readonly Team[]
}): Quarter {
  const next = randomFrom(seed)
  const planned = of.map((one) => planTeam(one, { next, from, weeks }))
  return {
    from,
    to: addDays(from, weeks * 7),
    meetings: planned.flatMap(({ meetings }) => meetings).sort((a, b) => a.end.getTime() - b.end.getTime()),
    edits: planned.flatMap(({ edits }) => edits).sort((a, b) => a.at.getTime() - b.at.getTime()),
    skip: Object.fromEntries(planned.map(({ id, skip }) => [id, skip])),
    renamed: { from: 'lindgren', to: 'lindgren-m', at: instantAt(ZONE, addDays(from, 8 * 7), '00:00') },
  }
}

type Planning = { readonly next: () => number; readonly from: string; readonly weeks: number }

function planTeam(of: Team, { next, from, weeks }: Planning) {
  const meetings: PlannedMeeting[] = []
  const edits: Edit[] = []
  const skip: string[] = []
  let older = ''
  for (let week = 0; week < weeks; week += of.everyWeeks) {
    const date = addDays(from, week * 7 + of.weekday - 1)
    const special = SPECIAL[of.id]?.[week] ?? null
    if (special === 'holiday') {
      skip.push(date)
      continue
    }
    const end = new Date(instantAt(ZONE, date, of.time).getTime() + 60 * MINUTE_MS)
    const lines = special === 'nobody came' ? [] : linesOf(of, { next, date, week, special })
    const typed = typing({ of, next, lines, end, older, special })
    edits.push(...typed)
    const takesPlace = special !== 'nobody came' && special !== 'cancelled'
    const last = typed.filter(({ by }) => by === 'typing' || by === 'afterwards').at(-1)
    const needsPerson = NEEDS_PERSON.includes(special ?? '')
    const wholly = last === undefined ? '' : of.isRolling ? last.text.slice(0, last.text.length - older.length) : last.text
    meetings.push({
      team: of.id,
      date,
      end,
      takesPlace,
      text: takesPlace ? wholly.replace(ADDRESS, '') : '',
      lastEdit: last?.at ?? null,
      special,
      needsPerson,
    })
    if (of.isRolling && last !== undefined) older = last.text
  }
  return { id: of.id, meetings, edits, skip }
}

type Writing = { readonly next: () => number; readonly date: string; readonly week: number; readonly special: string | null }

function linesOf(of: Team, { next, date, week, special }: Writing): readonly string[] {
  const pick = <Item>(from: readonly Item[]): Item => from[Math.floor(next() * from.length)] as Item
  const people = special === 'renamed handle' || week > 8 ? of.people.map((one) => (one === 'lindgren' ? 'lindgren-m' : one)) : of.people
  const present = people.filter(() => next() < 0.8)
  const there = present.length < 2 ? people.slice(0, 2) : present
  // A number of its own in each line: what is lost is found to be lost.
  const filled = (text: string) => text.replaceAll('{n}', String(2 + Math.floor(next() * 95))).replaceAll('{who}', pick(there))
  const topic = (title: string): Topic => ({
    title,
    said: distinct(of.bank.said, 2 + Math.floor(next() * 4), next).map(filled),
    items: distinct(of.bank.items, next() < 0.6 ? 1 : 0, next).map((what) => ({ owner: pick(there), what: filled(what) })),
    decision: next() < 0.3 ? filled(pick(of.bank.decisions)) : null,
  })
  const away = special === 'the minute taker is away'
  const facts: Facts = {
    ...{ date, present: there, scribe: away ? null : pick(there) },
    topics: distinct(of.bank.titles, 3 + Math.floor(next() * 3), next).map(topic),
  }
  if (special === 'cancelled') return [...of.dialect.head(facts).slice(0, 2), 'Fällt aus (Feiertag)']
  const planted = special === 'an e-mail address' ? [`* write to ${ADDRESS}`] : special?.startsWith('a number') ? ['- waits for #4711'] : []
  const head = of.dialect.head(facts)
  // Whoever prepares the pad is away: the others type below no heading at all, or below what they remember of it.
  return [...(away && !of.isRolling ? head.slice(1) : head), ...facts.topics.flatMap(of.dialect.topic), ...planted]
}

function distinct<Item>(from: readonly Item[], count: number, next: () => number): readonly Item[] {
  return from
    .map((item) => ({ item, at: next() }))
    .sort((a, b) => a.at - b.at)
    .slice(0, count)
    .map(({ item }) => item)
}

type Typing = {
  readonly of: Team
  readonly next: () => number
  readonly lines: readonly string[]
  readonly end: Date
  readonly older: string
  readonly special: string | null
}

/** The pad grows line by line until about the end of the meeting; sometimes somebody adds a line hours later. */
function typing({ of, next, lines, end, older, special }: Typing): readonly Edit[] {
  if (lines.length === 0) return []
  const pad = (count: number) => `${lines.slice(0, count).join('\n')}\n${older === '' ? '' : `\n${older}`}`
  const edit = (minutes: number, text: string, by: Edit['by']): Edit => ({
    at: new Date(end.getTime() + minutes * MINUTE_MS),
    team: of.id,
    text,
    by,
  })
  const late = next() < 0.25 ? 1 + Math.floor(next() * 2) : 0
  const overrun = Math.floor(next() * 30) - 5
  const [first, last] = [3, lines.length - late]
  const steps = 6
  const growing = Array.from({ length: steps }, (_, index) => {
    const count = Math.max(first, Math.round((last * (index + 1)) / steps))
    return edit(-55 + Math.round(((55 + overrun) * (index + 1)) / steps), pad(Math.min(count, last)), 'typing')
  })
  const hours = 0.75 + next() * 7
  return [
    ...growing,
    ...(late === 0 ? [] : [edit(Math.round(hours * 60), pad(lines.length), 'afterwards')]),
    ...(special === 'wiped' ? [edit(10 * 60, '', 'wiping')] : []),
  ]
}
