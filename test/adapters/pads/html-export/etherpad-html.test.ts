/** HTML exports become the lines people typed: identical to the text export for typed pads, Markdown for buttons. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { etherpadHtmlToText, readHtml } from '../../../../src/adapters/pads/html-export/etherpad-html.ts'
import { UserError } from '../../../../src/errors.ts'
import { exportHtml, exportText } from '../../../sandbox/pads/etherpad-exports.ts'
import { buttonLines, plainLines } from '../../../sandbox/pads/etherpad-lines.ts'

const body = (html: string) => etherpadHtmlToText(`<!doctype html><html><head><title>x</title></head><body>\n${html}\n</body></html>\n`)

const TYPED = [
  '# 2023-01-18',
  '',
  '## Participants',
  '* @fkr',
  '  * nested  twice   spaced ',
  '    - `code` & <script>alert("x")</script> &nbsp; &amp; \\n',
  '\t* a tab, typed',
  '\u00a0no-break\u00a0space, ü, 🎉, “quotes”, zero\u200bwidth',
  '=> done -> (https://example.org/a_b-c/(d)?x=1&y=2#z), www.example.org and http://x.example.',
  "it's **bold** ~~struck~~ *it* [label](https://example.org/)",
  '  ',
  '#### OVN #251',
  '',
  '',
].join('\n')

test('a pad typed as Markdown comes back as it was typed', () => {
  const lines = plainLines(TYPED)
  expect(etherpadHtmlToText(exportHtml('pad', lines))).toBe(TYPED)
  expect(readHtml(exportHtml('pad', lines)).usesButtons).toBe(false)
})

test('any typed lines come back as they were typed', () => {
  const word = fc.oneof(
    fc.constantFrom('* ', '  - ', '\t', '# ', '<b>', '&nbsp;', '&#42;', ' ', '   ', '\u00a0', 'ü', '🎉', '@fkr', '"', "'", '`', '~~', '**'),
    fc.constantFrom('https://example.org/a/b?c=d&e=f', '(https://example.org/x).', '#12', 'SCS/issues/#90', '->', '1. ', '</li>', '<!--'),
    fc.string({ maxLength: 6 }).map((text) => text.replace(/[\0-\x08\x0a-\x1f\x7f]/g, '')),
  )
  const line = fc.array(word, { maxLength: 8 }).map((words) => words.join(''))
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 8 }), (lines) => {
      const typed = `${lines.join('\n')}\n`
      expect(etherpadHtmlToText(exportHtml('pad', plainLines(typed)))).toBe(typed)
    }),
    { numRuns: 300 },
  )
})

test('lists made with buttons match the text export', () => {
  const typed =
    'Participants\n\t* @fkr\n\t* @garloff\n\t\t* later\n\t\t\t* really\n\t\t* b\n\t* c\n\t1. one\n\t\t1. in one\n\t\t2. two\n\t2. two\n\tindented\n\t\tdeeper\nplain\n\t1. new\n'
  const lines = buttonLines(typed)
  expect(etherpadHtmlToText(exportHtml('pad', lines))).toBe(exportText(lines))
  expect(readHtml(exportHtml('pad', lines)).usesButtons).toBe(true)
})

test('a list that continues after bullets keeps its number, and nested numbers include those of the items above', () => {
  const ol = (start: number, items: string) => `<ol start="${start}" class="number">${items}</ol>`
  const bullet = '<ul class="bullet"><li>x</ul>'
  expect(body(`${ol(1, '<li>a')}${bullet}${ol(2, '<li>b</li><li>c')}<br>${ol(4, '<li>d')}`)).toBe(
    '\t1. a\n\t* x\n\t2. b\n\t3. c\n\n\t4. d\n',
  )
  expect(body(`${ol(1, '<li>a')}${bullet}${ol(1, '<li>b')}`)).toBe('\t1. a\n\t* x\n\t1. b\n')
  // Within one list a bullet below an item ends nothing.
  expect(body(ol(1, `<li>a${bullet}</li><li>b</li>`))).toBe('\t1. a\n\t\t* x\n\t2. b\n')
  expect(body(ol(1, `<li>a${ol(1, '<li>b</li><li>c')}</li><li>d${ol(2, '<li>e')}</li>`))).toBe(
    '\t1. a\n\t\t1.1. b\n\t\t1.2. c\n\t2. d\n\t\t2.1. e\n',
  )
  expect(body(ol(1, `<li>a${ol(1, '<li>b')}${bullet}${ol(2, '<li>c')}</li>`))).toBe('\t1. a\n\t\t1.1. b\n\t\t* x\n\t\t1.2. c\n')
})

test('formatting that only the HTML contains becomes Markdown', () => {
  const lines = buttonLines('# Title\n## Part **two**\n\t* **Decision:** stay *stable* __really__\n~~done already~~ words\n')
  expect(etherpadHtmlToText(exportHtml('pad', lines))).toBe(
    '# Title\n## Part **two**\n\t* **Decision:** stay *stable* really\n~~done already~~ words\n',
  )
})

test('a heading ends its line once, whether or not a <br> follows', () => {
  expect(body('<h1>Title</h1><br>text<br><br><h2>Part</h2>more<br><h3></h3><br>end<br>')).toBe('# Title\ntext\n\n## Part\nmore\n\nend\n')
  expect(body("<p style='text-align:right'><h4>Deep</h4></p><br><p>par</p><br><p></p><br>x<br>")).toBe('#### Deep\npar\n\nx\n')
})

test('typed characters stay before bold text', () => {
  expect(body('<strong>## Agenda</strong><br><em>* item</em><br><strong>bold </strong>text<br><strong> </strong>x<br>')).toBe(
    '## **Agenda**\n* *item*\n**bold** text\n x\n',
  )
  expect(body('<h2># Typed</h2><br><strong>**twice**</strong><br>')).toBe('# Typed\n**twice**\n')
  expect(body('<strong><em>both</em> one</strong><br>')).toBe('***both* one**\n')
})

test('a link shows its target only if the text does not', () => {
  expect(body('<a href="https://example.org/x">https://example.org/x</a> <a href="http://www.example.org">www.example.org</a><br>')).toBe(
    'https://example.org/x www.example.org\n',
  )
  expect(body('see <a href="https://example.org/a(b)"> the <b>plan</b> </a>now<br>')).toBe(
    'see  [the **plan**](https://example.org/a%28b%29) now\n',
  )
  expect(body('<b>all <a href="https://example.org/b">of</a> it</b><br>')).toBe('**all [of](https://example.org/b) it**\n')
  expect(
    body(
      '<a href="https://example.org/">[x] a</a> <a href="javascript:alert(1)">run</a> <a href="mailto:a@example.org">a@example.org</a><br>',
    ),
  ).toBe('[x] a (https://example.org/) run a@example.org\n')
})

test('unclosed items, lists inside lists without an item, and words after a list', () => {
  expect(body('<ul class="bullet"><li>a<li>b<ul class="bullet"><ul class="bullet"><li>deep</ul></ul></ul>after<br>')).toBe(
    '\t* a\n\t* b\n\t\t\t* deep\nafter\n',
  )
  expect(body('x<ul class="bullet"><li>a<ul class="indent"><li>in</li></ul>tail</li></ul><br>y')).toBe('x\n\t* a\n\t\tin\n\ttail\n\ny\n')
  expect(body('<ul class="bullet"><li></li><li>a</li></ul>')).toBe('\t* a\n')
})

test('scripts and styles of the page are ignored; images, rules and unknown tags are kept in Markdown', () => {
  expect(
    body('<script>alert(1)</script><style>x</style><span data-size="9">big</span><br><hr><img src="/uploads/a.png" alt="a]b"><br>'),
  ).toBe('big\n---\n![a b](/uploads/a.png)\n')
})

test('an emoji written as two halves is joined, a single half stays as it is', () => {
  expect(body('&#55356;&#57225; &#127881; x&#252;<br>')).toBe('🎉 🎉 xü\n')
  expect(body('&#55356;x<br>')).toContain('x')
})

test('the page of the HTTP API is read, too', () => {
  expect(etherpadHtmlToText('<!DOCTYPE HTML><html><body>one<br>two<br></body></html>')).toBe('one\ntwo\n')
  expect(etherpadHtmlToText('just words')).toBe('just words\n')
})

test('extreme nesting is rejected early', () => {
  expect(() => body('<ul>'.repeat(300))).toThrow(UserError)
  expect(() => body('<b class=x>'.repeat(100_000))).toThrow('at most 200 nested elements')
  expect(() => body('<li><dd>'.repeat(100_000))).toThrow('at most 200 nested elements')
  expect(body(`${'<li>a'.repeat(1000)}`).split('\n')).toHaveLength(1001)
})

test.each(['a:b', 'x-y', 'a.b', 'constructor', `a${'b'.repeat(300)}`, 'svg', 'i', 'font'])(
  '9,000 nested <%s> are rejected, not parsed',
  (tag) => {
    expect(() => etherpadHtmlToText(`<body>${`<${tag}>`.repeat(9_000)}x`)).toThrow(/expected at most 200 nested elements/)
  },
)

test('an unknown element is read for its text', () => {
  expect(etherpadHtmlToText('<body><constructor>one</constructor> <a:b>two</a:b><br></body>')).toBe('one two\n')
})

test.each(['iframe', 'script', 'style', 'object', 'noscript', 'template', 'title', 'textarea', 'xmp', 'noembed', 'noframes', 'plaintext'])(
  'what follows <%s …/>, or one that nothing ends, is still read',
  (tag) => {
    const rest = '<br>after<ul><li>item</li></ul>'
    const text = 'before\n\nafter\n\t* item\n'
    expect(body(`before<br><${tag} data-x="a > b" />${rest}`)).toBe(text)
    expect(body(`before<br><${tag} data-x=a/>${rest}`)).toBe(text)
    expect(body(`before<br><${tag}>${rest}`)).toBe(text)
    expect(body(`<${tag}></${tag}>before<br><${tag.toUpperCase()}/>${rest}`)).toBe(text)
  },
)

test('what a frame shows is a link, what stands in it is not read, and no script runs from it', () => {
  expect(body('<iframe src="https://video.example/7">no frames</iframe> and more')).toBe('https://video.example/7 and more\n')
  expect(body('<iframe src="javascript:alert(1)"></iframe>and more')).toBe('and more\n')
})
