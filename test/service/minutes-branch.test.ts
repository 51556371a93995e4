/** Answers on the branch of a minutes pull request are read there: by `/minutes check`, by `refresh`, and by each later run. */

import { afterEach, beforeEach, expect, test } from 'vitest'
import { createMetrics } from '../../src/adapters/metrics/metrics.ts'
import { createService, type Service } from '../../src/service/service.ts'
import { createWiring } from '../../src/wiring.ts'
import { smallPadConfig } from '../cli/small-world.ts'
import { aFolder } from '../cli/terminal.ts'
import { type Sandbox, startSandbox } from '../sandbox/github.ts'
import { thingAt } from '../sandbox/model.ts'
import { type PadServer, startPadServer } from '../sandbox/pads/pad-server.ts'
import { memoryLookAgain } from './memory-look-again.ts'

const PAD = `# 2023-01-18

## Participants

- @fkr
- @o-otte

## Presenter

- Who is presenting in weekly community call and transforming the pad content to minutes in GitHub?
  - @fkr

## Agenda

- the migration waits for #4711
- once more: #4711 and fixes #12
- @o-ote looks at it
- AI @fkr: order the new disks
`
const BRANCH = 'minutes/iaas-2023-01-18'
const PATH = 'iaas/20230118.md'
let sandbox: Sandbox
let pads: PadServer
let service: Service
let now = new Date('2023-01-18T10:20:00Z')

beforeEach(async () => {
  sandbox = await startSandbox({ world: 'test/sandbox/worlds/small.yml' })
  pads = await startPadServer({ pads: [{ name: 'iaas', markdownTyped: PAD, editedAt: '2023-01-18T10:12:00.000Z' }] })
  const folder = aFolder()
  const config = smallPadConfig(folder, pads, 'communityCall: { weekday: thursday, time: "15:05" }\n')
  const log = { info: () => {}, warn: () => {} }
  now = new Date('2023-01-18T10:20:00Z')
  const wiring = createWiring({ ...sandbox.env, DATA_DIR: folder, SPRINT_CONFIG: config }, { log, clock: { now: () => now } })
  service = createService({ ports: wiring, metrics: createMetrics(), lookAgain: memoryLookAgain() })
  await look()
})
afterEach(async () => {
  await sandbox.close()
  await pads.close()
})

const look = () => service.runSchedule(new Date(now.getTime() - 60_000), now)
const repository = () => {
  const found = sandbox.world.repositories.get('scs/minutes')
  if (!found) throw new Error('There is no repository of minutes.')
  return found
}
const pull = () => {
  const [found] = repository().pulls.values()
  if (!found) throw new Error('There is no pull request.')
  return found
}
const head = () => repository().git.branches.get(BRANCH) ?? ''
const onBranch = () => repository().git.commits.get(head())?.files.get(PATH)?.toString('utf8') ?? ''
const push = (message: string, ...changes: readonly (readonly [string, string])[]) =>
  sandbox.edit('o-otte').push('scs/minutes', BRANCH, message, {
    [PATH]: changes.reduce((text, [from, to]) => text.replace(from, to), onBranch()),
  })
const boxes = () =>
  pull()
    .body.split('\n')
    .filter((line) => line.startsWith('- ['))
const ask = async (body: string) => {
  const on = `scs/minutes#${pull().number}`
  const asked = await sandbox.edit('o-otte').comment(on, body)
  await service.command({ on, commentId: asked.id, author: 'o-otte', body, isPull: true })
  const answer = thingAt(sandbox.world, on).comments.find((comment) => comment.body.startsWith(`<!-- scs-sprint:reply v1 to=${asked.id}`))
  return { signs: asked.reactions.map(({ content }) => content), answer: answer?.body ?? '' }
}
const SIGNED = 'Name the repository\n\nSigned-off-by: O <o@example.org>'

test('a number is asked about once, with a link to its line and how to answer', () => {
  const line = onBranch().split('\n').indexOf('- the migration waits for #4711') + 1
  expect(boxes().filter((box) => box.includes('4711'))).toEqual([expect.stringMatching(/ <!-- scs-sprint:asks v1 [0-9a-f]{16} -->$/)])
  expect(boxes().flatMap((box) => (box.includes('4711') ? [box.replace(/ <!-- .*$/, '')] : []))).toEqual([
    `- [ ] [line ${line}](https://github.com/scs/minutes/blob/${BRANCH}/${PATH}?plain=1#L${line}): \`#4711\`: which repository? Write \`owner/repo#4711\` there.`,
  ])
  expect(pull().body).toContain('To answer, edit the line on this branch, or check the box')
  expect(pull().body).toContain('docs/writing-notes.md')
})

test('a question answered on the branch is checked off and no longer open, wherever its line is now', async () => {
  await push(
    SIGNED,
    ['- the migration', '- a line above\n- the migration'],
    ['for #4711', 'for scs/issues#4711'],
    [': #4711', ': scs/issues#4711'],
  )
  const before = head()
  const { signs, answer } = await ask('/Minutes CHECK')
  expect(signs).toEqual(['+1'])
  expect(answer).not.toContain('`#4711`')
  expect(answer).toContain('`#12`: which repository?')
  expect(answer).toContain(
    `#L${
      onBranch()
        .split('\n')
        .findIndex((line) => line.includes('#12')) + 1
    }`,
  )
  expect(boxes().map((box) => [box.slice(0, 5), /#\d+`/.exec(box)?.[0] ?? ''])).toContainEqual(['- [x]', '#4711`'])
  expect(head()).toBe(before)
})

test('a checked box is an answer, too; a refresh keeps it and reads the branch', async () => {
  const on = `scs/minutes#${pull().number}`
  await sandbox.edit('o-otte').editIssue(on, { body: pull().body.replace(/- \[ \] (.*4711)/, '- [x] $1') })
  await push(SIGNED, ['#12', 'scs/issues#12'])
  expect((await ask('/minutes refresh')).signs).toEqual(['+1'])
  expect(
    boxes()
      .filter((box) => /4711|#12/.test(box))
      .map((box) => box.slice(0, 5)),
  ).toEqual(['- [x]', '- [x]'])
  expect((await ask('/minutes check')).answer).not.toMatch(/`#4711`|`#12`/)
  expect(onBranch()).toContain('fixes scs/issues#12')
})

test('a commit without a sign-off is named by a check, and the description explains how to fix it', async () => {
  expect(pull().body).toContain('git rebase --signoff origin/main')
  expect((await ask('/minutes check')).answer).not.toContain('sign-off')
  await push('Apply suggestions from code review', ['for #4711', 'for scs/issues#4711'])
  expect((await ask('/minutes check')).answer).toContain(`One commit has no sign-off (\`${head().slice(0, 8)}\`)`)
})

test('a new presenter replaces the previous one: assigned, and named in the text, which later runs keep', async () => {
  expect(pull().assignees.map(({ login }) => login)).toEqual(['fkr'])
  expect((await ask('/MINUTES Presenter @o-otte')).signs).toEqual(['+1'])
  expect(pull().assignees.map(({ login }) => login)).toEqual(['o-otte'])
  expect(onBranch()).toMatch(/in GitHub\?\n {2}- @o-otte\n/)
  expect(onBranch()).toContain('## Participants\n\n- @fkr\n')
  pads.edit('iaas', `${PAD}- one more\n`, '2023-01-18T11:00:00.000Z')
  expect((await ask('/minutes refresh')).signs).toEqual(['+1'])
  expect(onBranch()).toMatch(/in GitHub\?\n {2}- @o-otte\n[\s\S]*- one more\n/)
  expect(pull().body).toContain('@o-otte writes the minutes and reports on Thursday')
})

test('someone who is not on GitHub is rejected, and nothing changes', async () => {
  const before = onBranch()
  const { signs, answer } = await ask('/minutes presenter @nobody-of-that-name')
  expect(signs).toEqual([])
  expect(answer).toContain('GitHub has no user `@nobody-of-that-name`')
  expect(pull().assignees.map(({ login }) => login)).toEqual(['fkr'])
  expect(onBranch()).toBe(before)
})

test('nothing written about minutes closes an issue on merge', () => {
  const closing = /\b(?:close[sd]?|fix(?:es|ed)?|resolve[sd]?):?\s+(?:[\w.-]+\/[\w.-]+)?(?:#|gh-|https?:\/\/github\.com\/)/i
  const messages = [...repository().git.commits.values()].map(({ message }) => message)
  for (const text of [pull().title, pull().body, ...messages]) expect(text).not.toMatch(closing)
})

test('an action item is marked as done on request, and a refresh keeps the mark', async () => {
  const { signs } = await ask('/minutes done new disks')
  expect(signs).toEqual(['+1'])
  expect(onBranch()).toContain('- AI @fkr: order the new disks (done)\n')
  pads.edit('iaas', PAD.replace('## Agenda\n\n', '## Agenda\n\n- and a late line\n'), '2023-01-18T10:40:00.000Z')
  expect((await ask('/minutes refresh')).signs).toEqual(['+1'])
  expect(onBranch()).toContain('- AI @fkr: order the new disks (done)\n')
  expect(onBranch()).toContain('- and a late line')
  const again = await ask('/minutes done new disks')
  expect(again).toEqual({ signs: [], answer: expect.stringContaining('No open action item says that.') })
})

test('a stranger cannot mark an item as done, its owner can', async () => {
  const on = `scs/minutes#${pull().number}`
  const by = async (author: string) => {
    const asked = await sandbox.edit(author).comment(on, '/minutes done new disks')
    await service.command({ on, commentId: asked.id, author, body: asked.body, isPull: true })
    return asked.reactions.map(({ content }) => content)
  }
  expect(await by('stranger')).toEqual([])
  expect(thingAt(sandbox.world, on).comments.at(-1)?.body).toContain(
    'Only people with triage rights, or an owner of the item, can do that.',
  )
  expect(onBranch()).not.toContain('(done)')
  expect(await by('fkr')).toEqual(['+1'])
  expect(onBranch()).toContain('order the new disks (done)')
})
