/** The slides as one page: keys turn them, each fills the window, and no text leaves its slide. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { renderDeck } from '../../src/adapters/deck/render-deck.ts'
import { chromiumPath, launchBrowser } from './chromium.ts'

const SLIDES = ['# Weekly', '## Team IaaS\n\n- one\n- two', '## Team Ops\n\nMinutes: none present yet', '## Rest\n\n- a'].join(
  '\n\n---\n\n',
)

describe.skipIf(chromiumPath === null)('slides in a browser', () => {
  let browser: Browser
  let page: Page
  const troubles: string[] = []

  beforeAll(async () => {
    browser = await launchBrowser()
    page = await browser.newPage({ viewport: { width: 1280, height: 720 } })
    page.on('pageerror', ({ message }) => troubles.push(message))
    page.on('console', (message) => troubles.push(message.text()))
    await page.setContent(await renderDeck(SLIDES, 'Weekly'))
  })

  afterAll(async () => {
    await browser?.close()
  })

  const shown = () =>
    page.evaluate(() => {
      const all = [...document.querySelectorAll('.marpit > svg')]
      return all.findIndex((slide) => Math.abs(slide.getBoundingClientRect().top) < 2)
    })

  test('arrows, space, Page Up and Down, Home and End turn the pages', async () => {
    const seen: number[] = [await shown()]
    for (const key of ['ArrowRight', 'PageDown', 'ArrowLeft', ' ', 'Home', 'End', 'ArrowRight']) {
      await page.keyboard.press(key)
      seen.push(await shown())
    }
    expect(seen).toEqual([0, 1, 2, 1, 2, 0, 3, 3])
    expect(troubles).toEqual([])
  })

  test('a slide is as wide as the window, without a bar to scroll sideways', async () => {
    const { whole, window } = await page.evaluate(() => ({
      whole: document.documentElement.scrollWidth,
      window: document.documentElement.clientWidth,
    }))
    expect(whole).toBe(window)
  })
})
