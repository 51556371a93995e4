import { expect, test } from 'vitest'
import { allEntries, allNodes, PAGE_SIZE, type PageInfo } from '../../../../src/adapters/github/client/paginate.ts'
import { TryAgainError } from '../../../../src/errors.ts'

const bounds = { maxPages: 3, tooMany: () => new Error('too many') }

function connection(pages: readonly { readonly nodes: readonly string[]; readonly pageInfo: PageInfo }[]) {
  const asked: (string | null)[] = []
  const read = async (after: string | null) => {
    asked.push(after)
    const page = pages[asked.length - 1]
    if (!page) throw new Error('asked beyond the end')
    return page
  }
  return { asked, read }
}

test('GraphQL: each page is requested after the cursor of the previous one', async () => {
  const { asked, read } = connection([
    { nodes: ['a', 'b'], pageInfo: { hasNextPage: true, endCursor: 'b' } },
    { nodes: [], pageInfo: { hasNextPage: true, endCursor: 'c' } },
    { nodes: ['d'], pageInfo: { hasNextPage: false, endCursor: 'd' } },
  ])
  expect(await allNodes(read, bounds)).toEqual(['a', 'b', 'd'])
  expect(asked).toEqual([null, 'b', 'c'])
})

test.each([null, undefined, ''])(
  'GraphQL: a page without the cursor of the next one (%j) does not start again from the beginning',
  async (endCursor) => {
    const { asked, read } = connection([{ nodes: ['a'], pageInfo: { hasNextPage: true, endCursor } }])
    await expect(allNodes(read, bounds)).rejects.toThrow(TryAgainError)
    expect(asked).toEqual([null])
  },
)

test('GraphQL: an endless list is reported, or cut if the first pages are enough', async () => {
  const endless = async (after: string | null) => ({ nodes: [after], pageInfo: { hasNextPage: true, endCursor: `${after}+` } })
  await expect(allNodes(endless, bounds)).rejects.toThrow('too many')
  expect(await allNodes(endless, { maxPages: 2 })).toEqual([null, 'null+'])
})

test('REST: a page that is not full is the last one', async () => {
  const full = Array.from({ length: PAGE_SIZE }, (_, index) => index)
  const asked: number[] = []
  const read = async (page: number) => {
    asked.push(page)
    return page < 3 ? full : [1]
  }
  expect(await allEntries(read, bounds)).toHaveLength(2 * PAGE_SIZE + 1)
  expect(asked).toEqual([1, 2, 3])
  await expect(allEntries(async () => full, bounds)).rejects.toThrow('too many')
  expect(await allEntries(async () => full, { maxPages: 2 })).toHaveLength(2 * PAGE_SIZE)
})

test('REST: a total in the response takes precedence', async () => {
  expect(await allEntries(async () => ['a'], { ...bounds, isLast: () => true })).toEqual(['a'])
  await expect(allEntries(async () => ['a'], { ...bounds, isLast: () => false })).rejects.toThrow('too many')
})

test('a failed page is not taken for the end', async () => {
  const read = async () => {
    throw new TryAgainError('GitHub returned 502')
  }
  await expect(allNodes(read, bounds)).rejects.toThrow('502')
  await expect(allEntries(read, bounds)).rejects.toThrow('502')
})
