/**
 * Every number on a page equals what the commands print from the same data. The expected values come from the commands’ JSON, and
 * the pages are read as written HTML.
 */
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Element } from 'hast'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { type Sandbox, startSandbox } from '../../sandbox/github.ts'
import { elements, parseHtml, rowsOf, sectionOf, wordsOf } from '../../site/html.ts'
import { aFolder, scsSprint } from '../terminal.ts'

type Item = { owners: string[]; since: string; path: string; line: number; carried: number; due: string | null }
type Rota = {
  history: { date: string; reporters: string[]; scribes: string[] }[]
  counts: { handle: string; reported: number; wrote: number }[]
  proposal: { reporter: string | null; scribe: string | null }
}
type Finding = { rule: string; epic: string | null; message: string; evidence: string[]; since: string | null }

type Place = {
  readonly config: string
  readonly minutes: string
  readonly out: string
  readonly more: readonly string[]
  readonly env: Record<string, string>
}

async function json<Value>({ config, env }: Place, argv: readonly string[]): Promise<Value> {
  const ran = await scsSprint([...argv, '--json', '--config', config], env)
  expect(ran.code, ran.err).toBe(0)
  return JSON.parse(ran.out) as Value
}

async function makeSite({ config, minutes, out, more, env }: Place): Promise<void> {
  const ran = await scsSprint(['site', '--config', config, '--minutes', minutes, '--out', out, ...more], env)
  expect(ran.code, ran.err).toBe(0)
}

const page = ({ out }: Place, path: string) => readFileSync(join(out, path, 'index.html'), 'utf8')
const teamsIn = ({ config }: Place) => Object.keys((parse(readFileSync(config, 'utf8')) as { teams: object }).teams)
const spellingsIn = ({ config }: Place) => (parse(readFileSync(config, 'utf8')) as { people?: Record<string, string> }).people ?? {}

/** One person each, as `people` of sprint.yml says. */
function persons(handles: readonly string[], people: Readonly<Record<string, string>>): readonly string[] {
  const known = new Map(Object.entries(people).map(([typed, handle]) => [typed.toLowerCase(), handle.toLowerCase()]))
  return [...new Set(handles.map((handle) => known.get(handle.toLowerCase()) ?? handle.toLowerCase()))]
}

/** Place, owners, first day and how often it was carried over: of an item as JSON has it, and of a row. */
const told = ({ path, line, owners, since, carried }: Item, people: Readonly<Record<string, string>>) =>
  JSON.stringify([`${path}#L${line}`, persons(owners, people), since, carried])

/** The same in the list of one owner, where the others stand beside the item. */
const toldOfOne = (item: Item, people: Readonly<Record<string, string>>) =>
  told({ ...item, owners: [...persons(item.owners, people)].sort() }, {})

const TIMES: Readonly<Record<string, number>> = { '': 0, once: 1, twice: 2 }

const handlesIn = (element: Element) => wordsOf(element).match(/(?<=@)[^\s,]+/g) ?? []

/** `owner`: whose list the row stands in, where it does not name all of them itself. */
function toldByRow(row: Element, owner?: string): string {
  const cells = row.children.filter((cell): cell is Element => cell.type === 'element')
  const [item, second] = cells as [Element, Element]
  const named = (label: string) => cells.filter(({ properties }) => properties.dataLabel === label)
  const href = String(elements(item as Element, 'a')[0]?.properties.href)
  const [, path, line] = /\/blob\/[^/]+\/(.+)\?plain=1#L(\d+)$/.exec(href) ?? []
  const others = elements(item, 'small').filter((small) => wordsOf(small).startsWith('with '))
  const owners = owner === undefined ? handlesIn(second) : [...(owner === '' ? [] : [owner]), ...others.flatMap(handlesIn)].sort()
  // Where nothing was carried over there is no column for it.
  const often = named('Carried over').map(wordsOf)[0] ?? ''
  const since = named('Age').flatMap((age) => elements(age, 'time'))[0]?.properties.dateTime
  return JSON.stringify([`${path}#L${line}`, owners, since, TIMES[often] ?? Number.parseInt(often, 10)])
}

const bodyRows = (section: Element) => elements(section, 'tbody').flatMap((body) => elements(body, 'tr'))

async function compareItems(place: Place): Promise<number> {
  const people = spellingsIn(place)
  const byOwner = new Map<string, string[]>()
  let all = 0
  for (const team of teamsIn(place)) {
    const items = await json<Item[]>(place, ['actions', '--team', team, '--minutes', place.minutes])
    all += items.length
    const section = sectionOf(page(place, `teams/${team}`), `Action items: ${items.length}`)
    expect([team, bodyRows(section).map((row) => toldByRow(row))]).toEqual([team, items.map((item) => told(item, people))])
    for (const item of items) {
      const owners = persons(item.owners, people)
      for (const owner of owners.length === 0 ? [''] : owners) byOwner.set(owner, [...(byOwner.get(owner) ?? []), toldOfOne(item, people)])
    }
  }
  const sections = elements(parseHtml(page(place, 'actions')), 'section')
  const onPage = new Map(
    sections.map((section) => {
      const [, handle, count] = /^(?:@(\S+)|No owner): (\d+)$/.exec(wordsOf(elements(section, 'h2')[0] as Element)) ?? []
      const rows = bodyRows(section).map((row) => toldByRow(row, handle?.toLowerCase() ?? ''))
      expect([handle, rows.length]).toEqual([handle, Number(count)])
      return [handle?.toLowerCase() ?? '', rows.sort()] as const
    }),
  )
  expect(Object.fromEntries(onPage)).toEqual(Object.fromEntries([...byOwner].map(([owner, items]) => [owner, items.sort()])))
  return all
}

async function compareRotas(place: Place): Promise<number> {
  let turns = 0
  for (const team of teamsIn(place)) {
    const rota = await json<Rota>(place, ['presenter', '--team', team, '--minutes', place.minutes])
    const html = page(place, `teams/${team}`)
    const section = sectionOf(html, 'Who is next')
    const named = Object.fromEntries(
      elements(section, 'dt').map((dt, index) => [
        wordsOf(dt),
        /^@(\S+)$/.exec(wordsOf(elements(section, 'dd')[index] as Element))?.[1] ?? null,
      ]),
    )
    expect([team, named.Writes]).toEqual([team, rota.proposal.scribe])
    if ('Presents' in named) expect([team, named.Presents]).toEqual([team, rota.proposal.reporter])
    const had = rota.counts.filter(({ reported, wrote }) => reported + wrote > 0)
    const rows = had.length === 0 ? [] : rowsOf(html, 'Turns so far')
    expect([team, rows.map(([who, reported, wrote]) => `${who} ${reported} ${wrote}`).sort()]).toEqual([
      team,
      had.map(({ handle, reported, wrote }) => `@${handle} ${reported} ${wrote}`).sort(),
    ])
    turns += rows.length
  }
  return turns
}

/** Pages of epics by reference in lower case. */
const epicPages = ({ out }: Place) =>
  readdirSync(join(out, 'epics'), { recursive: true, encoding: 'utf8' })
    .filter((path) => /^[^/]+\/[^/]+\/\d+\/index\.html$/.test(path))
    .map((path) => dirname(path))

async function compareFindings(place: Place, board: string): Promise<number> {
  const findings = (await json<Finding[]>(place, ['hygiene', '--minutes', place.minutes, '--board', board])).filter(
    ({ epic }) => epic !== null,
  )
  const onPages: string[] = []
  for (const path of epicPages(place)) {
    const ref = path.replace(/\/(\d+)$/, '#$1').toLowerCase()
    for (const item of elements(sectionOf(page(place, `epics/${path}`), 'Needs attention'), 'li')) {
      const [message, rule] = [elements(item, 'strong')[0], elements(item, 'small')[0]]
      // An item of the evidence.
      if (!message || !rule) continue
      const evidence = elements(item, 'li').slice(1).map(wordsOf)
      const since = elements(rule, 'time')[0]?.properties.dateTime ?? null
      onPages.push(JSON.stringify([ref, /: ([a-z-]+)/.exec(wordsOf(rule))?.[1], wordsOf(message), evidence.length, since]))
    }
  }
  const plain = (text: string) => wordsOf({ type: 'text', value: text })
  const truth = findings.map(({ epic, rule, message, evidence, since }) =>
    JSON.stringify([epic?.toLowerCase(), rule, plain(message), evidence.length, since]),
  )
  expect(onPages.sort()).toEqual(truth.sort())
  return truth.length
}

describe('on the demo’s board and minutes', () => {
  let sandbox: Sandbox
  let place: Place
  let board: string

  beforeAll(async () => {
    sandbox = await startSandbox({ world: 'test/demo/world.yml' })
    const folder = aFolder()
    board = join(folder, 'board.json')
    cpSync('minutes', join(folder, 'minutes'), { recursive: true })
    // A week before, so that something was carried over.
    mkdirSync(join(folder, 'minutes/iaas'), { recursive: true })
    const before = [
      '# 2023-01-11',
      '## Participants',
      '- @fkr',
      '- @o-otte',
      '## Recap',
      '- AI @o-otte: write the report of the summit',
      '- AI @mfechner: order the cables',
    ]
    writeFileSync(join(folder, 'minutes/iaas/20230111.md'), `${before.join('\n\n')}\n`)
    const env = { SPRINT_NOW: '2023-01-19T09:00:00Z', DATA_DIR: join(folder, 'data') }
    const config = join(folder, 'minutes/sprint.yml')
    const synced = await scsSprint(['sync', '--out', board, '--config', config], { ...sandbox.env, ...env })
    expect(synced.code, synced.err).toBe(0)
    place = { config, minutes: join(folder, 'minutes'), out: join(folder, 'out'), more: ['--board', board], env }
    await makeSite(place)
  })
  afterAll(async () => {
    await sandbox?.close()
  })

  test('open items, by team and by owner, are those of `actions --json`', async () => {
    expect(await compareItems(place)).toBeGreaterThan(1)
  })
  test('rota and proposals are those of `presenter --json`', async () => {
    expect(await compareRotas(place)).toBeGreaterThan(0)
  })
  test('findings of each epic are those of `hygiene --json`', async () => {
    expect(await compareFindings(place, board)).toBeGreaterThan(3)
  })
})

const archive = process.env.SCS_CORPUS
if (archive === undefined) console.log('Set SCS_CORPUS to a folder of minutes to compare the pages of a whole archive.')

describe.skipIf(archive === undefined)('on an archive', () => {
  let place: Place
  beforeAll(async () => {
    const folder = aFolder()
    const minutes = archive as string
    const teams = readdirSync(minutes, { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? [`  ${entry.name}: { name: ${entry.name} }\n`] : [],
    )
    const config = join(folder, 'sprint.yml')
    writeFileSync(
      config,
      `organization: SovereignCloudStack\ntimezone: Europe/Berlin\nminutes: { repository: SovereignCloudStack/minutes }\npeople: { mfechner: matfechner }\nteams:\n${teams.join('')}`,
    )
    place = { config, minutes, out: join(folder, 'out'), more: [], env: { DATA_DIR: join(folder, 'data') } }
    await makeSite(place)
  }, 300_000)

  test('open items, by team and by owner, are those of `actions --json`', { timeout: 300_000 }, async () => {
    expect(await compareItems(place)).toBeGreaterThan(20)
  })
  test('rota and proposals are those of `presenter --json`', { timeout: 300_000 }, async () => {
    expect(await compareRotas(place)).toBeGreaterThan(20)
  })
})
