import { expect, test } from 'vitest'
import { playComments } from './comments.ts'

test('every team is checked for a quarter, gets the same reports, and few notifications', { timeout: 300_000 }, async () => {
  const told = await playComments()
  const teams = ['Team Monday', 'Team Without', 'Team Betrieb', 'Team Workflow']
  const of = (team: string) => told.filter((one) => one.team === team)
  expect([...new Set(told.map(({ team }) => team))]).toEqual(teams)
  for (const team of teams) {
    const notified = of(team).filter(({ notifies }) => notifies)
    expect([team, notified.length]).toEqual([team, expect.toSatisfy((count: number) => count >= 1 && count <= 4)])
    const quiet = of(team).find(({ text }) => text.includes('have been quiet'))
    // Quiet since January 18th: told in the week in which the thirty days were over.
    expect([team, quiet?.at]).toEqual([
      team,
      expect.toSatisfy((at?: string) => at !== undefined && at >= '2023-02-17' && at <= '2023-02-24'),
    ])
    expect(of(team).some(({ text }) => text.includes('no owner'))).toBe(true)
    expect([team, of(team).at(-1)?.text]).toEqual([team, expect.stringContaining('All clear')])
    const days = notified.map(({ at }) => at)
    // Team Monday has a holiday on that Monday.
    if (team === 'Team Monday') expect(of(team).map(({ at }) => at)).not.toContain('2023-01-30')
    expect(of(team).some(({ text }) => text.includes('have ended here'))).toBe(false)
    for (const day of days) expect([0, 6]).not.toContain(new Date(day).getUTCDay())
  }
})
