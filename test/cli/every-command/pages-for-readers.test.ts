/** The commands on the pages for presenters, minute takers, team leads and owners of epics work as printed, in a clone without an account. */
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { demoBoard } from '../../usecases/demo-world.ts'
import { aFolder, scsSprint } from '../terminal.ts'

const root = resolve(import.meta.dirname, '../../..')
let folder: string

/** Like a clone after `npm run demo`: the example, its minutes, the pads of the demo, the saved board. */
beforeEach(async () => {
  folder = aFolder()
  cpSync(join(root, 'minutes'), join(folder, 'minutes'), { recursive: true })
  symlinkSync(join(root, 'test'), join(folder, 'test'))
  mkdirSync(join(folder, 'data/demo'), { recursive: true })
  writeFileSync(join(folder, 'data/demo/board.json'), JSON.stringify(await demoBoard()))
  process.chdir(folder)
})
afterEach(() => {
  process.chdir(root)
  for (const name of ['SPRINT_CONFIG', 'SPRINT_MINUTES', 'SPRINT_BOARD']) delete process.env[name]
})

/** Commands of the blocks that are typed into a shell: those of the README that set up the trial, then those of the page. */
function typed(page: string): readonly string[] {
  const setup = blocksOf('README.md').filter((block) => block.startsWith('export '))
  return [...setup, ...blocksOf(join('docs', page))].flatMap((block) => block.split(/\n|&&/)).flatMap((line) => line.trim() || [])
}

function blocksOf(page: string): readonly string[] {
  return [...readFileSync(join(root, page), 'utf8').matchAll(/^ *```sh\n([\s\S]*?)^ *```$/gm)].map(([, lines = '']) => lines)
}

test.each([
  ['presenter.md', [/@/, /^# SCS Tech Weekly 2023-01-19/m]],
  ['minute-taker.md', [/^# 2023-01-18/m, /Participants/]],
  ['team-lead.md', [/^# 2023-01-25/m, /issues#/]],
  ['epic-owner.md', [/issues#236/, /epic-/]],
])('%s', { timeout: 120_000 }, async (page, expected) => {
  const env: Record<string, string> = { DATA_DIR: join(folder, 'data') }
  const outputs: string[] = []
  const commands: string[] = []
  for (const line of typed(page)) {
    const [program = '', ...words] = line.split(' ')
    if (program === 'export') {
      for (const word of words) {
        const [name = '', value = ''] = word.split('=')
        env[name] = value
        process.env[name] = value
      }
    } else if (program === 'cp') cpSync(join(folder, words[0] ?? ''), join(folder, words[1] ?? ''))
    else if (words[0] === 'scs-sprint' && !words.includes('--apply')) {
      const { code, out, err } = await scsSprint(words.slice(1), env)
      expect([line, code, err]).toEqual([line, 0, expect.any(String)])
      outputs.push(out)
      commands.push(line)
    }
  }
  expect(commands.length).toBeGreaterThan(0)
  for (const text of expected) expect(outputs.join('\n')).toMatch(text)
})
