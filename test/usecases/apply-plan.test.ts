/** Plans are applied in order; a failure on one issue does not stop writes on the others. */
import { beforeEach, expect, test } from 'vitest'
import { TryAgainError, UnknownOutcomeError, UserError } from '../../src/errors.ts'
import type { ChatMessage } from '../../src/ports/chat.ts'
import type { AuditEntry, MinutesRepository } from '../../src/ports.ts'
import { applyPlan, describePlan } from '../../src/usecases/apply-plan.ts'
import type { Action } from '../../src/usecases/plan.ts'
import { fakeComments, fakeMemory } from '../hygiene/comment/fake-comments.ts'

let github: ReturnType<typeof fakeComments>
let recorded: Omit<AuditEntry, 'at'>[]
let pauses: number

beforeEach(() => {
  github = fakeComments(() => new Date('2023-01-18T09:00:00Z'))
  recorded = []
  pauses = 0
})

const comment = (on: string): Action => ({
  kind: 'create-comment',
  on,
  body: 'Hello',
  remembers: ['epic-without-owner '],
  why: 'first findings',
})
const label = (on: string): Action => ({ kind: 'add-label', on, label: 'needs refinement', why: 'the epic needs attention' })

function ports(refuses: (ref: string) => Error | null = () => null) {
  return {
    comments: {
      ...github.comments,
      create: async (ref: string, body: string) => {
        const error = refuses(ref)
        if (error) throw error
        return github.comments.create(ref, body)
      },
    },
    minutes: async () => {
      throw new Error('no minutes here')
    },
    pause: async () => {
      pauses += 1
    },
    record: async (entry: Omit<AuditEntry, 'at'>) => void recorded.push(entry),
  }
}

test('actions are applied in order, paced, and logged one by one', async () => {
  const applied = await applyPlan(
    { actions: [comment('scs/issues#1'), label('scs/issues#1'), comment('scs/issues#2')], remarks: [] },
    ports(),
  )
  expect(github.writes.map(({ kind, on }) => `${kind} ${on}`)).toEqual([
    'create scs/issues#1',
    'add-label scs/issues#1',
    'create scs/issues#2',
  ])
  expect(recorded).toEqual(applied)
  expect(pauses).toBe(2)
})

test('an error on one issue only stops writes to it, and is reported at the end', async () => {
  const refuses = (ref: string) => (ref === 'osism/issues#7' ? new UserError('osism/issues#7: locked.') : null)
  const actions = [comment('scs/issues#1'), comment('osism/issues#7'), label('osism/issues#7'), comment('scs/issues#2')]
  const run = applyPlan({ actions, remarks: [] }, ports(refuses))
  await expect(run).rejects.toThrow(UserError)
  await expect(run).rejects.toThrow('osism/issues#7: locked.\nEverything else was written (2 writes).')
  expect(github.writes.map(({ on }) => on)).toEqual(['scs/issues#1', 'scs/issues#2'])
  expect(recorded).toHaveLength(2)
})

test('any other failure stops at once; the next run continues from there', async () => {
  const refuses = (ref: string) => (ref === 'scs/issues#2' ? new Error('the network is gone') : null)
  const actions = [comment('scs/issues#1'), comment('scs/issues#2'), comment('scs/issues#3')]
  await expect(applyPlan({ actions, remarks: [] }, ports(refuses))).rejects.toThrow('the network is gone')
  expect(github.writes.map(({ on }) => on)).toEqual(['scs/issues#1'])
})

test('of a comment that exists, the dry run prints the lines that change', () => {
  const versions = new Map([['SCS/issues#1', [{ id: 'IC_1', body: 'one\ntwo\n', minimized: false }]]])
  const update = { kind: 'update-comment' as const, on: 'SCS/issues#1', commentId: 'IC_1', body: 'one\nthree\n', why: 'findings changed' }
  const plan = { actions: [update], remarks: [], versions }
  const head = '1. update-comment SCS/issues#1: findings changed\n   on: SCS/issues#1\n   commentId: IC_1\n'
  expect(describePlan(plan)).toBe(`${head}   body, changed lines:\n     |  one\n     | -two\n     | +three\n`)
  const full = `${head}   body:\n     | one\n     | three\n`
  expect(describePlan({ ...plan, versions: new Map() })).toBe(full)
  expect(describePlan(plan, { isFull: true })).toBe(full)
})

test('a new comment is recorded at once, and its findings are not part of the dry run', async () => {
  const memory = fakeMemory()
  await applyPlan({ actions: [comment('SCS/issues#1')], remarks: [] }, { ...ports(), memory })
  expect(await memory.known()).toEqual(new Map([['scs/issues#1', { commentId: 'IC_000001', findings: ['epic-without-owner '] }]]))
  expect(describePlan({ actions: [comment('SCS/issues#1')], remarks: [] })).toBe(
    '1. create-comment SCS/issues#1: first findings\n   on: SCS/issues#1\n   body: Hello\n',
  )
})

test('what a comment remembers is shortened for people, and printed in full on request', () => {
  const body = `<!-- scs-sprint:hygiene v1 sha256=ab -->\n<!-- scs-sprint:state v1 ${'e'.repeat(60)} -->\nHello`
  const plan = { actions: [{ ...comment('scs/issues#1'), body } as Action], remarks: [] }
  expect(describePlan(plan)).toContain('     | <!-- scs-sprint:state v1 … (60 characters, in full with --verbose) -->\n     | Hello')
  expect(describePlan(plan, { isFull: true })).toContain(`     | <!-- scs-sprint:state v1 ${'e'.repeat(60)} -->\n`)
})

test('a description in which somebody ticked a box meanwhile stays, and is looked at again later', async () => {
  let there = '- [x] which repository?'
  const minutes = async () =>
    ({
      pull: async (number: number) => ({ number, title: 'T', body: there, state: 'open', branch: 'b', url: 'u' }),
      updatePull: async (_: number, { body }: { body: string }) => {
        there = body
      },
    }) as unknown as MinutesRepository
  const update = (before: string): Action => ({
    kind: 'update-pull',
    ...{ repository: 'scs/minutes', number: 7, title: 'T', body: 'New.', before, why: 'its summary of the file has changed' },
  })
  const run = (before: string) => applyPlan({ actions: [update(before)], remarks: [] }, { ...ports(), minutes })
  await expect(run('- [ ] which repository?')).rejects.toThrow(TryAgainError)
  expect(there).toBe('- [x] which repository?')
  await run('- [x] which repository?')
  expect(there).toBe('New.')
})

/** One message to the chat, about a pull request that remembers it. */
async function announce({
  refusesMark = false,
  staysMarked = false,
  chatFails = null as Error | null,
  bodyNow = 'Text.\n\nEnd.',
  edit = (body: string) => body,
} = {}) {
  const done: string[] = []
  const turns: string[] = []
  const sent: (ChatMessage & { hasTurn: boolean })[] = []
  let stands = bodyNow
  const minutes: Pick<MinutesRepository, 'pull' | 'updatePull'> = {
    pull: async (number) => ({ number, title: 'Add it', body: stands, state: 'merged', branch: 'b', url: 'https://github.com/x' }),
    updatePull: async (_number, { body }) => {
      if (refusesMark) throw new UserError('No permission.')
      if (staysMarked && done.length > 0) throw new TryAgainError('GitHub does not answer.')
      done.push(body)
      stands = body
    },
  }
  let hasTurn = false
  const inTurn = async <Value>(owner: string, write: () => Promise<Value>) => {
    turns.push(owner)
    hasTurn = true
    return await write().finally(() => {
      hasTurn = false
    })
  }
  const chat = async ({ id, text }: ChatMessage) => {
    stands = edit(stands)
    sent.push({ id, text, hasTurn })
    if (chatFails) throw chatFails
    done.push('sent')
  }
  const remembered = { repository: 'scs/minutes', number: 7, title: 'Add it', before: 'Text.\n\nEnd.', body: 'Text.\n\nEnd.\nTold.' }
  const plan = { actions: [{ kind: 'send-message', to: 'the chat', text: 'Merged', remembered, why: 'merged' } as const], remarks: [] }
  const applying = applyPlan(plan, { ...ports(), minutes: async () => minutes as MinutesRepository, chat, inTurn })
  return { done, turns, sent, failed: await applying.then(() => null, String) }
}

const noAnswer = new TryAgainError('The chat does not answer.')

test('a message is remembered before it is sent, or it would be sent again each hour', async () => {
  expect(await announce()).toMatchObject({ done: ['Text.\n\nEnd.\nTold.', 'sent'], failed: null })
  expect(await announce({ refusesMark: true })).toMatchObject({ done: [], failed: expect.stringContaining('No permission.') })
  expect(await announce({ bodyNow: 'Text. Told by another server.' })).toMatchObject({ done: [], failed: expect.any(String) })
})

test('a message that the chat does not take is forgotten, so that the next hour sends it', async () => {
  expect(await announce({ chatFails: noAnswer })).toMatchObject({
    done: ['Text.\n\nEnd.\nTold.', 'Text.\n\nEnd.'],
    failed: expect.stringContaining('The chat does not answer.'),
  })
  // What somebody added meanwhile stays.
  expect((await announce({ chatFails: noAnswer, edit: (body) => `A note.\n\n${body}` })).done.at(-1)).toBe('A note.\n\nText.\n\nEnd.')
})

test('a message that may have arrived is not sent again: a person is told which one, and where', async () => {
  const { done, failed } = await announce({ chatFails: new UnknownOutcomeError('the chat at chat.example did not answer within 10 s.') })
  expect(done).toEqual(['Text.\n\nEnd.\nTold.'])
  expect(failed).toMatch(/^UserError: the chat at chat\.example did not answer within 10 s\. .*It is not sent again.*\nMerged$/)
})

test('whoever else writes to GitHub does not wait for the chat, which hears the same ID on each try', async () => {
  const { turns, sent } = await announce({ chatFails: noAnswer })
  expect(turns).toEqual(['scs', 'scs'])
  expect(sent).toEqual([{ id: 'announcement of scs/minutes#7', text: 'Merged', hasTurn: false }])
})

test('where the mark cannot be taken off either, both failures are told', async () => {
  const { failed } = await announce({ chatFails: noAnswer, staysMarked: true })
  expect(failed).toBe(
    'TryAgainError: The chat does not answer. Removing the mark on scs/minutes#7 that it was sent failed as well: GitHub does not answer.',
  )
})

test('the dry run prints a message, and the description that remembers it', () => {
  const remembered = { repository: 'scs/minutes', number: 7, title: 'Add it', before: 'Text.', body: 'Text.\n\n<!-- told -->\n' }
  const message: Action = { kind: 'send-message', to: 'the chat', text: 'Merged', remembered, why: 'merged' }
  expect(describePlan({ actions: [message], remarks: [] })).toBe(
    '1. send-message the chat: merged\n   to: the chat\n   text: Merged\n' +
      '   description of scs/minutes#7, changed lines:\n     |  Text.\n     | +\n     | +<!-- told -->\n     | +\n',
  )
  expect(describePlan({ actions: [message], remarks: [] }, { isFull: true })).toContain(
    '   description of scs/minutes#7:\n     | Text.\n     | \n     | <!-- told -->\n',
  )
})
