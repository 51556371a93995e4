/** What the lines of a body name: task lines, list items, tables; and the section they are in. */
import { expect, test } from 'vitest'
import { parseParentLines, parseTaskLines } from '../../../src/domain/board/epics.ts'
import { endsWithRef, leadingRefs, namedStories } from '../../../src/domain/body/named-references.ts'
import { expectGrowsWithSize } from '../../growth.ts'

const context = { repository: 'scs/issues', byItemId: (id: number) => (id === 42 ? 'scs/issues#8' : null) }
const board = 'https://github.com/orgs/SovereignCloudStack/projects/6'

test.each<[string, readonly string[]]>([
  ['#17', ['scs/issues#17']],
  ['#17 and #18', ['scs/issues#17', 'scs/issues#18']],
  ['#17, #18: the rest', ['scs/issues#17', 'scs/issues#18']],
  ['#17, #18 und osism/issues#19', ['scs/issues#17', 'scs/issues#18', 'osism/issues#19']],
  ['#17 + #18 & GH-19', ['scs/issues#17', 'scs/issues#18', 'scs/issues#19']],
  ['#17, and #18', ['scs/issues#17', 'scs/issues#18']],
  ['**#17** and _#18_', ['scs/issues#17', 'scs/issues#18']],
  ['**#17, #18** in one go', ['scs/issues#17', 'scs/issues#18']],
  ['~~#17~~', ['scs/issues#17']],
  ['(#17) Flavors', ['scs/issues#17']],
  ['[#17] Flavors', ['scs/issues#17']],
  ['Story: #17', ['scs/issues#17']],
  ['**Story:** #17 and #18', ['scs/issues#17', 'scs/issues#18']],
  ['Story: #17 and **Story:** #18', ['scs/issues#17', 'scs/issues#18']],
  ['#17, [Flavors](https://github.com/osism/issues/issues/5)', ['scs/issues#17', 'osism/issues#5']],
  ['User story #17', ['scs/issues#17']],
  ['Issue 3: #17', ['scs/issues#17']],
  ['Aufgabe: #17', ['scs/issues#17']],
  ['🚀 #17', ['scs/issues#17']],
  [':rocket: #17', ['scs/issues#17']],
  ['[Flavors](https://github.com/osism/issues/issues/5)', ['osism/issues#5']],
  ['[Flavors (#9) and more](https://github.com/osism/issues/issues/5), #18', ['osism/issues#5', 'scs/issues#18']],
  ['**[Flavors](https://github.com/osism/issues/issues/5)**', ['osism/issues#5']],
  ['<https://github.com/osism/issues/issues/5>', ['osism/issues#5']],
  ['https://github.com/osism/issues/issues/5, https://github.com/osism/issues/pull/6.', ['osism/issues#5', 'osism/issues#6']],
  ['https://github.com/osism/issues/issues/5#issuecomment-1 and #18', ['osism/issues#5', 'scs/issues#18']],
  ['<a href="https://github.com/osism/issues/issues/5">Flavors</a> and #18', ['osism/issues#5', 'scs/issues#18']],
  ['#17 (needs #7 first)', ['scs/issues#17']],
  ['#17: and #18', ['scs/issues#17']],
  ['#17 blocks #18', ['scs/issues#17']],
  [`${board}/views/22?pane=issue&itemId=42`, ['scs/issues#8']],
  [`[card](${board}?pane=issue&itemId=42)`, ['scs/issues#8']],
  [`${board}/views/22?pane=issue&itemId=43&issue=osism%7Cissues%7C9`, ['osism/issues#9']],
  [`${board}?issue=osism|issues|9&itemId=43&pane=issue and #18`, ['osism/issues#9', 'scs/issues#18']],
  [`[card](${board}/views/22?pane=issue&itemId=43&issue=osism%7Cissues%7C9)`, ['osism/issues#9']],
  // Mentions, and no references at all.
  ['Write the guide (needs #7 first)', []],
  ['see #5 and #6', []],
  ['Flavors: #17', []],
  ['Write the story #17', []],
  ['issue#17', []],
  ['C#17', []],
  ['#0', []],
  ['`#17` is code', []],
  ['\\#17', []],
  ['[#17](https://example.org)', []],
  [`${board}/views/22?pane=issue&itemId=43`, []],
  [`${board}/views/22`, []],
  ['Stories we know', []],
])('%s names %j', (text, refs) => {
  expect(leadingRefs(text, context).refs).toEqual(refs)
})

test.each([
  'Rename the images (#17)',
  'Rename the images #17',
  'Rename the images: #17',
  'Rename the images – osism/issues#17.',
  'Rename the images [#17](https://github.com/scs/issues/issues/17)',
  'Rename the images https://github.com/scs/issues/issues/17',
])('a line that ends with its issue refers to it: %s', (text) => {
  expect(endsWithRef(text, context)).toBe(true)
})

test.each([
  'Write the guide (needs #7 first)',
  'Write the guide after #7',
  'Write the guide, see #7',
  'Anleitung schreiben, siehe #7',
  'C#7',
  'x',
])('a line that only relates to another issue does not: %s', (text) => {
  expect(endsWithRef(text, context)).toBe(false)
})

test('a task line with two issues counts once for each', () => {
  expect(parseTaskLines('- [x] #17 and #18\n- [ ] Write the guide (needs #7 first)', context)).toEqual([
    { text: '#17 and #18', ref: 'scs/issues#17', checked: true },
    { text: '#17 and #18', ref: 'scs/issues#18', checked: true },
    { text: 'Write the guide (needs #7 first)', ref: null, checked: false },
  ])
})

const CONDITIONS = '- [ ] tests are green\n- [x] #7 is merged'

test.each([
  '## Definition of Done',
  '### Definition of Done (DoD):',
  '## ✅ Definition of Done',
  '## 3. Acceptance criteria',
  '**Definition of Done**',
  '**Definition of Done:**',
  '**Definition of Ready**: all of these',
  '__DoD__',
  'Acceptance criteria:',
  'Definition of Done',
  'Checklist:',
  '## Checklist for the release',
  '## Release checklist',
  '## Akzeptanzkriterien',
  '**Abnahmekriterien:**',
  '## Definition von fertig',
  '**Fertig, wenn:**',
  '### Done when',
  '## Exit criteria',
  '<h3>Definition of Done</h3>',
  'Definition of Done\n-----',
  '<details><summary>Definition of Done</summary>\n',
  '## Definition of Done\n\nAll of these must hold:\n',
  '**Definition of Done**\nAll of these must hold:\n',
  '## Definition of Done\n### Code\n',
  '## Epic Definition of Done',
  '## Definition of Done for the epic',
  '## Definition-of-Done',
  '## Definition von "Fertig"',
  '## AC',
  '## Abnahme',
  '### Conditions of satisfaction',
  '### We are done when',
  '### This epic is done when:',
  '### Wann ist das Epic fertig?',
  '## QA',
  'h3. Acceptance Criteria',
  '**Definition of Done:** all of these hold\n',
])('checkboxes below a title of conditions are not task lines: %j', (title) => {
  const lines = parseTaskLines(`- [ ] #1\n\n${title}\n${CONDITIONS}\n\n## Stories\n- [ ] #2\n- [ ] say it`, context)
  expect(lines.map(({ text }) => text)).toEqual(['#1', '#2', 'say it'])
})

test.each([
  ['a heading of the same level', '## Definition of Done\n- [ ] green\n## Work\n- [ ] #2'],
  ['a deeper heading that names stories', '# Definition of Done\n- [ ] green\n## Stories\n- [ ] #2'],
  ['a bold line', '**Definition of Done**\n- [ ] green\n\n**Work**\n- [ ] #2'],
  ['a line with a colon', 'Definition of Done:\n- [ ] green\n\nWhat we do:\n- [ ] #2'],
  ['the end of a folded part', '<details><summary>Checklist</summary>\n\n- [ ] green\n</details>\n\n- [ ] #2'],
  ['an item beside the title', '- Definition of Done\n  - [ ] green\n- [ ] #2'],
  ['an item that names stories', '- **DoD**\n  - [ ] green\n- **Stories**\n  - [ ] #2'],
  ['the first issue, where the conditions stand in the line of the title', '**Definition of Done:** docs and tests\n\n- [ ] #2'],
  ['a line of dashes', '**Checklist**\n- [ ] green\n\n---\n\n- [ ] #2'],
])('the conditions end at %s', (_name, body) => {
  expect(parseTaskLines(body, context).map(({ text }) => text)).toEqual(['#2'])
})

test('a checkbox about conditions is a task line like others', () => {
  const body = '- [ ] **Acceptance criteria** are agreed\n- [ ] Definition of Done\n- [ ] Checklist for operators: #5'
  expect(parseTaskLines(body, context).map(({ ref }) => ref)).toEqual([null, null, null])
})

test.each(['## Stories', '## Done', '## Ready', '**Open**', '## User stories with acceptance criteria', 'To do:', '## Ready-made images'])(
  'checkboxes below %j are task lines',
  (title) => {
    expect(parseTaskLines(`${title}\n- [ ] #2\n- [ ] say it`, context)).toHaveLength(2)
  },
)

test.each([
  ['bullets', '- #710\n- #711'],
  ['numbers', '1. #710\n2. **#711** the second'],
  ['two in a bullet', '* #710 and #711'],
  ['bullets below bullets', '- Network\n  - #710\n  - [DNS](https://github.com/scs/issues/issues/711)'],
  ['a table', '| Story | Owner |\n|---|---|\n| #710 | a |\n| [DNS](https://github.com/scs/issues/issues/711) | b |'],
  ['a table with numbers first', '| No. | Story | State |\n| --- | --- | --- |\n| 1 | #710 | ✅ |\n| 2 | #711 | |'],
  ['a table with the issue last', '| What | Issue |\n|:--|--:|\n| Flavors | #710 |\n| DNS | #711 |'],
  ['a table without bars around it', 'Story | Owner\n--- | ---\n#710 | a\n#711 | b'],
  ['lines of references', '## Stories\n#710\n#711'],
  ['a sentence with its name', 'Stories: #710, #711'],
  ['a sentence with another name', 'Child issues: #710, #711'],
  ['a sentence in German', 'Teilaufgaben: #710 und #711'],
  ['a sentence that tells whose they are', 'User stories of this epic: #710, #711'],
  ['a sentence with a verb', 'The stories are #710 and #711.'],
  ['a sentence that takes the epic apart', 'This epic consists of #710 and #711.'],
  ['a list in HTML', '<ul><li>#710</li><li>#711 the second</li></ul>'],
  ['boxes', '- [ ] #710\n- [x] #711'],
])('stories are named by %s', (_name, body) => {
  expect(namedStories(body, context)).toEqual(['scs/issues#710', 'scs/issues#711'])
})

test.each([
  ['a mention in a bullet', '- see #710\n- blocked by #711'],
  ['a sentence', 'We found #710 while working on #711.'],
  ['a sentence about other issues', 'Related issues: #710\nIssues we found: #711\nIt contains the fix of #710.'],
  ['a sentence that begins with one', '#710 is in the way of #711.'],
  ['code and comments', '```\n- #710\n```\n<!-- - #711 -->\n- `#710`'],
  ['a cell after words', '| Note | Owner |\n|---|---|\n| after #710 | a |\n| b | #711 |'],
  ['conditions', '## Definition of Done\n- #710 is merged\n\n**Checklist**\n- [ ] #711'],
])('no story is named by %s', (_name, body) => {
  expect(namedStories(body, context)).toEqual([])
})

test('a board link names a parent even if its card is gone', () => {
  expect(parseParentLines(`Epic: ${board}/views/22?pane=issue&itemId=43&issue=osism%7Cissues%7C9`, 'scs/issues')).toEqual([
    'osism/issues#9',
  ])
})

test.each([
  ['- #1, ', (n: number) => '- #1, '.repeat(n / 6)],
  ['#1 and', (n: number) => `- ${'#1 and '.repeat(n / 7)}`],
  ['cells', (n: number) => `${'|#1'.repeat(n / 3)}\n${'|-'.repeat(n / 3)}`],
  ['open emphasis', (n: number) => '**Definition of Done '.repeat(n / 20)],
  ['open brackets', (n: number) => `- ${'['.repeat(n)}`],
  ['brackets in brackets', (n: number) => `- [${'[a]'.repeat(n / 3)}`],
  ['parentheses', (n: number) => '(('.repeat(n / 2)],
  ['colons', (n: number) => `- ${':a'.repeat(n / 2)}`],
  ['half tags', (n: number) => `- ${'<a href='.repeat(n / 8)}`],
  ['and', (n: number) => `Epic: ${'and '.repeat(n / 4)}`],
])('hostile bodies take time in proportion to their length: %s', async (_what, hostile) => {
  const read = (size: number) => {
    const body = hostile(size)
    namedStories(body, context)
    parseTaskLines(`- [ ] ${body}`, context)
    endsWithRef(body, context)
  }
  await expectGrowsWithSize(read, { from: 7_500 })
})
