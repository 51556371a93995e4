import { describe, expect, test } from 'vitest'
import { readStructure } from '../../../src/notes/structure/read-structure.ts'
import { imagesIn, withImageAddresses } from '../../../src/notes/text/images.ts'

const found = (text: string) => imagesIn(readStructure(text)).map(({ line, target, alt }) => [line, target, alt])

describe('images are found', () => {
  const forms: readonly [name: string, text: string, images: readonly (readonly [number, string, string])[]][] = [
    ['alone on a line', '![](https://pads.example/uploads/a.png)', [[1, 'https://pads.example/uploads/a.png', '']]],
    ['with a size of HedgeDoc', '![](/uploads/a.svg =x640)', [[1, '/uploads/a.svg', '']]],
    ['with a title, among words', '* see ![The plan](/uploads/a.png "Plan") here', [[1, '/uploads/a.png', 'The plan']]],
    [
      'two on a line',
      '![a](1.png) and ![b](2.png)',
      [
        [1, '1.png', 'a'],
        [1, '2.png', 'b'],
      ],
    ],
    ['in a link', '[![b](u.png)](https://x.example)', [[1, 'u.png', 'b']]],
    ['with an address in angle brackets', '![a](<u v.png>)', [[1, 'u v.png', 'a']]],
    [
      'in a quote, an item and a table',
      '> ![q](q.png)\n\n* ![i](i.png)\n\n| a | ![t](t.png) |\n|---|---|\n| b | c |',
      [
        [1, 'q.png', 'q'],
        [3, 'i.png', 'i'],
        [5, 't.png', 't'],
      ],
    ],
    ['in HTML', '<img src="/uploads/b.png" width=100 alt="Rack &amp; stack">', [[1, '/uploads/b.png', 'Rack &amp; stack']]],
    ['in HTML among words', "words <img alt='' src='c.png?a=1&amp;b=2'> more", [[1, 'c.png?a=1&b=2', '']]],
    ['in HTML without quotes', '<img src=/uploads/b.png alt="Rack">', [[1, '/uploads/b.png', 'Rack']]],
    ['by a definition', '![The rack][r]\n\n[r]: <https://x.example/y.png> "t"', [[3, 'https://x.example/y.png', 'The rack']]],
    ['by a definition with the same label', '![r]\n\n[r]: y.png', [[3, 'y.png', 'r']]],
  ]
  test.each(forms)('%s', (_, text, images) => {
    expect(found(text)).toEqual(images)
  })
})

describe('no images', () => {
  test.each([
    ['a link', '[a](u.png)'],
    ['code', '`![no](no.png)`'],
    ['a block of code', '```\n![no](no.png)\n```'],
    ['a comment', '<!-- ![c](c.png) <img src="d.png"> -->'],
    ['a definition of a link', '[words][r]\n\n[r]: y.png'],
    ['an image without an address', '![a]()'],
  ])('%s', (_, text) => {
    expect(found(text)).toEqual([])
  })
})

describe('addresses are replaced', () => {
  const stored = (target: string) => (target.endsWith('.png') ? `assets/${target.length}.png` : null)

  test('of HTML without quotes, too', () => {
    expect(withImageAddresses('a <img src=b.png width=3> c <img width=3 src=d.png>', stored)).toBe(
      'a <img src=assets/5.png width=3> c <img width=3 src=assets/5.png>',
    )
  })

  test('and the rest of the line stays as typed', () => {
    const text =
      '# Day\n\n*  ![ Plan ](  /uploads/a.png   "Plan" )  and `![no](no.png)`\n<img width=3 src="b.png">\n![g](c.gif =x3)\n![r]\n\n[r]:  d.png "t"\n'
    const replaced =
      '# Day\n\n*  ![ Plan ](  assets/14.png   "Plan" )  and `![no](no.png)`\n<img width=3 src="assets/5.png">\n![g](c.gif =x3)\n![r]\n\n[r]:  assets/5.png "t"\n'
    expect(withImageAddresses(text, stored)).toBe(replaced)
  })

  test('two on one line', () => {
    expect(withImageAddresses('![a](1.png) and ![b](22.png)', stored)).toBe('![a](assets/5.png) and ![b](assets/6.png)')
  })

  test('a text without images is the same', () => {
    const text = 'words\n* [a](u.png)\n'
    expect(withImageAddresses(text, () => 'x')).toBe(text)
  })
})
