/** Only the items named by a webhook are read again. */
import nock from 'nock'
import { expect, test } from 'vitest'
import type { Snapshot } from '../../../../src/domain/board/board.ts'
import { playTheNetwork } from '../../../nock.ts'
import { aCard, anIssueNode, aPage, byId, comment, events, github, liveBoard, person, place, select } from './board-answers.ts'

playTheNetwork()

const ours = { project: { number: 6, owner: { login: 'scs' } } }
const epicLabel = { labels: { nodes: [{ name: 'epic' }] } }
const onBoard = (number: number, rest: Record<string, unknown> = {}) => ({
  projectItems: { nodes: [{ ...aCard(number, null, rest), ...ours }] },
})

/** Epic 1 with 2 (a card) and 3 (none). */
async function before(): Promise<Snapshot> {
  github({
    BoardPage: () =>
      aPage([
        aCard(1, anIssueNode(1, epicLabel)),
        aCard(2, anIssueNode(2, { parent: place(1) }), { value_status: select('Doing') }),
        aCard(9, anIssueNode(9)),
      ]),
    EpicLinks: ({ ids = [] }) =>
      byId(ids, (id) => ({
        id,
        subIssues: { totalCount: 2, pageInfo: { hasNextPage: false }, nodes: [place(2), place(3)] },
        trackedIssues: { nodes: [] },
      })),
    Issues: ({ ids = [] }) => byId(ids, () => anIssueNode(3, { parent: place(1) })),
  })
  const snapshot = await liveBoard().readBoard()
  nock.cleanAll()
  return { ...snapshot, takenAt: '2023-01-18T11:00:00.000Z' }
}
const refs = ({ items }: Snapshot) => items.map(({ ref }) => ref?.split('#')[1]).sort()
const children = ({ epics }: Snapshot) => epics[0]?.children.map(({ ref }) => ref.split('#')[1])

test('a story moved on the board takes one request, and everything else stays', async () => {
  const previous = await before()
  const asked = github({
    Changed: ({ ids = [] }) => {
      expect(ids).toEqual([place(2).id])
      const content = anIssueNode(2, {
        state: 'CLOSED',
        parent: place(1),
        timelineItems: events([comment(person('fkr'), '2023-01-18T11:30:00Z')]),
      })
      return byId(ids, () => ({ ...content, ...onBoard(2, { value_status: select('Done') }) }))
    },
  })
  const after = await liveBoard().readChanged(previous, { refs: ['SCS/issues#2'] })
  expect(asked).toEqual(['Changed'])
  expect(after.items.find(({ ref }) => ref === 'scs/issues#2')).toMatchObject({
    status: 'Done',
    state: 'closed',
    itemId: 'PVTI_2',
    lastHumanActivity: '2023-01-18T11:30:00Z',
  })
  expect(after.epics[0]?.progress).toEqual({ done: 1, all: 2 })
  expect(refs(after)).toEqual(refs(previous))
  expect(after.counts).toMatchObject({ items: 3, requests: 1 })
  expect(after.complete).toBe(true)
  const rest = (snapshot: Snapshot) => snapshot.items.filter(({ ref }) => ref !== 'scs/issues#2').map(({ observed: _, ...item }) => item)
  expect(rest(after)).toEqual(rest(previous))
})

test('after its card is removed, an issue stays only if an epic has it', async () => {
  const previous = await before()
  github({
    Changed: ({ ids = [] }) => ({ ...byId(ids, () => null), errors: [{ type: 'NOT_FOUND', path: ['nodes', 0], message: 'Gone' }] }),
  })
  const after = await liveBoard().readChanged(previous, { itemIds: ['PVTI_2', 'PVTI_9'] })
  expect(after.items.map(({ ref, itemId, status }) => [ref, itemId, status])).toEqual([
    ['scs/issues#1', 'PVTI_1', null],
    ['scs/issues#3', null, null],
    ['scs/issues#2', null, null],
  ])
  expect(after.counts.items).toBe(1)
  expect(after.complete).toBe(true)
})

test('a deleted issue is no longer a child', async () => {
  const previous = await before()
  github({ Changed: ({ ids = [] }) => byId(ids, () => null) })
  const after = await liveBoard().readChanged(previous, { nodeIds: [place(3).id] })
  expect(children(after)).toEqual(['2'])
})

test('a story with a new parent is removed from the old one', async () => {
  const previous = await before()
  github({ Changed: ({ ids = [] }) => byId(ids, () => ({ ...anIssueNode(2, { parent: place(9) }), ...onBoard(2) })) })
  const after = await liveBoard().readChanged(previous, { refs: ['scs/issues#2'] })
  expect(children(after)).toEqual(['3'])
})

test('new children of an epic take one more request', async () => {
  const previous = await before()
  const epic = anIssueNode(1, {
    ...epicLabel,
    ...onBoard(1),
    body: '- [ ] #5',
    subIssues: { totalCount: 2, pageInfo: { hasNextPage: false }, nodes: [place(2), place(4)] },
  })
  const asked = github({
    Changed: ({ ids = [], owner0 }) => ({
      data: {
        ...byId(ids, (id) => (id === place(1).id ? epic : anIssueNode(4, { parent: place(1) }))).data,
        ...(owner0 ? { ref0: { issueOrPullRequest: anIssueNode(5) } } : {}),
      },
    }),
  })
  const after = await liveBoard().readChanged(previous, { nodeIds: [place(1).id] })
  expect(asked).toEqual(['Changed', 'Changed'])
  expect(children(after)).toEqual(['2', '4', '5'])
  expect(refs(after)).toEqual(['1', '2', '4', '5', '9'])
})

test('a new card is added by its ID; one from another board is not', async () => {
  const previous = await before()
  github({
    Changed: ({ ids = [] }) =>
      byId(ids, (id) =>
        id === 'PVTI_7'
          ? { ...aCard(7, anIssueNode(7)), ...ours }
          : { ...aCard(8, anIssueNode(8)), project: { number: 7, owner: { login: 'scs' } } },
      ),
  })
  const after = await liveBoard().readChanged(previous, { itemIds: ['PVTI_7', 'PVTI_8'] })
  expect(refs(after)).toEqual(['1', '2', '3', '7', '9'])
})

test('150 names take two requests', async () => {
  const previous = await before()
  const asked = github({ Changed: ({ ids = [] }) => byId(ids, () => null) })
  await liveBoard().readChanged(previous, { nodeIds: Array.from({ length: 150 }, (_, index) => `I_${index}`) })
  expect(asked).toHaveLength(2)
})

test('no names, no requests', async () => {
  const previous = await before()
  const asked = github({})
  expect((await liveBoard().readChanged(previous, {})).items).toHaveLength(4)
  expect(asked).toEqual([])
})

test('an unknown status is reported as long as it is used', async () => {
  github({ BoardPage: () => aPage([aCard(1, anIssueNode(1), { value_status: select('Parked') })]) })
  const previous = { ...(await liveBoard().readBoard()), takenAt: '2023-01-18T11:00:00.000Z' }
  nock.cleanAll()
  expect(previous.problems).toEqual([expect.stringContaining('Status "Parked" (1 card)')])
  expect(previous.statusProblems).toEqual(previous.problems)
  // What else was told stays, whatever it begins with.
  const told = { ...previous, problems: [...(previous.problems ?? []), 'Status "quo": a label is missing.'] }
  github({ Changed: ({ ids = [] }) => byId(ids, () => ({ ...anIssueNode(1), ...onBoard(1, { value_status: select('Doing') }) })) })
  const after = await liveBoard().readChanged(told, { refs: ['scs/issues#1'] })
  expect(after.problems).toEqual(['Status "quo": a label is missing.'])
  expect(after.statusProblems).toBeUndefined()
})
