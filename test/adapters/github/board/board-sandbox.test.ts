/** The board of the sandbox’s small world, read as from GitHub. */

import { expect, test } from 'vitest'
import { createBoardSource } from '../../../../src/adapters/github/board/read-board.ts'
import type { Snapshot } from '../../../../src/domain/board/board.ts'
import { GITHUB_COM } from '../../../../src/domain/github-web.ts'
import { BENCH_OWNER, worldOfSize } from '../../../bench/board-size.ts'
import type { Actions } from '../../../sandbox/actions.ts'
import { runGraphql } from '../../../sandbox/graphql/execute.ts'
import { accountOf, addComment, addEvent, addLabel, createWorld, type World } from '../../../sandbox/model.ts'
import { checkWorld, readWorldFile } from '../../../sandbox/world.ts'

const settings = {
  board: {
    owner: 'scs',
    number: 6,
    fields: { status: 'Status', sprint: 'Sprint' },
    status: { backlog: ['Backlog', 'Refined'], active: ['Doing'], done: ['Done'] },
  },
  epics: { labels: [], types: ['Epic'], titlePrefix: null },
  sprints: { labelPrefix: 'Sprint ' },
}

function open(given: World = createWorld(readWorldFile('test/sandbox/worlds/small.yml')), epics = settings.epics) {
  const world = given
  const installation = world.installations.find(({ account }) => account.login === 'scs')
  if (!installation) throw new Error('The small world has no installation in scs.')
  const { permissions } = installation
  const token = {
    value: 'ghs_1',
    expiresAt: null,
    kind: 'installation' as const,
    installation,
    permissions,
    repositories: null,
    workflow: false,
  }
  /** Changes an answer as a server in trouble would. */
  const fault: { of: ((body: Body) => void) | null } = { of: null }
  const graphql = async <Data>(query: string, variables?: Record<string, unknown>): Promise<Data> => {
    const budget = { limit: 5000, remaining: 5000, used: 0, resetAt: '2030-01-01T00:00:00Z' }
    const answer = runGraphql(world, token, {} as Actions, { query, variables }, () => budget)
    // As octokit does it.
    const body = JSON.parse(JSON.stringify(answer.body)) as { data?: Data; errors?: { message: string }[] }
    fault.of?.(body)
    if (body.errors) throw Object.assign(new Error(body.errors[0]?.message), { data: body.data, errors: body.errors })
    return body.data as Data
  }
  return {
    world,
    fault,
    board: createBoardSource({ graphql, github: GITHUB_COM }, { ...settings, epics }, { now: world.now }, { isApp: true }),
  }
}

const activities = (snapshot: { items: readonly { ref: string | null; lastHumanActivity: string | null }[] }) =>
  snapshot.items.map(({ ref, lastHumanActivity }) => [ref, lastHumanActivity])

test('the small world has every kind of card, an epic by type, and children from all sources', async () => {
  const snapshot = await open().board.readBoard()
  expect([snapshot.complete, snapshot.problems]).toEqual([true, []])
  expect(snapshot.items.map(({ ref, kind, status }) => [ref, kind, status])).toEqual([
    ['scs/issues#1', 'issue', 'Doing'],
    ['scs/issues#2', 'issue', 'Doing'],
    ['scs/issues#3', 'issue', 'Backlog'],
    ['scs/issues#10', 'pull', 'Done'],
    [null, 'unreadable', null],
    ['osism/issues#348', 'issue', 'Refined'],
    [null, 'draft', 'Backlog'],
    ['scs/issues#4', 'issue', null],
  ])
  expect(snapshot.epics.map(({ children, progress }) => [children.map(({ ref, sources }) => [ref, sources]), progress])).toEqual([
    [
      [
        ['scs/issues#2', ['sub-issue', 'task-list']],
        ['scs/issues#3', ['sub-issue']],
        ['scs/issues#4', ['task-list', 'tracked-in']],
      ],
      { done: 1, all: 3 },
    ],
  ])
})

function disturb(world: World): void {
  const bot = accountOf(world, 'renovate[bot]')
  for (const repository of world.repositories.values()) {
    const label = addLabel(world, repository, 'stale', null)
    for (const thing of [...repository.issues.values(), ...repository.pulls.values()]) {
      for (let count = 0; count < 25; count += 1) addComment(world, thing, bot, 'Any news?', `2023-01-17T10:${10 + count}:00Z`)
      thing.labels.push(label)
      addEvent(world, thing, 'LabeledEvent', accountOf(world, 'fkr'), '2023-01-17T11:00:00Z', { label })
    }
  }
}

test('comments by a bot and a label on every issue do not change any activity, even if they fill the newest page of events', async () => {
  const { world, board } = open()
  const before = activities(await board.readBoard())
  disturb(world)
  const after = await board.readBoard()
  expect(activities(after)).toEqual(before)
  expect(after.items.filter(({ labels }) => labels.includes('stale')).length).toBeGreaterThan(4)
})

test('a person’s comment does change it, also for the story that its pull request closes', async () => {
  const { world, board } = open()
  const pull = world.repositories.get('scs/issues')?.pulls.get(10)
  if (!pull) throw new Error('The small world has no pull request 10.')
  addComment(world, pull, accountOf(world, 'garloff'), 'Thanks!', '2023-01-17T10:00:00Z')
  const { items } = await board.readBoard()
  expect(items.find(({ ref }) => ref === 'scs/issues#2')).toMatchObject({ lastHumanActivity: '2023-01-17T10:00:00Z' })
})

const CARDS = 200

function aLargeBoard() {
  const installations = { [BENCH_OWNER]: { id: 77, repositories: 'all' } }
  const world = createWorld(checkWorld({ ...worldOfSize(CARDS), installations } as never))
  return open(world, { labels: ['epic'], types: [], titlePrefix: null } as never)
}

type Body = { data?: unknown; errors?: { type?: string; message: string; path?: (string | number)[] }[] }

/** What is said of the items and epics, in whatever order, without when it was read. A full read asks only blocked issues for what blocks them. */
const told = ({ items, epics }: Snapshot) => ({
  items: new Map(items.map(({ observed: _, ...item }) => [item.ref, { blockedBy: [], ...item }])),
  epics,
})

test.each([
  { names: 10, costs: 'less than the board' },
  { names: 150, costs: 'as much as the board' },
])('after $names cards changed, the snapshot is that of a full read, and costs $costs', async ({ names }) => {
  const { world, board } = aLargeBoard()
  const before = await board.readBoard()
  const refs = Array.from({ length: names }, (_, index) => `${BENCH_OWNER}/issues#${CARDS - index}`)
  const issues = world.repositories.get(`${BENCH_OWNER}/issues`)?.issues
  for (const issue of issues?.values() ?? []) if (issue.number > CARDS - names) issue.title = `Moved: ${issue.title}`
  const changed = await board.readChanged(before, { refs })
  const whole = await board.readBoard({ previous: before })
  expect(changed.items.filter(({ title }) => title.startsWith('Moved: '))).toHaveLength(names)
  expect(told(changed)).toEqual(told(whole))
  if (names < 100) expect(changed.counts.points).toBeLessThan(whole.counts.points)
  else expect(changed.counts.points).toBe(whole.counts.points)
})

test('a story that is no card and names its epic itself is not lost when many cards change with it', async () => {
  const { world, board } = aLargeBoard()
  const before = await board.readBoard()
  const beside = world.repositories.get('osism/issues')?.issues.get(1)
  const parted = before.items.find(({ ref }) => ref === 'osism/issues#1')
  if (!beside || !parted) throw new Error('The board has no story that is no card.')
  beside.body = `Epic: ${BENCH_OWNER}/issues#2`
  const alone = { ...before, items: before.items.filter(({ ref }) => ref !== 'osism/issues#1') }
  const refs = Array.from({ length: 150 }, (_, index) => `${BENCH_OWNER}/issues#${CARDS - index}`)
  const changed = await board.readChanged(alone, { refs: [...refs, 'osism/issues#1'] })
  expect(changed.items.find(({ ref }) => ref === 'osism/issues#1')?.namedParents).toEqual([`${BENCH_OWNER}/issues#2`])
})

test('a full read with gaps after many cards changed is no complete snapshot', async () => {
  const { board, fault } = aLargeBoard()
  const before = await board.readBoard()
  fault.of = (body) => {
    const { data } = body as { data?: { organization?: { projectV2?: { items?: { nodes: unknown[] } } } } }
    const nodes = data?.organization?.projectV2?.items?.nodes
    if (!nodes) return
    nodes[0] = null
    const path = ['organization', 'projectV2', 'items', 'nodes', 0]
    body.errors = [{ type: 'SERVICE_UNAVAILABLE', message: 'Something went wrong.', path }]
  }
  const refs = Array.from({ length: 150 }, (_, index) => `${BENCH_OWNER}/issues#${index + 1}`)
  const changed = await board.readChanged(before, { refs })
  expect(changed.complete).toBe(false)
  expect(changed.gaps?.length).toBeGreaterThan(0)
})
