import { expect, test } from 'vitest'
import { countingOn } from '../../../src/cli/output/progress.ts'
import { createStatusLine } from '../../../src/cli/output/status-line.ts'

test('a terminal shows how far a read is and how long it may take', () => {
  const told: string[] = []
  const times = [0, 500, 10_000, 20_000, 300_000]
  const status = createStatusLine((text) => void told.push(text.replace('\r\u001b[K', '⌫')))
  const progress = countingOn(status, 'Reading cards', () => times.shift() ?? 0)
  for (const done of [10, 100, 400, 100]) progress(done, 400)
  expect(told).toEqual([
    '⌫Reading cards: 10 of 400 …',
    '⌫Reading cards: 100 of 400, about 30 s left …',
    '⌫Reading cards: 400 of 400 …',
    '⌫Reading cards: 100 of 400, about 15 min left …',
  ])
})
