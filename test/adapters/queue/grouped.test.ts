/** Items that arrive together are written together; each gets its own answer, or its own error. */
import { expect, test } from 'vitest'
import { GroupsFull, grouped } from '../../../src/adapters/queue/grouped.ts'

/** Writes that end when the test says so. `groups`: what each was given. */
function heldWrites(answer: (items: readonly string[]) => readonly string[] = (items) => items.map((item) => `${item} is written`)) {
  const groups: (readonly string[])[] = []
  const ends: (() => void)[] = []
  const write = async (items: readonly string[]) => {
    groups.push(items)
    await new Promise<void>((resolve) => ends.push(resolve))
    return answer(items)
  }
  /** Waits for the next write, and lets it end. */
  const end = async () => {
    while (ends.length === 0) await Promise.resolve()
    ends.shift()?.()
  }
  return { groups, write, end }
}

test('items of the same moment are one group, and each gets the answer at its place', async () => {
  const { groups, write, end } = heldWrites()
  const add = grouped(write)
  const answers = Promise.all(['a', 'b', 'c'].map(add))
  await end()
  expect(await answers).toEqual(['a is written', 'b is written', 'c is written'])
  expect(groups).toEqual([['a', 'b', 'c']])
})

test('items that arrive during a write are the next group', async () => {
  const { groups, write, end } = heldWrites()
  const add = grouped(write)
  const first = add('a')
  while (groups.length === 0) await Promise.resolve()
  const later = Promise.all([add('b'), add('c')])
  await end()
  expect(await first).toBe('a is written')
  await end()
  await later
  expect(groups).toEqual([['a'], ['b', 'c']])
})

test('an item that arrives after the last write is written as well', async () => {
  const { groups, write, end } = heldWrites()
  const add = grouped(write)
  for (const item of ['a', 'b']) {
    const written = add(item)
    await end()
    await written
  }
  expect(groups).toEqual([['a'], ['b']])
})

test('no group has more than 200 items', async () => {
  const sizes: number[] = []
  const add = grouped(async (items: readonly number[]) => {
    sizes.push(items.length)
    return items
  })
  const items = Array.from({ length: 450 }, (_, index) => index)
  expect(await Promise.all(items.map(add))).toEqual(items)
  expect(sizes).toEqual([200, 200, 50])
})

test('of a group that fails, the item that cannot be written fails alone', async () => {
  const add = grouped(async (items: readonly string[]) => {
    if (items.includes('bad')) throw new Error('this one')
    return items
  })
  const results = await Promise.allSettled(['a', 'bad', 'c'].map(add))
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(await add('d')).toBe('d')
})

test('an error for all fails the group at once', async () => {
  let writes = 0
  const add = grouped(
    async (_items: readonly string[]): Promise<readonly string[]> => {
      writes += 1
      throw new Error('the disk is full')
    },
    { isForAll: () => true },
  )
  const results = await Promise.allSettled(['a', 'b'].map(add))
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(writes).toBe(1)
})

test('what is large is written in a group of its own', async () => {
  const groups: string[][] = []
  const write = grouped<string, undefined>(
    async (items) => {
      groups.push(items.map((item) => item.slice(0, 1)))
      return items.map(() => undefined)
    },
    { bytesOf: (item) => item.length },
  )
  const large = 'x'.repeat(25 * 1024 * 1024)
  await Promise.all(['a', 'b', large, large, 'c', 'd'].map(write))
  expect(groups).toEqual([['a', 'b'], ['x'], ['x'], ['c', 'd']])
})

test('what waits is bounded over all groups: one more is refused, until there is room again; one alone is always taken', async () => {
  const { groups, write, end } = heldWrites()
  const add = grouped(write, { bytesOf: (item) => item.length, mostBytes: 5 })
  const large = add('aaaaaaaa')
  await expect(add('b')).rejects.toThrow('More than 5 bytes wait to be written.')
  await end()
  expect(await large).toBe('aaaaaaaa is written')
  const [first, second] = [add('cc'), add('ddd')]
  await expect(add('e')).rejects.toThrow(GroupsFull)
  await end()
  expect(await Promise.all([first, second])).toEqual(['cc is written', 'ddd is written'])
  expect(groups).toEqual([['aaaaaaaa'], ['cc', 'ddd']])
})
