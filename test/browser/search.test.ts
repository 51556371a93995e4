/** The search in a real browser: loaded on first use, keyboard navigation, people’s text as text. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { meetingFacts, siteFacts, teamFacts } from '../site/facts.ts'
import { axeFindings } from './audit.ts'
import { chromiumPath, launchBrowser } from './chromium.ts'
import { type ServedSite, serveSite } from './site.ts'
import { visit } from './visitor.ts'

const said = (text: string, line: number) => ({ text, line, topic: null })
const facts = siteFacts({
  teams: [
    teamFacts({
      meetings: [
        meetingFacts({
          date: '2023-01-18',
          decisions: [said('We keep the Überblick in owner/repo#1', 12)],
          topics: [said('Keycloak upgrade', 20)],
        }),
        meetingFacts({ date: '2023-01-11', topics: [said('Keycloak upgrade', 7), said('<img src=x onerror=alert(1)> pwned', 9)] }),
      ],
    }),
  ],
})

describe.skipIf(chromiumPath === null)('search in a browser', () => {
  let browser: Browser
  let site: ServedSite
  const look = { width: 1280, scheme: 'light', scripts: 'on' } as const

  beforeAll(async () => {
    site = await serveSite(facts)
    browser = await launchBrowser()
  })

  afterAll(async () => {
    await browser?.close()
    site?.close()
  })

  test('keyboard only: Ctrl+K and a word, the index is loaded once, arrows and Enter open the line', async () => {
    const visitor = await visit(browser, site.url, look)
    const page = await visitor.open('search/')
    const indexes = () => visitor.requests().filter((path) => path.endsWith('.json'))
    await page.keyboard.press('Control+k')
    expect(indexes()).toEqual([])
    await page.keyboard.type('keycl')
    await page.getByText('2 found.').waitFor()
    expect(indexes()).toEqual(['search-index.json'])
    expect(new URL(page.url()).search).toBe('?q=keycl')
    const rows = (await page.locator('#results li').allInnerTexts()).map((row) => row.replace(/\s+/g, ' '))
    expect(rows).toEqual(['Keycloak upgrade Topic · Team iaas · Wed 18 Jan 2023', 'Keycloak upgrade Topic · Team iaas · Wed 11 Jan 2023'])
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    const focused = await page.evaluate(() => (document.activeElement as HTMLAnchorElement).href)
    expect(focused).toBe('https://github.com/SovereignCloudStack/minutes/blob/main/iaas/20230111.md?plain=1#L7')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('ArrowUp')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('q')
    expect(await axeFindings(page)).toEqual([])
    await visitor.close()
    expect(visitor.troubles()).toEqual([])
  })

  test('from any page to its results', async () => {
    const visitor = await visit(browser, site.url, look)
    const page = await visitor.open('teams/iaas/')
    await page.keyboard.press('Control+k')
    await page.keyboard.type('uberblick')
    await page.keyboard.press('Enter')
    await page.getByText('1 found.').waitFor()
    expect(await page.locator('#results a').getAttribute('href')).toContain('iaas/20230118.md?plain=1#L12')
    await visitor.close()
  })

  test('a text with tags stays text, and a word without results says so', async () => {
    const visitor = await visit(browser, site.url, look)
    const page = await visitor.open('search/')
    await page.locator('#q').fill('pwned')
    await page.getByText('1 found.').waitFor()
    expect(await page.locator('#results img').count()).toBe(0)
    expect(await page.locator('#results a').innerText()).toBe('<img src=x onerror=alert(1)> pwned')
    await page.locator('#q').fill('zzzzzzz')
    await page.getByText('Nothing found.').waitFor()
    await visitor.close()
    expect(visitor.troubles()).toEqual([])
  })

  test('an index that cannot be loaded is reported, and requested again', async () => {
    const visitor = await visit(browser, site.url, look)
    const page = await visitor.open('search/')
    await page.route('**/search-index.json', (route) => route.fulfill({ status: 404, body: '' }), { times: 1 })
    await page.locator('#q').fill('keycloak')
    await page.getByText('The search index cannot be read').waitFor()
    await page.locator('#q').fill('keycloak u')
    await page.getByText('2 found.').waitFor()
    await visitor.close()
  })

  test('without JavaScript, the page links to the lists', async () => {
    const visitor = await visit(browser, site.url, { ...look, scripts: 'off' })
    const page = await visitor.open('search/?q=keycloak')
    expect(await page.locator('main').innerText()).toContain('Search needs JavaScript')
    expect(await page.locator('main a').count()).toBe(3)
    await visitor.close()
  })
})
