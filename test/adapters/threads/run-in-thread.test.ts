import { expect, test } from 'vitest'
import { runInThread, type ThreadOptions } from '../../../src/adapters/threads/run-in-thread.ts'
import { UserError } from '../../../src/errors.ts'

const worker = new URL('./counting-worker.mjs', import.meta.url)
type Did = { readonly threadId: number; readonly count: number }

function run(does: 'work' | 'fail' | 'hang' | 'refuse', options: Partial<ThreadOptions> = {}): Promise<Did> {
  return runInThread({ does }, { worker, limitMs: 60_000, late: () => new Error('late'), ...options }) as Promise<Did>
}

test('a thread that did its work does the next; work at the same time gets a thread of its own', async () => {
  const first = await run('work')
  expect(await run('work')).toEqual({ ...first, count: 2 })
  const both = await Promise.all([run('work'), run('work')])
  expect(both[0]).toEqual({ ...first, count: 3 })
  expect(both[1]?.threadId).not.toBe(first.threadId)
})

test.each([
  ['fails', () => run('fail'), 'It failed on purpose.'],
  ['refuses', () => run('refuse'), 'Type less.'],
  ['takes too long', () => run('hang', { limitMs: 1 }), 'late'],
  ['is stopped', () => run('hang', { signal: AbortSignal.timeout(1) }), /timeout/],
])('a thread whose work %s gets no more', async (_, failing, message) => {
  const before = await run('work')
  await expect(failing()).rejects.toThrow(message)
  const after = await run('work')
  expect([after.threadId === before.threadId, after.count]).toEqual([false, 1])
})

test('what the thread refuses is a person’s to mend', async () => {
  await expect(run('refuse')).rejects.toBeInstanceOf(UserError)
})
