/** The demo’s world contains what the demo shows: read from the sandbox as the app reads it, with the app’s own permissions. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createBoardSource } from '../../src/adapters/github/board/read-board.ts'
import type { BoardItem, Epic, Snapshot } from '../../src/domain/board/board.ts'
import { daysBetween } from '../../src/domain/time/dates.ts'
import { appAccessTo } from '../adapters/github/sandbox-access.ts'
import { type Sandbox, startSandbox } from '../sandbox/github.ts'
import { createWorld } from '../sandbox/model.ts'
import { readWorldFile } from '../sandbox/world.ts'

const PADS = 'test/demo/pads'
const MONDAY = new Date('2023-01-16T07:00:00Z')
const file = readWorldFile('test/demo/world.yml')
const minutes = file.repositories['SovereignCloudStack/minutes']?.files ?? {}
const pad = (name: string) => readFileSync(join(PADS, name), 'utf8')
const iaasPad = pad('iaas-2023-01-18.md')
const sigPad = pad('sig-standardization-2026-06-11.md')

const board = {
  owner: 'SovereignCloudStack',
  number: 6,
  fields: { status: 'Status', sprint: 'Iteration' },
  status: { backlog: ['Backlog', 'Refined'], active: ['Doing', 'In progress', 'Review'], done: ['Done', 'Abandoned'] },
}

let sandbox: Sandbox
let snapshot: Snapshot

beforeAll(async () => {
  sandbox = await startSandbox({ world: createWorld(file) })
  const client = await appAccessTo(sandbox).clientFor({
    owner: 'SovereignCloudStack',
    permissions: { organization_projects: 'read', issues: 'read' },
  })
  const settings = {
    board,
    sprints: { labelPrefix: 'Sprint ' },
    epics: { labels: ['epic'], types: [], titlePrefix: null },
    timezone: 'Europe/Berlin',
  }
  snapshot = await createBoardSource(client, settings, { now: () => MONDAY }, { isApp: true }).readBoard()
})

afterAll(async () => {
  await sandbox?.close()
})

const scs = (number: number) => `SovereignCloudStack/issues#${number}`

function item(ref: string): BoardItem {
  const found = snapshot.items.find((known) => known.ref === ref)
  if (!found) throw new Error(`The board has no ${ref}.`)
  return found
}

function epic(number: number): Epic {
  const found = snapshot.epics.find(({ ref }) => ref === scs(number))
  if (!found) throw new Error(`There is no epic ${number}.`)
  return found
}

const quietDays = (ref: string) => daysBetween(new Date(item(ref).lastHumanActivity ?? 0), MONDAY)
const children = (number: number) => epic(number).children.map(({ ref }) => ref)

test('the whole board is read: drafts, archived and redacted cards are counted', () => {
  expect(snapshot).toMatchObject({ complete: true, problems: [], board: { title: 'R4' } })
  expect(snapshot.counts).toMatchObject({
    items: file.boards['SovereignCloudStack/6']?.cards.filter(({ archived }) => !archived).length,
    drafts: 1,
    unreadable: 1,
  })
  expect(snapshot.sprints?.map(({ name }) => name)).toEqual(['Sprint 1', 'Sprint 2', 'Sprint 3', 'Sprint 4'])
})

test('nothing happened after the Monday on which the demo starts', () => {
  expect(new Date(file.now)).toEqual(MONDAY)
  const dates = [...readFileSync('test/demo/world.yml', 'utf8').matchAll(/(?:at|created|closed|merged|added|updated): (\d{4}-\d\d-\d\d)/g)]
  expect(dates.length).toBeGreaterThan(100)
  expect(dates.map(([, date]) => date).filter((date) => date === undefined || date >= '2023-01-16')).toEqual([])
})

test('every URL and number in the IaaS pad leads somewhere, except those that people left open', () => {
  const urls = [...iaasPad.matchAll(/https:\/\/github\.com\/([\w-]+\/[\w-]+)\/issues\/(\d+)/g)].map(
    ([, place, number]) => `${place}#${number}`,
  )
  const short = [...iaasPad.matchAll(/\b([\w-]+)\/([\w-]+)\/?#(\d+)/g)].map(([, owner, repo, number]) => {
    const places: Record<string, string> = { 'SCS/issues': 'SovereignCloudStack/issues', 'osism/CiaB': 'osism/cloud-in-a-box' }
    const place = `${owner}/${repo}`
    return `${places[place] ?? place}#${number}`
  })
  const bare = [...iaasPad.matchAll(/(?<![\w/])#(\d+)/g)].map(([, number]) => Number(number))
  expect(urls).toHaveLength(13)
  expect([...urls, ...short].filter((ref) => !snapshot.items.some((known) => known.ref === ref))).toEqual([])
  expect(bare).toEqual([336, 90, 236, 183, 39])
  const places = (number: number) => snapshot.items.filter(({ ref }) => ref?.endsWith(`#${number}`)).map(({ ref }) => ref)
  expect([90, 236, 39].map(places)).toEqual([[scs(90)], [scs(236)], [scs(39)]])
  expect(places(183).sort()).toEqual([scs(183), 'SovereignCloudStack/standards#183'])
  expect(places(336)).toEqual([])
})

test('the board link means the flavor manager', () => {
  expect(iaasPad).toContain('?pane=issue&itemId=16291074')
  expect(item(scs(236)).databaseId).toBe(16291074)
})

test('the flavor manager’s task list misses its two latest stories', () => {
  expect(children(236)).toEqual([scs(237), scs(253), scs(254)])
  expect(epic(236).taskLines.map(({ ref }) => ref)).toEqual([scs(237)])
  expect(item(scs(253)).pulls?.map(({ ref }) => ref)).toEqual(['SovereignCloudStack/standards#183'])
})

test('cloud-in-a-box: 4 of 7 stories done, all quiet for a month despite bots and labels, none about connectivity', () => {
  expect(epic(116).progress).toEqual({ done: 4, all: 7 })
  expect(epic(116).children.every(({ readable }) => readable)).toBe(true)
  const open = children(116).filter((ref) => item(ref).state === 'open')
  expect(open).toEqual([scs(118), 'osism/cloud-in-a-box#17', 'osism/cloud-in-a-box#31'])
  expect(Math.min(...children(116).map(quietDays))).toBe(31)
  expect(
    children(116)
      .map((ref) => item(ref).title)
      .join(),
  ).not.toMatch(/connectiv/i)
})

test('the air gap epic has a new story, and a story in the other organization that names it', () => {
  expect(epic(90).children).toEqual([
    { ref: scs(252), sources: ['sub-issue'], readable: true },
    { ref: 'osism/issues#348', sources: ['child-line'], readable: true },
  ])
})

test('the other epics have the stories named in the pad', () => {
  expect(children(28)).toEqual([225, 226, 227, 233].map(scs))
  expect(children(247)).toEqual([248, 249].map(scs))
  expect(children(39)).toEqual([245, 246].map(scs))
  expect(children(251)).toEqual([])
  expect(epic(168).taskLines.filter(({ ref }) => ref === null)).toMatchObject([{ text: 'tell the world about it' }])
})

test('one card has an outdated status, one epic has all stories done, one has no owner and is overdue, one is on hold', () => {
  expect(item(scs(233))).toMatchObject({ state: 'closed', status: 'In progress' })
  const contradicting = snapshot.items.filter(({ state, status, itemId }) => itemId !== null && state === 'closed' && status !== 'Done')
  expect(contradicting.map(({ ref }) => ref)).toEqual([scs(233)])
  expect(snapshot.epics.filter(({ progress }) => progress.all > 0 && progress.done === progress.all).map(({ ref }) => ref)).toEqual([
    scs(121),
  ])
  const ownerless = snapshot.epics
    .map(({ ref }) => item(ref))
    .filter(({ assignees, status }) => assignees.length === 0 && status === 'In progress')
  expect(ownerless.map(({ ref }) => ref)).toEqual([scs(142)])
  expect(item(scs(142)).milestone).toMatchObject({ title: 'R3 (v4.0.0)', dueOn: expect.stringMatching(/^2022-09-2/), state: 'open' })
  expect(item(scs(54)).labels).toContain('on hold')
})

test('since the last minutes: two more stories done and a new one in the next sprint, none of them in the pad', () => {
  const since = '2023-01-11T11:00:00Z'
  const done = snapshot.items.filter(({ closedAt }) => closedAt !== null && closedAt > since).map(({ ref }) => ref)
  expect(done.sort()).toEqual([231, 233, 254].map(scs))
  const fresh = snapshot.items.filter(({ createdAt, sprint }) => createdAt !== null && createdAt > since && sprint === 'Sprint 3')
  expect(fresh.map(({ ref }) => ref).sort()).toEqual([240, 247, 248, 249, 252].map(scs))
  expect(iaasPad).not.toMatch(/issues\/(?:231|233|240|254)\b/)
})

test('previous minutes: a rota with different people, and the SIG’s four open items, which its pad names again', () => {
  const iaas = Object.keys(minutes).filter((path) => path.startsWith('iaas/'))
  expect(iaas).toEqual(['20221130', '20221207', '20221214', '20221221', '20230111'].map((day) => `iaas/${day}.md`))
  const items = (text: string) => [...text.matchAll(/_AI (@\w+: [^_]+)_/g)].map(([, words]) => words ?? '')
  const before = items(minutes['sig-standardization/20260604.md'] ?? '')
  expect(before).toHaveLength(4)
  expect(items(sigPad).slice(0, 4).sort()).toEqual([...before].sort())
  expect(sigPad.match(/^ {2}- DONE\b/gm)).toHaveLength(1)
  expect(items(minutes['sig-standardization/20260507.md'] ?? '')).toEqual([before[0]])
})

test('the pads are written as people write', () => {
  expect(iaasPad).toContain('#### @mfechner')
  expect(iaasPad).toMatch(/\)\. {4}- https/)
  expect(iaasPad).toMatch(/^ {6}- /m)
  expect(sigPad).toMatch(/^## 2026-06-11\n/)
  expect(sigPad).toMatch(/no objections[\s\S]*Decision:/)
  expect(sigPad).not.toMatch(/Designate people/)
  expect(new Date('2026-06-11T12:00:00Z').getUTCDay()).toBe(4)
  expect(readdirSync(PADS).sort()).toEqual(['iaas-2023-01-18.md', 'sig-standardization-2026-06-11.md'])
})
