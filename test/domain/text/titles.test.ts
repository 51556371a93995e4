import { expect, test } from 'vitest'
import { createTitleFinder } from '../../../src/domain/text/titles.ts'
import { expectGrowsWithSize } from '../../growth.ts'

const find = (text: string, ...titles: readonly string[]) => {
  const finder = createTitleFinder()
  for (const title of titles) finder.add(title)
  return finder.replaceIn(text, '…')
}

test.each([
  ['as it is', 'x/y#1 Buy the "rival" (now)!', 'x/y#1 …" (now)!'],
  ['in JSON', '{"title": "Buy the \\"rival\\""}', '{"title": "…\\""}'],
  ['escaped', 'see Buy the \\*\\*rival\\*\\* today', 'see …\\*\\* today'],
  ['in other case', 'BUY THE RIVAL', '…'],
  ['twice', 'Buy the rival, buy the rival.', '…, ….'],
  ['not at all', 'Buy the other thing', 'Buy the other thing'],
  ['over a gap', 'Buy the                    rival', 'Buy the                    rival'],
])('a title %s', (_how, text, shown) => {
  expect(find(text, 'Buy the rival')).toBe(shown)
})

test('the start of a long title is enough, a short word alone is not', () => {
  expect(find('found "Lay off the whole…"', 'Lay off the whole team in May')).toBe('found "……"')
  expect(find('Update the docs', 'Update', 'Layoffs2')).toBe('Update the docs')
  expect(find('Layoffs2', 'Layoffs2')).toBe('…')
})

test('the time for a text does not grow with the number of titles', async () => {
  const text = 'Plan number 2999 of the office, Plan number x. '.repeat(500)
  const finderOf = (count: number) => {
    const finder = createTitleFinder()
    for (let index = 3000 - count; index < 3000; index++) finder.add(`Plan number ${index} of the office`)
    return finder
  }
  const finders = new Map([30, 3000].map((count) => [count, finderOf(count)]))
  const replace = (count: number) => expect(finders.get(count)?.replaceIn(text, '…')).toContain('…, Plan number x.')
  await expectGrowsWithSize(replace, { from: 30, times: 100, atMost: 10 })
})
