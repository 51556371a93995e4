import fc from 'fast-check'
import { expect, test } from 'vitest'
import { slugsOf } from '../../../src/site/words/slugs.ts'

test('a key that is valid in a URL stays as it is', () => {
  expect([...slugsOf(['iaas', 'sig-standardization', '1st'])]).toEqual([
    ['iaas', 'iaas'],
    ['sig-standardization', 'sig-standardization'],
    ['1st', '1st'],
  ])
})

test('odd keys become safe ones, and collisions are resolved', () => {
  const slugs = slugsOf(['Team A', 'team-a', 'tëam/a', '../..', '日本', 'team-a-2', 'x'.repeat(300)])
  expect([...slugs.values()]).toEqual(['team-a', 'team-a-2', 'team-a-3', 'team', 'team-2', 'team-a-2-2', 'x'.repeat(80)])
})

test('any keys get distinct folder names', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string({ unit: 'grapheme' }), { maxLength: 30 }), (keys) => {
      const slugs = [...slugsOf(keys).values()]
      expect(new Set(slugs).size).toBe(keys.length)
      for (const slug of slugs) expect(slug).toMatch(/^[a-z\d][a-z\d-]*$/)
    }),
  )
})
