import { expect, test } from 'vitest'
import {
  nameOnBoard,
  parseWeeks,
  renamedSprints,
  sprintAfter,
  sprintNameOf,
  sprintOfLabels,
  sprintOn,
  sprintsFromLabels,
  sprintsOfBoard,
} from '../../../src/domain/time/sprints.ts'

test('calendar weeks, also across years', () => {
  expect(parseWeeks('2023, cwk 34+35')).toEqual(['2023-08-21', '2023-08-28'])
  expect(parseWeeks('2023, cwk 52 + 2024, cwk 01')).toEqual(['2023-12-25', '2024-01-01'])
  expect(parseWeeks('2020, KW 53 + 01')).toEqual(['2020-12-28', '2021-01-04'])
  expect(parseWeeks('2023 cwk 5-7')).toEqual(['2023-01-30', '2023-02-06', '2023-02-13'])
})

test('weeks that do not exist are ignored', () => {
  expect(parseWeeks('2023, cwk 53')).toEqual([])
  expect(parseWeeks('2023, cwk 0')).toEqual([])
  expect(parseWeeks('two weeks in 2023')).toEqual([])
})

const labels = [
  { name: 'Sprint Kassel', description: '2023, cwk 36+37' },
  { name: 'Sprint Jena (2023, cwk 34+35)', description: null },
  { name: 'Sprint Lost', description: 'someday' },
  { name: 'bug', description: '2023, cwk 1' },
]

test('sprints from labels are periods in order; one without weeks is a problem with a clear message', () => {
  const { sprints, problems } = sprintsFromLabels(labels, 'Sprint ')
  expect(sprints).toEqual([
    { name: 'Sprint Jena', startsOn: '2023-08-21', endsOn: '2023-09-03' },
    { name: 'Sprint Kassel', startsOn: '2023-09-04', endsOn: '2023-09-17' },
  ])
  expect(problems).toEqual([expect.stringContaining('Label "Sprint Lost": expected calendar weeks')])
})

test('a label with weeks in only one repository has its weeks', () => {
  const twice = [
    { name: 'Sprint Jena', description: '' },
    { name: 'Sprint Jena', description: '2023, cwk 34+35' },
  ]
  expect(sprintsFromLabels(twice, 'Sprint ').problems).toEqual([])
})

test('the sprint of an item is the latest named by its labels; that of a date is the one it is in', () => {
  const { sprints } = sprintsFromLabels(labels, 'Sprint ')
  expect(sprintOfLabels(['Sprint Kassel', 'bug', 'Sprint Jena (2023, cwk 34+35)'], 'Sprint ', sprints)).toBe('Sprint Kassel')
  expect(sprintOfLabels(['bug'], 'Sprint ', sprints)).toBeNull()
  expect(sprintNameOf('Sprint (the first)')).toBe('Sprint (the first)')
  expect(sprintOn(sprints, '2023-09-03')?.name).toBe('Sprint Jena')
  expect(sprintOn(sprints, '2023-10-01')).toBeNull()
  expect(sprintAfter(sprints, '2023-09-03')?.name).toBe('Sprint Kassel')
})

const jena = { name: 'Jena', id: '1a', startsOn: '2023-08-22', endsOn: '2023-09-04' }

test('the iteration "Jena" and the label "Sprint Jena" are one sprint, with the name and the days of the iteration', () => {
  const withoutWeeks = [...labels, { name: 'Sprint Jena', description: null }]
  const { sprints, problems } = sprintsOfBoard([jena], withoutWeeks, 'Sprint ')
  expect(sprints).toEqual([jena, { name: 'Sprint Kassel', startsOn: '2023-09-04', endsOn: '2023-09-17' }])
  expect(problems).toEqual([expect.stringContaining('Label "Sprint Lost"')])
  expect(sprintOfLabels(['Sprint Jena'], 'Sprint ', sprints)).toBe('Jena')
  expect(sprintOfLabels(['sprint  JENA (2023, cwk 34+35)'], 'Sprint ', sprints)).toBe('Jena')
  expect(nameOnBoard('Sprint Jena', '', sprints)).toBe('Jena')
  expect(nameOnBoard('Jena 2', 'Sprint ', sprints)).toBe('Jena 2')
})

test('any prefix of labels: "cycle/Jena" is the iteration "Jena"', () => {
  expect(sprintsOfBoard([jena], [{ name: 'cycle/Jena', description: '2023, cwk 34+35' }], 'cycle/').sprints).toEqual([jena])
  expect(sprintOfLabels(['cycle/Jena'], 'cycle/', [jena])).toBe('Jena')
})

test('a board that goes from labels to iterations keeps what is known of its sprints', () => {
  const before = [{ name: 'Sprint Jena', startsOn: '2023-08-21', endsOn: '2023-09-03' }]
  expect([...renamedSprints(before, [jena])]).toEqual([['Sprint Jena', 'Jena']])
  expect([...renamedSprints(before, [{ ...jena, name: 'Kassel' }])]).toEqual([])
})
