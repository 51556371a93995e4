/** Charts that fit their frame, with readable ticks and the numbers next to them. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { BurnUp, BurnUpPoint } from '../../../src/site/charts/burn-up.ts'
import { burnUpChart, progressShown } from '../../../src/site/charts/burn-up-chart.ts'
import { elements, parseHtml, render, rowsOf, wordsOf } from '../html.ts'

const of = (points: readonly BurnUpPoint[]): BurnUp => ({ points, addedOn: new Map(), from: 'snapshots', plannedOn: null })
const point = (day: string, rest: Partial<BurnUpPoint> = {}): BurnUpPoint => ({ day, planned: 4, added: 0, done: 0, ended: 0, ...rest })
const words = { id: 'sprint', title: 'Stories of the sprint', end: '2023-01-22' }
const html = (burnUp: BurnUp, end: string | null = words.end) => render('site/burn-up', burnUpChart(burnUp, { ...words, end }))

const sprint = of([
  point('2023-01-09'),
  point('2023-01-10'),
  point('2023-01-12', { added: 1, done: 1 }),
  point('2023-01-18', { added: 2, done: 3, ended: 1 }),
])

test('the numbers are in a table, without days that changed nothing', () => {
  expect(rowsOf(html(sprint), 'Stories of the sprint')).toEqual([
    ['Mon 9 Jan 2023', '4', '0', '0', '0'],
    ['Thu 12 Jan 2023', '5', '1', '1', '0'],
    ['Wed 18 Jan 2023', '6', '2', '3', '1'],
  ])
})

test('title and description explain it without the chart', () => {
  const [svg] = elements(parseHtml(html(sprint)), 'svg')
  if (svg === undefined) throw new Error('There is a drawing.')
  expect(svg.properties.role).toBe('img')
  expect(elements(svg, 'title').map(wordsOf)).toEqual(['Stories of the sprint'])
  expect(elements(svg, 'desc').map(wordsOf)).toEqual(['By Wed 18 Jan 2023: 3 of 6 done (2 added later).'])
})

test('days from the first to the last of the sprint, and whole counts', () => {
  const chart = burnUpChart(sprint, words)
  expect(chart.days.map(({ words: day }) => day)).toEqual(['9 Jan', '13 Jan', '17 Jan', '22 Jan'])
  expect(chart.counts.map(({ words: count }) => count)).toEqual(['0', '2', '4', '6'])
})

test('added work has its own band, if there is any', () => {
  expect(html(sprint)).toContain('class="chart-added"')
  expect(html(of([point('2023-01-09')]))).not.toContain('chart-added')
  expect(html(of([point('2023-01-09')]))).not.toContain('Added later')
})

test('a single day is a line too, and years are labeled by month', () => {
  const single = burnUpChart(of([point('2023-01-09', { done: 2 })]), { ...words, end: null })
  expect(single.doneLine).toMatch(/^M34,92L352,92/)
  expect(single.days.map(({ words: day }) => day)).toEqual(['9 Jan'])
  const years = burnUpChart(of([point('2022-01-01'), point('2023-01-01')]), { ...words, end: null })
  expect(years.days.map(({ words: day }) => day)).toEqual(['Jan 2022', 'May 2022', 'Sep 2022', 'Jan 2023'])
})

test('an end in the past changes nothing', () => {
  expect(burnUpChart(sprint, { ...words, end: '2023-01-10' })).toEqual(burnUpChart(sprint, { ...words, end: null }))
})

test('whatever the numbers, the chart fits its frame', () => {
  const counts = fc.record({ planned: fc.nat(500), added: fc.nat(500), done: fc.nat(500), ended: fc.nat(500) })
  const points = fc.array(counts, { minLength: 1, maxLength: 20 })
  fc.assert(
    fc.property(points, fc.nat(400), (list, step) => {
      const start = Date.parse('2020-01-01T00:00:00Z')
      const days = list.map((rest, index) => ({
        ...rest,
        done: Math.min(rest.done, rest.planned),
        day: new Date(start + index * (step + 1) * 86_400_000).toISOString().slice(0, 10),
      }))
      const chart = burnUpChart(of(days), { ...words, end: null })
      const drawn = [chart.plannedArea, chart.addedArea, chart.scopeLine, chart.doneLine].join('')
      for (const [, x, y] of drawn.matchAll(/([\d.-]+),([\d.-]+)/g)) {
        expect(Number(x)).toBeGreaterThanOrEqual(chart.left)
        expect(Number(x)).toBeLessThanOrEqual(chart.right)
        expect(Number(y)).toBeGreaterThanOrEqual(0)
        expect(Number(y)).toBeLessThanOrEqual(chart.baseline)
      }
      expect(drawn).not.toContain('NaN')
    }),
    { numRuns: 50 },
  )
})

test('a chart only if something changed; otherwise one sentence', () => {
  expect(progressShown(sprint, words)).toEqual({ chart: burnUpChart(sprint, words), sentence: '' })
  expect(progressShown(of([point('2023-01-09', { done: 1, added: 2 })]), words)).toEqual({
    chart: null,
    sentence: '1 of 6 stories done (2 added later).',
  })
  expect(progressShown(of([point('2023-01-09', { planned: 1 }), point('2023-01-18', { planned: 1 })]), words)).toEqual({
    chart: null,
    sentence: '0 of 1 story done.',
  })
})
