/** Work in a thread calls its ports in the main thread, which has the connections. */
import { MessageChannel } from 'node:worker_threads'
import { afterEach, expect, test } from 'vitest'
import { answerCalls, createCaller, isCall, type ThreadPorts } from '../../../src/adapters/threads/thread-ports.ts'
import { TryAgainError, UserError } from '../../../src/errors.ts'

const channels: MessageChannel[] = []
afterEach(() => {
  for (const { port1 } of channels.splice(0)) port1.close()
})

function caller(ports: ThreadPorts) {
  const channel = new MessageChannel()
  channels.push(channel)
  channel.port1.on('message', (said: unknown) => {
    if (isCall(said)) void answerCalls(channel.port1 as never, ports, said)
  })
  return createCaller(channel.port2)
}

test('each call gets its own result, in any order', async () => {
  let finish = (_text: string) => {}
  const slow = new Promise<string>((resolve) => {
    finish = resolve
  })
  const call = caller({ archive: { read: async (path: string) => (path === 'slow' ? slow : `text of ${path}`) } })
  const first = call('archive', 'read', 'slow')
  expect(await call('archive', 'read', 'a.md')).toBe('text of a.md')
  finish('late')
  expect(await first).toBe('late')
})

test('lists, maps and null arrive unchanged', async () => {
  const call = caller({
    store: {
      history: async () => [{ takenAt: '2023-01-18' }, { takenAt: '2023-01-19' }],
      none: async () => [],
      marks: async () => new Map([['a', 'b']]),
      latest: async () => null,
    },
  })
  expect(await call('store', 'history')).toEqual([{ takenAt: '2023-01-18' }, { takenAt: '2023-01-19' }])
  expect(await call('store', 'none')).toEqual([])
  expect(await call('store', 'marks')).toEqual(new Map([['a', 'b']]))
  expect(await call('store', 'latest')).toBeNull()
})

test('while a long list is copied, the main thread does its other work', async () => {
  const call = caller({ store: { history: async () => Array.from({ length: 200 }, (_, at) => ({ at })) } })
  let turns = 0
  let waiting = true
  const turn = () => {
    turns++
    if (waiting) setImmediate(turn)
  }
  setImmediate(turn)
  expect(await call('store', 'history')).toHaveLength(200)
  waiting = false
  expect(turns).toBeGreaterThan(50)
})

test.each([
  ['what a person must do', new UserError('Set `minutes.branch`.'), UserError],
  ['what time mends', new TryAgainError('GitHub did not answer.'), TryAgainError],
  ['anything else', new Error('broken'), Error],
])('%s stays the same error', async (_, error, kind) => {
  const call = caller({
    archive: {
      list: async () => {
        throw error
      },
    },
  })
  const failed = await call('archive', 'list').catch((caught: unknown) => caught)
  expect(failed).toBeInstanceOf(kind)
  expect((failed as Error).message).toBe(error.message)
})

test('methods that were not passed in are rejected, including those of every object', async () => {
  const call = caller({ archive: { read: async () => '' } })
  for (const [port, method] of [
    ['archive', 'write'],
    ['store', 'read'],
    ['archive', 'constructor'],
    ['__proto__', 'toString'],
  ] as const)
    await expect(call(port, method)).rejects.toThrow(`The thread asked for ${port}.${method}, which it was not given.`)
})
