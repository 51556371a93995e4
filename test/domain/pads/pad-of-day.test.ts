import { expect, test } from 'vitest'
import { padOfDay } from '../../../src/domain/pads/pad-of-day.ts'

test('{yyyy} in the URL of a pad is the year of the meeting', () => {
  const team = { pad: 'https://pads.example/{yyyy}-core?year={yyyy}' }
  expect(padOfDay(team, '2026-01-02')).toBe('https://pads.example/2026-core?year=2026')
  expect(padOfDay(team, '2025-12-31')).toBe('https://pads.example/2025-core?year=2025')
  expect(padOfDay({ pad: 'https://pads.example/core' }, '2026-01-02')).toBe('https://pads.example/core')
  expect(padOfDay({ pad: null }, '2026-01-02')).toBeNull()
})
