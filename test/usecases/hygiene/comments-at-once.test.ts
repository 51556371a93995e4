/**
 * Two runs, a command and a person on the same comment at the same time, over HTTP, with requests in any order: one comment is left,
 * and nothing is lost.
 */

import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { createBoardSource } from '../../../src/adapters/github/board/read-board.ts'
import { createComments } from '../../../src/adapters/github/comments/comments.ts'
import type { Snapshot } from '../../../src/domain/board/board.ts'
import { TryAgainError } from '../../../src/errors.ts'
import { readMarks } from '../../../src/hygiene/comment/comment-body.ts'
import { rules } from '../../../src/hygiene/registry.ts'
import { parseSettings } from '../../../src/settings/parse.ts'
import { applyPlan } from '../../../src/usecases/apply-plan.ts'
import { answerEpicCommand } from '../../../src/usecases/hygiene/answer-epic-command.ts'
import { checkHygiene } from '../../../src/usecases/hygiene/check-hygiene.ts'
import type { Plan } from '../../../src/usecases/plan.ts'
import { BOARD_READ, plainAccessTo } from '../../adapters/github/sandbox-access.ts'
import { SMALL_CONFIG } from '../../cli/small-world.ts'
import { render } from '../../hygiene/render.ts'
import { type Sandbox, startSandbox } from '../../sandbox/github.ts'
import { type Comment, thingAt } from '../../sandbox/model.ts'
import { createInterleaving } from '../interleaved.ts'

const EPIC = 'scs/issues#1'
const settings = parseSettings(SMALL_CONFIG, 'sprint.yml', rules)
const WITHIN = 'I look into the first one.'
const BELOW = 'Thanks, talked about it on Monday.'

/** What the board says first, and what it says when everybody comes at once. */
let first: Snapshot
let then: Snapshot

beforeAll(async () => {
  const sandbox = await startSandbox({ world: 'test/sandbox/worlds/small.yml' })
  const client = await plainAccessTo(sandbox).clientFor(BOARD_READ)
  if (!settings.board) throw new Error('no board')
  const source = createBoardSource(client, { ...settings, board: settings.board }, { now: sandbox.world.now }, { isApp: true })
  first = await source.readBoard()
  then = { ...first, items: first.items.map((item) => (item.ref === EPIC ? { ...item, assignees: [] } : item)) }
  await sandbox.close()
})

const byApp = (sandbox: Sandbox) => thingAt(sandbox.world, EPIC).comments.filter(({ author }) => author === sandbox.world.app.bot)
const visible = (sandbox: Sandbox) => byApp(sandbox).filter(({ minimizedReason }) => minimizedReason === null)
const live = (sandbox: Sandbox) => visible(sandbox).filter(({ body }) => readMarks(body).kind === 'live')

function rewrite(comment: Comment, where: 'within' | 'below'): string {
  if (where === 'below') return `${comment.body}\n${BELOW}\n`
  const lines = comment.body.split('\n')
  return [...lines.slice(0, 4), WITHIN, ...lines.slice(4)].join('\n')
}

type Case = { readonly choices: readonly number[]; readonly exists: boolean; readonly where: 'within' | 'below'; readonly command: string }

async function play({ choices, exists, where, command }: Case) {
  const sandbox = await startSandbox({ world: 'test/sandbox/worlds/small.yml' })
  try {
    const clock = { now: sandbox.world.now }
    const access = plainAccessTo(sandbox)
    const plain = await access.clientFor({ owner: 'scs', permissions: { issues: 'write', pull_requests: 'write' } })
    const turns = createInterleaving(choices)
    const commentsOf = (client: typeof plain) => createComments({ ...access, clientFor: async () => client }, clock)
    const write = (plan: Plan, comments: ReturnType<typeof commentsOf>) =>
      applyPlan(plan, {
        comments,
        minutes: () => Promise.reject(new Error('no minutes here')),
        pause: async () => {},
        record: async () => {},
      })
    const look = async (client: typeof plain, snapshot: Snapshot) => {
      const comments = commentsOf(client)
      const { plan } = await checkHygiene({ comments, clock }, { settings, snapshot, render })
      return write(plan, comments)
    }
    if (exists) await look(plain, first)
    const asked = await sandbox.edit('garloff').comment(EPIC, command)
    const failures: unknown[] = []
    const unlessBusy = (task: Promise<unknown>) => task.catch((error: unknown) => failures.push(error))
    let edited = false
    const person = turns.turn(async () => {
      const comment = live(sandbox)[0]
      if (!comment) return
      edited = true
      await sandbox.edit('fkr').editComment(comment, rewrite(comment, where))
    })
    const answering = async () => {
      const comments = commentsOf(turns.client(plain))
      const input = { settings, snapshot: then, on: EPIC, commentId: asked.id, author: 'garloff', body: asked.body, render }
      const { plan, understood } = await answerEpicCommand({ comments, people: comments, clock }, input)
      await write(plan, comments)
      await write(understood, comments)
    }
    await turns.play([
      unlessBusy(look(turns.client(plain), then)),
      unlessBusy(look(turns.client(plain), then)),
      unlessBusy(answering()),
      person,
    ])
    expect(failures.filter((error) => !(error instanceof TryAgainError))).toEqual([])
    const wasTold = asked.reactions.length > 0
    // What a run left because others wrote there is made up by the next one, undisturbed.
    await look(plain, then)
    const texts = byApp(sandbox).map(({ body, minimizedReason }) => ({ body, minimizedReason }))
    const marks = byApp(sandbox).map(({ body }) => readMarks(body))
    const states = marks.flatMap((marked) => ('state' in marked && marked.state ? [marked.state] : []))
    expect(live(sandbox).length, JSON.stringify(texts)).toBeLessThanOrEqual(1)
    if (wasTold && command.includes('snooze'))
      expect(
        states.map(({ snoozed }) => snoozed?.by),
        JSON.stringify(texts),
      ).toEqual(['garloff'])
    if (wasTold && command.includes('ignore'))
      expect(states.flatMap(({ ignored }) => ignored.map(({ rule }) => rule))).toContain('epic-without-owner')
    if (edited) {
      const said = visible(sandbox).map(({ body }) => body)
      expect(
        said.filter((body) => body.includes(where === 'below' ? BELOW : WITHIN)),
        JSON.stringify(texts),
      ).toHaveLength(1)
    }
    const before = sandbox.requests.length
    await look(plain, then)
    const written = sandbox.requests
      .slice(before)
      .filter(
        ({ method, operation }) =>
          operation.startsWith('mutation') || /^(?:POST|PATCH|DELETE) \/repos/.test(`${method} ${operation.replace(/^\S+ /, '')}`),
      )
    expect(written).toEqual([])
  } finally {
    await sandbox.close()
  }
}

const cases = fc.record({
  choices: fc.array(fc.nat({ max: 11 }), { minLength: 30, maxLength: 60 }),
  exists: fc.boolean(),
  where: fc.constantFrom('within' as const, 'below' as const),
  command: fc.constantFrom('/epic snooze 2 weeks holidays', '/epic ignore epic-without-owner we share it', '/epic check'),
})

test('in any order, one comment is left, and nothing that anyone did is lost', { timeout: 120_000 }, async () => {
  await fc.assert(fc.asyncProperty(cases, play), {
    numRuns: Number(process.env.INTERLEAVINGS ?? 25),
    seed: Number(process.env.SEED ?? 20230118),
  })
})
