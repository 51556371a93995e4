/** The feeds, read by an independent parser: what RFC 4287 requires, and their content. */
import { SaxesParser } from 'saxes'
import { expect, test } from 'vitest'
import type { SiteFacts } from '../../../src/site/facts/facts.ts'
import { atomFeeds } from '../../../src/site/feeds/atom-feeds.ts'
import { meetingFacts, siteFacts, teamFacts } from '../facts.ts'
import { filesOf } from '../rendered.ts'

type Node = { readonly name: string; readonly attributes: Readonly<Record<string, string>>; readonly children: Node[]; text: string }

/** Throws where it is not well-formed, or not in the namespace of Atom. */
function parsed(text: string): Node {
  const root: Node = { name: '', attributes: {}, children: [], text: '' }
  const open = [root]
  const parser = new SaxesParser({ xmlns: true })
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ local, uri, attributes }) => {
    expect(uri).toBe('http://www.w3.org/2005/Atom')
    const pairs = Object.entries(attributes).map(([name, { value }]) => [name, value])
    const node = { name: local, attributes: Object.fromEntries(pairs) as Record<string, string>, children: [], text: '' }
    open.at(-1)?.children.push(node)
    open.push(node)
  })
  parser.on('text', (words) => {
    const node = open.at(-1)
    if (node) node.text += words
  })
  parser.on('closetag', () => void open.pop())
  parser.write(text).close()
  const [feed] = root.children
  if (feed?.name !== 'feed') throw new Error('There is no feed.')
  return feed
}

const all = (node: Node, name: string) => node.children.filter((child) => child.name === name)
const one = (node: Node, name: string): Node => {
  const found = all(node, name)
  expect(found.map((child) => child.name)).toEqual([name])
  return found[0] as Node
}

/** What section 4 of the RFC asks of every feed and entry. */
function demandValid(feed: Node): void {
  const entries = all(feed, 'entry')
  for (const node of [feed, ...entries]) {
    expect(one(node, 'id').text).toMatch(/^tag:github\.com,\d{4}-\d{2}-\d{2}:[^\s<>"]+$/)
    expect(one(node, 'title').text.trim()).not.toBe('')
    expect(one(node, 'updated').text).toMatch(/^\d{4}-\d{2}-\d{2}T00:00:00Z$/)
  }
  expect(one(one(feed, 'author'), 'name').text).not.toBe('')
  expect(all(feed, 'link').filter(({ attributes }) => attributes.rel === 'self')).toHaveLength(1)
  for (const entry of entries) {
    expect(one(entry, 'link').attributes).toMatchObject({ rel: 'alternate', href: expect.stringMatching(/^https:\/\/github\.com\//) })
    expect(one(entry, 'summary').text).not.toBe('')
  }
  expect(new Set(entries.map((entry) => one(entry, 'id').text)).size).toBe(entries.length)
}

function feedsOf(facts: SiteFacts): ReadonlyMap<string, Node> {
  return new Map([...filesOf(facts, [atomFeeds])].map(([path, text]) => [path, parsed(text)]))
}

const said = (text: string, line: number) => ({ text, line, topic: null })
const facts = siteFacts({
  teams: [
    teamFacts({
      name: 'IaaS & friends',
      meetings: [
        meetingFacts({ date: '2023-01-18', lifted: [said('Fine', 2)], decisions: [said('Second', 9), said('First <b>', 4)] }),
        meetingFacts({ date: '2023-01-11' }),
      ],
    }),
    teamFacts({ id: 'iam', meetings: [meetingFacts({ team: 'iam', date: '2023-01-16' })] }),
    teamFacts({ id: 'empty' }),
  ],
})
const feeds = feedsOf(facts)

test('one for all teams and one per team, each valid', () => {
  expect([...feeds.keys()]).toEqual(['feed.xml', 'teams/iaas/feed.xml', 'teams/iam/feed.xml', 'teams/empty/feed.xml'])
  for (const feed of feeds.values()) demandValid(feed)
})

test('minutes and their decisions, newest first, as plain text', () => {
  const told = (path: string) =>
    all(feeds.get(path) as Node, 'entry').map((entry) => [one(entry, 'title').text, one(entry, 'updated').text.slice(0, 10)])
  expect(told('feed.xml')).toEqual([
    ['IaaS & friends, Wed 18 Jan 2023', '2023-01-18'],
    ['Decision: First <b>', '2023-01-18'],
    ['Decision: Second', '2023-01-18'],
    ['Team iam, Mon 16 Jan 2023', '2023-01-16'],
    ['IaaS & friends, Wed 11 Jan 2023', '2023-01-11'],
  ])
  expect(told('teams/iam/feed.xml')).toEqual([['Team iam, Mon 16 Jan 2023', '2023-01-16']])
  const [minutes, first] = all(feeds.get('feed.xml') as Node, 'entry') as [Node, Node]
  expect(one(minutes, 'summary').text).toBe('TL;DR: Fine\nDecisions: Second; First <b>')
  expect(one(minutes, 'id').text).toBe('tag:github.com,2023-01-18:SovereignCloudStack/minutes/iaas/20230118.md')
  expect(one(first, 'id').text).toBe('tag:github.com,2023-01-18:SovereignCloudStack/minutes/iaas/20230118.md#decision-1')
  expect(one(first, 'link').attributes.href).toBe('https://github.com/SovereignCloudStack/minutes/blob/main/iaas/20230118.md?plain=1#L4')
})

test('the newest 50, with the date of the newest as the date of the feed', () => {
  const meetings = Array.from({ length: 60 }, (_, index) => meetingFacts({ date: `20${80 - index}-01-18` }))
  const [feed] = feedsOf(siteFacts({ teams: [teamFacts({ meetings })] })).values()
  expect(all(feed as Node, 'entry')).toHaveLength(50)
  expect(one(feed as Node, 'updated').text).toBe('2080-01-18T00:00:00Z')
})

test('nothing changes without news, at any time of day', () => {
  const later = { ...facts, now: '2024-05-05T05:05:05Z', today: '2024-05-05' }
  expect(atomFeeds(later)).toEqual(atomFeeds(facts))
})

test('a correction above a decision does not make it new', () => {
  const at = (line: number) => siteFacts({ teams: [teamFacts({ meetings: [meetingFacts({ decisions: [said('Yes', line)] })] })] })
  const ids = (feed: ReadonlyMap<string, Node>) => all(feed.get('feed.xml') as Node, 'entry').map((entry) => one(entry, 'id').text)
  expect(ids(feedsOf(at(40)))).toEqual(ids(feedsOf(at(41))))
})

test.each([
  ['signs that XML cannot hold', 'a\u0000\u0001\u0008\u000b\u001f\ufffe\uffffb', 'Decision: a b'],
  ['markup', ']]></title><script>alert("x")</script>&amp;', 'Decision: ]]></title><script>alert("x")</script>&amp;'],
  ['half a sign', 'a\ud800b', 'Decision: a\ufffdb'],
  ['marks of direction', 'a\u202eb\u2066c', 'Decision: abc'],
])('%s', (_, text, title) => {
  const hostile = siteFacts({ title: text, teams: [teamFacts({ name: text, meetings: [meetingFacts({ decisions: [said(text, 1)] })] })] })
  const feed = feedsOf(hostile).get('teams/iaas/feed.xml') as Node
  demandValid(feed)
  expect(one(all(feed, 'entry')[1] as Node, 'title').text).toBe(title)
})
