/** Stretches of lines that belong together. */
import { expect, test } from 'vitest'
import { findRegions } from '../../../../src/notes/structure/regions/find-regions.ts'
import { splitLines } from '../../../../src/notes/structure/split-lines.ts'

test('each line has the region that holds it', () => {
  const { regions } = findRegions(splitLines('---\na: b\n---\ntext\n```\n<!-- x -->\n```\n<!-- y -->\n| a |\n| - |'))
  expect(regions.map((region) => region?.kind ?? null)).toEqual([
    ...['front-matter', 'front-matter', 'front-matter', null, 'fence', 'code', 'fence', 'comment', 'table', 'table'],
  ])
})

test('an empty text has none', () => {
  expect(findRegions([])).toMatchObject({ regions: [], slides: false, warnings: [] })
})
