/** What a reader of GitHub sees of a line of Markdown. */
import { expect, test } from 'vitest'
import { inlineWords } from '../../../src/domain/markdown/inline-words.ts'
import { expectGrowsWithSize } from '../../growth.ts'

test.each<[string, string]>([
  ['2*3 nodes and 4 * 5 disks', '2*3 nodes and 4 * 5 disks'],
  ['`a*b` and `$HOME/*`', 'a*b and $HOME/*'],
  ['`<script>alert(1)</script>`', '<script>alert(1)</script>'],
  ['`` a`b ``', 'a`b'],
  ['**bold** *soft* __bold__ _soft_ snake_case_name', 'bold soft bold soft snake_case_name'],
  ['~~old~~ new', '~~old~~ new'],
  ['~old~ new, ~5 min', '~~old~~ new, ~5 min'],
  ['a|b', 'a|b'],
  ['a < b > c, x <- y', 'a < b > c, x <- y'],
  ['List<String> of <y>', 'List of '],
  ['<b>bold</b><br>next', 'bold next'],
  ['<details><summary>S</summary>inner</details>', '  S inner '],
  ['<script>alert(1)</script>', '<script>alert(1)</script>'],
  ['&copy; 2023 &amp; R&D, AT&T;', '© 2023 & R&D, AT&T;'],
  ['ok <!-- HIDDEN --> visible', 'ok  visible'],
  ['ok <!-- HIDDEN', 'ok'],
  ['ok <!-- HIDDEN `code` --', 'ok'],
  ['\\<!-- shown', '<!-- shown'],
  ['`<!--` shown', '<!-- shown'],
  ['`<!-- shown -->`', '<!-- shown -->'],
  ['[label](https://a.example) <https://b.example> https://c.example/x_y_z', 'label https://b.example https://c.example/x_y_z'],
  ['![alt text](x.png) <img src="x" alt="Picture">', 'alt text Picture'],
  ['a[0][1] and [x][y]', 'a[0][1] and [x][y]'],
  ['[ ] open', '[ ] open'],
  ['# of nodes', '# of nodes'],
  ['1. March', '1. March'],
  ['- dash', '- dash'],
  ['> quoted', '> quoted'],
  ['    four spaces and `code`', 'four spaces and code'],
  ['___', '___'],
  ['\\*not soft\\*', '*not soft*'],
  ['plain', 'plain'],
  ['', ''],
])('%j', (markdown, words) => {
  expect(inlineWords(markdown)).toBe(words)
})

test.each(['[', '*a ', '`', '<', '![', '_a', '&', '\\', '<!--', '~'])(
  'a line of hostile markup takes time in proportion to its length: %j',
  async (sign) => {
    await expectGrowsWithSize((size) => inlineWords(sign.repeat(size).slice(0, size)), { from: 200 })
  },
)
