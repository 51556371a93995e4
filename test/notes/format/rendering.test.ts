/** A reader sees the same before and after the format, apart from the repairs that docs/house-format.md lists. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatNotes } from '../../../src/notes/format/house-format.ts'
import { renderingDifferences } from '../../measure/rendering.ts'

const SEED = { seed: 20230118 }
const word = fc.constantFrom(
  'quota',
  'Alba',
  'Straße',
  'the',
  'plan',
  'v4.x.0',
  'snake_case',
  'Q:',
  '18.',
  '(soon)',
  '100 %',
  '@joost',
  'R4',
  '—',
)
const words = fc.array(word, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(' '))

const inline = fc.oneof(
  { weight: 3, arbitrary: words },
  words.map((text) => `**${text}**`),
  words.map((text) => `*${text}*`),
  words.map((text) => `_${text}_`),
  words.map((text) => `__${text}__`),
  words.map((text) => `***${text}***`),
  words.map((text) => `~~${text}~~`),
  words.map((text) => `\`${text}\``),
  fc.constantFrom('`  two  blanks `', '`` a ` b ``', '`<b>`', '`a|b`'),
  words.map((text) => `[${text}](https://example.org/a_(b)?c=d#e)`),
  words.map((text) => `[${text}](<https://example.org/a b> "A title")`),
  words.map((text) => `[${text}][ref]`),
  fc.constantFrom('[Ref]', '[ref][]', '[_x_ y]', '[here](https://example.org)', '[a](#nowhere)', '[](https://example.org/x)', 'a note[^1]'),
  words.map((text) => `![${text}](https://example.org/i.png)`),
  fc.constantFrom('![](https://example.org/i.png)', '![ref]', '[![badge](https://example.org/b.svg)](https://example.org)'),
  fc.constantFrom(
    'https://example.org/path.',
    '<https://example.org/x>',
    '(https://example.org/a_b)',
    'mail@example.org',
    'see https://example.org/x, then',
  ),
  fc.constantFrom(
    '<b>bold</b>',
    'H<sub>2</sub>O',
    '<a href="https://example.org/y">the story</a>',
    'a<br>b',
    '<kbd>Ctrl</kbd>',
    'an <img src="https://example.org/z.png" width="20">',
  ),
  fc.constantFrom('now <!-- as of May -->', '\\*no emphasis\\*', '&amp; &copy;', '2 * 3 * 4', 'a_b_c', '5 > 4', ':tada:', '\\#5'),
)
const line = fc.array(inline, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(' ').replace(/^(\d+)\./, 'No. $1'))
const paragraph = fc
  .array(fc.tuple(line, fc.constantFrom('', '', '  ', '\\')), { minLength: 1, maxLength: 3 })
  .map((lines) =>
    lines.map(([text, end], at) => (at === lines.length - 1 ? text : text + (end === '\\' && !/[a-z]$/.test(text) ? '' : end))).join('\n'),
  )

type Item = { readonly text: string; readonly more: string | null; readonly items: readonly Item[] }
const { item } = fc.letrec<{ item: Item }>((tie) => ({
  item: fc.record({
    text: line,
    more: fc.option(line, { freq: 4 }),
    items: fc.oneof(
      { maxDepth: 2, withCrossShrink: true },
      fc.constant([]),
      fc.array(tie('item'), { minLength: 1, maxLength: 2 }),
    ) as fc.Arbitrary<Item[]>,
  }),
}))
const list = fc
  .record({ items: fc.array(item, { minLength: 1, maxLength: 3 }), mark: fc.constantFrom('-', '*', '+', '1.', '3.', '1)') })
  .map(({ items, mark }) => showList(items, mark, ''))

function showList(items: readonly Item[], mark: string, indent: string): string {
  return items
    .flatMap(({ text, more, items: inner }, at) => {
      const number = /^\d+/.exec(mark)?.[0]
      const marker = number === undefined ? mark : `${Number(number) + at}${mark.slice(-1)}`
      const deeper = `${indent}${' '.repeat(marker.length + 1)}`
      return [
        `${indent}${marker} ${text}`,
        ...(more === null ? [] : [deeper + more]),
        ...(inner.length === 0 ? [] : [showList(inner, number === undefined ? '1.' : '*', deeper)]),
      ]
    })
    .join('\n')
}

const block = fc.oneof(
  { weight: 4, arbitrary: paragraph },
  { weight: 3, arbitrary: list },
  fc.tuple(fc.constantFrom('# ', '## ', '### ', '##### '), line, fc.constantFrom('', ':', '.', '!')).map((parts) => parts.join('')),
  line.filter((text) => !text.includes('\\#')).map((text) => `${text}\n---`),
  words.map((text) => `**${text}**`),
  fc
    .tuple(fc.constantFrom('```', '~~~', '```sh', '````'), fc.constantFrom('$ ls\n\n  a\tb', '# no heading\n* no item', '\tx  '))
    .map(([fence, code]) => `${fence}\n${code}\n${fence.replace(/\w/g, '')}`),
  fc.tuple(line, line).map(([one, two]) => `| A | B |\n| --- | :-: |\n| ${cell(one)} | ${cell(two)} |`),
  paragraph.map((text) => text.replace(/^/gm, '> ')),
  list.map((text) => text.replace(/^/gm, '> ')),
  line.map((text) => `<details>\n<summary>More</summary>\n\n${text}\n\n</details>`),
  fc.constantFrom(
    '> [!NOTE]\n> one\n\n> two',
    '*over\nlines* of text',
    'see <a\nhref="https://example.org">the plan</a>',
    '<span style="color:red" class="x">red</span>',
    '| A | B |\n| --- | --- |\n| a | b |\nwords below',
    '| A | B |\n| --- |\n| a | b |',
    'Short\n=',
    '[other]: https://example.org/other\n"Its title"',
    '***',
    '<!-- decided by Alba -->',
    '- > a quotation',
    '- # a heading',
    '- - nested',
    '<div align="center">\n_raw_\n</div>',
    'Run:\n\n    make  all\n    ls',
  ),
)

function cell(text: string): string {
  return text.replaceAll('|', '\\|')
}

const page = fc
  .record({ matter: fc.constantFrom('', '---\n\ntags: x\n---\n\n'), blocks: fc.array(block, { minLength: 1, maxLength: 5 }) })
  .map(
    ({ matter, blocks }) =>
      `${matter}${blocks.join('\n\n')}\n\n[ref]: https://example.org/ref "Title"\n[_x_ y]: https://example.org/xy\n\n[^1]: a footnote\n`,
  )

test('what a reader sees of any Markdown stays the same', () => {
  fc.assert(
    fc.property(page, (text) => {
      const formatted = formatNotes(text).text
      expect(renderingDifferences(text, formatted)).toEqual([])
      expect(formatNotes(formatted).text).toBe(formatted)
    }),
    { ...SEED, numRuns: 1000 },
  )
})
