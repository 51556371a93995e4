/** Questions at their lines in the pull request: asked once, answered with one click, and never in people's way. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ReviewThread } from '../sandbox/model.ts'
import { aPullWorld, PATH, type PullWorld } from './pull-world.ts'

const PAD = `# 2023-01-18

## Participants

- @fkr
- @o-otte

## Agenda

- the migration waits for #4711
- @o-ote looks at it
- nothing else
`
let world: PullWorld

beforeEach(async () => {
  world = await aPullWorld({ pad: PAD })
  await world.lookAt('2023-01-18T10:20:00Z')
})
afterEach(() => world.close())

const threads = () => world.pull().threads
const threadOn = (words: string): ReviewThread => {
  const found = threads().find(({ comments }) => comments[0]?.body.includes(words))
  if (!found) throw new Error(`Nothing was asked about ${words}.`)
  return found
}
const lineOf = (words: string) =>
  world
    .text()
    .split('\n')
    .findIndex((line) => line.includes(words)) + 1
const box = (words: string) =>
  world
    .pull()
    .body.split('\n')
    .find((line) => line.startsWith('- [') && line.includes(words)) ?? ''

test('each question stands at its line, in one review, with a suggestion where one click answers it', () => {
  expect(world.pull().reviews.map(({ state }) => state)).toEqual(['COMMENTED'])
  expect(threads().map(({ path, originalLine }) => [path, originalLine])).toEqual([
    [PATH, lineOf('#4711')],
    [PATH, lineOf('o-ote')],
  ])
  expect(threadOn('`@o-ote`').comments[0]?.body).toMatch(
    /^<!-- scs-sprint:asks v1 [0-9a-f]{16} -->\n`@o-ote` is unknown; `@o-otte` was there\. If this is right, commit the suggestion.*\n\n```suggestion\n- @o-otte looks at it\n```\n$/,
  )
  expect(threadOn('4711').comments[0]?.body).not.toContain('```')
  expect(threadOn('4711').comments[0]?.body).toContain('`#4711`: which repository? Write `owner/repo#4711` there.')
})

test('the second run writes nothing', async () => {
  world.writes()
  await world.lookAt('2023-01-18T12:30:00Z')
  expect(world.writes()).toEqual([])
})

test('an accepted suggestion answers its question: the talk is resolved, the box ticked', async () => {
  await world.sandbox.edit('o-otte').acceptSuggestion(threadOn('`@o-ote`'))
  await world.lookAt('2023-01-18T12:30:00Z')
  expect(world.text()).toContain('- @o-otte looks at it\n')
  expect(threadOn('`@o-ote`')).toMatchObject({ isResolved: true, resolvedBy: { kind: 'Bot' } })
  expect(threadOn('4711').isResolved).toBe(false)
  expect(box('o-ote')).toMatch(/^- \[x\]/)
  expect(threads()).toHaveLength(2)
})

test('an edit of the line is an answer, too', async () => {
  await world.edit(['#4711', 'scs/issues#4711'])
  await world.lookAt('2023-01-18T12:30:00Z')
  expect(threadOn('4711').isResolved).toBe(true)
  expect(box('4711')).toMatch(/^- \[x\]/)
})

test('a date that somebody took out of the heading is asked for at its line, and one click puts it back', async () => {
  const before = world.text()
  await world.sandbox.edit('o-otte').push('scs/minutes', world.pull().head, 'Shorter', { [PATH]: before.replace('# 2023-01-18\n\n', '') })
  await world.lookAt('2023-01-18T12:30:00Z')
  const asked = threadOn('Expected a heading with the date of the file name, 2023-01-18; found none.')
  expect(asked).toMatchObject({ originalLine: 1, isResolved: false })
  await world.sandbox.edit('o-otte').acceptSuggestion(asked)
  expect(world.text()).toBe(before)
  await world.lookAt('2023-01-19T08:30:00Z')
  expect(asked.isResolved).toBe(true)
})

test('a talk that a person resolved stays resolved, and its box is ticked', async () => {
  await world.sandbox.edit('o-otte').resolveThread(threadOn('4711'))
  await world.lookAt('2023-01-18T12:30:00Z')
  expect(box('4711')).toMatch(/^- \[x\]/)
  expect(threads()).toHaveLength(2)
  world.writes()
  await world.ask('/minutes refresh')
  expect(world.pull().threads.map(({ isResolved }) => isResolved)).toEqual([true, false])
})

test('a ticked box ends the talk', async () => {
  const body = world.pull().body.replace(/- \[ \] (.*4711)/, '- [x] $1')
  await world.sandbox.edit('o-otte').editIssue(`scs/minutes#${world.pull().number}`, { body })
  await world.lookAt('2023-01-18T12:30:00Z')
  expect(threadOn('4711').isResolved).toBe(true)
})

test('a reply changes nothing: the question stays open until somebody answers it', async () => {
  await world.sandbox.edit('fkr').replyTo(threadOn('4711'), 'I do not know.')
  world.writes()
  await world.lookAt('2023-01-18T12:30:00Z')
  expect(world.writes()).toEqual([])
  expect(threadOn('4711')).toMatchObject({ isResolved: false, comments: [{}, { body: 'I do not know.' }] })
})

test('a question whose comment a person deleted is not asked again at its line', async () => {
  await world.sandbox.edit('o-otte').deleteThread(threadOn('4711'))
  await world.lookAt('2023-01-18T12:30:00Z')
  expect(threads()).toHaveLength(1)
  expect(box('4711')).toMatch(/^- \[ \]/)
})

test("a comment of a person with the app's marker is no question of the app's", async () => {
  const copied = threadOn('4711').comments[0]?.body ?? ''
  const { actions, world: objects } = world.sandbox
  const fkr = objects.accounts.get('fkr')
  if (!fkr) throw new Error('There is no @fkr.')
  actions.review(world.pull(), fkr, 'commented', '', [{ path: PATH, line: 1, body: copied }])
  await world.edit(['#4711', 'scs/issues#4711'])
  await world.lookAt('2023-01-18T12:30:00Z')
  expect(threads().map(({ isResolved, comments }) => [comments[0]?.author.kind, isResolved])).toEqual([
    ['Bot', true],
    ['Bot', false],
    ['User', false],
  ])
})

test('at most ten are asked at lines; the description has them all', async () => {
  await world.close()
  const many = Array.from({ length: 14 }, (_, index) => `- this waits for #${5001 + index}`).join('\n')
  world = await aPullWorld({ pad: `${PAD}${many}\n` })
  await world.lookAt('2023-01-18T10:20:00Z')
  expect(threads()).toHaveLength(10)
  // What one click answers goes first.
  expect(threadOn('`@o-ote`').comments[0]?.body).toContain('suggestion')
  expect(
    world
      .pull()
      .body.split('\n')
      .filter((line) => line.startsWith('- [ ] ')),
  ).toHaveLength(16)
  world.writes()
  await world.lookAt('2023-01-18T12:30:00Z')
  expect(world.writes()).toEqual([])
})

test('a run that was stopped after opening the pull request asks in the next one', async () => {
  world.pull().threads = []
  world.pull().reviews = []
  await world.lookAt('2023-01-18T12:30:00Z')
  expect(threads()).toHaveLength(2)
})
