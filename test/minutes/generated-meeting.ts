/** Boards, pads and the truth about both, made from a seed. Imports nothing of `src`: it must not be wrong in the same way. */

export type Fact = { readonly ref: string; readonly epic: boolean; readonly words: readonly string[] }

export type GeneratedMeeting = {
  readonly date: string
  readonly previousDate: string
  readonly pad: string
  /** The published snapshot, as plain data. */
  readonly board: Record<string, unknown>
  readonly truth: {
    /** What must stand behind the first link to each, outside of headings. */
    readonly facts: readonly Fact[]
    readonly doneUndiscussed: readonly string[]
    readonly newUndiscussed: readonly string[]
    readonly actions: readonly { readonly owners: readonly string[]; readonly text: string; readonly topic: string }[]
    readonly decisions: readonly string[]
    /** Epics of which the meeting said that a story is missing. */
    readonly asked: readonly string[]
    /** Line of the pad that contradicts the board, and the issue it is said of. */
    readonly contradictions: readonly { readonly said: string; readonly ref: string }[]
    readonly unresolved: readonly number[]
    readonly secret: readonly string[]
    readonly participants: readonly string[]
    readonly reporter: string
  }
}

const WORDS = [
  'Registry',
  'Metering',
  'Backup',
  'Federation',
  'Monitoring',
  'Upgrade',
  'Encryption',
  'Gateway',
  'Scheduler',
  'Catalog',
  'Quota',
  'Telemetry',
]
const THINGS = ['clusters', 'operators', 'regions', 'images', 'flavors', 'volumes', 'networks', 'tenants', 'dashboards', 'nodes']
const PEOPLE = ['ada-l', 'grace-h', 'linus-t', 'margaret-h', 'ken-t', 'barbara-l', 'donald-k', 'radia-p']
const DOINGS = ['looked at the logs', 'tests run every night', 'docs are being written', 'two bugs were found', 'works in the testbed']
const STATUS = ['Backlog', 'Refined', 'In progress', 'Review'] as const

type Random = {
  int: (below: number) => number
  pick: <T>(from: readonly T[]) => T
  chance: (part: number) => boolean
  shuffle: <T>(all: readonly T[]) => T[]
}

function randomFrom(seed: number): Random {
  let state = seed * 2_654_435_761 + 1
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const int = (below: number) => Math.floor(next() * below)
  return {
    int,
    pick: (from) => from[int(from.length)] as (typeof from)[number],
    chance: (part) => next() < part,
    shuffle: (all) => {
      const rest = [...all]
      return all.map(() => rest.splice(int(rest.length), 1)[0] as (typeof all)[number])
    },
  }
}

type Item = Record<string, unknown> & {
  ref: string
  title: string
  state: string
  status: string | null
  assignees: string[]
  closedAt: string | null
}

export function generateMeeting(seed: number): GeneratedMeeting {
  const random = randomFrom(seed)
  const day = (offset: number) => new Date(Date.UTC(2024, 0, 10 + 7 * (seed % 20) + offset)).toISOString().slice(0, 10)
  const date = day(7)
  const previousDate = day(0)
  const items: Item[] = []
  const epics: Record<string, unknown>[] = []
  let number = 100 + random.int(400)
  const nextNumber = () => {
    number += 1 + random.int(5)
    return number
  }
  const addItem = (ref: string, more: Partial<Item>): Item => {
    const item: Item = {
      itemId: `PVTI_${items.length}`,
      databaseId: 9_000_000 + items.length,
      ref,
      kind: 'issue',
      title: 'Nothing',
      state: 'open',
      stateReason: null,
      url: `https://github.com/${ref.replace('#', '/issues/')}`,
      private: false,
      labels: ['IaaS'],
      milestone: null,
      assignees: [],
      author: 'ada-l',
      status: 'Backlog',
      sprint: null,
      fields: {},
      createdAt: '2023-06-01T08:00:00Z',
      closedAt: null,
      lastHumanActivity: `${previousDate}T08:00:00Z`,
      archived: false,
      body: '',
      pulls: [],
      ...more,
    }
    items.push(item)
    return item
  }
  const titles = random.shuffle(WORDS).map((word, index) => `${word} for ${THINGS[(index + seed) % THINGS.length]}`)
  const facts: Fact[] = []
  const said: { topic: string; lines: string[] }[] = []
  const actions: { owners: string[]; text: string; topic: string }[] = []
  const decisions: string[] = []
  const asked: string[] = []
  const contradictions: { said: string; ref: string }[] = []
  const count = 4 + random.int(4)
  for (let index = 0; index < count; index++) {
    const title = titles[index] as string
    const repo = random.chance(0.7) ? 'acme/issues' : 'osism/tickets'
    const epicRef = `${repo}#${nextNumber()}`
    const release = `R${4 + random.int(3)}`
    const status = random.pick(STATUS)
    addItem(epicRef, {
      title,
      status,
      labels: ['IaaS', 'epic'],
      milestone: { title: `${release} (v${index}.0.0)`, dueOn: '2030-01-01T00:00:00Z' },
      assignees: ['ada-l'],
    })
    const stories = Array.from({ length: random.int(5) }, (_, at) => {
      const closed = random.chance(0.35)
      const state = random.pick(STATUS)
      return addItem(`${repo}#${nextNumber()}`, {
        title: `${title}: part ${at + 1}`,
        state: closed ? 'closed' : 'open',
        stateReason: closed ? 'completed' : null,
        status: closed ? 'Done' : state,
        closedAt: closed ? '2023-10-02T10:00:00Z' : null,
        assignees: random.chance(0.6) ? [random.pick(PEOPLE)] : [],
        body: 'As a user, I want it, so that it works.',
      })
    })
    const done = stories.filter(({ state }) => state === 'closed').length
    epics.push({
      ref: epicRef,
      children: stories.map(({ ref }) => ({ ref, sources: ['sub-issue'], readable: true })),
      progress: { done, all: stories.length },
      taskLines: [],
    })
    const progress =
      stories.length === 0 ? 'no stories yet' : `${done} of ${stories.length} ${stories.length === 1 ? 'story' : 'stories'} done`
    facts.push({ ref: epicRef, epic: true, words: ['epic', status.toLowerCase(), progress, release] })
    const lines = [`  * ${typedEpic(random, epicRef)}`]
    for (const story of stories) {
      if (!random.chance(0.7)) continue
      lines.push(`  * https://github.com/${story.ref.replace('#', '/issues/')}`)
      const owners =
        story.state === 'open' && ['In progress', 'Review'].includes(String(story.status))
          ? story.assignees.map((login) => `@${login}`)
          : []
      facts.push({
        ref: story.ref,
        epic: false,
        words: [story.state === 'closed' ? 'done' : String(story.status).toLowerCase(), ...owners],
      })
      const kind = random.int(10)
      if (kind < 3) {
        const claim = `this one is ${random.pick(['done', 'closed', 'finished'])} since Monday`
        lines.push(`    * ${claim}`)
        if (story.state === 'open') contradictions.push({ said: claim, ref: story.ref })
      } else if (kind < 6) {
        const words = random.pick(['when it is done we tell everybody', 'should be closed soon', 'still open, as far as we know'])
        lines.push(`    - ${words}`)
        if (words.startsWith('still open') && story.state === 'closed') contradictions.push({ said: words, ref: story.ref })
      }
    }
    if (random.chance(0.5)) lines.push(`  * ${random.pick(DOINGS)}`)
    if (random.chance(0.4)) {
      const owners = random.shuffle(PEOPLE).slice(0, 1 + random.int(2))
      const text = `write down what was found in ${title.toLowerCase()}`
      actions.push({ owners, text, topic: title })
      lines.push(`  * ${random.pick(['AI', 'TODO'])} ${owners.map((one) => `@${one}`).join(', ')}: ${text}`)
    }
    if (random.chance(0.3)) {
      const text = `version ${2 + random.int(7)} is taken for ${title.toLowerCase()}`
      decisions.push(text)
      lines.push(`  * Decision: ${text}`)
    }
    if (random.chance(0.3)) {
      asked.push(epicRef)
      lines.push('  * User story for the last part missing?')
    }
    said.push({ topic: title, lines })
  }
  const moved = Array.from({ length: 1 + random.int(3) }, (_, at) =>
    addItem(`acme/issues#${nextNumber()}`, {
      title: `Finished quietly ${at}`,
      state: 'closed',
      stateReason: 'completed',
      status: 'Done',
      closedAt: `${day(3)}T10:00:00Z`,
    }),
  )
  const fresh = Array.from({ length: 1 + random.int(2) }, (_, at) =>
    addItem(`acme/issues#${nextNumber()}`, { title: `Arrived quietly ${at}`, createdAt: `${day(2)}T10:00:00Z`, sprint: 'Sprint 9' }),
  )
  const secretRef = `acme/secret#${nextNumber()}`
  addItem(secretRef, { title: `Takeover of ${random.pick(WORDS)} Ltd`, private: true, state: 'closed', closedAt: `${day(4)}T10:00:00Z` })
  // Two repositories have this number: nobody knows which is meant.
  const twice = nextNumber()
  addItem(`acme/issues#${twice}`, { title: 'Twin one', status: 'Refined' })
  addItem(`osism/tickets#${twice}`, { title: 'Twin two', status: 'Refined' })
  const participants = random.shuffle(PEOPLE).slice(0, 4 + random.int(4))
  const reporter = random.pick(participants)
  const blocks = random.shuffle(said)
  const half = Math.ceil(blocks.length / 2)
  const pad = [
    `# ${date}`,
    '',
    '## Participants',
    '',
    ...participants.map((login) => `* @${login}`),
    '',
    '## Recurring items',
    '',
    '* Who is presenting in weekly community call and transforming the pad to minutes in GitHub?',
    `  * @${reporter}`,
    '',
    '## Agenda',
    '',
    '### Sprint review',
    '',
    ...blocks.slice(0, half).flatMap(({ topic, lines }) => [`* ${topic}`, ...lines, '']),
    `* Please have a look at #${twice}`,
    `* and at ${secretRef}`,
    '',
    '### Sprint planning',
    '',
    ...blocks.slice(half).flatMap(({ topic, lines }) => [`#### ${topic}`, '', ...lines.map((line) => line.slice(2)), '']),
  ].join('\n')
  return {
    date,
    previousDate,
    pad,
    board: {
      schema: 'scs-sprint/board',
      version: 1,
      takenAt: `${date}T11:15:00Z`,
      complete: true,
      board: { owner: 'acme', number: 6, title: 'Board' },
      counts: { items: items.length, drafts: 0, unreadable: 0, requests: 1, points: 1 },
      items,
      epics,
      sprints: [],
      problems: [],
    },
    truth: {
      facts,
      doneUndiscussed: moved.map(({ ref }) => ref),
      newUndiscussed: fresh.map(({ ref }) => ref),
      actions,
      decisions,
      asked,
      contradictions,
      unresolved: [twice],
      secret: items.filter((item) => item.private === true).map(({ title }) => title),
      participants,
      reporter,
    },
  }
}

function typedEpic(random: Random, ref: string): string {
  const [place, number] = ref.split('#')
  return random.pick([`https://github.com/${place}/issues/${number}`, ref, `see ${ref} for all of it`, `#${number}`])
}
