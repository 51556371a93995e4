/** Sortable tables: by text, by number, in both directions, by keyboard; equal rows keep their order. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { siteAssets } from '../../src/adapters/site/site-assets.ts'
import { chromiumPath, launchBrowser } from './chromium.ts'

const rows: readonly (readonly [title: string, share: string, words: string])[] = [
  ['Flavors 10', '0.5', '2 of 4'],
  ['Änderungen', '', 'no stories'],
  ['Flavors 9', '1', '12 of 12'],
  ['images', '0.5', '1 of 2'],
]
const table = `<!doctype html><html lang="en"><title>Sorted</title><table data-sortable>
<thead><tr><th scope="col">Epic</th><th scope="col">Stories done</th><th scope="col"></th></tr></thead>
<tbody>${rows.map(([title, share, words]) => `<tr><th scope="row">${title}</th><td data-value="${share}">${words}</td><td></td></tr>`).join('')}</tbody>
</table>`

describe.skipIf(chromiumPath === null)('a sortable table', () => {
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(() => browser?.close())

  beforeEach(async () => {
    page = await browser.newPage()
    await page.setContent(table)
    const script = siteAssets().find(({ path }) => path === 'assets/sort.js')?.text ?? ''
    await page.addScriptTag({ content: script, type: 'module' })
    await page.locator('th button').first().waitFor()
  })
  afterEach(() => page.close())

  const titles = () => page.locator('tbody th').allInnerTexts()
  const sorted = () => page.locator('thead th').evaluateAll((cells) => cells.map((cell) => cell.getAttribute('aria-sort')))
  const click = (name: string) => page.getByRole('button', { name }).click()

  test('by text: alphabetical, with numbers by value', async () => {
    await click('Epic')
    expect(await titles()).toEqual(['Änderungen', 'Flavors 9', 'Flavors 10', 'images'])
    expect(await sorted()).toEqual(['ascending', null, null])
    await click('Epic')
    expect(await titles()).toEqual(['images', 'Flavors 10', 'Flavors 9', 'Änderungen'])
    expect(await sorted()).toEqual(['descending', null, null])
  })

  test('by the underlying value: empty cells last, equal ones in their order', async () => {
    await click('Stories done')
    expect(await titles()).toEqual(['Flavors 10', 'images', 'Flavors 9', 'Änderungen'])
    await click('Stories done')
    expect(await titles()).toEqual(['Flavors 9', 'Flavors 10', 'images', 'Änderungen'])
    expect(await sorted()).toEqual([null, 'descending', null])
  })

  test('by keyboard; a heading without text has no button', async () => {
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect(await sorted()).toEqual([null, 'ascending', null])
    expect(await page.locator('th button').count()).toBe(2)
  })
})
