/** The same pages served by our server: with its policy as a header, and ETags that avoid reloading. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { packFile } from '../../src/adapters/files/packed-files.ts'
import { createSitePages } from '../../src/server/pages.ts'
import { axeFindings } from './audit.ts'
import { chromiumPath, launchBrowser } from './chromium.ts'
import { richFacts } from './rich-facts.ts'
import { oneOfEachKind, type ServedSite, serveSite } from './site.ts'
import { visit } from './visitor.ts'

describe.skipIf(chromiumPath === null)('pages of the server in a browser', () => {
  const pages = createSitePages()
  let browser: Browser
  let site: ServedSite
  let server: Server
  let url: string

  beforeAll(async () => {
    site = await serveSite(richFacts())
    server = createServer((request, response) => pages.answer(request, response, (request.url ?? '/').split('?', 1)[0] ?? '/'))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
    browser = await launchBrowser()
  })

  afterAll(async () => {
    await browser?.close()
    site?.close()
    server?.closeAllConnections()
    server?.close()
  })

  test('until the pages are built, a page says so, and passes axe; so does the page for a missing path', async () => {
    const visitor = await visit(browser, url, { width: 360, scheme: 'dark', scripts: 'on' })
    const early = await visitor.open('')
    expect(await early.locator('h1').innerText()).toBe('The pages are being built')
    expect(await axeFindings(early)).toEqual([])
    pages.replace([...site.files].map(([path, text]) => packFile({ path, text })))
    const lost = await visitor.open('teams/nobody/')
    expect(await axeFindings(lost)).toEqual([])
    await lost.getByRole('link').click()
    expect(lost.url()).toBe(url)
    await visitor.close()
  })

  test('every kind of page works with the header: no violations, no errors, no external requests', async () => {
    pages.replace([...site.files].map(([path, text]) => packFile({ path, text })))
    const visitor = await visit(browser, url, { width: 1280, scheme: 'light', scripts: 'on' })
    for (const path of oneOfEachKind(site)) {
      const page = await visitor.open(path)
      expect((await page.locator('main').innerText()).length, path).toBeGreaterThan(10)
      expect(await page.evaluate(() => document.cookie)).toBe('')
    }
    expect(visitor.troubles()).toEqual([])
    await visitor.close()
  })
})
