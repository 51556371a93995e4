/** The browser of the tests: a Chromium of this machine. Nothing is downloaded. */
import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const places = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** null: this machine has none in the usual places, and CHROMIUM_PATH names none. */
export const chromiumPath: string | null = places.find((path) => path !== undefined && path !== '' && existsSync(path)) ?? null

if (chromiumPath === null)
  console.warn('No Chromium on this machine: the tests of the pages in a browser are skipped. Install one, or set CHROMIUM_PATH.')

/** No name but this machine's is resolved: a page that asks for another host is caught by the tests, and gets nothing. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath ?? '',
    // A key scrolls at once: what a test sees does not depend on how far an animation has come.
    args: [
      '--disable-smooth-scrolling',
      '--no-sandbox',
      '--disable-dev-shm-usage',
      '--disable-gpu',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
    ],
  })
}
