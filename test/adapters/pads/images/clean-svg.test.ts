import { describe, expect, test } from 'vitest'
import { cleanSvg } from '../../../../src/adapters/pads/images/clean-svg.ts'

const NS = 'xmlns="http://www.w3.org/2000/svg"'

describe('a drawing stays what it is', () => {
  test.each([
    [
      'shapes',
      `<svg ${NS} viewBox="0 0 10 10"><rect width="4" height="4" fill="#f00"></rect><path d="M0 0L4 4" stroke-width="2"></path></svg>`,
    ],
    [
      'a gradient used by its name',
      `<svg ${NS}><defs><linearGradient id="a"><stop offset="0" stop-color="red"></stop></linearGradient></defs><circle r="2" fill="url(#a)"></circle></svg>`,
    ],
    ['words', `<svg ${NS}><text x="1" y="2" font-family="Arial">A &#x26; B &#x3C; C</text></svg>`],
    [
      'a part used twice',
      `<svg ${NS} xmlns:xlink="http://www.w3.org/1999/xlink"><symbol id="s"><rect width="1"></rect></symbol><use href="#s"></use><use xlink:href="#s"></use></svg>`,
    ],
    ['rules of style', `<svg ${NS}><style>.a { fill: blue; mask: url(#m) }</style><g class="a"></g></svg>`],
    ['a picture in it', `<svg ${NS}><image href="data:image/png;base64,iVBORw0KGgo=" width="1" height="1"></image></svg>`],
  ])('%s', (_, svg) => {
    const same = (text: string) =>
      text
        .replace(/><\/(?:rect|path|stop|circle|use|g|image)>/g, '>')
        .replace(/ ?\/>/g, '>')
        .trim()
    const cleaned = cleanSvg(svg)
    expect(same(cleaned?.text ?? '')).toBe(same(svg))
    expect(cleaned?.removed).toEqual([])
  })

  test('declarations before it go, and the name space is there', () => {
    const cleaned = cleanSvg('<?xml version="1.0"?>\n<!DOCTYPE svg [<!ENTITY a "b>">]>\n<!-- Inkscape -->\n<svg width="1"><g/></svg>')
    expect(cleaned?.text).toBe(`<svg width="1" ${NS}><g /></svg>\n`)
  })

  test('cleaning its own result changes nothing', () => {
    const once = cleanSvg(`<svg ${NS} onload="x()"><text font-family="&quot;A&quot;">a</text><script>x()</script></svg>`)?.text ?? ''
    expect(once).toContain('<text')
    expect(cleanSvg(once)?.text).toBe(once)
  })
})

describe('nothing that runs or loads stays', () => {
  const attacks: readonly (readonly [name: string, inside: string, banned: RegExp])[] = [
    ['a script', '<script>alert(1)</script>', /script|alert/],
    ['a script in CDATA', '<script><![CDATA[alert(1)]]></script>', /script|alert/],
    ['an event', '<rect onclick="alert(1)" width="1"/>', /onclick|alert/],
    ['a link', '<a href="javascript:alert(1)"><text>x</text></a>', /javascript|href/],
    ['a link to somewhere', '<a xlink:href="https://evil.example"><text>x</text></a>', /evil/],
    [
      'HTML in it',
      '<foreignObject><iframe src="https://evil.example"></iframe><b>words</b></foreignObject>',
      /evil|iframe|foreignObject|words/i,
    ],
    ['an address of a picture', '<image href="https://evil.example/t.png"/>', /evil/],
    ['a picture that is an SVG', '<image href="data:image/svg+xml;base64,PHN2Zz4="/>', /svg\+xml/],
    ['a part of another file', '<use href="https://evil.example/x.svg#a"/>', /evil/],
    ['a color that loads', '<rect fill="url(https://evil.example/a)"/>', /evil/],
    ['a color that loads, without a scheme', '<rect fill="url( //evil.example/a)"/>', /evil/],
    ['a style that loads', '<rect style="fill: URL(&quot;https://evil.example&quot;)"/>', /evil/],
    ['a style with hidden words', '<rect style="fill: u\\72l(x)"/>', /72l/],
    ['a style with a set of images', '<rect style="background: image-set(\'x.png\' 1x)"/>', /image-set/],
    ['a rule that imports', '<style>@import "https://evil.example/a.css";</style>', /evil|import/],
    ['a script behind a rule', '<style>a{}&lt;/style>&lt;script>alert(1)&lt;/script></style>', /script|alert/],
    ['an animation of an address', '<a><animate attributeName="href" values="javascript:alert(1)"/></a>', /animate|javascript/],
    ['a setting of an address', '<set attributeName="href" to="javascript:alert(1)"/>', /set|javascript/],
    ['another name space', '<x:script xmlns:x="http://www.w3.org/1999/xhtml">alert(1)</x:script>', /script/],
  ]
  test.each(attacks)('%s', (_, inside, banned) => {
    const cleaned = cleanSvg(`<svg ${NS}>${inside}<circle r="1"/></svg>`)
    expect(cleaned?.text).toContain('<circle r="1"')
    expect(cleaned?.text).not.toMatch(banned)
  })

  test('what can be missed is named', () => {
    const svg = `<svg ${NS}><metadata><x/></metadata><foreignObject><div>words</div></foreignObject><animate/><script/><g/></svg>`
    expect(cleanSvg(svg)?.removed).toEqual(['animate', 'foreignObject'])
  })
})

test.each([
  ['words', 'hello'],
  ['a page', '<html><body><p>hello</p></body></html>'],
  ['an element that only begins like it', '<svgx></svgx>'],
  ['nesting that no program makes', `<svg ${NS}>${'<g>'.repeat(12_000)}</svg>`],
])('%s is no image', (_, text) => {
  expect(cleanSvg(text)).toBeNull()
})

test('a picture that it loads from elsewhere is named; one that it holds is not', () => {
  const svg = (href: string) => `<svg xmlns="http://www.w3.org/2000/svg"><g><image href="${href}" width="9"/></g></svg>`
  expect(cleanSvg(svg('https://example.org/a.png'))).toMatchObject({ removed: ['image'], text: expect.not.stringContaining('example.org') })
  expect(cleanSvg(svg('data:image/png;base64,AAAA'))?.removed).toEqual([])
})
