/** The documentation matches the code. */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import GithubSlugger from 'github-slugger'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { pages } from '../scripts/pages.ts'
import { rules } from '../src/hygiene/registry.ts'
import { parseSettings } from '../src/settings/parse.ts'
import { blocks } from './readme-blocks.ts'

test.each(pages)('$path is up to date (`npm run docs` updates it)', async ({ path, text }) => {
  expect(readFileSync(path, 'utf8')).toBe(await text())
})

test('the schema for editors accepts the commented example and rejects a typo in it', () => {
  const ajv = new Ajv2020({ strict: false, formats: { uri: true, date: true } })
  const valid = ajv.compile(JSON.parse(readFileSync('docs/sprint.schema.json', 'utf8')))
  const example = parse(readFileSync('minutes/sprint.yml', 'utf8'))
  expect(valid(example), JSON.stringify(valid.errors)).toBe(true)
  expect(valid({ ...example, organisation: 'x' })).toBe(false)
})

/** A page for each of us. */
const ours = ['presenter', 'minute-taker', 'epic-owner', 'team-lead', 'administrator'].map((name) => `docs/${name}.md`)

const written = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'CHANGELOG.md',
  'docs/operation.md',
  'docs/commands.md',
  'docs/deploy.md',
  ...ours,
]

test.each(written)('%s: every link to a file of the project works', (page) => {
  const targets = [...readFileSync(page, 'utf8').matchAll(/\]\(([^)\s]+)\)|(?:src|srcset)="([^"]+)"/g)].map(([, a, b]) => a ?? b ?? '')
  const inside = targets.filter((target) => !/^(?:https?:|#)/.test(target)).map((target) => target.replace(/#.*$/, ''))
  expect(inside.filter((target) => !existsSync(join(dirname(page), target)))).toEqual([])
})

/** Headings as GitHub makes anchors of them. */
const anchorsOf = (page: string) => {
  const slugs = new GithubSlugger()
  return [...readFileSync(page, 'utf8').matchAll(/^#{1,6} (.+)$/gm)].map(([, title = '']) => slugs.slug(title.replaceAll('`', '')))
}

test.each(written)('%s: every link to a heading works', (page) => {
  const text = readFileSync(page, 'utf8').replace(/^```[\s\S]*?^```$/gm, '')
  const targets = [...text.matchAll(/\]\(([^)\s:#]*\.md|)#([^)\s]+)\)/g)]
  const dead = targets.filter(([, file, anchor = '']) => !anchorsOf(file ? join(dirname(page), file) : page).includes(anchor))
  expect(dead.map(([link]) => link)).toEqual([])
})

test.each(ours)('%s fits on one screen, and the README links it', (page) => {
  expect(readFileSync(page, 'utf8').trimEnd().split('\n').length).toBeLessThanOrEqual(45)
  expect(readFileSync('README.md', 'utf8')).toContain(`](${page})`)
})

/** Commands in these pages, as words: `npx scs-sprint minutes --team iaas` -> `minutes`, `--team`. */
const commandsOf = (page: string) =>
  [...readFileSync(page, 'utf8').matchAll(/npx scs-sprint ([^\n`]+)/g)].map(([, rest = '']) => rest.split(/\s+/))

test.each([...ours, 'docs/deploy.md'])('%s: its commands and options exist', (page) => {
  const commands = readFileSync('docs/commands.md', 'utf8').split(/^## scs-sprint /m)
  for (const [name = '', ...rest] of commandsOf(page)) {
    const helps = commands.filter((help) => help.startsWith(name)).join('\n')
    expect(helps, name).not.toBe('')
    for (const option of rest.filter((word) => word.startsWith('--'))) expect(helps, name).toContain(option)
  }
})

const copied = blocks(readFileSync('README.md', 'utf8')).filter(({ from }) => from !== 'npm run demo')

test.each(copied)('the README quotes $from correctly', ({ from, lines }) => {
  const source = readFileSync(from, 'utf8').split('\n')
  let at = 0
  for (const line of lines.filter((one) => one.trim() !== '' && one.trim() !== '…')) {
    const found = source.indexOf(line, at)
    expect(found, `not there, or not in this order: ${line}`).toBeGreaterThanOrEqual(0)
    at = found + 1
  }
})

/** Command lines as people are told to type them. */
const told = ['README.md', 'CONTRIBUTING.md', 'docs/operation.md', '.github/workflows/minutes.yml', '.github/workflows/pages.yml'].flatMap(
  (file) =>
    [...readFileSync(file, 'utf8').matchAll(/npx scs-sprint ((?:config )?[a-z-]+)([^\n`;|]*)/g)].map(([, command = '', rest = '']) => ({
      file,
      command,
      options: rest.match(/--[a-z-]+/g) ?? [],
    })),
)

test('every documented command line is valid', () => {
  const page = readFileSync('docs/commands.md', 'utf8')
  expect(told.length).toBeGreaterThan(8)
  const unknown = told.filter(({ command, options }) => {
    const help = page.split(`## scs-sprint ${command}\n`)[1]?.split('\n## ')[0]
    return help === undefined || options.some((option) => !help.includes(`${option} `) && !help.includes(`${option}\n`))
  })
  expect(unknown).toEqual([])
})

test('the first configuration in the README is sufficient', () => {
  const [, yaml = ''] = /```yaml\n([\s\S]*?)```/.exec(readFileSync('README.md', 'utf8')) ?? []
  expect(parseSettings(yaml.replace(/^ {3}/gm, ''), 'README.md', rules)).toMatchObject({
    organization: 'SovereignCloudStack',
    teams: { iaas: { name: 'Team IaaS' } },
  })
})
