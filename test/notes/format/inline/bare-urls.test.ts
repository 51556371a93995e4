/** URLs and addresses that stand alone. */

import { expect, test } from 'vitest'
import { GITHUB_COM } from '../../../../src/domain/github-web.ts'
import { bareUrlEnd, emailEnd, isPlainEmail, linkForReference, linkForUrl } from '../../../../src/notes/format/inline/bare-urls.ts'

test.each([
  ['https://example.org/a, and', 'https://example.org/a'],
  ['https://example.org/a_(b)', 'https://example.org/a_(b)'],
  ['https://example.org.', 'https://example.org'],
])('in %j the URL is %j', (text, url) => {
  expect(text.slice(0, bareUrlEnd(text, 0))).toBe(url)
})

test('a URL is a link to itself, an issue a link with a short label', () => {
  expect(linkForUrl('https://example.org', GITHUB_COM)).toBe('<https://example.org>')
  expect(linkForReference('o/r#1', { owner: 'o', repo: 'r', number: 1, kind: 'pull' }, GITHUB_COM)).toBe(
    '[o/r#1](https://github.com/o/r/pull/1)',
  )
})

test('on a GitHub server its addresses have short labels as well, and references lead there', () => {
  const github = { origin: 'https://ghe.example' }
  expect(linkForUrl('https://ghe.example/o/r/issues/1', github)).toBe('[o/r#1](https://ghe.example/o/r/issues/1)')
  expect(linkForUrl('https://github.com/o/r/issues/1', github)).toBe('[o/r#1](https://github.com/o/r/issues/1)')
  expect(linkForUrl('https://codeberg.org/o/r/issues/1', github)).toBe('<https://codeberg.org/o/r/issues/1>')
  expect(linkForReference('o/r#1', { owner: 'o', repo: 'r', number: 1, kind: 'issue' }, github)).toBe(
    '[o/r#1](https://ghe.example/o/r/issues/1)',
  )
})

test.each([
  ['ada@example.org', true],
  ['ada@example', false],
  ['ada', false],
])('%j is a mail address: %s', (text, expected) => {
  expect(isPlainEmail(text)).toBe(expected)
})

test('a mail address ends where its host does', () => {
  expect('ada@example.org, ben'.slice(0, emailEnd('ada@example.org, ben', 0))).toBe('ada@example.org')
})
