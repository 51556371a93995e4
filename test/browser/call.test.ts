/** The presenter’s view of the call: keys, swipes, clocks, and one printed page. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { chromiumPath, launchBrowser } from './chromium.ts'
import { richFacts } from './rich-facts.ts'
import { type ServedSite, serveSite } from './site.ts'
import { visit } from './visitor.ts'

describe.skipIf(chromiumPath === null)('the presenter’s view', () => {
  let browser: Browser
  let site: ServedSite
  let page: Page
  const close: (() => Promise<void>)[] = []

  beforeAll(async () => {
    site = await serveSite(richFacts())
    browser = await launchBrowser()
  })

  afterAll(async () => {
    await browser?.close()
    site?.close()
  })

  beforeEach(async () => {
    const visitor = await visit(browser, site.url, { width: 1280, scheme: 'light', scripts: 'on' })
    close.push(visitor.close)
    page = await visitor.open('call/2023-01-19/')
    return async () => {
      expect(visitor.troubles()).toEqual([])
      await close.pop()?.()
    }
  })

  /** Headings of the screens to be seen. */
  const seen = () => page.locator('.deck h2:visible').allInnerTexts()
  const press = async (...keys: readonly string[]) => {
    for (const key of keys) await page.keyboard.press(key)
  }
  const place = () => page.locator('.controls p').first().innerText()
  const clocks = async () => (await page.locator('.clocks span').allInnerTexts()).map((text) => text.split(':').map(Number))

  const first = 'The team of a usual week'

  test('one team per screen: arrows, Page Up and Page Down, Home and End', async () => {
    expect(await seen()).toEqual(['Teams'])
    await press('ArrowRight')
    expect([await seen(), await place()]).toEqual([[first], '1 of 2'])
    await press('PageDown')
    expect([await seen(), await place()]).toEqual([['Team sig-std'], '2 of 2'])
    await press('Home', 'End')
    expect(await seen()).toEqual(['Team sig-std'])
    await press('ArrowRight')
    expect(await seen()).toEqual(['Team sig-std'])
    await press('ArrowLeft')
    expect(await seen()).toEqual([first])
    await press('PageUp')
    expect(await seen()).toEqual(['Teams'])
    await press('End', 'Home')
    expect(await seen()).toEqual(['Teams'])
  })

  test('no part of the bar is announced on its own', async () => {
    expect(await page.locator('.controls :is(output, [aria-live], [role=timer], [role=status])').count()).toBe(0)
  })

  test('on a long screen, Page Down and End scroll first, and Page Up and Home scroll back', async () => {
    await page.setViewportSize({ width: 360, height: 160 })
    await press('ArrowRight')
    const scrolled = () => page.evaluate(() => window.scrollY)
    expect(await scrolled()).toBe(0)
    await press('PageDown')
    expect(await seen()).toEqual([first])
    await expect.poll(scrolled).toBeGreaterThan(0)
    await press('Home')
    await expect.poll(scrolled).toBe(0)
    expect(await seen()).toEqual([first])
    await press('End')
    await expect
      .poll(() => page.evaluate(() => window.scrollY + window.innerHeight >= document.documentElement.scrollHeight - 1), { timeout: 5000 })
      .toBe(true)
    await press('PageDown')
    expect(await seen()).toEqual(['Team sig-std'])
  })

  test('the URL is that of the team: reloading shows the same team', async () => {
    await press('ArrowRight', 'ArrowRight')
    await page.reload()
    expect(await seen()).toEqual(['Team sig-std'])
  })

  test('the heading of the team gets the focus, so that it is read aloud', async () => {
    await press('ArrowRight')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(first)
  })

  test('a swipe moves forward and back, scrolling does not', async () => {
    const swipe = (from: readonly [number, number], to: readonly [number, number]) =>
      page.evaluate(
        ([start, end]) => {
          const touch = ([clientX = 0, clientY = 0]: readonly number[]) =>
            new Touch({ identifier: 1, target: document.body, clientX, clientY })
          document.body.dispatchEvent(new TouchEvent('touchstart', { bubbles: true, touches: [touch(start)] }))
          document.body.dispatchEvent(new TouchEvent('touchend', { bubbles: true, changedTouches: [touch(end)] }))
        },
        [from, to] as const,
      )
    await swipe([300, 400], [100, 410])
    expect(await seen()).toEqual([first])
    await swipe([300, 400], [220, 100])
    expect(await seen()).toEqual([first])
    await swipe([100, 400], [300, 410])
    expect(await seen()).toEqual(['Teams'])
  })

  test('each team has its own clock, and the call has one for the whole time', async () => {
    expect(await clocks()).toEqual([
      [0, 0],
      [0, 0],
    ])
    await press('ArrowRight')
    await expect.poll(clocks, { timeout: 5000 }).toEqual([
      [0, 1],
      [0, 1],
    ])
    await press('ArrowRight')
    expect((await clocks())[0]).toEqual([0, 0])
    await expect.poll(async () => (await clocks())[1], { timeout: 5000 }).toEqual([0, 2])
    await press('c')
    expect(await page.getByRole('button', { name: 'Stop clock' }).count()).toBe(1)
    await press('Alt+c')
    const stopped = await clocks()
    await page.waitForTimeout(1500)
    expect(await clocks()).toEqual(stopped)
    await press('ArrowLeft')
    expect((await clocks())[0]?.[1]).toBeGreaterThanOrEqual(1)
  })

  test('teams without minutes have no screen; the first one lists them', async () => {
    expect(await page.locator('.opening .missing').innerText()).toContain('No minutes: Team container')
  })

  test('Escape shows all teams, and the button presents again', async () => {
    await press('ArrowRight', 'Escape')
    expect(await seen()).toEqual(['Teams', first, 'Team sig-std'])
    await page.getByRole('button', { name: 'Present' }).click()
    expect(await seen()).toEqual([first])
  })

  test('links open in a new tab', async () => {
    const targets = await page
      .locator('.deck .team a')
      .evaluateAll((links) => links.map((link) => [link.getAttribute('target'), link.getAttribute('rel')]))
    expect(targets.length).toBeGreaterThan(3)
    expect(new Set(targets.map((one) => one.join(' ')))).toEqual(new Set(['_blank noopener']))
  })

  test('it prints to one page with all teams, whatever is shown', async () => {
    await press('ArrowRight')
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('.deck .team:visible h2').allInnerTexts()).toEqual([first, 'Team sig-std'])
    expect(sheetsOf(await page.pdf({ preferCSSPageSize: true }))).toBe(1)
  })
})

/** Pages of a PDF as Chromium writes it. */
function sheetsOf(pdf: Buffer): number {
  return [...pdf.toString('latin1').matchAll(/\/Type\s*\/Page\b/g)].length
}
