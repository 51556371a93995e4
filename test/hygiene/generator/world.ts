/**
 * A board in the making, for the generator: plain JSON in the published shape of a snapshot, with the findings a plant
 * is expected to cause noted beside it. Imports nothing from src, so that it cannot share a mistake with it.
 */
/** People of the generated boards who are no members any more, or have been away for long. */
export const LEFT = 'left-lena'
export const AWAY = 'away-anton'
export const standings: ReadonlyMap<string, 'here' | 'left' | 'away'> = new Map([
  [LEFT, 'left'],
  [AWAY, 'away'],
  ['mira', 'here'],
])

export const NOW = Date.parse('2023-06-14T09:00:00Z')
const DAY = 24 * 60 * 60 * 1000

type Expected = { rule: string; epic: string | null; story: string | null }

export type Item = {
  itemId: string | null
  databaseId: number | null
  ref: string
  kind: 'issue' | 'pull'
  title: string
  state: 'open' | 'closed'
  stateReason: string | null
  url: string
  private: boolean
  labels: string[]
  milestone: { title: string; dueOn: string | null } | null
  assignees: string[]
  author: string
  status: string | null
  sprint: string | null
  fields: Record<string, string>
  createdAt: string
  closedAt: string | null
  lastHumanActivity: string | null
  archived: boolean
  body: string
  parent?: string
  trackedIn?: string[]
  namedParents?: string[]
  observed: {
    firstSeen: string
    statusSince: string | null
    activeSince: string | null
    sprints: string[]
    labelsSince: Record<string, string>
  }
}

export type Child = { ref: string; sources: string[]; readable: boolean }
export type Epic = {
  ref: string
  children: Child[]
  progress: { done: number; all: number }
  taskLines: { text: string; ref: string | null; checked: boolean }[]
}

export type World = {
  items: Item[]
  epics: Epic[]
  asked: { epic: string | null; text: string; date: string }[]
  expected: Expected[]
  next: number
  random: () => number
}

/** The same numbers for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export function newWorld(seed: number): World {
  return { items: [], epics: [], asked: [], expected: [], next: 1, random: seeded(seed) }
}

export function pick<Value>(world: World, values: readonly Value[]): Value {
  return values[Math.floor(world.random() * values.length)] as Value
}

/** An instant so many days (and a few hours) before now. */
export function daysAgo(days: number, hours = 0): string {
  return new Date(NOW - days * DAY - hours * 3_600_000).toISOString()
}

const REPOSITORIES = ['SovereignCloudStack/issues', 'SovereignCloudStack/standards', 'osism/issues']

const STORY_BODIES = [
  'As a cloud operator, I want the image manager to mirror images so that I need no internet access.\n\n## Definition of Ready:\n- [ ] sized',
  '**As an** SCS integrator\n**I want** to have one flavor list\n**so that** my customers find the same names everywhere.',
  'Intro first.\n\n> As a user I want to log in once, so that I can work.\n',
  "As a developer, I'd like a test cluster, so that I can try things before they are merged.",
]

/** An open, healthy issue on the board: assigned, lively, told as a user story, of no epic yet. */
export function addIssue(world: World, change: Partial<Item> = {}): Item {
  const number = world.next++
  const ref = change.ref ?? `${pick(world, REPOSITORIES)}#${number}`
  const createdAt = change.createdAt ?? daysAgo(60 + Math.floor(world.random() * 200))
  const item: Item = {
    itemId: `PVTI_${number}`,
    databaseId: 10_000_000 + number,
    ref,
    kind: 'issue',
    title: `Issue ${number} of the generator`,
    state: 'open',
    stateReason: null,
    url: `https://github.com/${ref.replace('#', '/issues/')}`,
    private: false,
    labels: [],
    milestone: null,
    assignees: [pick(world, ['tibeer', 'berendt', 'fkr', 'jschoone'])],
    author: pick(world, ['garloff', 'matofeder']),
    status: pick(world, ['Backlog', 'Refined', 'Doing', 'Review']),
    sprint: null,
    fields: {},
    createdAt,
    closedAt: null,
    lastHumanActivity: daysAgo(Math.floor(world.random() * 20)),
    archived: false,
    body: pick(world, STORY_BODIES),
    observed: { firstSeen: createdAt, statusSince: null, activeSince: null, sprints: [], labelsSince: {} },
    ...change,
  }
  world.items.push(item)
  return item
}

export function closed(days = 10): Partial<Item> {
  return { state: 'closed', stateReason: 'completed', closedAt: daysAgo(days), status: 'Done', lastHumanActivity: daysAgo(days) }
}

export type Planted = { item: Item; epic: Epic; children: Item[] }

/** A healthy open epic with healthy stories; `stories`: what each is to be, by default two open ones. */
export function addEpic(world: World, change: Partial<Item> = {}, stories: Partial<Item>[] = [{}, {}]): Planted {
  const item = addIssue(world, { labels: ['epic'], body: 'What we are up to.', ...change })
  const epic: Epic = { ref: item.ref, children: [], progress: { done: 0, all: 0 }, taskLines: [] }
  world.epics.push(epic)
  const children = stories.map((story) => addIssue(world, story))
  for (const child of children) addChild(epic, child.ref, child.state === 'closed')
  return { item, epic, children }
}

export function addChild(epic: Epic, ref: string, done = false, change: Partial<Child> = {}): void {
  epic.children.push({ ref, sources: ['sub-issue'], readable: true, ...change })
  epic.progress.all += 1
  if (done) epic.progress.done += 1
}

/** A task list that is right: every child, ticked as it is. */
export function addTaskList({ epic, children }: Planted): void {
  for (const child of children) epic.taskLines.push({ text: child.ref, ref: child.ref, checked: child.state === 'closed' })
}

export function expect(world: World, rule: string, epic: Item | null, story: Item | null = null): void {
  world.expected.push({ rule, epic: epic?.ref ?? null, story: story?.ref ?? null })
}

export function toSnapshot(world: World): Record<string, unknown> {
  return {
    schema: 'scs-sprint/board',
    version: 1,
    takenAt: new Date(NOW).toISOString(),
    complete: true,
    board: { owner: 'SovereignCloudStack', number: 6, title: 'Sprint Board' },
    counts: { items: world.items.filter(({ itemId }) => itemId !== null).length, drafts: 0, unreadable: 0, requests: 0, points: 0 },
    items: world.items,
    epics: world.epics,
    sprints: [
      { name: 'Sprint Dublin', startsOn: '2023-04-24', endsOn: '2023-05-07' },
      { name: 'Sprint Essen', startsOn: '2023-05-08', endsOn: '2023-05-21' },
      { name: 'Sprint Faro', startsOn: '2023-05-22', endsOn: '2023-06-04' },
      { name: 'Sprint Genoa', startsOn: '2023-06-05', endsOn: '2023-06-18' },
      { name: 'Sprint Hobart', startsOn: '2023-06-19', endsOn: '2023-07-02' },
    ],
    problems: [],
  }
}
