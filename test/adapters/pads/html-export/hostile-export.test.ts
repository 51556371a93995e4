/** An export that somebody built to keep the server busy: what reading it costs grows with its size only. */
import { expect, test } from 'vitest'
import { readHtml } from '../../../../src/adapters/pads/html-export/etherpad-html.ts'
import { UserError } from '../../../../src/errors.ts'
import { expectGrowsWithSize } from '../../../growth.ts'

const page = (body: string) =>
  `<!DOCTYPE HTML><html><head><meta name="generator" content="Etherpad"></head><body>N<br>${body}<br></body></html>`

test.each<[string, (size: number) => string]>([
  ['attributes behind slashes, without an end', (size) => `<iframe ${'/a=x'.repeat(size)}`],
  ['attributes behind slashes', (size) => `<plaintext ${'/a=x'.repeat(size)}>`],
  ['slashes', (size) => `<iframe ${'/'.repeat(size)}`],
  ['white space', (size) => `<iframe a${' '.repeat(size)}`],
  ['white space in many tags', (size) => `<iframe a = >${' '.repeat(9)}`.repeat(size)],
  ['signs of equality', (size) => `<iframe ${'='.repeat(size)}`],
  ['quotes', (size) => `<iframe a=${'"\''.repeat(size)}`],
  ['quotes that nothing ends', (size) => `<iframe a="b>`.repeat(size)],
  ['tags that nothing ends', (size) => '<iframe a'.repeat(size)],
  ['comments that nothing ends', (size) => '<!-- a <iframe> '.repeat(size)],
  ['frames that nothing ends', (size) => '<iframe src=https://x.example/>'.repeat(size)],
  ['frames that one end ends', (size) => `${'<iframe>'.repeat(size)}</iframe>`],
  ['ends', (size) => '</iframe></script></x>'.repeat(size)],
  ['plain signs', (size) => '< '.repeat(size)],
  ['one long name', (size) => `<iframe${'<'.repeat(size)}`],
  ['items', (size) => '<li>a'.repeat(size)],
  ['links', (size) => '<a href=https://x.example>a</a> '.repeat(size)],
  ['halves of an emoji', (size) => '&#55357;'.repeat(size)],
])('%s', async (what, hostile) => {
  const read = (size: number) => {
    try {
      return readHtml(page(hostile(size)))
    } catch (error) {
      if (error instanceof UserError) return null
      throw error
    }
  }
  await expectGrowsWithSize(read, { from: 2_000 }, what)
})

test('a tag with more attributes than any pad writes is refused', () => {
  const many = Array.from({ length: 201 }, (_, index) => ` a${index}=x`).join('')
  expect(() => readHtml(page(`<b${many}>x</b>`))).toThrow('expected at most 200 attributes in a tag')
})

test.each([
  ['<iframe src="https://x.example/a>b">', 'a sign of an end in quotes'],
  ["<iframe title = 'a>b'>", 'blanks around the sign of equality'],
  ['<iframe /a=x/a=x/a=x>', 'slashes between'],
  ['<iframe a"b=c>', 'a quote in a name'],
  ['<b title="<iframe>">x</b><iframe>', 'a tag in a value is none'],
  ['<!-- <iframe> --><iframe>', 'a tag in a comment is none'],
  ['<script>if (a<b) "</script><iframe>', 'text of a script is no tag'],
])('what follows %s is read: %s', (html) => {
  expect(readHtml(page(`${html}<br>after`)).text).toMatch(/\nafter\n/)
})
