/** Domain objects with only what a test is about; everything else has a harmless default. */
import type { BoardItem, Epic, Snapshot } from '../src/domain/board/board.ts'

/** An open issue on the board; `number` makes reference, card and address. */
export function aBoardItem({ number = 1, ...rest }: Partial<BoardItem> & { number?: number } = {}): BoardItem {
  return {
    itemId: `PVTI_${number}`,
    databaseId: 1000 + number,
    ref: `scs/issues#${number}`,
    kind: 'issue',
    title: `Story ${number}`,
    state: 'open',
    stateReason: null,
    url: `https://github.com/scs/issues/issues/${number}`,
    private: false,
    labels: [],
    milestone: null,
    assignees: [],
    author: 'fkr',
    status: null,
    sprint: null,
    fields: {},
    createdAt: '2023-01-02T08:00:00Z',
    closedAt: null,
    lastHumanActivity: '2023-01-10T08:00:00Z',
    archived: false,
    ...rest,
  }
}

export function anEpic({ number = 1, ...rest }: Partial<Epic> & { number?: number } = {}): Epic {
  return { ref: `scs/issues#${number}`, children: [], progress: { done: 0, all: 0 }, taskLines: [], ...rest }
}

export function aSnapshot(rest: Partial<Snapshot> = {}): Snapshot {
  const items = rest.items ?? []
  return {
    schema: 'scs-sprint/board',
    version: 1,
    takenAt: '2023-01-18T11:15:00Z',
    complete: true,
    board: { owner: 'scs', number: 6, title: 'Sprint Board' },
    counts: { items: items.length, drafts: 0, unreadable: 0, requests: 0, points: 0 },
    items,
    epics: [],
    sprints: [],
    problems: [],
    ...rest,
  }
}
