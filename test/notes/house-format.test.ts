import { expect, test } from 'vitest'
import { formatNotes } from '../../src/notes/house-format.ts'
import type { FormatOptions } from '../../src/notes/options.ts'
import { lintFindings } from './house-lint.ts'

/** Formats lines below a date heading, checks what holds for all output, and gives the lines below that heading back. */
function below(lines: readonly string[], options: FormatOptions = {}): string {
  const text = formatted(['# 2023-01-18', '', ...lines].join('\n'), options)
  expect(text.startsWith('# 2023-01-18\n')).toBe(true)
  return text.slice('# 2023-01-18\n'.length).replace(/^\n/, '')
}

function formatted(text: string, options: FormatOptions = {}): string {
  const once = formatNotes(text, options).text
  expect(formatNotes(once, options).text).toBe(once)
  expect(lintFindings(once, options.firstHeading)).toEqual([])
  return once
}

test('bullets are dashes, two spaces a level, with blank lines around', () => {
  expect(below(['## Agenda', '* Backups', '\t* nightly  ', '\t\t+ and weekly', '## AOB'])).toBe(
    ['## Agenda', '', '- Backups', '  - nightly', '    - and weekly', '', '## AOB', ''].join('\n'),
  )
})

test('an over-indented item is nested, a lost newline is put back, an unbulleted answer stays with its question', () => {
  expect(
    below(['* Who writes the minutes?', '@mira-k', '* Storage', '      - disks ordered (soon).        - and cables', '=> @joost']),
  ).toBe(
    ['- Who writes the minutes?', '  @mira-k', '- Storage', '  - disks ordered (soon).', '    - and cables', '      => @joost', ''].join(
      '\n',
    ),
  )
})

test('empty bullets and hints in comments go; an empty bullet with text below it becomes that item', () => {
  expect(below(['<!-- please use handles -->', '- @mira-k <!-- hint -->', '-', '* ', '- <!-- more -->', '*', '  text of it'])).toBe(
    ['- @mira-k', '- text of it', ''].join('\n'),
  )
})

test('numbered lists keep numbers that count; others become words, so that none is changed', () => {
  expect(below(['1. plan', '2. build', '   * quickly'])).toBe('1. plan\n2. build\n   - quickly\n')
  expect(below(['3. third', '7. seventh', '2022.'])).toBe('- 3\\. third\n- 7\\. seventh\n- 2022\\.\n')
})

test('the title of an issue address is short and the address stays its target; other addresses stand in angle brackets', () => {
  expect(below(['- https://github.com/acme/plan/issues/5#issuecomment-1, then https://example.org/a_(b).', '- (www.example.org)'])).toBe(
    [
      '- [acme/plan#5](https://github.com/acme/plan/issues/5#issuecomment-1), then <https://example.org/a_(b)>.',
      '- ([www.example.org](https://www.example.org))',
      '',
    ].join('\n'),
  )
})

test('addresses in links, code and angle brackets stay as they are', () => {
  const lines = ['- [the plan](https://github.com/acme/plan/issues/5) and `https://example.org` and <https://example.org>', '']
  expect(below(lines)).toBe(lines.join('\n'))
  expect(below(['- [https://example.org](https://example.org)'])).toBe('- [https://example.org](https://example.org)\n')
})

test('a resolved reference is a link under the label that was typed', () => {
  const aliases = { 'ACME/plan': 'acme/planning' }
  expect(below(['#### Backups ACME/plan/#9', '- acme/planning#7 blocks #7'], { aliases })).toBe(
    [
      '## Backups [ACME/plan/#9](https://github.com/acme/planning/issues/9)',
      '',
      '- [acme/planning#7](https://github.com/acme/planning/issues/7) blocks [#7](https://github.com/acme/planning/issues/7)',
      '',
    ].join('\n'),
  )
  expect(below(['- #7 may be anything'])).toBe('- #7 may be anything\n')
})

test('mail addresses are links, half ones and glued ones are left alone', () => {
  expect(below(['- ask team@example.org or team@ or @mira-k'])).toBe('- ask <team@example.org> or team@ or @mira-k\n')
})

test('levels of headings are not skipped, a further first level goes one down, with all below it', () => {
  expect(below(['### Participants', '# Topic', '## Detail', 'More', '----'])).toBe(
    ['## Participants', '', '## Topic', '', '### Detail', '', '### More', ''].join('\n'),
  )
})

test('headings in every form become one form', () => {
  expect(formatted('2023-01-18 \n==\n##Agenda\ntext\n## Topic ##\n')).toBe('# 2023-01-18\n\n## Agenda\n\ntext\n\n## Topic\n')
  expect(formatted('# 2023-07-27 ## Participants\n* @joost')).toBe('# 2023-07-27\n\n## Participants\n\n- @joost\n')
})

test('the level of the first heading is the one asked for, else the one of the text', () => {
  expect(formatted('## 2026-06-04\n### Topics\n')).toBe('## 2026-06-04\n\n### Topics\n')
  expect(formatted('# 2026-06-04\n## Topics\n', { firstHeading: 2 })).toBe('## 2026-06-04\n\n### Topics\n')
  expect(formatted('## 2026-06-04\n### Topics\n## 2026-05-21\n', { firstHeading: 1 })).toBe('# 2026-06-04\n\n## Topics\n\n## 2026-05-21\n')
})

test('a text without heading gets one: its own first line when that is the day, else the day, else a plain word', () => {
  expect(formatted('2023-04-19\n## Participants')).toBe('# 2023-04-19\n\n## Participants\n')
  expect(formatted('- skipped', { date: '2025-10-13' })).toBe('# 2025-10-13\n\n- skipped\n')
  expect(formatted('- skipped')).toBe('# Notes\n\n- skipped\n')
})

test('punctuation at the end of a heading stays, where linters do not mind', () => {
  expect(below(['## Areas of work:', '## And now …?', '## Wait ...', '## See `x`.'])).toBe(
    ['## Areas of **work:**', '', '## And now …?', '', '## Wait **...**', '', '## See `x`&#46;', ''].join('\n'),
  )
})

test('emphasis is written with stars, whatever was typed; loose stars stay stars', () => {
  expect(below(['- _AI_ @joost: __now__, snake_case_word, 2 * 3 * 4'])).toBe('- *AI* @joost: **now**, snake_case_word, 2 \\* 3 \\* 4\n')
})

test('tags and placeholders are shown as they were typed', () => {
  expect(below(['- call <tenant> <b>now</b> & <script>x</script>'])).toBe('- call \\<tenant> \\<b>now\\</b> & \\<script>x\\</script>\n')
})

test('what Markdown would take for a block inside of text is escaped', () => {
  expect(below(['- # no heading', '- > no quote', '', '#183 is no heading', '', 'some', 'text', '======', 'more text', '[a]: b'])).toBe(
    ['- \\# no heading', '- \\> no quote', '', '\\#183 is no heading', '', 'some', 'text', '\\======', 'more text', '\\[a\\]: b', ''].join(
      '\n',
    ),
  )
})

test('a line that is all emphasis is no heading', () => {
  expect(below(['**Ideas**', '', '- a', '', '*Really?*'])).toBe('***Ideas***\n\n- a\n\n*Really?*\n')
})

test('images get a text, HedgeDoc sizes a place where they do no harm', () => {
  expect(below(['![](https://pad.example/u/1.png)', '', '![disk](https://pad.example/u/2.png =640x)'])).toBe(
    '![image](https://pad.example/u/1.png)\n\n![disk](https://pad.example/u/2.png "=640x")\n',
  )
})

test('links: vague labels are kept as code, broken ones as typed, over two lines on one', () => {
  expect(
    below(['- see [here](https://example.org)', '- [a]() and [b](#nowhere) and [c] (d)', '- [two', '  words](https://example.org)']),
  ).toBe(
    [
      '- see [`here`](https://example.org)',
      '- \\[a\\]() and \\[b\\](#nowhere) and [c] (d)',
      '- [two',
      '  words](https://example.org)',
      '',
    ].join('\n'),
  )
  expect(below(['- [flavors', '](https://example.org)', '  - next'])).toBe('- [flavors](https://example.org)\n  - next\n')
})

test('links to headings of the same text work', () => {
  expect(below(['## Node images!', '', '- [above](#Node-Images)'])).toBe('## Node **images!**\n\n- [above](#node-images)\n')
})

test('code that begins behind a bullet stays there, and what it holds is no item and no heading', () => {
  expect(below(['* a', '* ```', '  # comment', '  * x', '  ```', '  after it', '* b', '5. ~~~sh', '   ls', '   ~~~'])).toBe(
    [
      '- a',
      '',
      '- ```text',
      '  # comment',
      '  * x',
      '  ```',
      '',
      '  after it',
      '',
      '- b',
      '',
      '- 5\\.',
      '',
      '  ```sh',
      '  ls',
      '  ```',
      '',
    ].join('\n'),
  )
})

test('code keeps its lines; fences get a language, tabs become spaces, an unclosed one is closed', () => {
  expect(below(['- do', '  ~~~', '  \tindented #5 @x', '  ~~~', '- next', '```yaml', 'kind: Config', '', '## Next'])).toBe(
    ['- do', '', '  ```text', '    indented #5 @x', '  ```', '', '- next', '', '```yaml', 'kind: Config', '```', '', '## Next', ''].join(
      '\n',
    ),
  )
})

test('tables get even rows, cells are text like any other', () => {
  expect(below(['| Area | Level |', '|---|:-:|', '| IaaS https://example.org |', 'KaaS | 1 | extra |'])).toBe(
    ['| Area | Level | |', '| --- | :---: | --- |', '| IaaS <https://example.org> | | |', '| KaaS | 1 | extra |', ''].join('\n'),
  )
})

test('quotes keep their lists', () => {
  expect(below(['> We look into:', '>  * events', '>    * audit', '', '> and more'])).toBe(
    ['> We look into:', '>', '> - events', '>   - audit', '>', '> and more', ''].join('\n'),
  )
})

test('front matter stays; its title takes the place of the first heading', () => {
  expect(formatted('---\ntags: x\ntitle: Notes of a day\n---\n# Room 1\n## Plan\n')).toBe(
    '---\ntags: x\ntitle: Notes of a day\n---\n\n## Room 1\n\n### Plan\n',
  )
})

test('slides keep their layout', () => {
  const deck = '---\ntype: slide\n---\n# One\n* a\n----\n<font color="red">x</font>\n\n---\n# Two\n'
  expect(formatNotes(deck).text).toBe(deck)
})

test('notes of the board stand at the end of their lines, sections of the minutes at the end of theirs', () => {
  const { text, inputLines } = formatNotes('# 2023-01-18\n## Review\n- acme/plan#7\n### Detail\n- x\n## AOB\n| a |\n| - |\n| b |\n', {
    annotate: (line) => ([3, 9].includes(line) ? '(epic, in progress)' : null),
    insertions: [
      { endOfSection: 2, lines: ['Since last week: nothing moved.'] },
      { endOfSection: 1, lines: ['## Summary', '', '- one'] },
    ],
  })
  expect(text.split('\n')).toEqual([
    '# 2023-01-18',
    '',
    '## Review',
    '',
    '- [acme/plan#7](https://github.com/acme/plan/issues/7) (epic, in progress)',
    '',
    '### Detail',
    '',
    '- x',
    '',
    'Since last week: nothing moved.',
    '',
    '## AOB',
    '',
    '| a |',
    '| --- |',
    '| b (epic, in progress) |',
    '',
    '## Summary',
    '',
    '- one',
    '',
  ])
  expect(inputLines).toHaveLength(text.split('\n').length - 1)
  expect([inputLines[0], inputLines[4], inputLines[10], inputLines[12]]).toEqual([1, 3, 0, 6])
})

test('a handle that nobody knows gets the known one beside it, once', () => {
  const options = { proposeHandles: true, knownHandles: ['matfechner'] }
  const text = '# 2023-01-18\n\n## Agenda\n\n### @mfechner -> needs a story\n'
  const once = formatNotes(text, options).text
  expect(once).toContain('### @mfechner (matfechner?) -> needs a story')
  expect(formatNotes(once, options).text).toBe(once)
})

test('several meetings in one text all stay', () => {
  const text = formatted('## 2026-03-30\n- a\n## 2026-03-16\n- b\n', { date: '2026-03-16' })
  expect(text).toBe('## 2026-03-30\n\n- a\n\n## 2026-03-16\n\n- b\n')
})

test('line ends, NUL and invisible signs', () => {
  expect(formatted('\uFEFF# 2023-01-18\r\n\r\n* a\0b \u00A0\r\n')).toBe('# 2023-01-18\n\n- a\uFFFDb\n')
  expect(formatNotes('').text).toBe('')
  expect(formatNotes(' \n\n').text).toBe('')
})
