/** What the search for regions shares. */
import { expect, test } from 'vitest'
import { beginSearch, fenceIn, lastClosings, mark, rawAt } from '../../../../src/notes/structure/regions/region.ts'
import { splitLines } from '../../../../src/notes/structure/split-lines.ts'

test('what closes how late is known for each sign and element', () => {
  const last = lastClosings(splitLines('````\n```\n~~~ x\n-->\n:::\n</pre>'))
  expect([...last.fences['`']]).toEqual([4, 3, 0, 0, 0, 0, 0])
  expect([...last.next['~']]).toEqual([2, 2, 2, 6, 6, 6, 6])
  expect([last.comment, last.container, last.elements.get('pre')]).toEqual([3, 4, 5])
})

test('nothing closes in an empty text', () => {
  const last = lastClosings([])
  expect([last.comment, last.container, last.elements.size]).toEqual([-1, -1, 0])
})

test('a region holds the lines up to before its end', () => {
  const search = beginSearch(splitLines('a\nb\nc'))
  expect(mark(search, 1, 3, { kind: 'code', indent: 0 })).toBe(3)
  expect(search.regions.map((region) => region?.kind ?? null)).toEqual([null, 'code', 'code'])
})

test('outside of the text there is nothing', () => {
  const lines = splitLines('  ```sh')
  expect([rawAt(lines, -1), rawAt(lines, 0), rawAt(lines, 1)]).toEqual(['', '  ```sh', ''])
  expect(fenceIn(lines[0])).toMatchObject({ sign: '`', length: 3, isBare: false })
  expect(fenceIn(lines[1])).toBeNull()
})
