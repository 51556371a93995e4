/** A week of the simulated quarter; `npm run quarter` plays all of it. */
import { expect, test } from 'vitest'
import { planQuarter, teams } from './plan-quarter.ts'
import { playQuarter } from './play-quarter.ts'
import { isMet, resultsOf, rowsOf } from './results.ts'

const SEED = 20260105
const FROM = '2026-01-05'

test('the truth of a quarter is the same each time, and has sixty meetings that take place', () => {
  const quarter = planQuarter({ seed: SEED, from: FROM, weeks: 14 })
  expect(planQuarter({ seed: SEED, from: FROM, weeks: 14 })).toEqual(quarter)
  const held = quarter.meetings.filter(({ takesPlace }) => takesPlace)
  expect([quarter.meetings.length, held.length]).toEqual([62, 60])
  for (const { text, lastEdit } of held) expect([text.split('\n').length > 10, lastEdit === null]).toEqual([true, false])
  expect(quarter.edits.filter(({ by }) => by === 'afterwards').length).toBeGreaterThan(10)
})

test('a week of a team: minutes are complete within ten minutes of the last edit, and are merged without a hand', async () => {
  const of = teams.filter(({ id }) => id === 'container')
  const quarter = planQuarter({ seed: SEED, from: FROM, weeks: 1, of })
  const rows = rowsOf(resultsOf(quarter, await playQuarter(quarter)))
  expect(rows.filter(({ isMet: met }) => met === false)).toEqual([])
  expect(isMet(rows)).toBe(true)
  expect(rows[0]?.found).toBe('1 and 1')
})

test('what went wrong is seen: minutes that never came, and words that are missing', () => {
  const quarter = planQuarter({ seed: SEED, from: FROM, weeks: 1, of: teams.slice(0, 1) })
  const [meeting] = quarter.meetings
  if (!meeting) throw new Error('There is no meeting.')
  const none = { meeting, pulls: 0, isMerged: false, lost: ['a'], minutesUntilComplete: null, questions: [], hands: [] }
  expect(rowsOf([none]).filter(({ isMet: met }) => met === false).length).toBe(3)
})
