/** The anchors of headings, as GitHub names them. */
import { expect, test } from 'vitest'
import { anchorAbove, anchorsOf } from '../../../src/minutes/compose/anchors.ts'

test.each([
  ['Sprint review', 'sprint-review'],
  ['Who is presenting in weekly community call & transforming?', 'who-is-presenting-in-weekly-community-call--transforming'],
  [':family: Participants', 'family-participants'],
  ['Air-gap installations SCS/issues/#90', 'air-gap-installations-scsissues90'],
  ['Nächste Schritte: R4 (v5.0.0)', 'nächste-schritte-r4-v500'],
  ['snake_case and C++', 'snake_case-and-c'],
  ['日本語 2', '日本語-2'],
])('%s', (title, slug) => {
  expect(anchorsOf(`## ${title}`)[0]?.anchor).toBe(slug)
})

test('links, code and emphasis count by their visible text; a repeated heading gets a number', () => {
  const text = [
    '# 2023-01-18',
    '## Topic',
    '## **Topic**',
    '## [Topic](https://example.org/a_(b)) `x_y` #39',
    '## Topic-1',
    '```',
    '## not a heading',
    '```',
    '## Topic ##',
    '## a \\# b',
  ].join('\n')
  expect(anchorsOf(text).map(({ anchor, line }) => [anchor, line])).toEqual([
    ['2023-01-18', 0],
    ['topic', 1],
    ['topic-1', 2],
    ['topic-x_y-39', 3],
    ['topic-1-1', 4],
    ['topic-2', 8],
    ['a--b', 9],
  ])
})

test('HTML, comments and front matter have no headings; those in lists and quotations take a name', () => {
  const hidden = [
    '---\n# Topic\ntitle: x\n---\n',
    '<pre>\n# Topic\n</pre>\n',
    '<!-- kept\n# Topic\n-->\n',
    '<details>\n# Topic\n</details>\n',
  ]
  for (const above of hidden) expect(anchorsOf(`${above}\n## Topic\n`).map(({ anchor }) => anchor)).toEqual(['topic'])
  for (const above of ['- # Topic\n', '> ## Topic\n'])
    expect(anchorsOf(`${above}\n## Topic\n`).map(({ anchor }) => anchor)).toEqual(['topic-1'])
})

test('a heading with an uncertain anchor is linked by the one above it', () => {
  const anchors = anchorsOf('# Day\n\n## Agenda\n\n### Pad <https://pad.example.org/p>\n\ntext\n\n### Next\n\ntext\n')
  expect(anchorAbove(anchors, 6)?.anchor).toBe('agenda')
  expect(anchorAbove(anchors, 10)?.anchor).toBe('next')
  expect(anchorAbove(anchors, 0)?.anchor).toBe('day')
  expect(anchorAbove([], 3)).toBeNull()
})

test.each([
  ['Monitoring & alerts', true],
  ['R&D', false],
  ['Monitoring &amp; alerts', false],
  ['a &#38; b', false],
])('tools agree on the name of "%s": %s', (title, isCertain) => {
  expect(anchorsOf(`## ${title}`)).toMatchObject([{ isCertain }])
})
