/** `/epic fix <rule>` and `/epic undo` in the service: what the comment asks for is done, told, and taken back. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createMetrics } from '../../src/adapters/metrics/metrics.ts'
import { createService, type Service } from '../../src/service/service.ts'
import { createWiring } from '../../src/wiring.ts'
import { smallConfig } from '../cli/small-world.ts'
import { aFolder } from '../cli/terminal.ts'
import { aliveIn } from '../fuzz/oracle.ts'
import { type Sandbox, startSandbox } from '../sandbox/github.ts'
import { type Issue, type Milestone, thingAt } from '../sandbox/model.ts'
import { memoryLookAgain } from './memory-look-again.ts'

const EPIC = 'scs/issues#1'
/** As in small.yml: #3 is missing, #2 is closed and its card says "Doing". */
const BODY = 'As an operator, I want flavors managed, so that users find them everywhere.\n\n- [x] #2\n- [ ] #4 something\n'
let sandbox: Sandbox
let folder: string
let service: Service

const startService = (rules = '') => {
  const config = smallConfig(folder, rules === '' ? '' : `hygiene: { rules: { ${rules} } }\n`)
  const log = { info: () => {}, warn: () => {} }
  const wiring = createWiring(
    { ...sandbox.env, DATA_DIR: folder, SPRINT_CONFIG: config },
    { log, clock: { now: sandbox.world.now }, attempts: { retryUnitMs: 1 } },
  )
  service = createService({ ports: wiring, metrics: createMetrics(), lookAgain: memoryLookAgain() })
}

beforeEach(async () => {
  sandbox = await startSandbox({ world: 'test/sandbox/worlds/small.yml' })
  folder = aFolder()
  startService()
})
afterEach(() => sandbox.close())

const issue = (number: number) => thingAt(sandbox.world, `scs/issues#${number}`) as Issue
const card = (number: number) => issue(number).cards.find(({ board }) => board.number === 6)
const status = (number: number) =>
  card(number)
    ?.board.fields.flatMap(({ options }) => options)
    .find(({ id }) => id === card(number)?.values.get('Status'))?.name
const replies = () => issue(1).comments.filter(({ body }) => body.startsWith('<!-- scs-sprint:reply'))
const reply = () => replies().at(-1)?.body ?? ''

async function say(text: string, author = 'garloff') {
  const asked = await sandbox.edit(author).comment(EPIC, text)
  await service.command({ on: EPIC, commentId: asked.id, author, body: text, isPull: false })
  expect(aliveIn(reply(), 'comment', { marks: 3 })).toEqual([])
  return asked
}

test('missing stories are listed in one edit, told with who asked, and taken back to the byte', async () => {
  const edits = issue(1).edits.length
  const asked = await say('/epic fix epic-body-outdated')
  expect(issue(1).body).toBe(`${BODY}- [ ] #3\n`)
  expect(issue(1).edits.length).toBe(edits + 1)
  expect(reply()).toContain('Fixed as `@garloff` asked')
  expect(reply()).toContain('- Added to the task list: [issues#3](https://redirect.github.com/scs/issues/issues/3)')
  expect(reply()).toContain('`/epic undo` takes this back')
  expect(asked.reactions.map(({ content }) => content)).toEqual(['+1'])
  // A server that is started anew knows no less.
  startService()
  await say('/epic undo', 'fkr')
  expect(issue(1).body).toBe(BODY)
  expect(replies()).toHaveLength(1)
  expect(reply()).toContain('Taken back on 2023-01-18 as `@fkr` asked')
  expect(reply()).toContain('~~Added to the task list:')
})

test('check marks are set right, and only they', async () => {
  await sandbox.edit('fkr').editIssue(EPIC, { body: '- [ ] #2\r\n- [x] #4 something\r\n- [ ] #3\r\n\r\n`- [ ] #2`' })
  await say('/epic fix epic-body-outdated')
  expect(issue(1).body).toBe('- [x] #2\r\n- [ ] #4 something\r\n- [ ] #3\r\n\r\n`- [ ] #2`')
  expect(reply()).toContain('Checked in the task list: [issues#2]')
  expect(reply()).toContain('Unchecked in the task list: [issues#4]')
})

test('the card of a closed story is moved to done, and back', async () => {
  await say('/epic fix status-contradicts-state')
  expect(status(2)).toBe('Done')
  expect(reply()).toContain('Moved from "Doing" to "Done": [issues#2]')
  await say('/epic undo')
  expect(status(2)).toBe('Doing')
})

test('several rules in one comment are one fix', async () => {
  await say('/epic fix epic-body-outdated\n/epic fix status-contradicts-state')
  expect(replies()).toHaveLength(1)
  expect(reply()).toContain('`epic-body-outdated` and `status-contradicts-state`')
  await say('/epic undo')
  expect([issue(1).body, status(2)]).toEqual([BODY, 'Doing'])
})

test('a task line becomes a sub-issue with its words, and the story is dropped on undo', async () => {
  const body = `${BODY}- [ ] Write the **guide** for @fkr\n- [x] Buy milk\n`
  await sandbox.edit('fkr').editIssue(EPIC, { body })
  await say('/epic fix epic-item-not-an-issue')
  const made = issue(1).subIssues.at(-1) as Issue
  expect(made).toMatchObject({ title: 'Write the guide for @fkr', state: 'OPEN', parent: issue(1) })
  expect(made.body).toBe('Epic: scs/issues#1\n\nFrom the task list of the epic:\n\n> Write the \\*\\*guide\\*\\* for `@fkr`\n')
  expect(issue(1).body).toBe(`${BODY}- [ ] #${made.number}\n- [x] Buy milk\n`)
  expect(reply()).toContain('"Buy milk" is checked off')
  await say('/epic undo')
  expect(issue(1).body).toBe(body)
  expect(made).toMatchObject({ state: 'CLOSED', stateReason: 'NOT_PLANNED', parent: null })
})

test('a story without a card is added to the board, and taken off again', async () => {
  startService('story-not-on-board: {}')
  const board = card(3)?.board
  await sandbox.edit('fkr').deleteCard('scs/6', 'scs/issues#3')
  expect(card(3)).toBeUndefined()
  await say('/epic fix story-not-on-board')
  expect(card(3)?.board).toBe(board)
  await say('/epic undo')
  expect(card(3)).toBeUndefined()
})

test('a story with a milestone that is over gets that of the epic', async () => {
  const [late, own] = ['R3', 'R4'].map((title) => issue(1).repository.milestones.find((one) => one.title === title) as Milestone)
  sandbox.actions.setMilestone(issue(3), issue(1).author, late ?? null)
  await say('/epic fix milestone-overdue')
  expect(issue(3).milestone).toBe(own)
  expect(reply()).toContain('Milestone "R4" instead of "R3": [issues#3]')
  await say('/epic undo')
  expect(issue(3).milestone).toBe(late)
})

test('what only people can settle is told, and nothing is changed', async () => {
  await sandbox.edit('fkr').unassign(EPIC, 'fkr')
  await say('/epic fix epic-without-owner')
  expect(reply()).toContain('`@garloff`: nothing was changed. `epic-without-owner` needs a person: assign someone')
  await say('/epic fix nested-epic')
  expect(reply()).toContain('`nested-epic` has nothing to report on this epic.')
  await say('/epic fix')
  expect(reply()).toContain('Which rule? The rules with a fix are `epic-body-outdated`')
  expect(issue(1).body).toBe(BODY)
})

test('nobody without triage rights, who is no assignee, can have anything changed', async () => {
  await say('/epic fix epic-body-outdated', 'stranger')
  expect(issue(1).body).toBe(BODY)
  expect(reply()).toContain('only people with triage rights')
  await say('/epic fix epic-body-outdated')
  await say('/epic undo', 'stranger')
  expect(issue(1).body).not.toBe(BODY)
})

test('undo goes over no edit made since: it is refused as a whole, and says why', async () => {
  await say('/epic fix epic-body-outdated\n/epic fix status-contradicts-state')
  const mine = `${issue(1).body}\nMore.`
  await sandbox.edit('fkr').editIssue(EPIC, { body: mine })
  await say('/epic undo')
  expect([issue(1).body, status(2)]).toEqual([mine, 'Done'])
  expect(reply()).toContain(
    'nothing was taken back. [issues#1](https://redirect.github.com/scs/issues/issues/1): its text was edited since.',
  )
  // Once it is as the app left it, it can be taken back.
  await sandbox.edit('fkr').editIssue(EPIC, { body: mine.replace('\nMore.', '') })
  await say('/epic undo')
  expect([issue(1).body, status(2)]).toEqual([BODY, 'Doing'])
})

test('undo takes back one fix after the other, the newest first, and then there is none', async () => {
  await say('/epic fix epic-body-outdated')
  await say('/epic fix status-contradicts-state')
  await say('/epic undo')
  expect([issue(1).body, status(2)]).toEqual([`${BODY}- [ ] #3\n`, 'Doing'])
  const again = await say('/epic undo')
  expect(issue(1).body).toBe(BODY)
  // The same command once more, as after a crash, takes nothing else back.
  await say('/epic fix epic-body-outdated')
  await service.command({ on: EPIC, commentId: again.id, author: 'garloff', body: '/epic undo', isPull: false })
  expect(issue(1).body).toBe(`${BODY}- [ ] #3\n`)
  await say('/epic undo')
  await say('/epic undo')
  expect(reply()).toContain('there is no fix to take back')
})

test('a record that a person edited is not believed', async () => {
  await say('/epic fix epic-body-outdated')
  const told = replies()[0]
  if (told) await sandbox.edit('fkr').editComment(told, told.body)
  await say('/epic undo')
  expect(issue(1).body).toBe(`${BODY}- [ ] #3\n`)
  expect(reply()).toContain('take it back by hand')
})

test('an edit in the moment before the write is kept', async () => {
  // The first read of the text is answered, then somebody types.
  let reads = 0
  const typed = (request: { readonly operation: string }) => {
    if (request.operation === 'query IssueNow' && ++reads === 2)
      sandbox.actions.edit(issue(1), issue(1).author, { body: `${BODY}\nTyped meanwhile.\n` })
    return false
  }
  sandbox.faults.add({ kind: 'reset' }, { match: typed })
  await say('/epic fix epic-body-outdated')
  expect(reads).toBe(4)
  expect(issue(1).body).toBe(`${BODY}- [ ] #3\n\nTyped meanwhile.\n`)
  await say('/epic undo')
  expect(issue(1).body).toBe(`${BODY}\nTyped meanwhile.\n`)
})

test('without the permission for the board, the rest is done, and who can grant it is told', async () => {
  const [installation] = sandbox.world.installations
  if (installation) Object.assign(installation, { permissions: { ...installation.permissions, organization_projects: 'read' } })
  await say('/epic fix status-contradicts-state\n/epic fix epic-body-outdated')
  expect([issue(1).body, status(2)]).toEqual([`${BODY}- [ ] #3\n`, 'Doing'])
  expect(reply()).toContain('Left to you:')
  expect(reply()).toContain('Projects: read and write')
})
