import { expect, test } from 'vitest'
import { buildEpics, isEpic, parseParentLines, parseTaskLines } from '../../../src/domain/board/epics.ts'
import { aBoardItem } from '../../builders.ts'

const lines = (body: string) => parseTaskLines(body, 'scs/issues').map(({ text, ref, checked }) => [checked ? 'x' : ' ', ref, text])
const refs = (body: string) => parseTaskLines(body, 'scs/issues').map(({ ref }) => ref)

test('task lines are read checked or not, with every bullet, nested, and with every form of reference', () => {
  const body = [
    '## Stories',
    '- [ ] #1',
    '* [x] https://github.com/osism/testbed/issues/2',
    '+ [X] osism/issues#3 with words',
    '1. [ ] just text',
    '  - [ ] #4 nested',
    '    - [ ] [label #9](https://github.com/scs/issues/issues/5) deeper',
    '\t- [x] https://github.com/scs/standards/pull/6#issuecomment-1 with a tab',
    '> - [ ] #7 quoted',
  ].join('\r\n')
  expect(lines(body)).toEqual([
    [' ', 'scs/issues#1', '#1'],
    ['x', 'osism/testbed#2', 'https://github.com/osism/testbed/issues/2'],
    ['x', 'osism/issues#3', 'osism/issues#3 with words'],
    [' ', null, 'just text'],
    [' ', 'scs/issues#4', '#4 nested'],
    [' ', 'scs/issues#5', '[label #9](https://github.com/scs/issues/issues/5) deeper'],
    ['x', 'scs/standards#6', 'https://github.com/scs/standards/pull/6#issuecomment-1 with a tab'],
    [' ', 'scs/issues#7', '#7 quoted'],
  ])
})

test('task lines in fences, indented code, preformatted text and comments do not count', () => {
  const body = `
    - [ ] #1

- [ ] #2

      - [ ] #3 (code in the item)

\`\`\`md
- [ ] #4
<!-- - [ ] #5
\`\`\`
<!-- - [ ] #6 -->
<!--
- [ ] #7
-->
~~~
- [ ] #8
~~~~
<pre>
- [ ] #9
</pre>
- a list with code
  \`\`\`
  - [ ] #10
  \`\`\`
- [ ] #11 <!-- a remark - [ ] #12 -->
- [ ] \`#13\` is code
- [x]#14
- [ ]
- [ ] #15`
  expect(refs(body)).toEqual(['scs/issues#2', 'scs/issues#11', null, 'scs/issues#15'])
})

test('a fence that ends with its list item, and an unclosed one', () => {
  expect(refs('- item\n  ```\n  - [ ] #1\n- [ ] #2')).toEqual(['scs/issues#2'])
  expect(refs('- [ ] #1\n```\n- [ ] #2')).toEqual(['scs/issues#1'])
})

test.each([
  ['a list item that goes on without indentation', '- [ ] #1\nwhich goes on\n    - [ ] #2', [1, 2]],
  ['a quotation ends its fence', '> ```\n> code\n\n- [ ] #1', [1]],
  ['a quoted fence is closed, a comment after it is one', '> ```\n> x\n> ```\n<!--\n- [ ] #1\n-->\n- [ ] #2', [2]],
  ['a quoted mark in code is code', '```\n> ```\n- [ ] #3\n```\n- [ ] #1', [1]],
  ['indented lines after a quoted list are no part of it', '> - [ ] #7\n\n    - [ ] #8', [7]],
])('as GitHub shows it: %s', (_name, body, numbers) => {
  expect(refs(body)).toEqual(numbers.map((number) => `scs/issues#${number}`))
})

test('an unclosed comment in a sentence hides nothing', () => {
  expect(refs('An arrow <!-- here\n- [ ] #1')).toEqual(['scs/issues#1'])
  expect(refs('<!-- hidden\n- [ ] #1')).toEqual([])
  expect(refs('use `<!--` for hints\n- [ ] #1\nand `-->`')).toEqual(['scs/issues#1'])
})

test('numbers that only look like references do not count, nor do mentions', () => {
  expect(refs('- [ ] C#12 or issue#13 or &#39; or #0\n- [ ] see #5 and #6\n- [ ] https://example.org/a#7')).toEqual([null, null, null])
})

test('a board link means the issue of its card', () => {
  const byItemId = (id: number) => (id === 42 ? 'scs/issues#8' : null)
  const link = 'https://github.com/orgs/SovereignCloudStack/projects/6/views/22?pane=issue&itemId=42'
  expect(parseTaskLines(`- [ ] ${link}\n- [ ] ${link}3`, { repository: 'scs/issues', byItemId }).map(({ ref }) => ref)).toEqual([
    'scs/issues#8',
    null,
  ])
})

test('lines of a child that name its epic', () => {
  const body = `Part of #1
**Epic:** osism/issues#2
- Parent: https://github.com/scs/issues/issues/3
part of epic [scs#4](https://github.com/scs/issues/issues/4).
Epic: #5 Cloud in a box
Part of #6 was easy, the epic #7 is not
Partly #8
It is part of #9
\`\`\`
Part of #10
\`\`\`
<!-- Epic: #11 -->
Part of #1`
  expect(parseParentLines(body, 'scs/issues')).toEqual(['scs/issues#1', 'osism/issues#2', 'scs/issues#3', 'scs/issues#4', 'scs/issues#5'])
})

test('a child of several epics, in headings and with other emphasis', () => {
  const named = (line: string) => parseParentLines(line, 'scs/issues')
  expect(named('Part of #1 and osism/issues#2.')).toEqual(['scs/issues#1', 'osism/issues#2'])
  expect(named('Epic: #1, #2, to be sorted')).toEqual(['scs/issues#1', 'scs/issues#2'])
  expect(named('## Epic: #4')).toEqual(['scs/issues#4'])
  expect(named('_Epic:_ my/own_repo#4')).toEqual(['my/own_repo#4'])
  expect(named('**Epic**: #4')).toEqual(['scs/issues#4'])
  expect(named('Part of GH-4')).toEqual(['scs/issues#4'])
  expect(named('Belongs to #4.')).toEqual(['scs/issues#4'])
  expect(named('Teil von #4')).toEqual(['scs/issues#4'])
  expect(named('Gehört zum Epic #4')).toEqual(['scs/issues#4'])
  expect(named('Belongs to #4, which is late')).toEqual([])
  expect(named('Part of #1 and nothing else')).toEqual([])
  expect(named('Epic failure of #3')).toEqual([])
  expect(named(`Epic: ${'#1, '.repeat(20_000)}`)).toEqual(['scs/issues#1'])
})

test.each([
  '### Epic\n\n#4',
  '### Parent issue\n\n- #4\n\n### Other\n\n#5',
  '**Epic:**\n#4',
  'Epic: Cloud in a box (#4)',
  'Epic: Cloud in a box https://github.com/scs/issues/issues/4',
  'Epic Link: #4',
  'Parent epic: #4',
  'Sub-issue of #4',
  'Child of #4',
  'User story of epic #4',
  'Part of the #4 epic',
  'This story is part of #4.',
  'Tracked in #4',
  'Übergeordnetes Epic: #4',
  'Teil des Epics #4',
])('a child names its epic by %j', (body) => {
  expect(parseParentLines(body, 'scs/issues')).toEqual(['scs/issues#4'])
})

test.each([
  '### Epic\n\n_No response_\n\n### Blocked by\n\n#4',
  '### Epic\n\nIt is late, see #4',
  'Epic: not yet, see #4',
  'The epic\n#4',
  'Blocked by #4',
  'Part of the talk about #4',
  'Story of my life: after #4',
])('a child names no epic by %j', (body) => {
  expect(parseParentLines(body, 'scs/issues')).toEqual([])
})

test('hostile bodies are read in time, and contain nothing', () => {
  for (const hostile of [
    '['.repeat(60_000),
    '<!--'.repeat(15_000),
    '- '.repeat(30_000),
    '>'.repeat(60_000),
    `- [ ] ${'#'.repeat(60_000)}`,
    `- [ ] ${'a/'.repeat(30_000)}`,
    '`'.repeat(60_000),
    `Epic: ${'('.repeat(60_000)}`,
  ]) {
    expect(parseTaskLines(hostile, 'scs/issues').filter(({ ref }) => ref !== null)).toEqual([])
    expect(parseParentLines(hostile, 'scs/issues')).toEqual([])
  }
})

const marks = { labels: ['epic'], types: ['Epic'], titlePrefix: '[Epic]' }

test('an epic is recognized by label, type or title, and is an issue', () => {
  expect(isEpic(aBoardItem({ labels: ['EPIC'] }), marks)).toBe(true)
  expect(isEpic(aBoardItem({ type: 'epic' }), marks)).toBe(true)
  expect(isEpic(aBoardItem({ title: '[EPIC] IaaS' }), marks)).toBe(true)
  expect(isEpic(aBoardItem({ labels: ['epics'] }), marks)).toBe(false)
  expect(isEpic(aBoardItem({ labels: ['epic'], kind: 'pull' }), marks)).toBe(false)
})

test('children from all sources are merged without duplicates, each with its sources, and progress counts the closed ones', () => {
  const items = [
    aBoardItem({ number: 1, labels: ['epic'], body: '- [ ] #2\n- [x] SCS/Issues#3\n- [ ] else/private#9\n- [ ] #1' }),
    aBoardItem({ number: 2, parent: 'scs/issues#1' }),
    aBoardItem({ number: 3, state: 'closed' }),
    aBoardItem({ number: 4, namedParents: ['scs/issues#1'] }),
    aBoardItem({ number: 5, state: 'closed', itemId: null }),
  ]
  const links = new Map([
    ['scs/issues#1', { ref: 'scs/issues#1', subIssues: ['scs/issues#2'], tracked: ['scs/issues#5', 'scs/issues#3'], hidden: 0 }],
  ])
  expect(buildEpics({ items, marks, links })).toMatchObject([
    {
      ref: 'scs/issues#1',
      children: [
        { ref: 'scs/issues#2', sources: ['sub-issue', 'task-list'], readable: true },
        { ref: 'scs/issues#3', sources: ['task-list', 'tracked-in'], readable: true },
        { ref: 'else/private#9', sources: ['task-list'], readable: false },
        { ref: 'scs/issues#4', sources: ['child-line'], readable: true },
        { ref: 'scs/issues#5', sources: ['tracked-in'], readable: true },
      ],
      progress: { done: 2, all: 5 },
    },
  ])
})

test('epics in a cycle are both kept, each with the other as child', () => {
  const items = [
    aBoardItem({ number: 1, labels: ['epic'], parent: 'scs/issues#2' }),
    aBoardItem({ number: 2, labels: ['epic'], parent: 'scs/issues#1' }),
  ]
  expect(buildEpics({ items, marks, links: new Map() }).map(({ ref, children }) => [ref, children.map((child) => child.ref)])).toEqual([
    ['scs/issues#1', ['scs/issues#2']],
    ['scs/issues#2', ['scs/issues#1']],
  ])
})

test('sub-issues that GitHub counts but does not show are unreadable children', () => {
  const items = [aBoardItem({ number: 1, labels: ['epic'], body: '- [ ] secret/repo#1' })]
  const links = new Map([['scs/issues#1', { ref: 'scs/issues#1', subIssues: [], tracked: [], hidden: 3 }]])
  const [epic] = buildEpics({ items, marks, links })
  expect(epic?.children.map(({ readable }) => readable)).toEqual([false, false, false])
  expect(epic?.progress).toEqual({ done: 0, all: 3 })
})

test('a transferred child is one child under its new name', () => {
  const items = [aBoardItem({ number: 1, labels: ['epic'], body: '- [x] old/place#7' }), aBoardItem({ number: 7, parent: 'scs/issues#1' })]
  const [epic] = buildEpics({ items, marks, links: new Map(), moved: new Map([['old/place#7', 'scs/issues#7']]) })
  expect(epic?.children).toEqual([{ ref: 'scs/issues#7', sources: ['sub-issue', 'task-list'], readable: true }])
  expect(epic?.taskLines[0]?.ref).toBe('scs/issues#7')
})
