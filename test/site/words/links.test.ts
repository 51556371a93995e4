/** Every link inside a full site leads to an existing page, and to an existing place on it. */
import { posix } from 'node:path'
import { expect, test } from 'vitest'
import { makers } from '../../../src/site/site.ts'
import { richFacts } from '../../browser/rich-facts.ts'
import { elements, parseHtml } from '../html.ts'
import { filesOf } from '../rendered.ts'

/** Files that lie beside the pages and are not made by makers. */
const isAsset = (path: string) => path.startsWith('assets/')

function deadLinks(files: ReadonlyMap<string, string>): readonly string[] {
  const pages = [...files].filter(([path]) => path.endsWith('.html'))
  const ids = new Map(
    pages.map(([path, html]) => [path, new Set([...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id?.replaceAll('&#x3D;', '=')))]),
  )
  return pages.flatMap(([path, html]) =>
    elements(parseHtml(html), 'a').flatMap(({ properties: { href } }) => {
      const link = String(href)
      if (/^[a-z]+:/.test(link)) return []
      const [place = '', fragment = ''] = link.split('#')
      const target = place === '' ? path : posix.join(posix.dirname(path), place.split('?')[0] ?? '')
      const file = target === './' || target.endsWith('/') || target === '.' ? posix.join(target, 'index.html') : target
      if (isAsset(file)) return []
      if (!files.has(file)) return [`${path}: ${link} (no ${file})`]
      return fragment === '' || ids.get(file)?.has(decodeURIComponent(fragment)) ? [] : [`${path}: ${link} (no such place)`]
    }),
  )
}

test('no link of a full site is broken', () => {
  const files = filesOf(richFacts(), makers)
  expect(files.size).toBeGreaterThan(20)
  expect(deadLinks(files)).toEqual([])
})

test('people are linked only if they have open items, by their main handle', () => {
  const facts = richFacts((kind) => (kind === 'handle' ? 'MFechner' : `The ${kind}`))
  const call = { ...facts.call, days: facts.call?.days ?? [] }
  const known = { ...facts, people: { mfechner: 'matfechner' } }
  expect(call.days[0]?.teams[0]?.reporters).toEqual(['MFechner'])
  const files = filesOf(known, makers)
  expect(deadLinks(files)).toEqual([])
  expect(files.get('call/2023-01-19/index.html')).toContain('actions/#@matfechner')
  const idle = filesOf({ ...known, teams: known.teams.map((team) => ({ ...team, openItems: [] })) }, makers)
  expect(deadLinks(idle)).toEqual([])
  expect(idle.get('call/2023-01-19/index.html')).not.toContain('actions/#@')
})

test('an epic is linked by its one URL, however a card spells it, and not if it has no page', () => {
  const facts = richFacts()
  if (facts.board === null) throw new Error('The facts have no board.')
  const { snapshot } = facts.board
  const items = snapshot.items.map((item) => (item.ref === 'scs/issues#2' ? { ...item, ref: 'SCS/Issues#2' } : item))
  const files = filesOf({ ...facts, board: { ...facts.board, snapshot: { ...snapshot, items } } }, makers)
  expect(deadLinks(files)).toEqual([])
  const without = { ...snapshot, items: items.filter(({ ref }) => ref !== 'scs/issues#1') }
  const fewer = filesOf({ ...facts, board: { ...facts.board, snapshot: without } }, makers)
  expect(deadLinks(fewer)).toEqual([])
  const found = JSON.parse(fewer.get('search-index.json') ?? '') as { found: [unknown, number, string][] }
  for (const [place] of found.found) if (typeof place === 'string') expect(fewer.has(`${place}index.html`)).toBe(true)
})
