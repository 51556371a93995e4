/**
 * The life of the comment on an epic, from the command line and without a store: each run has its own folder, as in the scheduled
 * workflow, so all state is on GitHub. Some tests keep the folder, and say so.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readMarks } from '../../../src/hygiene/comment/comment-body.ts'
import { type Sandbox, startSandbox } from '../../sandbox/github.ts'
import { thingAt } from '../../sandbox/model.ts'
import { aFolder, scsSprint } from '../terminal.ts'

const EPIC = 'scs/issues#1'
const BOARD = 'scs/6'
let sandbox: Sandbox
let now: Date

beforeEach(async () => {
  // A Wednesday.
  now = new Date('2023-01-18T08:00:00Z')
  sandbox = await startSandbox({ world: 'test/sandbox/worlds/small.yml', now: () => now })
})
afterEach(() => sandbox.close())

function configured(team = '', hygiene = ''): string {
  const config = join(aFolder(), 'sprint.yml')
  writeFileSync(
    config,
    `organization: scs
minutes: { repository: scs/minutes }
board: { owner: scs, number: 6, fields: { status: Status, sprint: Sprint } }
epics: { labels: [epic] }
hygiene: { minDaysBetweenNotifications: 1, ${hygiene} }
teams: { iaas: { name: Team IaaS, label: IaaS, ${team} } }
`,
  )
  return config
}

async function run(argv: readonly string[], { config = configured(), dataDir = aFolder() } = {}) {
  const env = {
    GITHUB_TOKEN: sandbox.tokens.installation('scs'),
    GHE_HOST: sandbox.env.GHE_HOST ?? '',
    GHE_PROTOCOL: 'http',
    GHE_SITE: sandbox.env.GHE_SITE,
  }
  const ran = await scsSprint([...argv, '--apply', '--config', config], { ...env, SPRINT_NOW: now.toISOString(), DATA_DIR: dataDir })
  expect([ran.code, ran.err]).toEqual([0, expect.any(String)])
  return ran
}
const look = (options = {}) => run(['hygiene'], options)
const later = (days: number) => {
  now = new Date(now.getTime() + days * 24 * 60 * 60 * 1000)
}
const byApp = (ref = EPIC) => thingAt(sandbox.world, ref).comments.filter(({ author }) => author === sandbox.world.app.bot)
const visible = (ref = EPIC) => byApp(ref).filter(({ minimizedReason }) => minimizedReason === null)
const kinds = (ref = EPIC) => byApp(ref).map(({ body, minimizedReason }) => [readMarks(body).kind, minimizedReason])
const fkr = () => sandbox.edit('fkr')
const labels = () => thingAt(sandbox.world, EPIC).labels.map(({ name }) => name)

test('the owner of an epic is mentioned once per finding, in a new comment, and nobody else is', { timeout: 60_000 }, async () => {
  await look()
  expect(byApp()[0]?.body).toContain('\nOwner: @fkr\n')
  await fkr().assign(EPIC, 'o-otte')
  later(1)
  await look()
  expect(visible()).toHaveLength(1)
  expect(visible()[0]?.body).toContain('\nOwners: @fkr, `@o-otte`\n')
  // What was told is mended, then comes back as it was: that is no second call.
  for (const status of ['Done', 'Doing']) {
    later(15)
    await fkr().moveCard(BOARD, 'scs/issues#2', 'Status', status)
    await look()
  }
  const calls = byApp().filter(({ edits, body }) => [...edits.map(({ diff }) => diff), body].some((text) => /(^|[^`\w])@fkr/.test(text)))
  expect(calls).toHaveLength(1)
})

test('a comment deleted by a person is not posted again without a store; new findings are', async () => {
  await look()
  const [told] = byApp()
  if (!told) throw new Error('There is no comment.')
  later(1)
  await fkr().deleteComment(told)
  await look()
  expect(byApp()).toEqual([])
  later(70)
  await look()
  // Its milestone was due on 2023-03-22.
  expect(visible()).toMatchObject([{ body: expect.stringContaining('was due on 2023-03-22') }])
  expect(visible()[0]?.body).not.toContain('status-contradicts-state')
})

describe('hide-comments', () => {
  test('hides comments and keeps their text; nothing new is posted, also on other epics, until they are shown again', async () => {
    await look()
    const text = byApp()[0]?.body.split('\n').slice(2).join('\n').trim()
    await run(['hide-comments'])
    expect(kinds()).toEqual([['hidden', 'outdated']])
    expect(byApp()[0]?.body).toContain(text)
    expect(byApp()[0]?.body).not.toMatch(/scs-sprint:(?:hygiene|state)/)
    await fkr().label('scs/issues#3', 'epic', 'IaaS')
    await fkr().moveCard(BOARD, 'scs/issues#3', 'Status', 'Doing')
    later(20)
    await fkr().unassign(EPIC, 'fkr')
    const { err } = await look()
    expect(err).toContain('hidden by `hide-comments`')
    expect([kinds(), kinds('scs/issues#3')]).toEqual([[['hidden', 'outdated']], []])
    await run(['hide-comments', '--show'])
    await look()
    expect([kinds()[0], kinds('scs/issues#3')]).toEqual([expect.arrayContaining([expect.anything()]), [['live', null]]])
    expect(visible()).toHaveLength(1)
    expect(visible()[0]?.body).toContain('no owner')
  })
})

describe('an epic that is none any more', () => {
  test.each([
    ['its label is gone', (): Promise<unknown> => fkr().unlabel(EPIC, 'epic'), 'no longer marked as an epic'],
    ['its card is archived', () => fkr().archiveCard(BOARD, EPIC), /archived|no longer on the board/],
    ['its card is gone', () => fkr().deleteCard(BOARD, EPIC), 'no longer on the board'],
    ['it left the team', () => fkr().unlabel(EPIC, 'IaaS'), 'no longer has a team label'],
  ])('%s: its comment says so once, is hidden, and comes back without a notification', async (_name, change, reason) => {
    const dataDir = aFolder()
    await look({ dataDir })
    const before = labels()
    later(1)
    await change()
    await look({ dataDir })
    expect(kinds()).toEqual([['cleared', 'outdated']])
    expect(byApp()[0]?.body).toMatch(reason)
    expect(byApp()[0]?.body).not.toMatch(/scs-sprint:(?:hygiene|state)/)
    const edits = byApp()[0]?.edits.length
    later(1)
    await look({ dataDir })
    expect(byApp()[0]?.edits.length).toBe(edits)
    await fkr().label(EPIC, ...before)
    if (thingAt(sandbox.world, EPIC).cards.length === 0) await fkr().addCard(BOARD, EPIC)
    else await fkr().archiveCard(BOARD, EPIC, false)
    await fkr().moveCard(BOARD, EPIC, 'Status', 'Doing')
    // A Friday.
    later(14)
    await look({ dataDir })
    expect(kinds()).toEqual([['live', null]])
    expect(visible()[0]?.body).not.toContain('[x]')
  })

  test('if all epics are affected at once, it is not people’s work: their comments stay, and the run says why', async () => {
    const dataDir = aFolder()
    const others: string[] = []
    for (const title of ['Images', 'Networks', 'Volumes']) {
      const { number } = await fkr().createIssue('scs/issues', { title, labels: ['epic', 'IaaS'] })
      others.push(`scs/issues#${number}`)
      await fkr().addCard(BOARD, `scs/issues#${number}`)
    }
    await look({ dataDir })
    for (const ref of [EPIC, ...others]) await fkr().unlabel(ref, 'epic')
    later(1)
    const { err } = await look({ dataDir })
    expect(err).toContain('at the same time')
    expect(kinds()).toEqual([['live', null]])
  })

  test('a transferred epic keeps its comment: nothing is checked off, nobody is notified', async () => {
    const dataDir = aFolder()
    await look({ dataDir })
    const target = sandbox.world.repositories.get('scs/wiki')
    if (target) target.hasIssuesEnabled = true
    const to = await fkr().createIssue('scs/wiki', {
      title: 'Flavor manager',
      body: thingAt(sandbox.world, EPIC).body.replaceAll('#', 'scs/issues#'),
    })
    await fkr().label(`scs/wiki#${to.number}`, 'epic', 'IaaS')
    const moved = `scs/wiki#${to.number}`
    later(3)
    await fkr().transfer(EPIC, moved)
    await look({ dataDir })
    expect(kinds(moved)).toEqual([['live', null]])
    expect(visible(moved)[0]?.body).toContain('status-contradicts-state')
    expect(visible(moved)[0]?.body).not.toContain('[x]')
  })
})

describe('mode label', () => {
  const config = () => configured('hygiene: { mode: label, label: needs care }')

  test('a label and nothing else; it is removed when there are no findings', async () => {
    await look({ config: config() })
    expect([byApp(), labels()]).toEqual([[], ['epic', 'IaaS', 'needs care']])
    later(1)
    await fkr().moveCard(BOARD, 'scs/issues#2', 'Status', 'Done')
    await fkr().moveCard(BOARD, 'scs/issues#3', 'Status', 'Done')
    for (const story of ['scs/issues#3', 'scs/issues#4']) await fkr().close(story)
    await fkr().close(EPIC)
    await look({ config: config() })
    expect([byApp(), labels()]).toEqual([[], ['epic', 'IaaS']])
  })

  test('a label removed by a person stays removed, and one set by a person stays', async () => {
    await look({ config: config() })
    later(1)
    await fkr().unlabel(EPIC, 'needs care')
    await look({ config: config() })
    expect(labels()).toEqual(['epic', 'IaaS'])
    await fkr().label(EPIC, 'needs care')
    await fkr().close(EPIC)
    for (const story of ['scs/issues#3', 'scs/issues#4']) await fkr().close(story)
    await look({ config: config() })
    expect(labels()).toContain('needs care')
  })
})

describe('an owner who has left', () => {
  const on = () => configured('hygiene: { rules: { owner-left: on } }')

  test('is found if all owners have left or are away, with one request to GitHub per run', async () => {
    await look({ config: on() })
    expect(byApp()[0]?.body).not.toContain('owner-left')
    await fkr().unassign(EPIC, 'fkr')
    await fkr().assign(EPIC, 'stranger')
    later(1)
    const from = sandbox.requests.length
    await look({ config: on() })
    expect(sandbox.requests.slice(from).filter(({ operation }) => operation.includes('Members'))).toHaveLength(1)
    expect(visible()[0]?.body).toContain('Its owner has left the organization')
    await fkr().assign(EPIC, 'fkr')
    later(1)
    await look({ config: on() })
    expect(visible()[0]?.body).toContain('~~Owner has left~~')
    // The last thing fkr opened is more than a year old; the next sprint's epic is still looked at.
    now = new Date('2024-01-17T08:00:00Z')
    await look({ config: on() })
    expect(visible()[0]?.body).toContain('have left, or been away for more than 365 days')
  })

  test('is off by default, and without the permission it checks nothing', async () => {
    await fkr().unassign(EPIC, 'fkr')
    await fkr().assign(EPIC, 'stranger')
    const from = sandbox.requests.length
    await look()
    expect(sandbox.requests.slice(from).some(({ operation }) => operation.includes('Members'))).toBe(false)
    expect(byApp()[0]?.body).not.toContain('owner-left')
    const errors = [{ type: 'FORBIDDEN', message: 'Resource not accessible by integration' }]
    sandbox.faults.add({ kind: 'status', status: 200, json: { data: null, errors } }, { match: 'Members', times: 5 })
    const { err } = await look({ config: on() })
    expect(err).toContain('owner-left was skipped: members of scs: expected the organization permission "Members: read"')
  })
})
