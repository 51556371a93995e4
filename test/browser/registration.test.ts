/** The app is registered in a browser: the form, GitHub's pages (the sandbox's), back with the key, installed. */
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { run } from '../../src/cli/program.ts'
import { aFolder } from '../cli/terminal.ts'
import { type Sandbox, startSandbox } from '../sandbox/github.ts'
import { axeFindings, overflowing } from './audit.ts'
import { chromiumPath, launchBrowser } from './chromium.ts'

/** Where pictures of each step are kept; unset: nowhere. */
const PICTURES = process.env.REGISTRATION_PICTURES

describe.skipIf(chromiumPath === null)('registering the app in a browser', () => {
  let sandbox: Sandbox
  let browser: Browser

  beforeAll(async () => {
    sandbox = await startSandbox({ world: new URL('../sandbox/worlds/small.yml', import.meta.url).pathname })
    sandbox.world.installations.length = 0
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await sandbox?.close()
  })

  /** Accessible and within the window, on this page and as a picture for people. */
  async function looked(page: Page, name: string): Promise<void> {
    expect(await axeFindings(page), name).toEqual([])
    expect(await overflowing(page), name).toEqual([])
    if (PICTURES === undefined) return
    mkdirSync(PICTURES, { recursive: true })
    await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true })
  }

  test('a person registers, installs, and finds no secret on any page or in any address', async () => {
    const folder = aFolder()
    const { GHE_HOST, GHE_PROTOCOL } = sandbox.env
    let err = ''
    let opened = (_url: string) => {}
    const address = new Promise<string>((resolve) => {
      opened = resolve
    })
    const ended = run(['start', '--organization', 'scs'], {
      env: { GHE_HOST, GHE_PROTOCOL, PORT: '0', DATA_DIR: folder, SPRINT_ENV_FILE: join(folder, '.env') },
      isTerminal: true,
      out: () => {},
      err: (text) => {
        err += text
        const found = /Open (http:\S+) /.exec(err)?.[1]
        if (found) opened(found)
      },
    })
    const url = await address
    // The policy of the pages allows no script at all: everything is a form or a link.
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
    const page = await context.newPage()
    const seen: string[] = []
    const troubles: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error' && message.location().url.startsWith(new URL(url).origin) && !message.text().includes('422'))
        troubles.push(message.text())
    })
    const note = async () => seen.push(page.url(), await page.content())

    await page.goto(url)
    await looked(page, '1-form')
    await page.getByRole('textbox', { name: 'Public address' }).fill('https://localhost:3000')
    await page.getByRole('button', { name: 'Next' }).click()
    expect(await page.getByRole('alert').innerText()).toContain('which GitHub refuses')
    await looked(page, '2-corrected')
    await page.getByRole('radio', { name: 'Without a server' }).check()
    sandbox.registrations.taken.add('scs-sprint-scs')
    await page.getByRole('button', { name: 'Next' }).click()
    await looked(page, '3-check')
    await note()

    await page.getByRole('button', { name: /^Register on / }).click()
    expect(await page.locator('h1').innerText()).toBe('Create GitHub App for scs')
    await page.getByRole('button', { name: 'Create GitHub App' }).click()
    expect(await page.getByRole('alert').innerText()).toBe('Name is already taken')
    await page.getByRole('textbox').fill('Minutes of SCS')
    await page.getByRole('button', { name: 'Create GitHub App' }).click()

    expect(page.url()).toBe(new URL('/', url).href)
    expect(await page.locator('h1').innerText()).toBe('Now install the app')
    await note()
    await looked(page, '4-install')
    await page.setViewportSize({ width: 360, height: 740 })
    await looked(page, '5-install-on-a-phone')
    await page.getByRole('link', { name: 'Install Minutes of SCS' }).click()
    await page.getByRole('button', { name: 'Install' }).click()
    expect(await ended).toBe(0)

    // Neither where one comes back to nor what was shown has the code or a secret.
    await page.goBack()
    await note()
    const secrets = [sandbox.env.PRIVATE_KEY.split('\n')[1] ?? '-', sandbox.env.WEBHOOK_SECRET, 'a-client-secret', 'code=']
    for (const secret of secrets) expect(seen.join('\n') + err).not.toContain(secret)
    expect(readFileSync(join(folder, '.env'), 'utf8')).toContain('APP_ID=')
    expect(troubles).toEqual([])
    await context.close()
  })
})
