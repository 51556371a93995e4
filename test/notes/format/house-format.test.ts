import { expect, test } from 'vitest'
import { formatNotes } from '../../../src/notes/format/house-format.ts'
import type { FormatOptions } from '../../../src/notes/options.ts'
import { lintHouse } from '../../lint.ts'

/** Formats lines below a date heading, checks what holds for all output, and gives the lines below that heading back. */
function below(lines: readonly string[], options: FormatOptions = {}): string {
  const text = formatted(['# 2023-01-18', '', ...lines].join('\n'), options)
  expect(text.startsWith('# 2023-01-18\n')).toBe(true)
  return text.slice('# 2023-01-18\n'.length).replace(/^\n/, '')
}

function formatted(text: string, options: FormatOptions = {}): string {
  const once = formatNotes(text, options).text
  expect(formatNotes(once, options).text).toBe(once)
  expect(lintHouse(once)).toEqual([])
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

test('empty bullets and empty comments go; an empty bullet with text below it becomes that item', () => {
  expect(below(['<!-- -->', '- @mira-k <!---->', '-', '* ', '- <!-- -->', '*', '  text of it'])).toBe(
    ['- @mira-k', '- text of it', ''].join('\n'),
  )
})

test('numbered lists keep their numbers', () => {
  expect(below(['1. plan', '2. build', '   * quickly'])).toBe('1. plan\n2. build\n   - quickly\n')
  expect(below(['3. third', '7. seventh', '2022.'])).toBe('3. third\n7. seventh\n2022.\n')
  expect(below(['1. plan', '   1. first', '   2. second', '2) other'])).toBe('1. plan\n   1. first\n   2. second\n\n2) other\n')
})

test('a wrapped line that begins with a number goes on with its sentence', () => {
  const lines = ['We meet on', '18. January in Bonn, then on', '25. January.', '', '- Alba is', '  29. No typo', '']
  expect(below(lines)).toBe(lines.join('\n'))
  expect(below(['- Alba is', '29. No typo'])).toBe('- Alba is\n  29. No typo\n')
  expect(below(['1. one', '2. two', '7. seven'])).toBe('1. one\n2. two\n7. seven\n')
})

test('the title of an issue address is short and the address stays its target; other addresses stand in angle brackets', () => {
  expect(below(['- https://github.com/acme/plan/issues/5#issuecomment-1, then https://example.org/a_(b).', '- (www.example.org)'])).toBe(
    [
      '- [acme/plan#5](https://github.com/acme/plan/issues/5#issuecomment-1), then <https://example.org/a_(b)>.',
      '- ([www.example.org](http://www.example.org))',
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
      '#### Backups [ACME/plan/#9](https://github.com/acme/planning/issues/9)',
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

test('levels of headings stay as typed', () => {
  expect(below(['### Participants', '# Topic', '## Detail', 'More', '----'])).toBe(
    ['### Participants', '', '# Topic', '', '## Detail', '', '## More', ''].join('\n'),
  )
})

test('headings in every form become one form', () => {
  expect(formatted('2023-01-18 \n==\n##Agenda\ntext\n## Topic ##\n')).toBe('# 2023-01-18\n\n## Agenda\n\ntext\n\n## Topic\n')
  expect(formatted('# 2023-07-27 ## Participants\n* @joost')).toBe('# 2023-07-27\n\n## Participants\n\n- @joost\n')
})

test('when a level is asked for, all headings move with the first', () => {
  expect(formatted('## 2026-06-04\n### Topics\n')).toBe('## 2026-06-04\n\n### Topics\n')
  expect(formatted('# 2026-06-04\n## Topics\n', { firstHeading: 2 })).toBe('## 2026-06-04\n\n### Topics\n')
  expect(formatted('## 2026-06-04\n### Topics\n## 2026-05-21\n', { firstHeading: 1 })).toBe('# 2026-06-04\n\n## Topics\n\n# 2026-05-21\n')
})

test('no heading is invented; minutes ask for the day as their title', () => {
  expect(formatted('2023-04-19\n\n- skipped', { date: '2023-04-19' })).toBe('2023-04-19\n\n- skipped\n')
  expect(formatted('2023-04-19\n## Participants', { title: '2023-04-19' })).toBe('# 2023-04-19\n\n## Participants\n')
  expect(formatted('- skipped', { title: '2025-10-13' })).toBe('# 2025-10-13\n\n- skipped\n')
  expect(formatted('- skipped\n# AOB', { title: '2025-10-13', firstHeading: 2 })).toBe('## 2025-10-13\n\n- skipped\n\n## AOB\n')
})

test('headings keep their punctuation', () => {
  expect(below(['## Areas of work:', '## And now …?', '## Wait ...', '## See `x`.'])).toBe(
    ['## Areas of work:', '', '## And now …?', '', '## Wait ...', '', '## See `x`.', ''].join('\n'),
  )
})

test('emphasis is written with stars, whatever was typed; loose stars stay stars', () => {
  expect(below(['- _AI_ @joost: __now__, snake_case_word, 2 * 3 * 4'])).toBe('- *AI* @joost: **now**, snake_case_word, 2 \\* 3 \\* 4\n')
})

test('HTML that GitHub renders stays; placeholders and what it does not render are shown as text', () => {
  expect(below(['- call <tenant> <b>now</b> & <script>x</script>'])).toBe('- call \\<tenant> <b>now</b> & \\<script>x\\</script>\n')
  expect(below(['- H<sub>2</sub>O<br>', '- <b onclick="x()">a</b> <a href="javascript:x">b</a>'])).toBe(
    ['- H<sub>2</sub>O<br>', '- \\<b onclick="x()">a</b> \\<a href="javascript:x">b</a>', ''].join('\n'),
  )
  const details = ['<details>', '<summary>More https://example.org</summary>', '', '- _a_', '', '</details>', '']
  expect(below(details)).toBe(details.join('\n').replace('_a_', '*a*'))
})

test('in HTML links no other link is made', () => {
  const line = '- see <a href="https://github.com/acme/plan/issues/5">story acme/plan#5</a> and acme/plan#5'
  expect(below([line])).toBe(`${line.slice(0, -'acme/plan#5'.length)}[acme/plan#5](https://github.com/acme/plan/issues/5)\n`)
})

test('comments stay, hints of a template go', () => {
  const lines = ['<!-- as of 2024-05-16 -->', '', '- quota <!-- Alba asked for this -->', '- <!-- Kurt was not here -->', '']
  expect(below([...lines, '<!-- please add topics -->', '- <!-- add yourself here -->'])).toBe(lines.join('\n'))
})

test.each([
  [
    ['<!-- Kurt said no', 'really --> and words'],
    ['<!-- Kurt said no', 'really -->', 'and words'],
  ],
  [
    ['before <!-- one', 'goes on', 'ends --> behind'],
    ['before', '<!-- one', 'goes on', 'ends -->', 'behind'],
  ],
  [
    ['- before <!-- one', '  goes on', '  ends -->', '- next'],
    ['- before', '<!-- one', 'goes on', 'ends -->', '- next'],
  ],
  [
    ['- <!-- Kurt', '  was', '  ill -->', '- next'],
    ['<!-- Kurt', 'was', 'ill -->', '- next'],
  ],
  [
    ['<!-- Kurt --!>', 'was ill', '-->', '', 'words'],
    ['\\<!-- Kurt', 'was ill', 'words'],
  ],
])('a comment over several lines stays, whatever stands around it: %j', (typed, kept) => {
  const text = below(typed)
  let from = 0
  for (const words of kept) {
    expect(text.slice(from)).toContain(words)
    from = text.indexOf(words, from) + words.length
  }
  expect(below(text.split('\n'))).toBe(text)
})

test('links by reference, images and footnotes lead where they led', () => {
  const lines = [
    '- [Join][] and [the plan][p] and [#7] and ![chart][img] and a note[^1]',
    '',
    '[join]: https://chat.example.org/room',
    '[p]: <https://example.org/a b> "The plan"',
    '[#7]: https://github.com/acme/plan/issues/7',
    '[img]: https://example.org/chart.png',
    '',
    '[^1]: see https://example.org/x',
    '',
  ]
  expect(below(lines)).toBe(lines.join('\n').replace('see https://example.org/x', 'see <https://example.org/x>'))
  expect(below(['- [Join][] us', '', '[other]: https://example.org'])).toBe('- [Join]\\[\\] us\n\n[other]: https://example.org\n')
})

test('line breaks that were typed stay, others stay soft', () => {
  const lines = ['Date: 18 January  ', 'Time: 10:05\\', 'Place: online', 'and here', '']
  expect(below(lines)).toBe(lines.join('\n'))
  expect(below(['Date: 18 January', 'Time: 10:05', '- a', '  b `c', '  d` e'], { breakLines: true })).toBe(
    ['Date: 18 January  ', 'Time: 10:05', '', '- a  ', '  b `c', '  d` e', ''].join('\n'),
  )
})

test('a container becomes a quotation', () => {
  expect(below(['before', ':::info Read this', '- a', '', 'b', ':::', 'after'])).toBe(
    ['before', '', '> Read this', '>', '> - a', '>', '> b', '', 'after', ''].join('\n'),
  )
  expect(below(['- a', '  :::info', '  b', '', '  c', '  :::', '- d'])).toBe(['- a', '', '  > b', '  >', '  > c', '', '- d', ''].join('\n'))
  expect(below([':::info', 'never closed'])).toBe('\\:::info\nnever closed\n')
})

test('what Markdown would take for a block inside of a paragraph is escaped; behind a bullet it is one', () => {
  expect(below(['- # no heading', '- > no quote', '', '#183 is no heading', '', 'some', 'text', '======', 'more text', '[a]: b'])).toBe(
    ['- # no heading', '- > no quote', '', '\\#183 is no heading', '', 'some', 'text', '\\======', 'more text', '\\[a\\]: b', ''].join(
      '\n',
    ),
  )
})

test('a line that is all emphasis stays one', () => {
  expect(below(['**Ideas**', '', '- a', '', '*Really?*'])).toBe('**Ideas**\n\n- a\n\n*Really?*\n')
})

test('images stay, HedgeDoc sizes get a place where they do no harm', () => {
  expect(below(['![](https://pad.example/u/1.png)', '', '![disk](https://pad.example/u/2.png =640x)'])).toBe(
    '![](https://pad.example/u/1.png)\n\n![disk](https://pad.example/u/2.png "=640x")\n',
  )
})

test('links stay as typed, over two lines too', () => {
  const lines = [
    '- see [here](https://example.org), [](https://example.org/b)',
    '- [a]() and [b](#nowhere) and [c] (d)',
    '- [two',
    '  words](https://example.org)',
    '',
  ]
  expect(below(lines)).toBe(lines.join('\n'))
  expect(below(['- [flavors', '](https://example.org)', '  - next'])).toBe('- [flavors](https://example.org)\n  - next\n')
})

test('code that begins behind a bullet stays there, and what it holds is no item and no heading', () => {
  expect(below(['* a', '* ```', '  # comment', '  * x', '  ```', '  after it', '* b', '5. ~~~sh', '   ls', '   ~~~'])).toBe(
    ['- a', '', '- ```text', '  # comment', '  * x', '  ```', '', '  after it', '', '- b', '', '5. ```sh', '   ls', '   ```', ''].join(
      '\n',
    ),
  )
})

test('code keeps its lines; fences get a language, an unclosed one is closed', () => {
  expect(below(['- do', '  ~~~', '  \tindented #5 @x', '  ~~~', '- next', '```yaml', 'kind: Config', '', '## Next'])).toBe(
    ['- do', '', '  ```text', '  \tindented #5 @x', '  ```', '', '- next', '', '```yaml', 'kind: Config', '```', '', '## Next', ''].join(
      '\n',
    ),
  )
})

test('indented code below a paragraph is code, indented notes are none', () => {
  expect(below(['Run this:', '', '    sudo  apt install x', '', '      y', 'then', '', '    @mira-k says more'])).toBe(
    ['Run this:', '', '```text', 'sudo  apt install x', '', '  y', '```', '', 'then', '', '@mira-k says more', ''].join('\n'),
  )
  expect(below(['### Network', '    (see https://example.org)'])).toBe('### Network\n\n(see <https://example.org>)\n')
})

test('tables get even rows, cells are text like any other', () => {
  expect(below(['| Area | Level |', '|---|:-:|', '| IaaS https://example.org |', 'KaaS | 1 | extra |'])).toBe(
    ['| Area | Level | |', '| --- | :---: | --- |', '| IaaS <https://example.org> | | |', '| KaaS | 1 | extra |', ''].join('\n'),
  )
})

test('quotes keep their lists', () => {
  expect(below(['> We look into:', '>  * events', '>    * audit', '', '> and more'])).toBe(
    ['> We look into:', '>', '> - events', '>   - audit', '', '> and more', ''].join('\n'),
  )
})

test('two quotations in a row stay two, one behind a bullet stays one', () => {
  for (const lines of [
    ['- > a', '  > b', '', '- c', ''],
    ['> [!TIP]', '> one', '', '> [!NOTE]', '> two', ''],
    ['- a', '', '  > one', '', '  > two', ''],
  ]) {
    expect(below(lines)).toBe(lines.join('\n'))
  }
  expect(below([':::info', 'one', ':::', '', ':::danger', 'two', ':::'])).toBe('> one\n\n> two\n')
})

test('what stays as it was typed, line by line', () => {
  for (const lines of [
    // Emphasis over two lines is no bullet.
    ['*starts here', 'and ends here* then more', ''],
    ['*\\[HTML\\]: Hypertext', ''],
    // A tag whose attributes stand on lines of their own.
    ['see <a', 'href="https://example.org">the plan</a> *now*', ''],
    ['<div', '  align="center"', '>', '_raw_', '</div>', ''],
    // What GitHub takes away of an element is not made visible.
    ['<span style="color: red" class="x" data-y="z">red</span>', ''],
    ['<picture>', '  <source media="(x: y)" srcset="a.png 2x, b.png">', '  <img src="c.png">', '</picture>', ''],
    // More than one paragraph in a footnote.
    ['a[^1]', '', '[^1]: first', '', '    second', '', '    ```sh', '    ls   -l', '', '    pwd', '    ```', '', 'b', ''],
    ['a[^1]', '', '[^1]:', '', '    only this', ''],
    // The title of a definition below its address.
    ['[x]', '', '[x]: https://example.org', '"The plan"', ''],
    // As many cells as delimiters, or no table.
    ['| a | b |', '\\|---|', '| 1 | 2 |', ''],
  ]) {
    expect(below(lines)).toBe(lines.join('\n'))
  }
  expect(below(['*one', '*two *words*', '*three', 'ends*'])).toContain('- one\n')
})

test('words directly below a table are its next row', () => {
  expect(below(['a | b', '- | :-:', '1 | 2', 'three *words*', '- item'])).not.toContain('| a |')
  expect(below(['a | b', '-- | :-:', '1 | 2', 'three *words*', '- item'])).toBe(
    ['| a | b |', '| --- | :---: |', '| 1 | 2 |', '| three *words* | |', '', '- item', ''].join('\n'),
  )
})

test('code that nothing closes ends with its item', () => {
  expect(below(['- a', '  ```', '  b', '- c', '- d'])).toBe(['- a', '', '  ```text', '  b', '  ```', '', '- c', '- d', ''].join('\n'))
})

test('a bullet is no head of a table', () => {
  expect(below(['- a | b', '--- | ---'])).toBe('- a | b\n  \\--- | ---\n')
})

test('a short underline makes a heading, a single dash is an empty bullet', () => {
  expect(below(['One', '=', '', 'Two', '--', '', 'three', '-'])).toBe(['# One', '', '## Two', '', 'three', ''].join('\n'))
})

test('a rule at the very top is no begin of front matter', () => {
  expect(formatNotes('* * *\n\nText\n\n---\n').text).toBe('***\n\nText\n\n***\n')
})

test('front matter stays, in every form', () => {
  for (const matter of [
    '---\ntags: x\ntitle: Notes of a day\n---',
    '---\n\n# a comment\nlayout: page\n\ntags: [a, b]\n---',
    '---\n"title": x\nlist:\n  - a\n---',
    '---\n{"title": "x"}\n---',
    '+++\ntitle = "x"\n[extra]\n+++',
  ]) {
    expect(formatted(`${matter}\n# Room 1\n## Plan\n`)).toBe(`${matter}\n\n# Room 1\n\n## Plan\n`)
  }
  expect(formatted('---\nTopics: see below: all\n- a\n---\n')).not.toContain('---\nTopics')
})

test('slides keep their layout', () => {
  const deck = '---\ntype: slide\n---\n# One\n* a\n----\n<font color="red">x</font>\n\n---\n# Two\n'
  expect(formatNotes(deck).text).toBe(deck)
})

test('notes of the board stand at the end of their lines, sections of the minutes at the end of theirs', () => {
  const { text, inputLines } = formatNotes('# 2023-01-18\n## Review\n- acme/plan#7\n### Detail\n- x\n## AOB\n| a |\n| - |\n| b |\n', {
    annotate: (line) => ([3, 9].includes(line) ? '(epic, in progress)' : null),
    insertions: [
      { endOfSection: 2, lines: ['Since last week: no changes.'] },
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
    'Since last week: no changes.',
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
