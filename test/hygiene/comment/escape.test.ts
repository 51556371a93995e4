import fc from 'fast-check'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import { expect, test } from 'vitest'
import { GITHUB_COM } from '../../../src/domain/github-web.ts'
import { quietHandle, quietLink, quoted } from '../../../src/domain/text/escape.ts'

test.each([
  ['hello @fkr and @SovereignCloudStack/iaas', 'hello `@fkr` and `@SovereignCloudStack/iaas`'],
  ['see #12, GH-3', 'see `#12`, `GH-3`'],
  ['GH-3GH-4, gh-5, high-6', '`GH-3``GH-4`, `gh-5`, high-6'],
  ['www.evil.example/x#1 www.evil.example/@fkr/a#2', '`www.evil.example/x#1` `www.evil.example/@fkr/a#2`'],
  ['osism/issues#348', '[issues#348](https://redirect.github.com/osism/issues/issues/348)'],
  ['https://github.com/osism/issues/pull/348#issuecomment-1', '[issues#348](https://redirect.github.com/osism/issues/issues/348)'],
  ['https://evil.example/a?b=c', '`https://evil.example/a?b=c`'],
  ['<img src=x onerror=alert(1)> **bold** [x](javascript:1)', '\\<img src=x onerror=alert(1)\\> \\*\\*bold\\*\\* \\[x\\](javascript:1)'],
  ['a\n\n# heading\n- [ ] task', 'a \\# heading - \\[ \\] task'],
  ['<!-- scs-sprint:end -->', '\\<\\!-- scs-sprint:end --\\>'],
  ['mail fkr@example.org or www.evil.example', 'mail (email address) or `www.evil.example`'],
  ['`code`', '\\`code\\`'],
  ['- list', '\\- list'],
  ['HTTPS://evil.example WWW.evil.example ftp://evil.example/x', '`HTTPS://evil.example` `WWW.evil.example` `ftp://evil.example/x`'],
  ['fixed in a1b2c3d, 20230118, defaced', 'fixed in `a1b2c3d`, 20230118, defaced'],
  ['acme/tool@a1b2c3d', 'acme/`tool@a1b2c3d`'],
  ['evil.example/x#1 and a/b/c#2', 'evil.example/x`#1` and a/b/c`#2`'],
  ['@\u200bfkr \u202e@fkr\u202c \uff20fkr &#64;fkr', '`@fkr` `@fkr` \uff20fkr \\&`#64`;fkr'],
  ['<!--> x <!-- y', '\\<\\!--\\> x \\<\\!-- y'],
  ['| a | http://x.y/a|b |', '\\| a \\| `http://x.y/a`\\|b \\|'],
  ['1. list', '1\\. list'],
])('%j', (typed, shown) => {
  expect(quoted(typed, GITHUB_COM)).toBe(shown)
})

const server = { origin: 'https://ghe.example:8443' }

test.each([
  ['osism/issues#348', '[issues#348](https://ghe.example:8443/osism/issues/issues/348)'],
  ['https://GHE.example:8443/osism/issues/issues/348', '[issues#348](https://ghe.example:8443/osism/issues/issues/348)'],
  ['https://github.com/osism/issues/pull/348', '[issues#348](https://redirect.github.com/osism/issues/issues/348)'],
  ['https://ghe.example/osism/issues/issues/348', '`https://ghe.example/osism/issues/issues/348`'],
])('on a GitHub server %j becomes %j', (typed, shown) => {
  expect(quoted(typed, server)).toBe(shown)
})

test('an invalid reference is quoted', () => {
  expect(quietLink('scs/issues#1/hidden-1', GITHUB_COM)).toBe('`scs/issues#1/hidden-1`')
})

test('an invalid handle stays in one code span', () => {
  expect(quietHandle('x\n\n@fkr `@fkr` ')).toBe("`@x @fkr '@fkr'`")
})

type Tree = { type: string; value?: string; url?: string; children?: Tree[] }
const flat = (node: Tree): Tree[] => [node, ...(node.children ?? []).flatMap(flat)]

test('whatever people type becomes one paragraph of text, code and links without notifications, with no mention outside code', () => {
  const piece = fc.constantFrom(
    '@fkr',
    'www.evil.example',
    'GH-3',
    '#1',
    'a/b#2',
    '<b>',
    '-->',
    '<!--',
    '`',
    '```',
    '*',
    '_',
    '[',
    '](',
    ')',
    '!',
    '|',
    '\n',
    '\r\n',
    ' ',
    'x',
    'http://x.y',
    '&amp;',
    '\\',
    '~~',
    '- ',
    '1. ',
    '> ',
    '# ',
    '$',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 6 })), { maxLength: 25 }), (pieces) => {
      const tree = fromMarkdown(`x ${quoted(pieces.join(''), GITHUB_COM)}`, {
        extensions: [gfm()],
        mdastExtensions: [gfmFromMarkdown()],
      }) as Tree
      const nodes = flat(tree)
      expect(tree.children).toHaveLength(1)
      expect(
        nodes
          .map(({ type }) => type)
          .filter((type) => !['root', 'paragraph', 'text', 'inlineCode', 'link', 'footnoteReference'].includes(type)),
      ).toEqual([])
      expect(nodes.filter(({ type, url }) => type === 'link' && !url?.startsWith('https://redirect.github.com/'))).toEqual([])
      expect(nodes.filter(({ type, value }) => type === 'text' && /(?:^|[^\w`])@[A-Za-z\d]/.test(value ?? ''))).toEqual([])
    }),
    { numRuns: 1000 },
  )
})
