/** Every kind of page in a real browser: phone and desktop, light and dark, with and without JavaScript. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axeFindings, overflowing, tabThrough } from './audit.ts'
import { chromiumPath, launchBrowser } from './chromium.ts'
import { richFacts } from './rich-facts.ts'
import { oneOfEachKind, type ServedSite, serveSite } from './site.ts'
import { named, sights, visit } from './visitor.ts'

describe.skipIf(chromiumPath === null)('pages in a browser', () => {
  let browser: Browser
  let site: ServedSite
  let kinds: readonly string[]

  beforeAll(async () => {
    site = await serveSite(richFacts())
    kinds = oneOfEachKind(site)
    browser = await launchBrowser()
  })

  afterAll(async () => {
    await browser?.close()
    site?.close()
  })

  test('there is a page of every kind', () => {
    const kind = (path: string) => path.replace(/(?<=^(?:call|teams|epics)\/).+$/, '*')
    expect([...new Set(kinds.map(kind))].sort()).toEqual(
      ['', 'actions/', 'call/', 'call/*', 'decisions/', 'epics/', 'epics/*', 'search/', 'teams/', 'teams/*'].sort(),
    )
  })

  test.each(sights.map((sight) => [named(sight), sight] as const))(
    '%s: readable, nothing sticks out, no finding of axe, nothing leaves the site',
    async (_, sight) => {
      const visitor = await visit(browser, site.url, sight)
      const found: string[] = []
      for (const path of kinds) {
        const page = await visitor.open(path)
        const tell = (what: readonly string[]) => found.push(...what.map((one) => `/${path}: ${one}`))
        tell(await overflowing(page))
        if (sight.scripts !== 'off') tell(await axeFindings(page))
        expect((await page.locator('main').innerText()).length, path).toBeGreaterThan(10)
      }
      await visitor.close()
      expect([...found, ...visitor.troubles()]).toEqual([])
    },
    120_000,
  )

  test('without JavaScript, the same facts and links are there', async () => {
    const [withScripts, without] = await Promise.all(
      (['on', 'off'] as const).map((scripts) => visit(browser, site.url, { width: 1280, scheme: 'light', scripts })),
    )
    for (const path of kinds) {
      const facts = async (visitor: typeof withScripts) => {
        const page = await visitor?.open(path)
        // Out of the presenter's view, which shows one team at a time.
        await page?.keyboard.press('Escape')
        return page?.evaluate(() => ({
          cells: [...document.querySelectorAll('main :is(td, dd, li, h2, h3)')].filter((one) => one.checkVisibility()).length,
          links: [...document.querySelectorAll<HTMLAnchorElement>('main a[href]')]
            .filter((one) => one.checkVisibility())
            .map(({ href }) => href),
        }))
      }
      expect(await facts(without), path).toEqual(await facts(withScripts))
    }
    await Promise.all([withScripts?.close(), without?.close()])
  })

  test.each(['on', 'held back'] as const)(
    'with the keyboard alone, every link and control is reachable in reading order with a visible focus (scripts %s)',
    async (scripts) => {
      const visitor = await visit(browser, site.url, { width: 1280, scheme: 'light', scripts })
      for (const path of kinds) {
        const { order, expected, invisible } = await tabThrough(await visitor.open(path))
        expect(expected.length, path).toBeGreaterThan(0)
        expect(order, path).toEqual(expected)
        expect(invisible, path).toEqual([])
      }
      await visitor.close()
    },
    120_000,
  )
})
