/** A fix whose reply cannot be written is taken back: nobody would know of it, and no command could undo it. */

import { expect, test } from 'vitest'
import { GITHUB_COM } from '../../src/domain/github-web.ts'
import { TryAgainError } from '../../src/errors.ts'
import { fitsRecord, readRepair, repairMark } from '../../src/hygiene/repair/repair-record.ts'
import type { ApplyPorts } from '../../src/ports/app-ports.ts'
import type { EpicRepairs } from '../../src/ports/epic-repairs.ts'
import { applyRepair } from '../../src/usecases/apply-repairs.ts'

const EPIC = 'scs/issues#1'
const BODY = '- [ ] #2\n- [ ] #3\n'

/** `writes`: how often GitHub takes a new text; `meanwhile`: what somebody makes of the first one. */
function epic(answers: boolean, { writes = Number.POSITIVE_INFINITY, meanwhile = (text: string) => text } = {}) {
  let body = BODY
  const written: string[] = []
  const repairs: Pick<EpicRepairs, 'read' | 'writeBody'> = {
    read: async () => ({ title: 'Epic', body, state: 'open', milestone: null, comments: 0 }),
    writeBody: async (_ref, before, after) => {
      if (before !== body) return false
      if (written.length === writes) throw new TryAgainError('GitHub is down.')
      body = meanwhile(after)
      written.push(after)
      return true
    },
  }
  const comments = {
    create: async (_on: string, text: string) => {
      if (!answers) throw new TryAgainError('GitHub does not answer.')
      return { id: 'C', url: text }
    },
  }
  const ports = { repairs: repairs as EpicRepairs, comments, pause: async () => {} } as unknown as ApplyPorts
  return { ports, written, body: () => body }
}

const fix = {
  kind: 'fix-epic' as const,
  on: EPIC,
  github: GITHUB_COM,
  repairs: [{ kind: 'set-box' as const, story: 'scs/issues#2', checked: true }],
  why: 'on request',
  reply: ({ changes }: { readonly changes: readonly unknown[] }) => `${changes.length} change`,
}

test('the reply tells what was done', async () => {
  const { ports, body } = epic(true)
  expect(await applyRepair(fix, ports)).toBe('1 change')
  expect(body()).toBe('- [x] #2\n- [ ] #3\n')
})

test('without a reply the text is as it was, and the command is tried again', async () => {
  const { ports, written, body } = epic(false)
  await expect(applyRepair(fix, ports)).rejects.toThrow('GitHub does not answer.')
  expect(written).toHaveLength(2)
  expect(body()).toBe(BODY)
})

test('where it cannot be taken back either, both failures are told', async () => {
  await expect(applyRepair(fix, epic(false, { writes: 1 }).ports)).rejects.toThrow(
    'GitHub does not answer. Taking back what was changed on scs/issues#1 failed as well: GitHub is down.',
  )
  const edited = epic(false, { meanwhile: (text) => `${text}Mine.` })
  const failed = applyRepair(fix, edited.ports)
  await expect(failed).rejects.toThrow(/GitHub does not answer\. .* failed as well: scs\/issues#1: its text was edited since\./)
  await expect(failed).rejects.toThrow(TryAgainError)
  expect(edited.body()).toContain('Mine.')
})

const record = (length: number) => {
  const hash = 'a'.repeat(64)
  const splices = [{ at: 0, length: 1, before: 'x'.repeat(length) }]
  const change = { kind: 'body' as const, before: hash, after: hash, splices, listed: [], checked: [], cleared: [] }
  return { by: 'fkr', rules: ['epic-body-outdated'], changes: [change] }
}

test('lines of thousands of characters can be taken back; what is too long for a comment is known as such', () => {
  expect(readRepair(repairMark(record(20_000)))).toEqual(record(20_000))
  expect(fitsRecord(record(20_000))).toBe(true)
  expect(fitsRecord(record(60_000))).toBe(false)
})
