/** A person with a browser: opens pages, and notes whatever must not happen on them. */
import type { Browser, BrowserContext, Page } from 'playwright-core'

export type Sight = {
  readonly width: 360 | 1280
  readonly scheme: 'light' | 'dark'
  /** `held back`: the site's own files with scripts come empty; the browser itself runs scripts, so that tests can look around. */
  readonly scripts: 'on' | 'off' | 'held back'
}

const widths = [360, 1280] as const
const schemes = ['light', 'dark'] as const

export const sights: readonly Sight[] = [
  ...(['on', 'off'] as const).flatMap((scripts) => widths.flatMap((width) => schemes.map((scheme): Sight => ({ width, scheme, scripts })))),
  { width: 360, scheme: 'dark', scripts: 'held back' },
  { width: 1280, scheme: 'light', scripts: 'held back' },
]

/** For messages. */
export function named({ width, scheme, scripts }: Sight): string {
  return `${width} px, ${scheme}, scripts ${scripts}`
}

export type Visitor = {
  readonly page: Page
  /** Opens a page below the site's address; `path` may hold a fragment. */
  readonly open: (path: string) => Promise<Page>
  /** Dialogs, requests to other hosts, answers that are errors, errors of the console (breaches of the policy among them). */
  readonly troubles: () => readonly string[]
  /** Addresses asked for since the last page was opened, relative to the site. */
  readonly requests: () => readonly string[]
  readonly close: () => Promise<void>
}

export async function visit(browser: Browser, site: string, { width, scheme, scripts }: Sight): Promise<Visitor> {
  const context: BrowserContext = await browser.newContext({
    viewport: { width, height: 740 },
    colorScheme: scheme,
    javaScriptEnabled: scripts !== 'off',
    hasTouch: width === 360,
    reducedMotion: 'reduce',
  })
  if (scripts === 'held back') await context.route('**/*.js', (route) => route.fulfill({ contentType: 'text/javascript', body: '' }))
  const page = await context.newPage()
  const troubles: string[] = []
  let requests: string[] = []
  let at = ''
  const trouble = (what: string) => troubles.push(`${at || 'first page'}: ${what}`)
  context.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(site)) trouble(`asks for ${url.slice(0, 200)}`)
    requests.push(url.slice(site.length))
  })
  context.on('response', (response) => {
    if (response.status() >= 400) trouble(`${response.status()} for ${response.url()}`)
  })
  context.on('dialog', (dialog) => {
    trouble(`opens a dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  context.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') trouble(`console: ${message.text()}`)
  })
  context.on('weberror', (error) => trouble(`script error: ${error.error().message}`))
  context.on('page', (opened) => trouble(`opens a window: ${opened.url()}`))
  return {
    page,
    open: async (path) => {
      at = path
      requests = []
      // A page of the same address but for the fragment would not be loaded again.
      await page.goto('about:blank')
      await page.goto(`${site}${path}`, { waitUntil: 'load' })
      return page
    },
    troubles: () => troubles,
    requests: () => requests.filter((path) => path !== ''),
    close: () => context.close(),
  }
}
