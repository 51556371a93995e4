/** A sync that dies at any request leaves the store intact, with the last good snapshot. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createJsonSnapshotStore } from '../../../../src/adapters/store/files/json-snapshots.ts'
import { syncBoard } from '../../../../src/usecases/sync-board.ts'
import { aSnapshot } from '../../../builders.ts'
import { playTheNetwork } from '../../../nock.ts'
import { aCard, anIssueNode, aPage, byId, events, github, liveBoard, now, place } from './board-answers.ts'

let dir = ''
playTheNetwork()
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'scs-sprint-killed-'))
})
afterEach(async () => {
  await rm(dir, { recursive: true, force: true })
})

const clock = { now: () => now }
const log = { info: () => {}, warn: () => {} }
const of = { owner: 'scs', number: 6 }
const old = aSnapshot({ takenAt: '2023-01-18T09:00:00.000Z' })

/** Two pages, an epic with a child off the board and one by name, a pull request: every kind of request there is. */
function playBoard(dieAt: number): string[] {
  let count = 0
  const alive = (answer: (variables: { cursor?: string | null; ids?: string[] }) => object) => (variables: object) => {
    count += 1
    return count >= dieAt ? { status: 500, text: 'dead' } : answer(variables)
  }
  const epic = anIssueNode(1, { labels: { nodes: [{ name: 'epic' }] }, body: '- [ ] else/where#5' })
  const story = anIssueNode(2, { closedByPullRequestsReferences: { nodes: [{ ...place(8), state: 'OPEN' }] } })
  return github({
    Features: alive(() => ({ data: { issue: { fields: [] }, project: { fields: [] }, dependencies: null } })),
    BoardPage: alive(({ cursor }) =>
      cursor === null ? aPage([aCard(1, epic)], { total: 2, next: 'c' }) : aPage([aCard(2, story)], { total: 2 }),
    ),
    EpicLinks: alive(({ ids = [] }) =>
      byId(ids, (id) => ({ id, subIssues: { pageInfo: { hasNextPage: false }, nodes: [place(3)] }, trackedIssues: { nodes: [] } })),
    ),
    Issues: alive(({ ids = [] }) => byId(ids, () => anIssueNode(3))),
    Refs: alive(() => ({ data: { ref0: null } })),
    Pulls: alive(({ ids = [] }) => byId(ids, () => ({ ...place(8), state: 'OPEN', timelineItems: events([]) }))),
  })
}

test('the whole sync takes seven requests here, and is saved', async () => {
  const asked = playBoard(Number.POSITIVE_INFINITY)
  const snapshots = createJsonSnapshotStore(dir, { log, clock })
  const { snapshot } = await syncBoard({ board: liveBoard(), snapshots, clock }, { of })
  expect(asked).toHaveLength(7)
  expect(snapshot.complete).toBe(true)
  expect(await snapshots.latest(of)).toEqual(JSON.parse(JSON.stringify(snapshot)))
})

test.each([1, 2, 3, 4, 5, 6, 7])('killed at request %i', async (dieAt) => {
  playBoard(dieAt)
  const snapshots = createJsonSnapshotStore(dir, { log, clock })
  await snapshots.keep(old)
  await expect(syncBoard({ board: liveBoard(), snapshots, clock }, { of })).rejects.toMatchObject({
    name: 'TryAgainError',
    message: expect.stringContaining('The last good snapshot is 3 hours old and is kept.'),
  })
  expect(await snapshots.history(of)).toEqual([old])
})
