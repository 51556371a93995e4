/** Sprints that were current while an item was in them, according to board reads. */
import { expect, test } from 'vitest'
import type { Snapshot, Sprint } from '../../../src/domain/board/board.ts'
import { observe } from '../../../src/domain/board/board-memory.ts'
import { aBoardItem, aSnapshot } from '../../builders.ts'

const sprints: readonly Sprint[] = [
  { name: 'S1', startsOn: '2023-01-02', endsOn: '2023-01-15' },
  { name: 'S2', startsOn: '2023-01-16', endsOn: '2023-01-29' },
  { name: 'S3', startsOn: '2023-01-30', endsOn: '2023-02-12' },
  { name: 'S4', startsOn: '2023-02-13', endsOn: '2023-02-26' },
]

type Look = readonly [at: string, sprint: string | null, known?: readonly Sprint[]]

function counted(looks: readonly Look[], known = sprints): readonly string[] {
  let last: Snapshot | null = null
  for (const [at, sprint, now = known] of looks) {
    const takenAt = at.includes('T') ? `${at}:00Z` : `${at}T08:00:00Z`
    last = observe(last, aSnapshot({ takenAt, items: [aBoardItem({ number: 1, sprint })], sprints: now }), [])
  }
  return last?.items[0]?.observed?.sprints ?? []
}

const renamed = sprints.map((sprint) => (sprint.name === 'S2' ? { ...sprint, name: 'Jena' } : sprint))
const withIds = sprints.map((sprint) => ({ ...sprint, id: `id-${sprint.name}` }))
const moved = withIds.map((sprint) => (sprint.name === 'S2' ? { ...sprint, name: 'Jena', startsOn: '2023-01-17' } : sprint))

test.each<[string, readonly Look[], readonly string[]]>([
  [
    'from sprint to sprint',
    [
      ['2023-01-03', 'S1'],
      ['2023-01-17', 'S2'],
      ['2023-01-31', 'S3'],
    ],
    ['S1', 'S2', 'S3'],
  ],
  [
    'a look a week',
    [
      ['2023-01-04', 'S1'],
      ['2023-01-11', 'S1'],
      ['2023-01-18', 'S2'],
      ['2023-01-25', 'S2'],
    ],
    ['S1', 'S2'],
  ],
  [
    'planned ahead',
    [
      ['2023-01-03', 'S1'],
      ['2023-01-10', 'S3'],
      ['2023-01-11', 'S4'],
      ['2023-01-12', 'S2'],
    ],
    ['S1'],
  ],
  [
    'planned ahead, and there when it began',
    [
      ['2023-01-10', 'S2'],
      ['2023-01-18', 'S2'],
    ],
    ['S2'],
  ],
  [
    'planned ahead, and there before and after it',
    [
      ['2023-01-10', 'S2'],
      ['2023-02-01', 'S2'],
    ],
    ['S2'],
  ],
  [
    'left in one that is over',
    [
      ['2023-01-17', 'S1'],
      ['2023-01-24', 'S1'],
    ],
    [],
  ],
  [
    'a mis-click of minutes',
    [
      ['2023-01-17T08:00', 'S1'],
      ['2023-01-17T09:00', 'S2'],
      ['2023-01-17T09:04', 'S1'],
    ],
    [],
  ],
  [
    'a mis-click that the look of the week saw',
    [
      ['2023-01-10', 'S1'],
      ['2023-01-17T09:00', 'S2'],
      ['2023-01-17T09:04', null],
      ['2023-01-24', null],
    ],
    ['S1'],
  ],
  [
    'a mis-click while it lasts',
    [
      ['2023-01-17T08:59', null],
      ['2023-01-17T09:00', 'S2'],
    ],
    [],
  ],
  [
    'put into the current sprint, a day later',
    [
      ['2023-01-17T08:59', null],
      ['2023-01-17T09:00', 'S2'],
      ['2023-01-18T09:00', 'S2'],
    ],
    ['S2'],
  ],
  [
    'a mis-click out of the sprint and back',
    [
      ['2023-01-17', 'S2'],
      ['2023-01-18T09:00', 'S3'],
      ['2023-01-18T09:02', 'S2'],
    ],
    ['S2'],
  ],
  [
    'renamed while it is in it',
    [
      ['2023-01-17', 'S2'],
      ['2023-01-24', 'Jena', renamed],
      ['2023-01-31', 'S3', renamed],
    ],
    ['Jena', 'S3'],
  ],
  [
    'renamed while it is elsewhere',
    [
      ['2023-01-17', 'S2'],
      ['2023-01-19', 'S4'],
      ['2023-01-24', 'Jena', renamed],
    ],
    ['Jena'],
  ],
  [
    'renamed, with other days',
    [
      ['2023-01-17', 'S2', withIds],
      ['2023-01-24', 'Jena', moved],
    ],
    ['Jena'],
  ],
  [
    'the field was rebuilt for a day',
    [
      ['2023-01-17', 'S2'],
      ['2023-01-19', null],
      ['2023-01-20', 'S2'],
    ],
    ['S2'],
  ],
])('%s', (_how, looks, names) => {
  expect(counted(looks)).toEqual(names)
})

test('without sprint dates, observed sprints count; with some dates, a sprint without dates does not', () => {
  const looks: readonly Look[] = [
    ['2023-01-03', 'A'],
    ['2023-01-17', 'B'],
    ['2023-01-31', 'C'],
  ]
  expect(counted(looks, [])).toEqual(['A', 'B', 'C'])
  expect(counted(looks)).toEqual([])
})

test('earlier history, which counted every observed sprint, keeps those that had begun', () => {
  const { stay: _, ...observed } = observe(null, aSnapshot({ items: [aBoardItem({ number: 1 })] }), []).items[0]?.observed ?? never()
  const item = aBoardItem({ number: 1, sprint: 'S2', observed: { ...observed, sprints: ['S1', 'Old name', 'S2', 'S4'] } })
  const before = aSnapshot({ takenAt: '2023-01-17T08:00:00Z', items: [item], sprints })
  const after = observe(before, { ...before, takenAt: '2023-01-19T08:00:00Z' }, [])
  expect(after.items[0]?.observed?.sprints).toEqual(['S1', 'S2'])
})

function never(): never {
  throw new Error('no item')
}
