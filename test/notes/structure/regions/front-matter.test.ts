/** Front matter at the start of a text. */
import { expect, test } from 'vitest'
import { readStructure } from '../../../../src/notes/structure/read-structure.ts'

const count = (text: string) => readStructure(text).lines.filter(({ kind }) => kind === 'front-matter').length

test.each([
  ['YAML', '---\ntitle: x\n---\ntext', 3],
  ['YAML that ends with dots', '---\ntitle: x\n...\ntext', 3],
  ['TOML', '+++\ntitle = "x"\n+++\ntext', 3],
  ['notes between two rules', '---\nwe spoke\n---\ntext', 0],
  ['headings between two rules', '---\n## A\nb: c\n---', 0],
  ['nothing closes it', '---\ntitle: x\ntext', 0],
  ['not at the start', 'text\n---\ntitle: x\n---', 0],
])('%s', (_what, text, expected) => {
  expect(count(text)).toBe(expected)
})

test.each([
  ['---\ntype: slide\n---\n# A', true],
  ['---\nslideOptions:\n  theme: white\n---\n# A', true],
  ['---\ntitle: slide\n---\n# A', false],
  ['type: slide', false],
])('%j is a slide deck: %s', (text, slides) => {
  expect(readStructure(text).slides).toBe(slides)
})
