import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pack } from '../../src/domain/board/history/packed.ts'
import { dayIn } from '../../src/domain/time/dates.ts'
import type { Memory } from '../../src/ports.ts'
import { lastOfDay, pastBoard } from '../../src/usecases/past-board.ts'
import { boardHistories } from '../board-histories.ts'
import { aSnapshot } from '../builders.ts'

const taken = (...times: string[]) => times.map((text) => ({ takenAt: text.replace('?', ''), complete: !text.endsWith('?') }))

// `?`: not complete.
test.each<[string, string[], string, string | null]>([
  ['one of the day', ['2023-01-18T11:00:00Z'], '2023-01-18', '2023-01-18T11:00:00Z'],
  ['the last of the day', ['2023-01-18T11:00:00Z', '2023-01-18T15:00:00Z', '2023-01-19T11:00:00Z'], '2023-01-18', '2023-01-18T15:00:00Z'],
  ['in whatever order they are kept', ['2023-01-18T15:00:00Z', '2023-01-18T11:00:00Z'], '2023-01-18', '2023-01-18T15:00:00Z'],
  ['a day without any: the last one before it', ['2023-01-10T11:00:00Z', '2023-01-19T11:00:00Z'], '2023-01-18', '2023-01-10T11:00:00Z'],
  ['the last minute of the day in Berlin', ['2023-01-18T22:59:59.999Z', '2023-01-18T23:00:00Z'], '2023-01-18', '2023-01-18T22:59:59.999Z'],
  [
    'the first minute of the next day in Berlin',
    ['2023-01-18T22:59:59.999Z', '2023-01-18T23:00:00Z'],
    '2023-01-19',
    '2023-01-18T23:00:00Z',
  ],
  ['summer time', ['2023-07-18T21:59:00Z', '2023-07-18T22:00:00Z'], '2023-07-18', '2023-07-18T21:59:00Z'],
  ['the day on which the clock is put forward', ['2023-03-26T21:59:00Z', '2023-03-26T22:00:00Z'], '2023-03-26', '2023-03-26T21:59:00Z'],
  [
    'a complete one of the day before a later one that is not',
    ['2023-01-18T11:00:00Z', '2023-01-18T15:00:00Z?'],
    '2023-01-18',
    '2023-01-18T11:00:00Z',
  ],
  ['only one of the day that is not complete', ['2023-01-17T11:00:00Z', '2023-01-18T15:00:00Z?'], '2023-01-18', '2023-01-18T15:00:00Z'],
  ['the same for the last day before it', ['2023-01-16T11:00:00Z', '2023-01-16T12:00:00Z?'], '2023-01-18', '2023-01-16T11:00:00Z'],
  ['nothing so early', ['2023-01-18T11:00:00Z'], '2023-01-17', null],
  ['nothing at all', [], '2023-01-17', null],
])('%s', (_, times, day, expected) => {
  expect(lastOfDay(taken(...times), { day, timezone: 'Europe/Berlin' })).toBe(expected)
})

const board = { owner: 'scs', number: 6 }
const memoryOf = (snapshots: readonly ReturnType<typeof aSnapshot>[]): Memory => ({
  history: [{ board: { owner: 'SCS', number: 6 }, snapshots: [...pack(snapshots)] }],
  audit: [],
  comments: {},
  tables: {},
})
const keeper = (files: Memory | null, database: Memory | null = null) => ({
  looked: '/data',
  read: async () => ({ ...(files ? { files } : {}), ...(database ? { database } : {}) }),
})

test('any past day of any history is rebuilt byte for byte', async () => {
  await fc.assert(
    fc.asyncProperty(boardHistories(), fc.nat(), async (history, index) => {
      const { takenAt } = history[index % history.length] ?? aSnapshot()
      const day = dayIn('Europe/Berlin', new Date(takenAt))
      const ofDay = history.filter((one) => dayIn('Europe/Berlin', new Date(one.takenAt)) === day)
      const expected = ofDay.findLast(({ complete }) => complete) ?? ofDay.at(-1)
      const found = await pastBoard(keeper(memoryOf(history)), { board, day, timezone: 'Europe/Berlin' })
      expect(JSON.stringify(found)).toBe(JSON.stringify(expected))
    }),
    { numRuns: 100 },
  )
})

test('a server and files hold the same board: the last snapshot of both counts', async () => {
  const [older, newer] = [aSnapshot({ takenAt: '2023-01-16T11:00:00Z' }), aSnapshot({ takenAt: '2023-01-18T11:00:00Z' })]
  const past = { board, day: '2023-01-20', timezone: 'Europe/Berlin' }
  expect(await pastBoard(keeper(memoryOf([older]), memoryOf([newer])), past)).toEqual(newer)
  expect(await pastBoard(keeper(memoryOf([newer]), memoryOf([older])), past)).toEqual(newer)
})

test('a day without a snapshot is an error that says what there is and what to do', async () => {
  const past = { board, day: '2023-01-10', timezone: 'Europe/Berlin' }
  await expect(pastBoard(keeper(memoryOf([aSnapshot()])), past)).rejects.toThrow(
    '/data: expected a snapshot of board 6 of scs from 2023-01-10 or earlier, found none; the oldest is from 2023-01-18T11:15:00.000Z. Choose a later day',
  )
  await expect(pastBoard(keeper(null), past)).rejects.toThrow(/found none at all. `scs-sprint sync` saves one/)
  await expect(pastBoard(keeper(memoryOf([aSnapshot()])), { ...past, board: { owner: 'scs', number: 7 } })).rejects.toThrow(/none at all/)
})
