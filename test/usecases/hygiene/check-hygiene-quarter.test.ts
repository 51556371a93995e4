/** A quarter on a board of 60 epics: people work, bots label, the app checks daily. Counted, not timed. */
import { beforeAll, describe, expect, test } from 'vitest'
import type { BoardItem, Epic, Snapshot } from '../../../src/domain/board/board.ts'
import { rules } from '../../../src/hygiene/registry.ts'
import { parseSettings } from '../../../src/settings/parse.ts'
import { checkHygiene } from '../../../src/usecases/hygiene/check-hygiene.ts'
import { apply, fakeComments } from '../../hygiene/comment/fake-comments.ts'
import { seeded } from '../../hygiene/generator/world.ts'
import { render } from '../../hygiene/render.ts'

const DAY = 24 * 60 * 60 * 1000
const START = Date.parse('2023-01-02T08:00:00Z')
const DAYS = 92
const EPICS = 60

type Mutable<Value> = { -readonly [Key in keyof Value]: Value[Key] }
type Item = Mutable<BoardItem>

const settings = parseSettings(
  'organization: scs\nminutes: { repository: scs/minutes }\nboard: { owner: scs, number: 6 }\nteams: { core: { name: Core } }\nhygiene: { maxNewCommentsPerTeamAndDay: 5 }\n',
  'sprint.yml',
  rules,
)

function anItem(number: number, change: Partial<Item>): Item {
  return {
    itemId: `PVTI_${number}`,
    databaseId: number,
    ref: `scs/issues#${number}`,
    kind: 'issue',
    title: `Issue ${number}`,
    state: 'open',
    stateReason: null,
    url: null,
    private: false,
    labels: [],
    milestone: null,
    assignees: ['fkr'],
    author: 'fkr',
    status: 'Doing',
    sprint: null,
    fields: {},
    createdAt: '2022-10-01T08:00:00Z',
    closedAt: null,
    lastHumanActivity: new Date(START - 3 * DAY).toISOString(),
    archived: false,
    body: 'As a user, I want it so that it works.',
    ...change,
  }
}

function aBoard(random: () => number) {
  const items: Item[] = []
  const epics: Mutable<Epic>[] = []
  for (let index = 0; index < EPICS; index++) {
    const epic = anItem(index * 10 + 1, {
      labels: ['epic'],
      status: random() < 0.7 ? 'Doing' : 'Backlog',
      assignees: random() < 0.8 ? ['fkr'] : [],
    })
    const stories = Array.from({ length: Math.floor(random() * 5) }, (_, at) => anItem(index * 10 + 2 + at, {}))
    items.push(epic, ...stories)
    const children = stories.map(({ ref }) => ({ ref: ref ?? '', sources: ['sub-issue' as const], readable: true }))
    epics.push({ ref: epic.ref ?? '', children, progress: { done: 0, all: children.length }, taskLines: [] })
  }
  return { items, epics }
}

/** What people do on a day; about half of the epics have a busy team, the others rest for weeks. */
function workADay({ items, epics }: ReturnType<typeof aBoard>, at: string, day: number, random: () => number): void {
  const byRef = new Map(items.map((item) => [item.ref, item]))
  for (const [index, epic] of epics.entries()) {
    const isBusy = index % 2 === 0 || Math.floor(day / 30) % 2 === 1
    for (const { ref } of epic.children) {
      const story = byRef.get(ref)
      if (!story || !isBusy) continue
      if (random() < 0.1) story.lastHumanActivity = at
      if (random() < 0.02 && story.state === 'open')
        Object.assign(story, { state: 'closed', closedAt: at, lastHumanActivity: at, status: random() < 0.7 ? 'Done' : 'Doing' })
      if (random() < 0.03) story.status = story.state === 'closed' ? 'Done' : 'Doing'
      if (random() < 0.02) story.assignees = story.assignees.length > 0 ? [] : ['o-otte']
    }
    const item = byRef.get(epic.ref)
    if (item && random() < 0.02) item.assignees = item.assignees.length > 0 ? [] : ['garloff']
    if (item && isBusy && random() < 0.05) item.lastHumanActivity = at
  }
}

/** Bots label everything every day: that is no activity, and no news. */
function bots({ items }: ReturnType<typeof aBoard>, day: number): void {
  for (const item of items) item.labels = [...item.labels.filter((label) => !label.startsWith('bot-')), `bot-${day}`]
}

describe.each([11, 12, 13])('quarter %i', (seed) => {
  let now = new Date(START)
  const github = fakeComments(() => now)
  const writesOnQuietDays: string[] = []
  const repeated: string[] = []
  const daysWithNews = new Map<string, number>()

  beforeAll(async () => {
    const random = seeded(seed)
    const board = aBoard(random)
    const toldOf = new Map<string, Set<string>>()
    const run = async () => {
      const snapshot = structuredClone({
        schema: 'scs-sprint/board',
        version: 1,
        takenAt: now.toISOString(),
        complete: true,
        board: { owner: 'scs', number: 6, title: 'Board' },
        counts: { items: board.items.length, drafts: 0, unreadable: 0, requests: 0, points: 0 },
        items: board.items,
        epics: board.epics,
        sprints: [],
      }) as Snapshot
      const { plan, findings } = await checkHygiene(
        { comments: github.comments, clock: { now: () => now } },
        { settings, snapshot, render },
      )
      for (const { rule, epic, story } of findings) {
        if (epic === null) continue
        const told = toldOf.get(epic) ?? new Set()
        toldOf.set(epic, told)
        if (!told.has(`${rule} ${story}`)) daysWithNews.set(epic, (daysWithNews.get(epic) ?? 0) + 1)
        told.add(`${rule} ${story}`)
      }
      for (const [epic, told] of toldOf) {
        for (const key of told)
          if (!findings.some((finding) => finding.epic === epic && `${finding.rule} ${finding.story}` === key)) told.delete(key)
      }
      await apply(plan, github.comments)
    }
    for (let day = 0; day < DAYS; day++) {
      now = new Date(START + day * DAY)
      bots(board, day)
      // The last days of every month nobody works.
      const isRest = day % 30 >= 25
      if (!isRest) workADay(board, now.toISOString(), day, random)
      await run()
      const before = github.writes.length
      now = new Date(now.getTime() + 3_600_000)
      await run()
      // The daily limit holds across runs; a second look on the same day has nothing left to say.
      repeated.push(...github.writes.slice(before).map(({ kind, on }) => `day ${day}: ${kind} ${on}`))
    }
    // Ten more looks on the last day, a Monday, while nobody does anything.
    const settled = github.writes.length
    for (let hour = 1; hour <= 10; hour++) {
      now = new Date(START + (DAYS - 1) * DAY + (1 + hour) * 3_600_000)
      await run()
    }
    writesOnQuietDays.push(...github.writes.slice(settled).map(({ kind, on }) => `${kind} ${on}`))
  }, 300_000)

  test('no epic notifies more than twice a month', () => {
    const perMonth = new Map<string, number>()
    for (const { kind, on, at } of github.writes.filter((write) => write.kind === 'create')) {
      const key = `${kind} ${on} ${at.toISOString().slice(0, 7)}`
      perMonth.set(key, (perMonth.get(key) ?? 0) + 1)
    }
    expect(github.writes.length).toBeGreaterThan(60)
    expect(Math.max(...perMonth.values())).toBeLessThanOrEqual(2)
  })

  test('comments are only posted for first findings and for news', () => {
    const created = new Map<string, number>()
    for (const { on } of github.writes.filter(({ kind }) => kind === 'create')) created.set(on, (created.get(on) ?? 0) + 1)
    for (const [epic, count] of created) expect(count, epic).toBeLessThanOrEqual(daysWithNews.get(epic) ?? 0)
  })

  test('a second check on the same day writes nothing', () => {
    expect(repeated).toEqual([])
  })

  test('nothing is written if nothing changed', () => {
    expect(writesOnQuietDays).toEqual([])
  })

  test('no epic ever shows two comments of the app', () => {
    for (let index = 0; index < EPICS; index++) expect(github.visible(`scs/issues#${index * 10 + 1}`).length).toBeLessThanOrEqual(1)
  })
})
