/** Pages in their layout: everything of the data is text, and no page is at another's place. */
import { expect, test } from 'vitest'
import { createTemplates } from '../../src/adapters/templates.ts'
import type { Page, PageMaker } from '../../src/site/page.ts'
import { renderSite } from '../../src/site/render-site.ts'
import { boardFacts, siteFacts } from './facts.ts'

const own: Record<string, string> = {
  'site/one': '<p>{{text}}</p><a href="{{root}}epics/">Epics</a>{{> site/part}}',
  'site/part': '<i>{{text}}</i>',
}
const render = createTemplates((name) => own[name] ?? null).render

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
  () => ({ pages, files: [{ path: 'feed.xml', text: '<feed/>' }] })

test('a page is its body in the layout, and what stands in the data is text', () => {
  const [html, feed] = renderSite(siteFacts({ title: 'A & B' }), render, [making(page())])
  expect(html?.path).toBe('teams/iaas/index.html')
  expect(html?.text).toContain('<title>Team &lt;IaaS&gt; · A &amp; B</title>')
  const escaped = '&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; {{constructor}}'
  expect(html?.text).toContain(`<p>${escaped}</p><a href="../../epics/">Epics</a><i>${escaped}</i>`)
  expect(html?.text).not.toMatch(/<script|style=|\son\w+=/)
  expect(feed).toEqual({ path: 'feed.xml', text: '<feed/>' })
})

test('the navigation leads to what there is', () => {
  const links = (facts: Parameters<typeof renderSite>[0]) =>
    [...(renderSite(facts, render, [making(page())])[0]?.text ?? '').matchAll(/<li><a href="([^"]*)"/g)].map(([, href]) => href)
  expect(links(siteFacts())).toEqual(['../../', '../../decisions/', '../../actions/', '../../search/'])
  const call = { next: '2023-01-19', time: '15:05', days: [{ date: '2023-01-19', teams: [] }] }
  expect(links(siteFacts({ board: boardFacts(), call }))).toContain('../../call/2023-01-19/')
  expect(links(siteFacts({ board: boardFacts(), call }))).toContain('../../epics/')
})

test('what is to be known of the board stands where its numbers stand; what went wrong on the first page', () => {
  const facts = siteFacts({ boardRemark: 'The board is <old>.', problems: ['a.md cannot be read.'] })
  const [first, team, decisions] = renderSite(facts, render, [
    making(page({ path: '', nav: 'week' }), page(), page({ path: 'decisions/', nav: 'decisions' })),
  ])
  expect(first?.text).toContain('The board is &lt;old&gt;.')
  expect(first?.text).toContain('a.md cannot be read.')
  expect(team?.text).toContain('The board is &lt;old&gt;.')
  expect(team?.text).not.toContain('a.md cannot be read.')
  expect(decisions?.text).not.toContain('The board')
})

test.each([['../up/'], ['teams/a b/'], ['/root/'], ['teams/./'], ['teams//x/']])('no page is at %s', (path) => {
  expect(() => renderSite(siteFacts(), render, [making(page({ path }))])).toThrow('no path of the site')
})

test('two pages at one place are refused, in whatever case', () => {
  expect(() => renderSite(siteFacts(), render, [making(page(), page({ path: 'Teams/iaas/' }))])).toThrow('Two pages are at')
})
