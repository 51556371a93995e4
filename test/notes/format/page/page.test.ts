/** What rendering a page knows. */

import { expect, test } from 'vitest'
import { GITHUB_COM } from '../../../../src/domain/github-web.ts'
import { gatherBlocks } from '../../../../src/notes/format/blocks.ts'
import { indentOf, pageOf } from '../../../../src/notes/format/page/page.ts'
import { readStructure } from '../../../../src/notes/structure/read-structure.ts'

test('a block stands at the column of its item, other blocks at the first', () => {
  const blocks = gatherBlocks(readStructure('* a\n  * b'))
  const knowledge = { github: GITHUB_COM, mentions: new Map(), proposals: new Map() }
  const facts = { knowledge, labels: new Set<string>(), breakLines: false, rule: '---' as const }
  const page = pageOf(blocks, facts, false, new Map())
  page.content[0] = 2
  expect(blocks.map((block) => indentOf(page, block))).toEqual([0, 2])
  expect([...page.markers.values()].map(({ marker }) => marker)).toEqual(['-', '-'])
})
