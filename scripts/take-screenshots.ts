/**
 * npm run screenshots: the pictures of the pages in the README, from the files that the demo writes, and of the registration page in
 * docs/operation.md. Needs the board that `npm run demo` saves, and a Chromium on this machine.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { readAppDescription } from '../src/adapters/files/app-description.ts'
import { registrationAssets } from '../src/adapters/site/registration-assets.ts'
import { createTemplates } from '../src/adapters/templates/templates.ts'
import { run } from '../src/cli/program.ts'
import { createRegistrationPages } from '../src/registration/pages.ts'
import { startRegistrationServer } from '../src/server/registration/registration-server.ts'
import { chromiumPath, launchBrowser } from '../test/browser/chromium.ts'
import { serveFolder } from '../test/browser/folder-server.ts'

const BOARD = 'data/demo/board.json'
const OUT = 'docs/images'
/** Shortly before the call of the demo's week. */
const NOW = '2023-01-19T13:30:00Z'

type Picture = {
  readonly file: string
  readonly path: string
  readonly scheme: 'light' | 'dark'
  readonly height: number
}

const pictures: readonly Picture[] = [
  { file: 'call.png', path: 'call/2023-01-19/#team-iaas', scheme: 'light', height: 720 },
  { file: 'epics.png', path: 'epics/', scheme: 'light', height: 760 },
]

const SITE = 'https://github.com'
const REGISTRATION = 'register.png'

process.exitCode = await main()

async function main(): Promise<number> {
  if (!existsSync(BOARD)) return refuse(`${BOARD}: file not found. Expected the board of the demo; run \`npm run demo\` first.`)
  if (chromiumPath === null) return refuse('Expected a Chromium, found none. Install one, or name it in CHROMIUM_PATH.')
  const folder = mkdtempSync(join(tmpdir(), 'scs-sprint-screenshots-'))
  try {
    const code = await makePages(folder)
    if (code === 0) await takeAll(folder)
    return code
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function refuse(why: string): number {
  process.stderr.write(`${why}\n`)
  return 1
}

function makePages(folder: string): Promise<number> {
  const argv = ['site', '--config', 'minutes/sprint.yml', '--minutes', 'minutes', '--board', BOARD, '--out', join(folder, 'site')]
  return run(argv, {
    env: { SPRINT_NOW: NOW, DATA_DIR: join(folder, 'data') },
    out: () => {},
    err: (text) => void process.stderr.write(text),
    readStdin: async () => new Uint8Array(),
    isTerminal: false,
  })
}

/** The first page of `npm start` without credentials; nothing is registered. */
async function takeRegistration(browser: Browser): Promise<void> {
  const pages = createRegistrationPages({ site: SITE, description: readAppDescription(), render: createTemplates().render })
  const server = await startRegistrationServer({
    port: 0,
    site: SITE,
    clock: { now: () => new Date() },
    log: { warn: (message) => void process.stderr.write(`${message}\n`) },
    pages: { ...pages, assets: registrationAssets() },
    first: { organization: 'SovereignCloudStack', name: '', use: 'server', url: 'https://sprint.scs.community' },
    check: { isEnterprise: false, hostKind: () => 'public' },
    register: async () => {
      throw new Error('Nothing is registered for a picture.')
    },
  })
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 840 }, colorScheme: 'light', reducedMotion: 'reduce' })
    await page.goto(server.url)
    await page.screenshot({ path: join(OUT, REGISTRATION) })
    await page.close()
    process.stderr.write(`${OUT}/${REGISTRATION}\n`)
  } finally {
    await server.close()
  }
}

async function takeAll(folder: string): Promise<void> {
  mkdirSync(OUT, { recursive: true })
  const server = await serveFolder(join(folder, 'site'))
  const browser = await launchBrowser()
  try {
    for (const { file, path, scheme, height } of pictures) {
      const page = await browser.newPage({ viewport: { width: 1280, height }, colorScheme: scheme, reducedMotion: 'reduce' })
      await page.goto(`${server.url}${path}`)
      await page.screenshot({ path: join(OUT, file) })
      await page.close()
      process.stderr.write(`${OUT}/${file}\n`)
    }
    await takeRegistration(browser)
  } finally {
    await browser.close()
    server.close()
  }
}
