/** `/epic …`: who may use it, what is stored in the comment, and the reply. */
import { beforeEach, expect, test } from 'vitest'
import type { Snapshot } from '../../../src/domain/board/board.ts'
import { rules } from '../../../src/hygiene/registry.ts'
import { parseSettings } from '../../../src/settings/parse.ts'
import { answerEpicCommand } from '../../../src/usecases/hygiene/answer-epic-command.ts'
import { checkHygiene } from '../../../src/usecases/hygiene/check-hygiene.ts'
import { aBoardItem, anEpic, aSnapshot } from '../../builders.ts'
import { apply, fakeComments } from '../../hygiene/comment/fake-comments.ts'
import { render } from '../../hygiene/render.ts'

const EPIC = 'scs/issues#1'
let now: Date
let github: ReturnType<typeof fakeComments>
beforeEach(() => {
  now = new Date('2023-01-18T09:00:00Z')
  github = fakeComments(() => now)
})

const settings = parseSettings(
  'organization: scs\nminutes: { repository: scs/minutes }\nboard: { owner: scs, number: 6 }\nteams: { core: { name: Team Core } }\n',
  'sprint.yml',
  rules,
)
const board = (assignees: string[] = []): Snapshot =>
  aSnapshot({
    takenAt: now.toISOString(),
    items: [
      aBoardItem({ number: 1, labels: ['epic'], status: 'Doing', assignees, createdAt: '2022-06-01T08:00:00Z' }),
      aBoardItem({ number: 2, assignees: [], status: 'Doing', lastHumanActivity: now.toISOString() }),
    ],
    epics: [anEpic({ number: 1, children: [{ ref: 'scs/issues#2', sources: ['sub-issue'], readable: true }] })],
  })

async function check(snapshot = board()) {
  const { plan } = await checkHygiene({ comments: github.comments, clock: { now: () => now } }, { settings, snapshot, render })
  await apply(plan, github.comments)
}

async function say(
  body: string,
  { author = 'garloff', may = true, snapshot = board(), commentId = 'IC_command', assigned = '', by = settings, on = EPIC } = {},
) {
  const people = {
    mayTriage: async (_ref: string, login: string) => may && login === author,
    isAssigned: async (_ref: string, login: string) => login === assigned,
  }
  const ports = { comments: github.comments, people, clock: { now: () => now } }
  const result = await answerEpicCommand(ports, { settings: by, snapshot, on, commentId, author, body, render })
  await apply(result.plan, github.comments)
  await apply(result.understood, github.comments)
  return result
}

const visible = () => github.visible(EPIC)[0]?.body ?? ''
const kinds = () => github.writes.map(({ kind }) => kind)
const later = (days: number) => {
  now = new Date(now.getTime() + days * 24 * 60 * 60 * 1000)
}

test('a snooze gets a reaction, is shown in the comment, and keeps it quiet until it ends', async () => {
  await check()
  await say('/epic snooze 2 weeks waiting for upstream')
  expect(kinds()).toEqual(['create', 'update', 'react'])
  expect(visible()).toContain('Snoozed until 2023-02-01 by `@garloff`: waiting for upstream')
  later(8)
  await check(board(['fkr']))
  expect(kinds()).toHaveLength(3)
  later(6)
  await check(board(['fkr']))
  expect(kinds()).toHaveLength(4)
  expect(visible()).not.toContain('Snoozed')
  expect(visible()).toContain('~~No owner~~')
})

test('unsnooze ends it, and requests another check', async () => {
  await check()
  await say('/epic snooze 2 weeks')
  const { recheck } = await say('/epic unsnooze', { commentId: 'IC_other' })
  expect(recheck).toBe(true)
  expect(visible()).not.toContain('Snoozed')
})

const teams = (text: string) =>
  parseSettings(
    `organization: scs\nminutes: { repository: scs/minutes }\nboard: { owner: scs, number: 6 }\nteams: ${text}\n`,
    'sprint.yml',
    rules,
  )

test.each([
  ['the only team is off', '{ core: { name: Core, hygiene: { mode: off } } }', EPIC],
  ['its team is off, another has the whole board', '{ all: { name: All }, epics: { name: E, label: epic, hygiene: { mode: off } } }', EPIC],
  ['all teams are off and it is no epic', '{ core: { name: Core, hygiene: { mode: off } } }', 'scs/issues#2'],
])('off is silent: no reply if %s', async (_name, text, on) => {
  const result = await say('/epic snooze 2 weeks', { by: teams(text), on })
  expect(result).toEqual({ plan: { actions: [], remarks: [] }, recheck: false, understood: { actions: [], remarks: [] } })
  expect((await say('/epic gibberish', { by: teams(text), on, may: false })).plan.actions).toEqual([])
})

test('an ignored rule is permanently removed from the comment, with who and why', async () => {
  await check()
  await say('/epic ignore epic-without-owner we share it')
  expect(visible()).not.toContain('no owner')
  expect(visible()).toContain('Ignored: `epic-without-owner` (`@garloff`: we share it).')
  later(30)
  await check()
  expect(visible()).not.toContain('no owner')
})

test('an ignored rule is reported again when someone restores it, and any rule of the comment can be ignored', async () => {
  await check()
  const named = [...visible().matchAll(/<sub>`([a-z-]+)`<\/sub>/g)].map(([, rule]) => rule)
  expect(named).toEqual(['epic-without-owner', 'story-unowned'])
  for (const rule of named) await say(`/epic ignore ${rule}`, { commentId: `IC_${rule}` })
  expect(github.visible(EPIC)).toEqual([])
  const { recheck } = await say('/epic unignore epic-without-owner', { commentId: 'IC_back' })
  expect(recheck).toBe(true)
  later(1)
  await check()
  expect(visible()).toContain('no owner')
  expect(visible()).not.toContain('story-unowned`</sub>')
})

test('if all remaining rules are ignored, the comment is hidden, and the request is stored', async () => {
  await check()
  await say('/epic ignore epic-without-owner')
  await say('/epic ignore story-unowned one-off', { commentId: 'IC_other' })
  expect(github.visible(EPIC)).toEqual([])
  later(30)
  await check()
  expect(github.visible(EPIC)).toEqual([])
})

test('a request on an epic without a comment is stored too', async () => {
  await say('/epic ignore epic-without-owner')
  expect(visible()).toContain('Ignored')
  expect(visible()).not.toContain('no owner')
})

test('check with nothing to store gets a reaction and another check', async () => {
  expect((await say('/epic check')).recheck).toBe(true)
  expect(kinds()).toEqual(['react'])
})

test('an assignee of the epic may use it without triage permission', async () => {
  await check(board(['fkr']))
  await say('/epic snooze 1 week', { author: 'fkr', may: false, assigned: 'fkr', snapshot: board([]) })
  expect(kinds()).toEqual(['create', 'update', 'react'])
})

test('a former assignee, still assigned in the last snapshot, may not', async () => {
  await check(board(['fkr']))
  await say('/epic snooze 1 week', { author: 'fkr', may: false, snapshot: board(['fkr']) })
  expect(kinds()).toEqual(['create', 'create'])
})

test('others get one short reply that mentions nobody, once, and change nothing', async () => {
  await check()
  const before = visible()
  await say('/epic snooze 1 week', { author: 'stranger', may: false })
  await say('/epic snooze 1 week', { author: 'stranger', may: false })
  expect(kinds()).toEqual(['create', 'create'])
  expect(github.on(EPIC)[0]?.body).toBe(before)
  expect(github.on(EPIC)[1]?.body).toContain('`@stranger`: only people with triage rights')
  // A reply is not the comment of the epic.
  await check()
  expect(kinds()).toEqual(['create', 'create'])
})

test('an unknown command gets a reply with the known ones', async () => {
  await say('/epic ignore epic-without-ownr')
  expect(visible()).toContain('did you mean `epic-without-owner`?')
})

test('an issue that is not an epic gets a reply that says so', async () => {
  const people = { mayTriage: async () => true, isAssigned: async () => false }
  const ports = { comments: github.comments, people, clock: { now: () => now } }
  const asked = { settings, snapshot: board(), on: 'scs/issues#2', commentId: 'IC_x', author: 'fkr', body: '/epic snooze 1 week', render }
  expect((await answerEpicCommand(ports, asked)).plan.actions).toMatchObject([
    { kind: 'create-comment', body: expect.stringContaining('not an epic') },
  ])
})

test('a comment without a command is ignored', async () => {
  expect((await say('Looks good to me')).plan.actions).toEqual([])
  expect(github.reads()).toBe(0)
})
