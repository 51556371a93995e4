import { expect, test } from 'vitest'
import { readRunWindow } from '../../../src/service/run/run-window.ts'

const now = new Date('2026-10-07T12:00:00Z')
const window = async ({
  since = null,
  kept = null,
  done = null,
}: {
  since?: string | null
  kept?: string | null
  done?: string | null
}) => {
  const date = (text: string | null) => (text === null ? null : new Date(text))
  const ports = {
    clock: { now: () => now },
    runTimes: { last: async () => date(kept), remember: async () => {} },
    lastDone: async () => date(done),
  }
  const found = await readRunWindow(ports, 'scs/minutes', date(since))
  expect(found.until).toEqual(now)
  return `${found.since.toISOString().slice(0, 16)}${found.isKept ? ' kept' : ''}${found.skipsWork ? ' skips' : ''}`
}

test.each([
  ['without any memory: 26 hours', {}, '2026-10-06T10:00'],
  ['the start of the last run that did its work', { done: '2026-10-07T11:30:00Z' }, '2026-10-07T11:30'],
  ['a run long ago counts as none', { done: '2026-09-01T00:00:00Z' }, '2026-10-06T10:00'],
  ['the store knows when the last run ended', { kept: '2026-10-07T11:45:00Z', done: '2026-10-07T11:00:00Z' }, '2026-10-07T11:45 kept'],
  ['the store catches up a week at most', { kept: '2026-09-01T00:00:00Z' }, '2026-09-30T12:00 kept'],
  ['a time that is still to come is of a wrong clock', { kept: '2030-01-01T00:00:00Z' }, '2026-10-06T10:00 kept'],
  [
    'a named time after the end of the last run skips work',
    { since: '2026-10-07T11:00:00Z', kept: '2026-10-07T09:00:00Z' },
    '2026-10-07T11:00 kept skips',
  ],
  ['without any memory nothing is skipped', { since: '2026-10-07T11:00:00Z' }, '2026-10-07T11:00'],
  [
    'what is older than a week is never caught up',
    { since: '2026-09-15T00:00:00Z', kept: '2026-09-01T00:00:00Z' },
    '2026-09-30T12:00 kept',
  ],
  ['a named time goes before all', { since: '2026-10-05T00:00:00Z', kept: '2026-10-07T11:45:00Z' }, '2026-10-05T00:00 kept'],
  ['a named time is at most a week ago', { since: '2026-01-01T00:00:00Z' }, '2026-09-30T12:00'],
])('%s', async (_, known, expected) => {
  expect(await window(known)).toBe(expected)
})
