/** Stories that look quiet on their own page while people work on them in pull requests or in a nested epic; machine users do not count. */
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../../sandbox/github.ts'
import { accountOf, addComment, thingAt } from '../../sandbox/model.ts'
import type { Issue, Pull } from '../../sandbox/objects.ts'
import { smallConfig } from '../small-world.ts'
import { aFolder, scsSprint } from '../terminal.ts'

let sandbox: Sandbox
beforeEach(async () => {
  sandbox = await startSandbox({ world: 'test/sandbox/worlds/small.yml' })
})
afterEach(() => sandbox.close())

/** A month and a half after the last word on a story of scs/issues#1. */
async function isQuiet(bots = '[]'): Promise<boolean> {
  const folder = aFolder()
  smallConfig(folder, `bots: ${bots}\n`)
  const env = { ...sandbox.env, DATA_DIR: join(folder, 'data'), SPRINT_NOW: '2023-03-01T12:00:00Z' }
  const { out } = await scsSprint(['hygiene', '--json', '--config', join(folder, 'sprint.yml')], env)
  return (JSON.parse(out) as { rule: string }[]).some(({ rule }) => rule === 'epic-stories-quiet')
}

const story = () => thingAt(sandbox.world, 'scs/issues#3') as Issue
const comment = (by: string) => addComment(sandbox.world, story(), accountOf(sandbox.world, by), 'Any news?', '2023-02-20T10:00:00Z')

/** So many pull requests that close the story, all like the one of the world; the last one has events of its own. */
function closeWith(count: number, last: (pull: Pull) => Pull): void {
  const like = thingAt(sandbox.world, 'scs/issues#10') as Pull
  for (let index = 0; index < count; index += 1) {
    const pull = { ...like, id: `PR_more_${index}`, number: 100 + index, createdAt: '2023-01-05T08:00:00Z', events: [], comments: [] }
    const made = index === count - 1 ? last(pull) : pull
    sandbox.world.nodes.set(made.id, made)
    story().closedBy.push(made)
  }
}

test('without any activity they are quiet, until a person comments', async () => {
  expect(await isQuiet()).toBe(true)
  comment('fkr')
  expect(await isQuiet()).toBe(false)
})

test('a machine user named in sprint.yml is not a person', async () => {
  comment('stranger')
  expect(await isQuiet()).toBe(false)
  expect(await isQuiet('[Stranger]')).toBe(true)
})

test('a pull request opened by a person counts, even if it is the twelfth', async () => {
  closeWith(12, (pull) => ({ ...pull, createdAt: '2023-02-20T10:00:00Z' }))
  expect(await isQuiet()).toBe(false)
  expect(await isQuiet('[o-otte]')).toBe(true)
})

test.each(['ReadyForReviewEvent', 'MergedEvent', 'ClosedEvent'])('a linked pull request: %s by a person counts', async (kind) => {
  const event = { kind, actor: accountOf(sandbox.world, 'fkr'), createdAt: '2023-02-20T10:00:00Z' }
  closeWith(1, (pull) => ({ ...pull, events: [{ ...pull.events[0], id: `E_${kind}`, ...event } as Pull['events'][number]] }))
  expect(await isQuiet()).toBe(false)
})
