/** The history of boards in the database: byte for byte what was kept, and told by what changed. */
import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { createDatabaseSnapshots, createEpicLookup } from '../../../../../src/adapters/store/database/board/board-store.ts'
import { readDatabase } from '../../../../../src/adapters/store/database/database-memory.ts'
import { isSameQuarter, toForget } from '../../../../../src/adapters/store/retention.ts'
import type { Snapshot } from '../../../../../src/domain/board/board.ts'
import { unpack } from '../../../../../src/domain/board/history/packed.ts'
import { boardHistories } from '../../../../board-histories.ts'
import { aBoardItem, anEpic, aSnapshot } from '../../../../builders.ts'
import { boardTables, sharedDatabase } from '../shared-database.ts'

const shared = sharedDatabase([...boardTables, 'deliveries', 'audit', 'comments'])
const warnings: string[] = []
let now = new Date('2023-01-18T12:00:00Z')
const tools = { log: { info: () => {}, warn: (text: string) => void warnings.push(text) }, clock: { now: () => now } }
const board = { owner: 'SCS', number: 6 }
const store = () => createDatabaseSnapshots(shared.database(), tools)
const textOf = (snapshot: Snapshot | null) => JSON.stringify(snapshot)
const after = ({ takenAt }: Snapshot) => ({ before: new Date(Date.parse(takenAt) + 1) })

beforeEach(() => {
  now = new Date('2023-01-18T12:00:00Z')
  warnings.length = 0
})

/** One that is not complete between two of the same quarter of an hour that are. */
const interrupted = [1, 2, 3].map((minute) =>
  aSnapshot({ takenAt: `2023-01-01T00:0${minute}:00.000Z`, complete: minute !== 2, items: [aBoardItem({ number: minute })] }),
)

async function emptied(): Promise<void> {
  for (const table of boardTables) await shared.database().db.deleteFrom(table).execute()
}

/** What stays: of complete ones the last of each quarter of an hour, of others what is looked at. */
function staying(history: readonly Snapshot[]): readonly Snapshot[] {
  const forgotten = new Set(toForget(history, now))
  return history.filter((one, index) => {
    const next = history.slice(index + 1).find(({ complete }) => complete)
    return one.complete ? !(next && isSameQuarter(one.takenAt, next.takenAt)) : !forgotten.has(one)
  })
}

test('any history is read as it was kept, each snapshot at its time, byte for byte', async () => {
  await fc.assert(
    fc.asyncProperty(boardHistories({ maxLength: 8 }), async (history) => {
      await emptied()
      now = new Date(history.at(-1)?.takenAt ?? now)
      for (const snapshot of history) await store().keep(snapshot)
      for (const snapshot of staying(history)) expect(textOf(await store().latest(board, after(snapshot)))).toBe(textOf(snapshot))
      const complete = history.findLast((one) => one.complete) ?? null
      expect(textOf(await store().latest(board, { complete: true }))).toBe(textOf(complete))
      const { history: packed } = await readDatabase(shared.database(), tools)
      const told = [...unpack(packed[0]?.snapshots ?? [])].map(textOf)
      expect(told.sort()).toEqual(staying(history).map(textOf).sort())
      expect(warnings).toEqual([])
    }),
    { numRuns: 8, examples: [[interrupted]] },
  )
}, 180_000)

test('in whatever order snapshots are kept, each is read as it was', async () => {
  const shuffled = boardHistories({ maxLength: 6 }).chain((history) => fc.shuffledSubarray([...history], { minLength: history.length }))
  await fc.assert(
    fc.asyncProperty(shuffled, async (history) => {
      await emptied()
      now = new Date('2024-01-01T00:00:00Z')
      const apart = history.filter((one, index) => history.every((other, at) => at === index || !isSameQuarter(one.takenAt, other.takenAt)))
      for (const snapshot of apart) await store().keep({ ...snapshot, complete: true })
      for (const snapshot of apart)
        expect(textOf(await store().latest(board, after(snapshot)))).toBe(textOf({ ...snapshot, complete: true }))
    }),
    { numRuns: 6 },
  )
}, 180_000)

test('a change is one row, with the time at which it was seen', async () => {
  const items = Array.from({ length: 30 }, (_, index) => aBoardItem({ number: index + 1, status: 'Backlog' }))
  await store().keep(aSnapshot({ takenAt: '2023-01-17T11:00:00.000Z', items }))
  const changed = items.map((item, index) => (index === 4 ? { ...item, status: 'Doing' } : item))
  await store().keep(aSnapshot({ takenAt: '2023-01-18T11:00:00.000Z', items: changed }))
  const rows = await shared.database().db.selectFrom('board_changes').select(['name', 'at', 'was']).where('position', '=', 2).execute()
  expect(rows).toEqual([{ name: 'item scs/issues#5', at: '2023-01-18T11:00:00.000Z', was: '{"fields":{"status":{"to":"Backlog"}}}' }])
})

test('of snapshots within a quarter of an hour the last one stays, and what was before them is still known', async () => {
  const at = (time: string, status: string) => aSnapshot({ takenAt: `2023-01-18T${time}.000Z`, items: [aBoardItem({ status })] })
  for (const one of [at('10:00:00', 'Backlog'), at('11:00:00', 'Doing'), at('11:05:00', 'Review'), at('11:10:00', 'Done')])
    await store().keep(one)
  expect((await store().history(board)).map(({ takenAt, items }) => [takenAt.slice(11, 16), items[0]?.status])).toEqual([
    ['11:10', 'Done'],
    ['10:00', 'Backlog'],
  ])
  expect(await shared.database().db.selectFrom('board_changes').select('name').where('position', '>', 1).execute()).toHaveLength(1)
})

describe('snapshots of an earlier version', () => {
  const rowOf = (snapshot: Snapshot) => ({
    owner: 'scs',
    number: 6,
    taken_at: new Date(snapshot.takenAt).toISOString(),
    complete: snapshot.complete,
    snapshot: JSON.stringify(snapshot),
  })
  const days = ['2023-01-11', '2023-01-12', '2023-01-13'].map((day, index) =>
    aSnapshot({
      takenAt: `${day}T11:00:00.000Z`,
      complete: index !== 1,
      items: [aBoardItem({ title: `Of ${day}` })],
      epics: [anEpic({ number: 7 })],
    }),
  )
  const earlier = () => shared.database().db.insertInto('snapshots').values(days.map(rowOf)).execute()

  test('are moved when they are first used, none is lost, byte for byte', async () => {
    await earlier()
    expect((await store().history(board)).map(textOf)).toEqual([...days].reverse().map(textOf))
    expect(await shared.database().db.selectFrom('snapshots').selectAll().execute()).toEqual([])
    expect((await store().history(board)).map(textOf)).toEqual([...days].reverse().map(textOf))
  })

  test.each([0, 1, 2])('a crash after %i of them loses nothing, and the next use goes on', async (number) => {
    await earlier()
    const crashing = days[number]?.takenAt ?? ''
    const { db } = shared.database()
    await sql`create function crash() returns trigger language plpgsql as $$ begin raise exception 'crash'; end $$`.execute(db)
    await sql`create trigger crashing before delete on snapshots for each row when (old.taken_at = ${sql.lit(crashing)}) execute function crash()`.execute(
      db,
    )
    try {
      await expect(store().latest(board)).rejects.toThrow('crash')
      expect(await db.selectFrom('snapshots').select('taken_at').execute()).toHaveLength(days.length - number)
    } finally {
      await sql`drop trigger crashing on snapshots`.execute(db)
      await sql`drop function crash()`.execute(db)
    }
    expect((await store().history(board)).map(textOf)).toEqual([...days].reverse().map(textOf))
  })

  test('are moved once when two servers start at the same time', async () => {
    await earlier()
    const found = await Promise.all([store().history(board), store().history(board)])
    for (const one of found) expect(one.map(textOf)).toEqual([...days].reverse().map(textOf))
  })
})

test('a damaged history is told, hides nothing newer, and the next snapshot is kept', async () => {
  await store().keep(aSnapshot({ takenAt: '2023-01-16T11:00:00.000Z', items: [aBoardItem({ status: 'Doing' })] }))
  await store().keep(aSnapshot({ takenAt: '2023-01-17T11:00:00.000Z', items: [aBoardItem({ status: 'Done' })] }))
  const { db } = shared.database()
  await db.updateTable('board_changes').set({ was: '{"fields"' }).where('position', '=', 2).execute()
  expect((await store().latest(board))?.items[0]?.status).toBe('Done')
  expect(await store().latest(board, { before: new Date('2023-01-17T10:00:00Z') })).toBeNull()
  expect(warnings.join()).toContain('cannot be read and are skipped')
  await db.updateTable('board_parts').set({ value: '{' }).execute()
  expect(await store().latest(board)).toBeNull()
  await store().keep(aSnapshot({ takenAt: '2023-01-18T11:00:00.000Z', items: [aBoardItem({ status: 'Review' })] }))
  expect((await store().latest(board))?.items[0]?.status).toBe('Review')
})

test('what a webhook names leads to its epics, without reading the board', async () => {
  const items = [1, 2, 3, 4].map((number) => aBoardItem({ number, nodeId: `I_${number}` }))
  const child = (number: number) => ({ ref: `SCS/issues#${number}`, sources: ['sub-issue' as const], readable: true })
  const epics = [anEpic({ number: 1, children: [child(2), child(3)] }), anEpic({ number: 4, children: [child(3)] })]
  await store().keep(aSnapshot({ takenAt: '2023-01-17T11:00:00.000Z', items, epics }))
  const lookup = createEpicLookup(shared.database().db)
  const [one, four] = ['scs/issues#1', 'scs/issues#4']
  expect(await lookup.epicsOf(board, { refs: ['scs/Issues#3'] })).toEqual([one, four])
  expect(await lookup.epicsOf(board, { refs: ['scs/issues#1'] })).toEqual([one])
  expect(await lookup.epicsOf(board, { itemIds: ['PVTI_2'] })).toEqual([one])
  expect(await lookup.epicsOf(board, { nodeIds: ['I_4', 'I_99'] })).toEqual([four])
  expect(await lookup.epicsOf(board, { refs: ['scs/issues#99'] })).toEqual([])
  expect(await lookup.epicsOf(board, {})).toEqual([])
  await store().keep(aSnapshot({ takenAt: '2023-01-18T11:00:00.000Z', items, epics: [anEpic({ number: 4, children: [child(2)] })] }))
  expect(await lookup.epicsOf(board, { refs: ['scs/issues#2', 'scs/issues#1'] })).toEqual([four])
})
