/** The demo succeeds, its files are committed, and its output is as shown in the README. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { shownFrom } from '../readme-blocks.ts'
import { type AskedGithub, parts } from './parts.ts'

const TIMEOUT = 600_000
const out = mkdtempSync(join(tmpdir(), 'scs-sprint-demo-test-'))
let told = ''
let errors = ''
let code: number | null = null

function demo(...args: readonly string[]): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', 'test/demo/demo.ts', ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
}

const exitOf = (child: ChildProcess) => new Promise<number | null>((resolve) => child.once('close', (status) => resolve(status)))

/** What it serves while it waits for Ctrl+C, by path: status and text. */
const served = new Map<string, readonly [status: number, text: string]>()
const pages = ['', 'teams/iaas/', 'teams/sig-standardization/', 'epics/', 'decisions/', 'actions/', 'search/', 'assets/site.css']

/** What commands print with the variables that the demo tells. */
let doctor = ''
let log = ''

/** What the parts find on the demo's GitHub at the end, by part; a text: why they could not look. */
const proofs = new Map<string, Readonly<Record<string, boolean>> | string>()

/** That the demo tells. */
const variables = () => Object.fromEntries([...told.matchAll(/([A-Z_]+)=(\S+)/g)].map(([, name = '', value = '']) => [name, value]))

function githubOfDemo(): AskedGithub {
  const { GHE_PROTOCOL, GHE_HOST, GITHUB_TOKEN } = variables()
  const ask = async (path: string, more: RequestInit = {}) => {
    const response = await fetch(`${GHE_PROTOCOL}://${GHE_HOST}/api${path}`, {
      ...more,
      headers: { authorization: `Bearer ${GITHUB_TOKEN}`, 'content-type': 'application/json' },
    })
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return response.json()
  }
  return {
    get: (path) => ask(path.startsWith('/') ? `/v3${path}` : `/v3/repos/SovereignCloudStack/minutes/${path}`),
    query: async (query) => {
      const { data, errors } = await ask('/graphql', { method: 'POST', body: JSON.stringify({ query }) })
      if (errors) throw new Error(JSON.stringify(errors))
      return data
    },
  }
}

function tried(command: string): Promise<string> {
  const env = variables()
  const child = spawn(process.execPath, ['bin/scs-sprint.js', command], { env: { PATH: process.env.PATH ?? '', ...env } })
  let out = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      out += chunk
    })
  }
  return new Promise((resolve) => child.once('close', () => resolve(out)))
}

beforeAll(async () => {
  const child = demo('--out', out, '--serve')
  const exit = exitOf(child)
  const address = new Promise<string>((resolve) => {
    child.stdout?.on('data', (chunk) => {
      told += chunk
      const found = /Until Ctrl\+C: (http:\/\/\S+\/) shows[\s\S]*npx scs-sprint doctor\n/.exec(told)
      if (found?.[1]) resolve(found[1])
    })
  })
  child.stderr?.on('data', (chunk) => {
    errors += chunk
  })
  const url = await Promise.race([address, exit.then(() => null)])
  if (url !== null) {
    for (const path of [...pages, 'written/']) {
      const response = await fetch(new URL(path, url))
      served.set(path, [response.status, await response.text()])
    }
    const github = githubOfDemo()
    for (const { part, proof } of parts) proofs.set(part, await proof(github).catch((error: unknown) => String(error)))
    doctor = await tried('doctor')
    log = await tried('log')
    child.kill('SIGINT')
  }
  code = await exit
}, TIMEOUT)

afterAll(() => rmSync(out, { recursive: true, force: true }))

test('it succeeds, without output on stderr, and in plain text without a terminal', () => {
  expect(errors).toBe('')
  expect(code).toBe(0)
  expect(told).toMatch(/^A week with scs-sprint\n/)
  expect(told).not.toMatch(/\u001b|\r/)
  expect(told).toMatch(/^Done in /m)
})

test('with --serve, commands reach its GitHub and its pads, and list what was written', () => {
  expect(doctor).toMatch(/^ok +GitHub credentials: acting as fkr$/m)
  expect(doctor).toMatch(/^ok +the pad of Team IaaS: \d+ lines/m)
  expect(doctor).toMatch(/^ok +the pad of SIG Standardization and Certification: \d+ lines/m)
  expect(log).toContain('SovereignCloudStack/minutes')
})

describe.each(parts)('the story shows $part', ({ part, printed }) => {
  test('in what it prints, in this order', () => {
    const story = told.replace(/ +\d+\.\d s$/gm, '').replace(/\s+/g, ' ')
    let at = 0
    for (const line of printed) {
      const found = line.exec(story.slice(at))
      expect(found, `not told, or not in this order: ${line}`).not.toBeNull()
      at += (found?.index ?? 0) + (found?.[0].length ?? 0)
    }
  })

  test('and in what GitHub has afterwards', () => {
    const found = proofs.get(part)
    expect(found).toBeTypeOf('object')
    expect(Object.entries(found ?? {}).filter(([, isSo]) => isSo !== true)).toEqual([])
  })
})

test('each step fits on a line', () => {
  const steps = told.split('\n').filter((line) => /^ {2}\d\d:\d\d {2}/.test(line))
  expect(steps.length).toBeGreaterThan(20)
  expect(steps.filter((line) => line.length > 100)).toEqual([])
})

const files = [
  'community-call/20230119.md',
  'iaas/20230118-agenda.md',
  'iaas/20230118.md',
  'sig-standardization/20260611-agenda.md',
  'sig-standardization/20260611.md',
]

test('it writes the example files, and no others', () => {
  const written = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.md'))
  expect(written.sort()).toEqual(files)
})

test.each(files)('minutes/%s is up to date (`npm run demo` updates it)', (file) => {
  const text = readFileSync(join(out, file), 'utf8')
  expect(text).not.toMatch(/localhost|127\.0\.0\.1/)
  expect(readFileSync(join('minutes', file), 'utf8')).toBe(text)
})

test('the README shows its real output', () => {
  const plain = (text: string) =>
    text
      .replaceAll(out, 'minutes')
      .replace(/ +\d+\.\d s$/gm, '')
      .replace(/\d+\.\d s/g, '')
      .replace(/\d+ requests/g, '')
  const shown = shownFrom(readFileSync('README.md', 'utf8'), 'npm run demo')
  expect(shown.length).toBeGreaterThan(0)
  const lines = plain(told).split('\n')
  let at = 0
  for (const line of plain(shown.join('\n')).split('\n')) {
    if (line.trim() === '' || line.trim() === '…') continue
    const found = lines.indexOf(line, at)
    expect(found, `not told, or not in this order: ${line}`).toBeGreaterThanOrEqual(0)
    at = found + 1
  }
})

test('with --serve the pages of both teams are there until Ctrl+C, and what was written beside them', () => {
  for (const path of pages) {
    const [status, text] = served.get(path) ?? [0, '']
    expect([path, status]).toEqual([path, 200])
    expect(text.length, path).toBeGreaterThan(100)
  }
  expect(served.get('epics/')?.[1]).toContain('epics/SovereignCloudStack/issues/28/')
  const [status, written] = served.get('written/') ?? [0, '']
  expect(status).toBe(200)
  expect(written).not.toContain('scs-sprint:hygiene')
  const summaries = [...written.matchAll(/<summary>(.*?)<\/summary>/g)].map(([, summary]) => summary)
  expect(summaries).toContain('SovereignCloudStack/issues#168 OpenStack Image Manager for CSPs: what would help')
  expect(summaries).toContain('SovereignCloudStack/issues#168 OpenStack Image Manager for CSPs: what was agreed')
  expect(new Set(summaries).size).toBe(summaries.length)
  expect(written).toContain('Add iaas/20230118.md')
})

test('an unknown option is wrong usage', async () => {
  expect(await exitOf(demo('--fast'))).toBe(2)
})

test(
  'when a step fails, it says which one, why, and which files can be used',
  async () => {
    const folder = join(out, 'failed')
    // Where the first file of the story would go.
    mkdirSync(join(folder, 'iaas/20230118-agenda.md'), { recursive: true })
    const child = demo('--out', folder)
    let said = ''
    child.stderr?.on('data', (chunk) => {
      said += chunk
    })
    child.stdout?.resume()
    expect(await exitOf(child)).toBe(1)
    const lines = said.trim().split('\n')
    expect(lines[0]).toBe('The demo stops here, at this step of Tuesday, 17 January 2023: before the meeting:')
    expect(lines[1]).toMatch(/^ {2}15:00 {2}The agenda: /)
    expect(said).toContain('expected exit code 0, found 1')
    expect(said).toContain('20230118-agenda.md')
    expect(said).toContain('Everything told above that step did happen, and was checked.\nNo file is complete.')
  },
  TIMEOUT,
)

test(
  'when stopped, it leaves no process behind',
  async () => {
    const child = demo('--out', join(out, 'stopped'), '--verbose')
    const port = await new Promise<string>((resolve, reject) => {
      let text = ''
      child.stderr?.on('data', (chunk) => {
        text += chunk
        const found = /Listening on (http:\/\/\S+:\d+)/.exec(text)
        if (found?.[1]) resolve(found[1])
      })
      child.once('close', () => reject(new Error(`It ended before the server listened:\n${text}`)))
    })
    expect((await fetch(`${port}/health`)).status).toBe(200)
    const exit = exitOf(child)
    child.kill('SIGTERM')
    expect(await exit).toBe(143)
    await expect
      .poll(
        () =>
          fetch(`${port}/health`).then(
            () => 'alive',
            () => 'gone',
          ),
        { timeout: 5000 },
      )
      .toBe('gone')
  },
  TIMEOUT,
)
