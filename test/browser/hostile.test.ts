/** Hostile texts are shown as typed and do nothing: in titles, handles, statuses, milestones, names and minutes. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { overflowing } from './audit.ts'
import { chromiumPath, launchBrowser } from './chromium.ts'
import { richFacts } from './rich-facts.ts'
import { oneOfEachKind, type ServedSite, serveSite } from './site.ts'
import { visit } from './visitor.ts'

const texts = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "'><svg/onload=alert(1)>",
  '[click](javascript:alert(1))',
  'javascript:alert(1)',
  '{{constructor}} {{{body}}} {{#each this}}',
  '</title></main><base href="https://evil.example/">',
  ']]>&lt;b&gt;&amp;',
  '<a href="https://evil.example/">@all</a>',
  '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
  '<form action="https://evil.example/"><button>Send</button></form>',
  '__proto__',
]

/** What no page of ours has, whatever anybody types. */
function foreignThings(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const own = (address: string | null) => new URL(address ?? '', location.href).origin === location.origin
    const found: string[] = []
    for (const element of document.querySelectorAll('*')) {
      for (const { name, value } of element.attributes) {
        if (name.startsWith('on') || name === 'style') found.push(`${element.localName} ${name}=${value}`)
        if (
          ['href', 'src', 'action', 'formaction', 'xlink:href'].includes(name) &&
          !/^(?:https?:)$/.test(new URL(value, location.href).protocol)
        )
          found.push(`${element.localName} ${name}=${value}`)
      }
    }
    for (const element of document.querySelectorAll('img, iframe, object, embed, base, meta[http-equiv="refresh" i], script:not([src])'))
      found.push(element.outerHTML.slice(0, 200))
    for (const element of document.querySelectorAll('script[src], link[rel="stylesheet"], form'))
      if (!own(element.getAttribute('src') ?? element.getAttribute('href') ?? element.getAttribute('action')))
        found.push(element.outerHTML.slice(0, 200))
    for (const link of document.querySelectorAll<HTMLAnchorElement>('a[href]'))
      if (!own(link.href) && !/^(?:github\.com|input\.scs\.community)$/.test(new URL(link.href).host))
        found.push(link.outerHTML.slice(0, 200))
    return found
  })
}

describe.skipIf(chromiumPath === null)('hostile texts in a browser', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(() => browser?.close())

  async function lookAt(site: ServedSite, look: (page: Page, path: string) => Promise<readonly string[]>) {
    const visitor = await visit(browser, site.url, { width: 360, scheme: 'light', scripts: 'on' })
    const found: string[] = []
    for (const path of oneOfEachKind(site)) {
      const page = await visitor.open(path)
      found.push(...(await foreignThings(page)), ...(await look(page, path)))
    }
    const troubles = visitor.troubles()
    await visitor.close()
    site.close()
    return [...found, ...troubles]
  }

  test('each is shown as text: no dialog, no request to another host, no markup', async () => {
    const site = await serveSite(richFacts((kind) => (kind === 'url' ? 'javascript:alert(1)' : `${kind} ${texts.join(' ')}`)))
    const seen = new Set<string>()
    const found = await lookAt(site, async (page) => {
      const shown = await page.evaluate(() => `${document.title}\n${document.body.textContent}`)
      for (const text of texts) if (shown.includes(text)) seen.add(text)
      return []
    })
    expect(found).toEqual([])
    expect([...seen].sort()).toEqual([...texts].sort())
  })

  test('10,000 letters without a space stay within the page', async () => {
    const site = await serveSite(richFacts((kind) => (kind === 'url' ? 'https://github.com/scs/issues/issues/1' : 'w'.repeat(10_000))))
    expect(await lookAt(site, async (page, path) => (await overflowing(page)).map((one) => `/${path}: ${one.slice(0, 200)}`))).toEqual([])
  })

  test('feeds stay well-formed, whatever was typed', async () => {
    const site = await serveSite(richFacts((kind) => `${kind} ${texts.join(' ')}`))
    const feeds = [...site.files].filter(([path]) => path.endsWith('.xml'))
    const visitor = await visit(browser, site.url, { width: 1280, scheme: 'light', scripts: 'on' })
    const page = await visitor.open('')
    for (const [path, text] of feeds) {
      const root = await page.evaluate((xml) => {
        const parsed = new DOMParser().parseFromString(xml, 'application/xml')
        return parsed.querySelector('parsererror')?.textContent ?? parsed.documentElement.localName
      }, text)
      expect(root, path).toBe('feed')
    }
    await visitor.close()
    site.close()
  })
})
