/** Pages in their layout: all data is text, and every page has its own path. */
import { expect, test } from 'vitest'
import { createTemplates } from '../../src/adapters/templates/templates.ts'
import type { SiteFacts } from '../../src/site/facts/facts.ts'
import { dataFile, type Page, type PageMaker } from '../../src/site/page.ts'
import { renderSite as lazily } from '../../src/site/render-site.ts'
import { siteFacts } from './facts.ts'

const own: Record<string, string> = {
  'site/one': '<p>{{text}}</p><a href="{{root}}epics/">Epics</a>{{> site/part}}',
  'site/part': '<i>{{text}}</i>',
}
const rendering = { render: createTemplates((name) => own[name] ?? null).render, madeWith: '' }

const renderSite = (facts: SiteFacts, makers: readonly PageMaker[]) =>
  lazily(facts, rendering, makers).map(({ path, text }) => ({ path, text: text() }))

const page = (rest: Partial<Page> = {}): Page => ({
  path: 'teams/iaas/',
  title: 'Team <IaaS>',
  template: 'one',
  data: { text: '<script>alert("x")</script> & {{constructor}}' },
  nav: 'teams',
  ...rest,
})
const making =
  (...pages: readonly Page[]): PageMaker =>
  () => ({ pages, files: [dataFile('feed.xml', '<feed/>', (text) => text)] })

test('a page is its body in the layout, and data stays text', () => {
  const [html, feed] = renderSite(siteFacts({ title: 'A & B' }), [making(page())])
  expect(html?.path).toBe('teams/iaas/index.html')
  expect(html?.text).toContain('<title>Team &lt;IaaS&gt; · A &amp; B</title>')
  const escaped = '&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; {{constructor}}'
  expect(html?.text).toContain(`<p>${escaped}</p><a href="../../epics/">Epics</a><i>${escaped}</i>`)
  expect(html?.text).not.toMatch(/<script>|<script [^>]*>[^<]|<style|style=|\son\w+=/)
  expect(feed).toEqual({ path: 'feed.xml', text: '<feed/>' })
})

test('the navigation links to existing pages, and marks the current one', () => {
  const [html] = renderSite(siteFacts(), [
    making(
      page(),
      page({ path: 'teams/', nav: 'teams' }),
      page({ path: 'epics/', nav: 'epics' }),
      page({ path: 'search/', nav: 'search' }),
    ),
  ])
  const nav = /<nav[\s\S]*<\/nav>/.exec(html?.text ?? '')?.[0] ?? ''
  expect([...nav.matchAll(/<a href="([^"]*)"( aria-current="page")?>/g)].map(([, href, here]) => [href, here !== undefined])).toEqual([
    ['../../teams/', true],
    ['../../epics/', false],
  ])
  expect(html?.text).toContain('action="../../search/"')
})

test('the search page has only its own form', () => {
  const [html] = renderSite(siteFacts(), [making(page({ path: 'search/', nav: 'search' }))])
  expect(html?.text).not.toContain('role="search"')
})

test('the build time is only on the home page: others change only with their data', () => {
  const facts = siteFacts({ now: '2023-01-18T11:15:00Z', today: '2023-01-18', timezone: 'Europe/Berlin' })
  const [first, team] = renderSite(facts, [making(page({ path: '', nav: 'week' }), page())])
  expect(first?.text).toContain('Created <time datetime="2023-01-18T11:15:00Z">Wed 18 Jan 2023, 12:15</time>')
  expect(team?.text).toContain('Created by scs-sprint')
})

test('feeds and scripts are linked relative to the page', () => {
  const feed = { path: 'teams/iaas/feed.xml', title: 'Minutes of "IaaS"', label: 'Atom feed', type: 'application/atom+xml' } as const
  const [html] = renderSite(siteFacts(), [making(page({ feeds: [feed], scripts: ['assets/call.js'] }))])
  expect(html?.text).toContain(
    '<link rel="alternate" type="application/atom+xml" title="Minutes of &quot;IaaS&quot;" href="../../teams/iaas/feed.xml">',
  )
  expect(html?.text).toContain('<script src="../../assets/call.js" type="module"></script>')
})

test('remarks about the board are next to its numbers; failures are on the home page', () => {
  const facts = siteFacts({ boardRemark: 'The board is <old>.', problems: ['a.md cannot be read.'] })
  const [first, team, decisions] = renderSite(facts, [
    making(page({ path: '', nav: 'week' }), page(), page({ path: 'decisions/', nav: 'decisions' })),
  ])
  expect(first?.text).toContain('The board is &lt;old&gt;.')
  expect(first?.text).toContain('a.md cannot be read.')
  expect(team?.text).toContain('The board is &lt;old&gt;.')
  expect(team?.text).not.toContain('a.md cannot be read.')
  expect(decisions?.text).not.toContain('The board')
})

test.each([['../up/'], ['teams/a b/'], ['/root/'], ['teams/./'], ['teams//x/']])('no page has the path %s', (path) => {
  expect(() => renderSite(siteFacts(), [making(page({ path }))])).toThrow('no path of the site')
})

test('two pages with the same path are rejected, ignoring case', () => {
  expect(() => renderSite(siteFacts(), [making(page(), page({ path: 'Teams/iaas/' }))])).toThrow('Two pages are at')
})

test('a key depends on the data, the path and the build input, and no text is rendered for it', () => {
  const silent = (madeWith: string, facts = siteFacts(), one = page()) =>
    lazily(facts, { render: () => expect.fail('rendered'), madeWith }, [making(one)]).map(({ key }) => key)
  const [usual, feed] = silent('1')
  expect(silent('1')).toEqual([usual, feed])
  const others = [
    silent('2'),
    silent('1', siteFacts({ title: 'Other' })),
    silent('1', siteFacts(), page({ path: 'teams/iam/' })),
    silent('1', siteFacts(), page({ data: { text: '' } })),
    silent('1', siteFacts(), page({ template: 'part' })),
  ].map(([key]) => key)
  expect(new Set([usual, ...others]).size).toBe(6)
  expect(silent('2')[1]).not.toBe(feed)
})
