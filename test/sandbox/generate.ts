/** Worlds of any size for measuring: the same seed gives the same world. */
import { createWorld, type World } from './model.ts'
import { checkWorld, type WorldInput } from './world.ts'

export type GenerateOptions = {
  /** Cards on the board: epics, stories, and issues without an epic for the rest. */
  readonly items: number
  readonly epics: number
  readonly stories: number
  readonly seed?: number
  /** Also every so many-th story has a pull request that closes it. Default 10. */
  readonly pullEvery?: number
}

const PEOPLE = ['fkr', 'o-otte', 'garloff', 'berendt', 'matfechner', 'joshmue', 'tibeer', 'costelter']
const STATUS = ['Backlog', 'Refined', 'Doing', 'Done']
const DAY_MS = 86_400_000
const NOW = Date.parse('2023-01-18T08:00:00Z')

/** Mulberry32: small, quick, and the same everywhere. */
function createRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** A board `SovereignCloudStack/6` with its issues, as a world file's content. */
function generateWorldInput({ items, epics, stories, seed = 1, pullEvery = 10 }: GenerateOptions): WorldInput {
  const random = createRandom(seed)
  const below = (limit: number) => Math.floor(random() * limit)
  const pick = <Entry>(entries: readonly Entry[]) => entries[below(entries.length)] as Entry
  const daysAgo = (days: number) => new Date(NOW - days * DAY_MS).toISOString().replace(/\.\d+/, '')
  if (epics + stories > items) throw new Error(`${epics} epics and ${stories} stories do not fit on ${items} cards.`)

  type Issue = NonNullable<WorldInput['repositories'][string]['issues']>[number]
  const issues: Record<string, Issue> = {}
  const pulls: NonNullable<WorldInput['repositories'][string]['pulls']> = {}
  const cards: NonNullable<WorldInput['boards']>[string]['cards'] = []
  const children: number[][] = Array.from({ length: epics }, () => [])
  for (let story = 0; story < stories && epics > 0; story += 1) {
    const epic = story % epics
    // GitHub takes a hundred sub-issues at most; the rest hangs on task lists.
    if ((children[epic]?.length ?? 0) < 100) children[epic]?.push(epics + story + 1)
  }
  for (let index = 0; index < items; index += 1) {
    const number = index + 1
    const isEpic = index < epics
    const created = daysAgo(30 + below(600))
    const done = !isEpic && random() < 0.4
    const below_ = isEpic ? (children[index] ?? []) : []
    issues[number] = {
      title: isEpic
        ? `Epic ${number}`
        : `Story ${number}: ${pick(['upgrade', 'document', 'test', 'remove'])} ${pick(['Ceph', 'OpenStack', 'flavors', 'images'])}`,
      author: pick(PEOPLE),
      created,
      body: isEpic ? below_.map((child) => `- [ ] #${child}`).join('\n') : 'As an operator, I want this, so that it works.',
      labels: isEpic ? ['epic', 'IaaS'] : [pick(['IaaS', 'Container', 'Ops'])],
      assignees: random() < 0.7 ? [pick(PEOPLE)] : [],
      sub_issues: below_,
      ...(done ? { state: 'closed' as const, closed: daysAgo(below(28)) } : {}),
      comments: random() < 0.5 ? [{ by: random() < 0.2 ? 'renovate[bot]' : pick(PEOPLE), at: daysAgo(below(28)), text: 'Some news.' }] : [],
    }
    const status = done ? 'Done' : pick(STATUS.slice(0, 3))
    cards.push({ of: `SovereignCloudStack/issues#${number}`, Status: status, Sprint: `Sprint ${1 + below(4)}`, added: created })
    if (!isEpic && number % pullEvery === 0) {
      pulls[items + number] = { title: `Do ${number}`, author: pick(PEOPLE), created: daysAgo(below(28)), head: 'main', closes: [number] }
    }
  }
  return {
    organizations: { SovereignCloudStack: { id: 1001, members: PEOPLE } },
    repositories: { 'SovereignCloudStack/issues': { labels: { epic: null, IaaS: null, Container: null, Ops: null }, issues, pulls } },
    boards: {
      'SovereignCloudStack/6': {
        title: 'Sprint Board',
        fields: {
          Status: STATUS,
          Sprint: {
            days: 14,
            iterations: { 'Sprint 1': '2022-12-19', 'Sprint 2': '2023-01-02', 'Sprint 3': '2023-01-16', 'Sprint 4': '2023-01-30' },
          },
        },
        cards,
      },
    },
    installations: { SovereignCloudStack: { id: 77 } },
  }
}

export function generateWorld(options: GenerateOptions, now?: () => Date): World {
  return createWorld(checkWorld(generateWorldInput(options), 'the generated world'), now)
}
