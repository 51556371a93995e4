/** What one pass over the lines remembers. */
import { expect, test } from 'vitest'
import { closeDeeper, ownerAt, type Pass, push, warnDeep } from '../../../../src/notes/structure/blocks/pass.ts'
import { lineFrom } from '../../../../src/notes/structure/split-lines.ts'

function passWith(open: Pass['open'] = []): Pass {
  return {
    ...{ rawLines: [], lines: [], headings: [], warnings: [], slides: false, buttons: false },
    ...{ open, path: [], paragraph: -1, indented: false, footnote: -1, deep: false },
  }
}

const opened = () => [
  { indent: 0, content: 2, line: 0, depth: 0 },
  { indent: 2, content: 4, line: 1, depth: 1 },
]

test.each([
  [4, 1],
  [2, 0],
  [1, 0],
  [0, -1],
])('text at column %i stands in the item of line %i', (columns, line) => {
  const pass = passWith(opened())
  expect(ownerAt(pass, columns)).toBe(line)
  expect(pass.open.at(-1)?.line ?? -1).toBe(line)
})

test.each([
  [4, 2],
  [3, 1],
  [1, 0],
])('a bullet at column %i leaves %i items open', (columns, count) => {
  const pass = passWith(opened())
  closeDeeper(pass, columns)
  expect(pass.open).toHaveLength(count)
})

test('a line is put in with its text, and without code in what is searched', () => {
  const pass = passWith()
  const cursor = { ...lineFrom(7, '  see `x`  ', 0), from: 0, region: null }
  expect(push(pass, cursor, { kind: 'text' })).toBe(0)
  expect(pass.lines[0]).toMatchObject({ number: 7, text: 'see `x`', search: 'see    ', offset: 2, indent: 2, depth: 0, section: -1 })
})

test('nesting that is too deep is said once', () => {
  const pass = passWith()
  warnDeep(pass, 3)
  warnDeep(pass, 4)
  expect(pass.warnings.map(({ line }) => line)).toEqual([3])
})
