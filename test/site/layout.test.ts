/** Every page in the layout: it follows its strict policy, and every file it names exists. */
import { posix } from 'node:path'
import type { Element, Root } from 'hast'
import rehypeParse from 'rehype-parse'
import { unified } from 'unified'
import { describe, expect, test } from 'vitest'
import { siteAssets } from '../../src/adapters/site/site-assets.ts'
import type { SiteFacts } from '../../src/site/facts/facts.ts'
import { richFacts } from '../browser/rich-facts.ts'
import { siteFacts } from './facts.ts'
import { filesOf as rendered } from './rendered.ts'

const filesOf = (facts: SiteFacts) => new Map([...rendered(facts), ...siteAssets().map(({ path, text }) => [path, text] as const)])

const hostile = '"><script>alert(1)</script><img src=x onerror=alert(1)> {{constructor}} javascript:alert(1)'
const sites = { usual: filesOf(richFacts()), hostile: filesOf(richFacts((kind) => `${kind} ${hostile}`)), empty: filesOf(siteFacts()) }

function elementsOf(html: string): readonly Element[] {
  const found: Element[] = []
  const walk = (node: Root | Root['children'][number]) => {
    if (node.type === 'element') found.push(node)
    if ('children' in node) for (const child of node.children) walk(child as Root['children'][number])
  }
  walk(unified().use(rehypeParse).parse(html))
  return found
}

const pages = Object.entries(sites).flatMap(([name, files]) =>
  [...files].flatMap(([path, text]) =>
    path.endsWith('.html') ? [{ name: `${name} /${path}`, path, elements: elementsOf(text), files }] : [],
  ),
)

const addresses = (elements: readonly Element[]) =>
  elements.flatMap(({ properties: { href, src, action } }) =>
    [href, src, action].flatMap((one) => (one === undefined || one === null ? [] : [String(one)])),
  )

/** File that an address of the site names from a page; null: another site. */
function fileOf(address: string, from: string): string | null {
  if (/^[a-z][a-z\d+.-]*:/i.test(address)) return null
  const path = posix.normalize(posix.join(posix.dirname(from), address.replace(/[?#].*$/, '') || posix.basename(from)))
  const whole = path === '.' || path === './' ? '' : path
  return whole === '' || whole.endsWith('/') ? `${whole}index.html` : decodeURI(whole)
}

test('there are pages', () => {
  expect(pages.length).toBeGreaterThan(10)
})

describe.each(pages)('$name', ({ path, elements, files }) => {
  const named = (...names: readonly string[]) => elements.filter(({ tagName }) => names.includes(tagName))

  test('the page has no inline script, style or handler', () => {
    expect(named('style')).toEqual([])
    expect(named('script').filter(({ properties, children }) => !properties.src || children.length > 0)).toEqual([])
    const inline = elements.flatMap(({ tagName, properties }) =>
      Object.keys(properties)
        .filter((key) => key === 'style' || /^on[A-Z]/.test(key))
        .map((key) => `${tagName} ${key}`),
    )
    expect(inline).toEqual([])
  })

  test('one h1, and no level of headings is skipped', () => {
    const levels = elements.flatMap(({ tagName }) => (/^h[1-6]$/.test(tagName) ? [Number(tagName[1])] : []))
    expect(levels.filter((level) => level === 1)).toEqual([1])
    expect(levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1)).toEqual([])
  })

  test('every ID is unique', () => {
    const ids = elements.flatMap(({ properties: { id } }) => (id === undefined ? [] : [String(id)]))
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
  })

  test('all site files it names exist; other URLs are https', () => {
    const all = addresses(elements)
    const missing = all.flatMap((address) => {
      const file = fileOf(address, path)
      return file === null || files.has(file) ? [] : [`${address} -> ${file}`]
    })
    expect([...new Set(missing)]).toEqual([])
    expect(all.filter((address) => /^[a-z][a-z\d+.-]*:/i.test(address) && !address.startsWith('https://'))).toEqual([])
  })
})

test('the policy allows only files of the site', () => {
  const policies = pages.map(({ elements }) => elements.find(({ properties }) => properties.httpEquiv !== undefined)?.properties.content)
  expect(new Set(policies)).toEqual(
    new Set([
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'",
    ]),
  )
})

test('the stylesheet loads nothing, and stays short', () => {
  const css = sites.usual.get('assets/site.css') ?? ''
  expect(css).toContain('prefers-color-scheme: dark')
  expect(css).not.toMatch(/url\(|@import|data:/)
  expect(css.split('\n').length).toBeLessThan(200)
})
