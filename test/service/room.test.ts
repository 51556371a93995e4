import { expect, test } from 'vitest'
import { createRoom } from '../../src/service/room.ts'

test('work waits in order until there is room; what is too large for it is done alone', async () => {
  const inRoom = createRoom(10)
  const begun: string[] = []
  const ends = new Map<string, () => void>()
  const work = (name: string, size: number) =>
    inRoom(size, () => {
      begun.push(name)
      return new Promise<void>((resolve) => ends.set(name, resolve))
    })
  const end = async (name: string) => {
    ends.get(name)?.()
    await new Promise((resolve) => setImmediate(resolve))
  }
  const all = [work('a', 6), work('b', 4), work('huge', 50), work('c', 1)]
  await end('')
  expect(begun).toEqual(['a', 'b'])
  await end('a')
  expect(begun).toEqual(['a', 'b'])
  await end('b')
  expect(begun).toEqual(['a', 'b', 'huge'])
  await end('huge')
  await end('c')
  await Promise.all(all)
})

test('work that fails makes room', async () => {
  const inRoom = createRoom(1)
  const failing = inRoom(1, async () => {
    throw new Error('It failed.')
  })
  await expect(Promise.all([failing, inRoom(1, async () => 'next')])).rejects.toThrow('It failed.')
  expect(await inRoom(1, async () => 'after')).toBe('after')
})
