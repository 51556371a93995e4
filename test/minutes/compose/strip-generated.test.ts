/** Text between markers is the app’s, whatever its headings are; what people wrote into it stays, on its line. */
import { describe, expect, test } from 'vitest'
import { stripGenerated } from '../../../src/minutes/compose/strip-generated.ts'
import { readNotes } from '../../../src/notes/read-notes.ts'

const part = (id: string, ...lines: string[]) => [`<!-- scs-sprint:section ${id} -->`, '', ...lines, '', '<!-- scs-sprint:end -->']
const left = (lines: readonly string[]) =>
  stripGenerated(lines.join('\n'))
    .split('\n')
    .filter((line) => line !== '')

const MINUTES = [
  '# 2023-01-18',
  '',
  '### Rückblick',
  '',
  '- said (board: in progress, @x)',
  '',
  ...part('news', 'Seit gestern:', '', '- Done: [a/b#1](https://github.com/a/b/issues/1) One', '- and 3 more', '- added by hand'),
  '',
  ...part('summary', '## Zusammenfassung', '', 'Decision: none of this was said'),
  '',
  ...part('actions', '### Aufgaben', '', '- @x: do it ([Topic](#topic))', '- @y: added by hand', '  by two people', '  - and this'),
  '',
  ...part('decisions', '- taken ([Topic](#topic))', '- Keine weitere ohne Verweis'),
  '',
  ...part('attention', '### Wer Hilfe braucht', '', '- [a/b#3](https://github.com/a/b/issues/3) Three: to be split'),
  '',
  '## After the call',
  '',
  '- AI @z: something',
]

test('headings, sentences and lines of the app are removed; people’s lines stay in place', () => {
  const kept = stripGenerated(MINUTES.join('\n')).split('\n')
  expect(kept).toHaveLength(MINUTES.length)
  expect(kept.filter((line) => line !== '')).toEqual([
    '# 2023-01-18',
    '### Rückblick',
    '- said',
    '- added by hand',
    '### Action items',
    '- @y: added by hand',
    '  by two people',
    '  - and this',
    '### Decisions',
    '- Keine weitere ohne Verweis',
    '## After the call',
    '- AI @z: something',
  ])
  expect(kept.indexOf('- @y: added by hand')).toBe(MINUTES.indexOf('- @y: added by hand'))
})

test('an item that someone adds to the list of a renamed section is an action item', () => {
  const { actionItems, decisions } = readNotes(stripGenerated(MINUTES.join('\n')), { date: '2023-01-18' })
  expect(actionItems.map(({ owners, text }) => [owners, text])).toEqual([
    [['y'], expect.stringMatching(/^added by hand/)],
    [['z'], 'something'],
  ])
  expect(decisions.map(({ text }) => text)).toEqual(['Keine weitere ohne Verweis'])
})

test('Windows line endings are read the same', () => {
  expect(stripGenerated(MINUTES.join('\r\n'))).toBe(stripGenerated(MINUTES.join('\n')))
})

describe('invalid markers', () => {
  const begin = '<!-- scs-sprint:section actions -->'
  const end = '<!-- scs-sprint:end -->'
  const item = '- AI @x: stays'
  test.each<[string, string[]]>([
    ['a beginning without an end', ['- a', '', begin, '', item]],
    ['an end without a beginning', [item, '', end]],
    ['the other way round', [end, '', item, '', begin]],
    ['in code', ['```text', begin, '```', '', item, '', '```text', end, '```']],
    ['in a comment that began further up', ['<!-- please', begin, '', item, '', '<!-- and', end]],
    ['in a list', [`- ${begin}`, item, `- ${end}`]],
    ['indented', [`  ${begin}`, '', item, '', `  ${end}`]],
    ['with words behind them', [`${begin} x`, '', item, '', end]],
    ['of another form', ['<!-- scs-sprint:section Actions! -->', '', item, '', end]],
    ['as words', [`\\${begin}`, '', item, '', `\\${end}`]],
  ])('%s take nothing away', (_, lines) => {
    expect(left(lines)).toContain(item)
  })

  test('of two start markers the second counts, of two end markers the first', () => {
    const copy = '- @x: copy ([T](#t))'
    expect(left([begin, '', item, '', begin, '', copy, '', end, '', '- @z: below ([T](#t))', '', end])).toEqual([
      item,
      '- @z: below ([T](#t))',
    ])
  })

  test('the same section twice is a section twice', () => {
    expect(left([...part('actions', '- @x: a ([T](#t))'), item, ...part('actions', '- @x: b ([T](#t))')])).toEqual([item])
  })

  test('a section that this version does not know is the app’s', () => {
    expect(left([item, '', ...part('from-the-future', '### Hours', '', 'Decision: not said', '- AI @x: not said ([T](#t))')])).toEqual([
      item,
    ])
  })
})

test('minutes written entirely by people are unchanged', () => {
  const text = '# 2023-01-18\n\n- elected (board: @x, @y)\n\n## Decisions\n\n- none ([see](#summary))\n'
  expect(stripGenerated(text)).toBe(text)
})
