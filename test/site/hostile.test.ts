/** Hostile texts in every page, feed, calendar and index: text, one line, of limited size. In a browser: test/browser. */
import ICAL from 'ical.js'
import MiniSearch from 'minisearch'
import { SaxesParser } from 'saxes'
import { describe, expect, test } from 'vitest'
import { indexOptions } from '../../templates/site/assets/search-terms.js'
import { richFacts } from '../browser/rich-facts.ts'
import { filesOf } from './rendered.ts'

const texts: readonly (readonly [string, string])[] = [
  ['a script', '<script>alert(1)</script>'],
  ['an address that runs', 'javascript:alert(1)'],
  ['an attribute', '" onmouseover="alert(1)" x="'],
  ['names of the language', '{{constructor}} {{{__proto__}}} {{> site/layout}} toString'],
  ['marks that turn the order round', 'a\u202eb\u2066c\u200fd'],
  ['signs that control', 'a\u0000\u0001\u0008\u001b[31m\u007f\u0085b'],
  ['line ends', 'a\r\nEND:VEVENT\nb\u2028c'],
  ['half a sign', 'a\ud800b\udc00'],
  ['10,000 letters', 'a'.repeat(10_000)],
  ['10,000 signs that are escaped', '<&">\''.repeat(2000)],
  ['the end of a file', ']]></feed></script></main></html>-->'],
  ['nothing', ''],
  ['blanks', ' \t\u00a0 '],
]

/** Elements that templates have. */
const ALLOWED_TAGS =
  /^<\/?(?:!doctype|html|head|body|meta|title|link|script|header|footer|main|nav|section|article|aside|div|p|ul|ol|li|dl|dt|dd|a|span|strong|small|em|code|time|h[1-6]|table|caption|thead|tbody|tr|th|td|form|label|input|button|noscript|svg|g|path|line|rect|circle|text|title|desc|polyline|polygon|details|summary|figure|figcaption|output|progress|abbr|b|i|q|use|defs|marker|clippath|meter|pre|blockquote|hr|br|kbd|bdi)(?=[\s>/])/i

/** The epics show texts that were cut where they were gathered. */
const isList = (path: string) => !path.startsWith('epics/')

describe.each(texts)('%s', (_, text) => {
  const files = filesOf(richFacts((kind) => (kind === 'url' ? 'https://input.scs.community/x' : text)))
  const of = (ending: string) => [...files].filter(([path]) => path.endsWith(ending))

  test('pages: nothing becomes markup, and no hidden or control characters are left', () => {
    expect(of('.html').length).toBeGreaterThan(10)
    for (const [path, html] of of('.html')) {
      const tags = html.match(/<[^\s>]+[^>]*>/g) ?? []
      expect(tags.filter((tag) => !ALLOWED_TAGS.test(tag)).map((tag) => `${path}: ${tag.slice(0, 80)}`)).toEqual([])
      expect(
        tags
          .filter((tag) => /\son\w+=|\sstyle=|(?:href|src|action)="javascript:|<script(?! src="[^"]*assets\/)/i.test(tag))
          .map((tag) => `${path}: ${tag}`),
      ).toEqual([])
      expect(html.match(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200f\u202a-\u202e\u2066-\u2069]/g), path).toBeNull()
      expect(html.match(/\p{Cs}/gu), path).toBeNull()
    }
  })

  test('feeds are well-formed, calendars are read, the index is loaded', () => {
    for (const [path, xml] of of('.xml')) {
      const parser = new SaxesParser({ xmlns: true })
      parser.on('error', (error) => {
        throw new Error(`${path}: ${error.message}`)
      })
      parser.write(xml).close()
    }
    for (const [path, calendar] of of('.ics')) {
      const events = new ICAL.Component(ICAL.parse(calendar)).getAllSubcomponents('vevent')
      expect(events.length, path).toBe(path === 'meetings.ics' ? 7 : 2)
    }
    const { hosts, index, found } = JSON.parse(files.get('search-index.json') ?? '')
    expect(MiniSearch.loadJS(index, indexOptions(hosts)).documentCount).toBe(found.length)
  })

  test('every link in a list has text', () => {
    for (const [path, html] of of('.html').filter(([path]) => isList(path))) expect(html.match(/<a [^>]*>\s*<\/a>/g), path).toBeNull()
  })

  test('every list and file has a limit', () => {
    // GitHub itself bounds the titles of the sprint, which stand on the page of a team.
    const isTeam = (path: string) => /^teams\/[^/]+\/index/.test(path)
    for (const [path, file] of [...files].filter(([path]) => isList(path) && !isTeam(path)))
      expect(file.length, path).toBeLessThan(200 * 1024)
  })
})
