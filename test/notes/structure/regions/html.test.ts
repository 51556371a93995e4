/** Comments and HTML. */
import { expect, test } from 'vitest'
import { readStructure } from '../../../../src/notes/structure/read-structure.ts'

const kinds = (text: string) => readStructure(text).lines.map(({ kind }) => kind)

test.each([
  ['a comment', '<!-- hint -->\ntext', ['comment', 'text']],
  ['over several lines', '<!--\nhint\n-->\ntext', ['comment', 'comment', 'comment', 'text']],
  ['words behind its end stay text', '<!--\nhint\n--> text', ['comment', 'comment', 'text']],
  ['in code', 'use `<!--` here\n- a\nb --> c', ['text', 'item', 'text']],
  ['behind a backslash', 'use \\<!-- here\n- a\nb --> c', ['text', 'item', 'text']],
  ['behind words of an item', '- a <!-- b\n- c\n- d --> e', ['item', 'item', 'item']],
  ['behind words, to the end of the paragraph', 'a <!-- b\n\nc --> d', ['text', 'blank', 'text']],
  ['a whole one without words', 'a <!--> b\n- c\n--> d', ['text', 'item', 'text']],
  ['blank lines in it', '<!-- b\n\n- c\n-->\nd', ['comment', 'comment', 'comment', 'comment', 'text']],
  ['nothing ends it', '<!-- hint\ntext', ['text', 'text']],
  ['HTML that GitHub renders', '<details>\n<summary>x</summary>\n\ntext', ['markup', 'markup', 'blank', 'text']],
  ['an element whose content is no Markdown', '<style>\n# x\n</style>', ['html', 'html', 'html']],
  ['a tag in a sentence', 'a <b>word</b>', ['text']],
])('%s', (_what, text, expected) => {
  expect(kinds(text)).toEqual(expected)
})

test('in slides a tag is layout', () => {
  expect(kinds('---\ntype: slide\n---\n<div class="x">')).toEqual(['front-matter', 'front-matter', 'front-matter', 'html'])
})
