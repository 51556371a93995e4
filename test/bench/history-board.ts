/** A board of any size with a history of any length, for the bench. A thirtieth of its cards changes each day. */
import type { BoardItem, Snapshot } from '../../src/domain/board/board.ts'
import { aBoardItem, anEpic, aSnapshot } from '../builders.ts'

const DAY_MS = 24 * 60 * 60 * 1000
export const END = Date.parse('2026-01-15T11:00:00Z')
export const BENCH = { owner: 'scs', number: 6 }

/** 6 % epics with 40 % of the cards below them. */
function boardOf(cards: number): Snapshot {
  const epics = Math.round(cards * 0.06)
  const below = Array.from({ length: Math.round(cards * 0.4) }, (_, index) => epics + 1 + index)
  const childrenOf = (epic: number) => below.filter((_, index) => index % epics === epic - 1)
  const body = `As an operator, I want ${'flavors '.repeat(30)}so that users find them.`
  const items = Array.from({ length: cards }, (_, index): BoardItem => {
    const number = index + 1
    const isEpic = number <= epics
    const listed = isEpic
      ? `\n\n${childrenOf(number)
          .map((child) => `- [ ] #${child}`)
          .join('\n')}`
      : ''
    return {
      ...aBoardItem({ number, labels: isEpic ? ['epic', 'IaaS'] : ['IaaS'], assignees: index % 4 === 0 ? [] : ['fkr'] }),
      nodeId: `I_${number}`,
      createdAt: '2022-01-02T08:00:00Z',
      lastHumanActivity: '2026-01-10T08:00:00Z',
      status: index % 3 === 0 ? 'Doing' : 'Backlog',
      body: `${body}${listed}`,
      observed: { firstSeen: '2022-01-02T08:00:00Z', statusSince: null, activeSince: null, sprints: [], stay: null, labelsSince: {} },
    }
  })
  return aSnapshot({
    items,
    epics: Array.from({ length: epics }, (_, index) => {
      const children = childrenOf(index + 1).map((child) => ({
        ref: `scs/issues#${child}`,
        sources: ['sub-issue' as const, 'task-list' as const],
        readable: true,
      }))
      return anEpic({ number: index + 1, children, progress: { done: 0, all: children.length } })
    }),
    counts: { items: cards, drafts: 0, unreadable: 0, requests: 12, points: 30 },
  })
}

const LONGEST = 3650

/** One snapshot a day, oldest first, the last one an hour before `END`; that one is the same whatever the number of days. */
export function* historyOf(cards: number, days: number): Generator<Snapshot> {
  let board = boardOf(cards)
  for (let day = LONGEST - 1; day >= 0; day -= 1) {
    const takenAt = new Date(END - day * DAY_MS - DAY_MS / 24).toISOString()
    if (day < days) yield { ...board, takenAt }
    board = { ...board, items: board.items.map((item, index) => ((index + day) % 30 === 0 ? changed(item, takenAt, day) : item)) }
  }
}

export function changed(item: BoardItem, at: string, day: number): BoardItem {
  return {
    ...item,
    lastHumanActivity: at,
    status: day % 2 === 0 ? 'Doing' : 'Backlog',
    labels: day % 7 === 0 ? [...item.labels.slice(0, 2), `day ${day}`] : item.labels,
  }
}
