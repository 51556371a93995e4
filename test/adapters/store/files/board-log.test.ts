/** The file of a board's history: byte for byte what was kept, whatever happens to the file. */
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createJsonSnapshotStore } from '../../../../src/adapters/store/files/json-snapshots.ts'
import { isSameQuarter, toForget } from '../../../../src/adapters/store/retention.ts'
import type { Snapshot } from '../../../../src/domain/board/board.ts'
import { unpack } from '../../../../src/domain/board/history/packed.ts'
import { boardHistories } from '../../../board-histories.ts'
import { aBoardItem, anEpic, aSnapshot } from '../../../builders.ts'

let dir = ''
let now = new Date('2023-01-18T12:00:00Z')
const warnings: string[] = []
const board = { owner: 'scs', number: 6 }
const store = () =>
  createJsonSnapshotStore(dir, { log: { info: () => {}, warn: (text) => void warnings.push(text) }, clock: { now: () => now } })
const path = () => join(dir, 'snapshots', 'scs-6.jsonl')
const earlierFolder = () => join(dir, 'snapshots', 'scs-6')
const textOf = (snapshot: Snapshot | null) => JSON.stringify(snapshot)
const after = ({ takenAt }: Snapshot) => ({ before: new Date(Date.parse(takenAt) + 1) })
const day = (number: number, rest: Partial<Snapshot> = {}) =>
  aSnapshot({
    takenAt: `2023-01-${String(number).padStart(2, '0')}T11:00:00.000Z`,
    items: [aBoardItem({ title: `Day ${number}` })],
    ...rest,
  })

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'scs-sprint-log-'))
  now = new Date('2023-01-18T12:00:00Z')
  warnings.length = 0
})
afterEach(() => rm(dir, { recursive: true, force: true }))

test('any history is read as it was kept, each snapshot at its time, byte for byte', async () => {
  await fc.assert(
    fc.asyncProperty(boardHistories(), fc.boolean(), async (history, isShuffled) => {
      await rm(join(dir, 'snapshots'), { recursive: true, force: true })
      now = new Date(history.at(-1)?.takenAt ?? now)
      const kept = isShuffled ? [...history].reverse() : history
      for (const snapshot of kept) await store().keep(snapshot)
      const forgotten = new Set(toForget(history, now))
      const isSure = (one: Snapshot, next?: Snapshot) =>
        one.complete ? !next || !isSameQuarter(one.takenAt, next.takenAt) : !forgotten.has(one)
      for (const [index, one] of history.entries()) {
        if (isSure(one, history[index + 1])) expect(textOf(await store().latest(board, after(one)))).toBe(textOf(one))
      }
      const told = [...unpack(await store().packed(board))].map(textOf)
      expect(history.map(textOf)).toEqual(expect.arrayContaining(told))
      expect(textOf(await store().latest(board, { complete: true }))).toBe(textOf(history.findLast((one) => one.complete) ?? null))
      expect(warnings).toEqual([])
    }),
    { numRuns: 30 },
  )
}, 60_000)

/** Enough that the file has several lines with all parts. */
async function keepYear(days: number, cards = 60): Promise<void> {
  let items = Array.from({ length: cards }, (_, index) => aBoardItem({ number: index + 1, body: 'words '.repeat(200) }))
  const start = Date.parse('2022-01-01T11:00:00Z')
  for (let number = 0; number < days; number += 1) {
    now = new Date(start + number * 86_400_000)
    items = items.map((item, index) =>
      index % 20 === number % 20 ? { ...item, status: `Status ${number}`, body: `${item.body}${number}` } : item,
    )
    await store().keep(aSnapshot({ takenAt: now.toISOString(), items, epics: [anEpic({ number: 3 })] }))
  }
}

describe('a file of a hundred days', () => {
  beforeEach(() => keepYear(100), 60_000)

  test('any day of it can be read, and the newest one without reading it all', async () => {
    for (const number of [0, 1, 37, 98, 99]) {
      const at = new Date(Date.parse('2022-01-01T11:00:00Z') + number * 86_400_000).toISOString()
      const found = await store().latest(board, { before: new Date(Date.parse(at) + 1) })
      expect(found?.takenAt).toBe(at)
      expect(found?.items[number % 20]?.status).toBe(`Status ${number}`)
    }
    const states = readFileSync(path(), 'utf8')
      .split('\n')
      .filter((line) => line.includes('","state":{'))
    expect(states.length).toBeGreaterThan(2)
    const text = readFileSync(path())
    writeFileSync(path(), Buffer.concat([Buffer.alloc(1000, '?'), text.subarray(1000)]))
    expect((await store().latest(board))?.items[19]?.status).toBe('Status 99')
    expect((await store().history(board, { since: new Date('2022-04-08T00:00:00Z') })).map(({ takenAt }) => takenAt.slice(0, 10))).toEqual([
      '2022-04-10',
      '2022-04-09',
      '2022-04-08',
      '2022-04-07',
    ])
    expect(warnings).toEqual([])
  })

  test('a line that was edited is noticed, and what does not rest on it is read', async () => {
    const lines = readFileSync(path(), 'utf8').split('\n')
    const last = lines.findLastIndex((line) => line.includes('","state":{'))
    lines[last] = lines[last]?.replace('Status', 'Stazus') ?? ''
    writeFileSync(path(), lines.join('\n'))
    // Nothing was only told there.
    expect((await store().latest(board))?.items[19]?.status).toBe('Status 99')
    expect(await store().packed(board)).toHaveLength(100)
    expect(warnings).toEqual([])
    const states = lines.flatMap((line, index) => (line.includes('","state":{') ? [index] : []))
    const edited = (states[0] ?? 0) + 1
    lines[edited] = lines[edited]?.replace('Status', 'Stazus') ?? ''
    writeFileSync(path(), lines.join('\n'))
    expect((await store().latest(board))?.items[19]?.status).toBe('Status 99')
    const left = await store().packed(board)
    expect(left.length).toBeLessThan(100)
    expect(left.length).toBeGreaterThan(50)
    expect(warnings.join()).toMatch(/lines? cannot be read and are skipped/)
  })

  test('what is the same in several snapshots is there once', async () => {
    const [newest, before] = await store().history(board)
    expect(newest?.items[5]).toBe(before?.items[5])
  })
})

test('each cut of the last line leaves all that was kept before, and the next snapshot is kept', async () => {
  await store().keep(day(16))
  const before = statSync(path()).size
  await store().keep(day(17))
  const whole = readFileSync(path())
  for (const cut of [before + 1, before + 60, whole.length - 20, whole.length - 2]) {
    writeFileSync(path(), whole)
    truncateSync(path(), cut)
    expect(textOf(await store().latest(board))).toBe(textOf(day(16)))
    await store().keep(day(18))
    expect((await store().history(board)).map(textOf)).toEqual([day(18), day(16)].map(textOf))
  }
  expect(warnings.every((one) => /1 line cannot be read and are skipped|1 line cannot be read/.test(one))).toBe(true)
})

test.each(['{}', '[]', 'null', 'text', '{"sum":"0123456789abcdef","on":null,"snapshot":{"head":{},"changes":{}}}', '\u0000'])(
  'a foreign line (%j) hides nothing',
  async (line) => {
    await store().keep(day(16))
    appendFileSync(path(), `${line}\n`)
    await store().keep(day(17))
    expect((await store().history(board)).map(textOf)).toEqual([day(17), day(16)].map(textOf))
    expect(warnings.join()).toContain('cannot be read')
  },
)

test('nobody else may read it, nor the folder', async () => {
  await store().keep(day(16))
  await store().keep(day(15))
  expect([path(), join(dir, 'snapshots')].map((one) => statSync(one).mode & 0o777)).toEqual([0o600, 0o700])
})

test('it compacts itself: what is not kept goes, what is kept stays as it was', async () => {
  const start = Date.parse('2023-01-18T12:00:00Z')
  for (let minute = 0; minute < 120; minute += 1) {
    now = new Date(start + minute * 60_000)
    const items = [aBoardItem({ body: `${minute} ${'words '.repeat(2000)}` })]
    await store().keep(aSnapshot({ takenAt: now.toISOString(), items, complete: minute % 10 !== 5 }))
  }
  const all = [...unpack(await store().packed(board))]
  expect(all.length).toBeLessThan(40)
  expect(all.at(-1)?.items[0]?.body).toMatch(/^119 /)
  expect(textOf(await store().latest(board, { before: new Date(start + 15 * 60_000) }))).toContain('"14 words')
  expect(warnings).toEqual([])
}, 30_000)

describe('snapshots of an earlier version', () => {
  const days = [day(11), day(12, { complete: false }), day(13, { epics: [anEpic({ number: 7 })] })]
  const nameOf = ({ takenAt, complete }: Snapshot) => `${takenAt.replaceAll(':', '')}${complete ? '' : '.partial'}.json`
  beforeEach(() => {
    mkdirSync(earlierFolder(), { recursive: true })
    for (const one of days) writeFileSync(join(earlierFolder(), nameOf(one)), JSON.stringify(one))
  })
  const newestFirst = [...days].reverse().map(textOf)

  test('are moved when they are first used, none is lost, byte for byte', async () => {
    expect((await store().history(board)).map(textOf)).toEqual(newestFirst)
    expect(existsSync(earlierFolder())).toBe(false)
    expect((await store().history(board)).map(textOf)).toEqual(newestFirst)
  })

  test('a crash before any, or all, of them are removed loses nothing and doubles nothing', async () => {
    await store().history(board)
    for (const there of [[0], [1, 2], [0, 1, 2]]) {
      mkdirSync(earlierFolder(), { recursive: true })
      for (const index of there) writeFileSync(join(earlierFolder(), nameOf(days[index] as Snapshot)), textOf(days[index] as Snapshot))
      expect((await store().history(board)).map(textOf)).toEqual(newestFirst)
      expect(existsSync(earlierFolder())).toBe(false)
    }
  })

  test('a crash while the new file is written leaves the earlier ones', async () => {
    writeFileSync(`${path()}.0000.tmp`, '{"sum":"')
    expect((await store().history(board)).map(textOf)).toEqual(newestFirst)
  })

  test('are merged, in order of time, with what was kept since', async () => {
    const since = [day(10), day(14)]
    await rm(earlierFolder(), { recursive: true })
    for (const one of since) await store().keep(one)
    mkdirSync(earlierFolder())
    for (const one of days) writeFileSync(join(earlierFolder(), nameOf(one)), JSON.stringify(one))
    expect((await store().history(board)).map(textOf)).toEqual([day(14), ...[...days].reverse(), day(10)].map(textOf))
  })

  test('are read where nothing can be written', async () => {
    mkdirSync(`${path()}.lock`)
    expect((await store().history(board)).map(textOf)).toEqual(newestFirst)
    expect(readdirSync(earlierFolder())).toHaveLength(3)
  })
})
