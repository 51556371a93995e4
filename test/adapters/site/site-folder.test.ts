/** The folder of the pages: several runs at once, killed runs, and damaged lists and caches. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { inSiteFolder } from '../../../src/adapters/site/site-folder.ts'
import { hashOf } from '../../../src/adapters/site/site-list.ts'
import { TryAgainError } from '../../../src/errors.ts'
import type { NewFile } from '../../../src/ports/app-ports.ts'
import { aFolder } from '../../cli/terminal.ts'

const file = (path: string, text: string): NewFile => ({ path, key: hashOf(path + text), text: () => text })
const pages = (words: string, count = 40): readonly NewFile[] => [
  file('index.html', words),
  ...Array.from({ length: count }, (_, index) => file(`teams/t${index}/index.html`, `${words} ${index}`)),
]
const write = (out: string, files: readonly NewFile[]) => inSiteFolder(out, (site) => site.write(files))

const filesIn = (out: string) =>
  Object.fromEntries(
    readdirSync(out, { recursive: true, encoding: 'utf8' })
      .filter((path) => statSync(join(out, path)).isFile())
      .sort()
      .map((path) => [path, readFileSync(join(out, path), 'utf8')]),
  )

async function fresh(files: readonly NewFile[]) {
  const out = join(aFolder(), 'out')
  await write(out, files)
  return filesIn(out)
}

/** A process of its own that writes such pages again and again. */
function writer(out: string, words: string, count: number): ChildProcess {
  const code = `
    import { createHash } from 'node:crypto'
    import { inSiteFolder } from './dist/adapters/site/site-folder.js'
    const hash = (text) => createHash('sha256').update(text).digest('hex')
    const file = (path, text) => ({ path, key: hash(path + text), text: () => text })
    const [out, words, count] = process.argv.slice(1)
    console.log('began')
    for (let round = 0; ; round++) {
      const files = [file('index.html', words + round)]
      for (let index = 0; index < Number(count) - (round % 7); index++) files.push(file('teams/t' + index + '/index.html', words + round + ' ' + index))
      await inSiteFolder(out, (site) => site.write(files))
    }`
  return spawn(process.execPath, ['--input-type=module', '-e', code, out, words, String(count)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

test('two runs at once take turns, and the list has the files of both', async () => {
  const out = join(aFolder(), 'out')
  await Promise.all([write(out, pages('one')), write(out, pages('two', 60))])
  await write(out, pages('three', 3))
  expect(filesIn(out)).toEqual(await fresh(pages('three', 3)))
})

test('a folder in use by another run gives a retryable error, and is free when that run fails', async () => {
  const out = join(aFolder(), 'out')
  let enter = () => {}
  let leave = () => {}
  const entered = new Promise<void>((resolve) => {
    enter = resolve
  })
  const left = new Promise<void>((resolve) => {
    leave = resolve
  })
  const first = inSiteFolder(out, async () => {
    enter()
    await left
    throw new Error('It fails.')
  })
  await entered
  const second = inSiteFolder(out, async () => 'never', { waitMs: 0 })
  await expect(second).rejects.toThrow(TryAgainError)
  await expect(second).rejects.toThrow(
    new RegExp(
      `expected a folder that no other run is writing to, found a run \\(process ${process.pid}\\) still active after 0 s\\. Try again`,
    ),
  )
  leave()
  await expect(first).rejects.toThrow('It fails.')
  expect(await write(out, pages('two'))).toMatchObject({ written: 41 })
})

test('after a run killed at any point, the next run writes the same bytes as into an empty folder', async () => {
  const clean = await fresh(pages('last', 10))
  for (let round = 0; round < 3; round++) {
    const out = join(aFolder(), 'out')
    for (let again = 0; again < 2; again++) {
      const child = writer(out, `words ${again} `, 30)
      await once(child.stdout as NonNullable<typeof child.stdout>, 'data')
      await new Promise((later) => setTimeout(later, Math.random() * 120))
      child.kill('SIGKILL')
      await once(child, 'exit')
    }
    expect(await write(out, pages('last', 10))).toMatchObject({ left: [], kept: [] })
    expect(filesIn(out)).toEqual(clean)
    expect(existsSync(join(out, 'teams/t20'))).toBe(false)
  }
})

const spoilt: readonly (readonly [string, (secret: string) => string])[] = [
  ['no JSON', () => '{ "schema": "scs-spri'],
  ['another kind of value', () => '[1, 2]'],
  ['files that are no texts', () => JSON.stringify({ schema: 'scs-sprint/site', version: 1, files: { 'a/b': { hash: 1 } } })],
  ['keys that are no texts', () => JSON.stringify({ schema: 'scs-sprint/site', version: 1, files: { 'a/b': 'x' }, keys: [1] })],
  [
    'paths that lead out',
    (secret) => {
      const hash = hashOf(secret)
      const paths = [
        '../secret.txt',
        'a/../../secret.txt',
        '/etc/hostname',
        '..\\secret.txt',
        './../secret.txt',
        'C:/secret.txt',
        '__proto__',
      ]
      return JSON.stringify({ schema: 'scs-sprint/site', version: 1, files: Object.fromEntries(paths.map((path) => [path, hash])) })
    },
  ],
]

test.each(spoilt)('a list with %s is ignored: nothing outside the folder and no foreign file is touched', async (_what, listOf) => {
  const folder = aFolder()
  const out = join(folder, 'out')
  mkdirSync(join(out, '.git'), { recursive: true })
  const secret = 'a secret'
  for (const path of ['secret.txt', 'out/.git/config', 'out/CNAME']) writeFileSync(join(folder, path), secret)
  writeFileSync(join(out, '.scs-sprint-site.json'), listOf(secret))
  expect(await write(out, pages('one', 2))).toMatchObject({ written: 3, removed: 0, kept: [] })
  for (const path of ['secret.txt', 'out/.git/config', 'out/CNAME']) expect(readFileSync(join(folder, path), 'utf8')).toBe(secret)
  const { CNAME: _, '.git/config': __, ...ours } = filesIn(out)
  expect(ours).toEqual(await fresh(pages('one', 2)))
})

test('the cache of a removed team is deleted, and the other caches are returned', async () => {
  const out = join(aFolder(), 'out')
  const run = (teams: readonly string[]) =>
    inSiteFolder(out, async ({ memory, write: writeAll }) => {
      const known = await Promise.all(teams.map((team) => memory.recall(team)))
      for (const team of teams) await memory.keep(team, `of ${team}`)
      await writeAll(pages('one', 1))
      return known
    })
  expect(await run(['iaas', '../../iam'])).toEqual([null, null])
  expect(await run(['iaas'])).toEqual(['of iaas'])
  expect(Object.values(filesIn(out)).filter((text) => text.startsWith('of '))).toEqual(['of iaas'])
  expect(await run(['../../iam'])).toEqual([null])
})

test('a link instead of the app’s folder is an error, and nothing is written behind it', async () => {
  const folder = aFolder()
  const out = join(folder, 'out')
  for (const path of ['out', 'elsewhere']) mkdirSync(join(folder, path))
  symlinkSync(join(folder, 'elsewhere'), join(out, '.scs-sprint'))
  await expect(write(out, pages('one'))).rejects.toThrow(/\.scs-sprint: expected a folder of pages, found a link/)
  expect(readdirSync(join(folder, 'elsewhere'))).toEqual([])
})
