/** The line that says what a command waits for. */
import { expect, test } from 'vitest'
import { createStatusLine } from '../../../src/cli/output/status-line.ts'

function line() {
  const told: string[] = []
  return { told, status: createStatusLine((text) => void told.push(text.replace('\r\u001b[K', '⌫'))) }
}

test('one text takes the place of another, and the same is written once', () => {
  const { told, status } = line()
  for (const text of ['Reading the board', 'Reading the board', 'Reading minutes']) status.show(text)
  status.clear()
  status.clear()
  expect(told).toEqual(['⌫Reading the board …', '⌫Reading minutes …', '⌫'])
})

test('a long text stays on one line', () => {
  const { told, status } = line()
  status.show('x'.repeat(200))
  expect(told[0]?.length).toBeLessThan(80)
})
