/** The call notes of a team whose minutes are missing, and the call as one page of HTML. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../../sandbox/github.ts'
import { type PadServer, startPadServer } from '../../sandbox/pads/pad-server.ts'
import { smallPadConfig } from '../small-world.ts'
import { aFolder, scsSprint } from '../terminal.ts'

const PAD = (date: string) =>
  `# ${date}\n\n## Participants\n\n- @fkr\n- @o-otte\n\n## Agenda\n\n- Who is transforming the pad content to minutes in GitHub?\n  - @o-otte\n- Racks\n`

let sandbox: Sandbox
let pads: PadServer
let folder: string
let config: string[]

beforeEach(async () => {
  sandbox = await startSandbox({ world: 'test/sandbox/worlds/small.yml' })
  pads = await startPadServer({ pads: [{ name: 'iaas', markdownTyped: PAD('2023-01-18'), editedAt: '2023-01-18T10:12:00.000Z' }] })
  folder = aFolder()
  config = ['--config', smallPadConfig(folder, pads, 'communityCall: { weekday: thursday, time: "15:05", name: Weekly round }')]
})
afterEach(async () => {
  await sandbox.close()
  await pads.close()
})

const digest = (...more: string[]) =>
  scsSprint(['digest', ...config, '--date', '2023-01-19', ...more], {
    ...sandbox.env,
    DATA_DIR: folder,
    SPRINT_NOW: '2023-01-19T13:00:00Z',
  })

test('it is shown with its pad, who writes, and since when', async () => {
  const { code, out } = await digest()
  expect(code).toBe(0)
  expect(out).toContain('# Weekly round 2023-01-19\n')
  expect(out).toContain(`Minutes: none present yet ([pad](${pads.url}/iaas), @o-otte writes them, waiting since 2023-01-18)\n`)
})

test.each([
  ['a pad of another day', () => pads.edit('iaas', PAD('2023-01-25'), '2023-01-19T10:00:00.000Z')],
  ['a pad that cannot be read', () => pads.faults.add({ kind: 'reset' }, { match: '/iaas/download', times: 9 })],
])('%s names nobody', async (_, change) => {
  change()
  const { code, out } = await digest()
  expect(code).toBe(0)
  expect(out).toContain(`Minutes: none present yet ([pad](${pads.url}/iaas), waiting since 2023-01-18)\n`)
})

test('slides become one page for the browser, which loads nothing', async () => {
  const page = join(folder, 'call.html')
  const { code, out, err } = await digest('--slides', '--out', page)
  expect(code).toBe(0)
  expect(err).toContain(`Slides written to ${page}.\n`)
  const deck = readFileSync(page, 'utf8')
  expect(deck).toMatch(/^<!DOCTYPE html>/)
  expect(deck).toContain('<title>Weekly round 2023-01-19</title>')
  expect(deck).toMatch(/<h2[^>]*>Team IaaS<\/h2>/)
  expect(deck).not.toMatch(/<link\b|@import|<script[^>]+src=/)
  // The pull request has the slides as HedgeDoc reads them.
  expect(out).toContain('type: slide')
})

test('notes do not become a page by their name', async () => {
  const page = join(folder, 'call.html')
  const { code, err } = await digest('--out', page)
  expect(code).toBe(2)
  expect(err).toContain('expected --slides as well, found none')
  expect(existsSync(page)).toBe(false)
})
