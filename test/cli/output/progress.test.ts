import { expect, test } from 'vitest'
import { withProgress } from '../../../src/cli/output/progress.ts'

function terminal(isTerminal: boolean) {
  const told: string[] = []
  return { told, shell: { isTerminal, err: (text: string) => void told.push(text.replace('\r\u001b[K', '⌫')) } }
}

test('a terminal shows what is read and how long it may take, in one line that goes away', async () => {
  const { told, shell } = terminal(true)
  const times = [0, 500, 10_000, 20_000, 300_000]
  const result = await withProgress(
    shell,
    'Reading cards',
    async (progress) => {
      progress?.(10, 400)
      progress?.(100, 400)
      progress?.(400, 400)
      progress?.(100, 400)
      return 'done'
    },
    () => times.shift() ?? 0,
  )
  expect(result).toBe('done')
  expect(told).toEqual([
    '⌫Reading cards …',
    '⌫Reading cards: 10 of 400 …',
    '⌫Reading cards: 100 of 400, about 30 s left …',
    '⌫Reading cards: 400 of 400 …',
    '⌫Reading cards: 100 of 400, about 15 min left …',
    '⌫',
  ])
})

test('the line goes away where the work fails, too', async () => {
  const { told, shell } = terminal(true)
  await expect(withProgress(shell, 'Reading', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(told.at(-1)).toBe('⌫')
})

test('a file or a pipe gets nothing of it', async () => {
  const { told, shell } = terminal(false)
  expect(await withProgress(shell, 'Reading', async (progress) => progress)).toBeUndefined()
  expect(told).toEqual([])
})
