import { expect, test } from 'vitest'
import type { FoundBoard, FoundField } from '../../../src/domain/organization.ts'
import { fittingBoards, guessBoard } from '../../../src/init/board/guess-board.ts'

const select = (name: string, ...options: readonly string[]): FoundField => ({ name, kind: 'single-select', options })
const iterations = (name: string, ...options: readonly string[]): FoundField => ({ name, kind: 'iteration', options })

const board = (number: number, more: Partial<FoundBoard> = {}): FoundBoard => ({
  owner: 'acme',
  number,
  title: `Board ${number}`,
  items: 10,
  updatedAt: '2026-06-01T08:00:00Z',
  fields: [select('Status', 'Todo', 'Doing', 'Done')],
  ...more,
})

test('the board with most cards comes first, then the one changed last; one without a status field does not fit', () => {
  const boards = [board(1), board(2, { updatedAt: '2026-06-05T08:00:00Z' }), board(3, { items: 90 }), board(4, { items: 500, fields: [] })]
  expect(fittingBoards(boards).map(({ number }) => number)).toEqual([3, 2, 1])
  expect(guessBoard(boards[2] as FoundBoard, boards)?.number.because).toBe(
    '"Board 3", 90 cards, last changed on 2026-06-01; other open boards: 2 ("Board 2", 10 cards), 1 ("Board 1", 10 cards)',
  )
})

test('a field of another name is the status field if its options are statuses', () => {
  const fields = [select('Size', 'S', 'L'), select('Spur', 'Offen', 'In Bearbeitung', 'Geparkt', 'Erledigt')]
  const guessed = guessBoard(board(1, { fields }), [])
  expect(guessed?.fields.status.value).toBe('Spur')
  expect(guessed?.status).toEqual({ backlog: ['Offen'], active: ['In Bearbeitung'], done: ['Erledigt'] })
  expect(guessed?.unknown).toEqual(['Geparkt'])
})

test('of several iteration fields the one with most iterations is that of sprints, whatever its name', () => {
  const fields = [select('Status', 'Done'), iterations('Quarter', 'Q1'), iterations('Takt', 'Jena', 'Kyoto')]
  expect(guessBoard(board(1, { fields }), [])?.fields.sprint).toEqual({
    value: 'Takt',
    because: 'an iteration field, with "Jena", "Kyoto"; another one: "Quarter"',
  })
})
